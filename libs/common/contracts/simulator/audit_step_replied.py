"""Topic ``simulator.audit-step-replied``: the one channel on which every participant answers the audit saga."""

from typing import ClassVar

from common.contracts.message import StepReply, Terms


class AuditStepReplied(StepReply):
    """A participant's answer to one command: ``result`` is handed to later steps; a refusal says why, for a person."""

    topic: ClassVar[str] = "simulator.audit-step-replied"
    terms: ClassVar[Terms] = Terms(
        purpose="To tell the audit saga what came of a command.",
        orders="the replies to one audit's commands",
    )
