"""Topic ``simulator.audit-step-replied``: the one channel on which every participant answers the audit saga."""

from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from common.contracts.message import Content, Message, Technical, Terms


class AuditStepReplied(Message):
    """A participant's answer to one command: ``result`` is handed to later steps; a refusal says why, for a person."""

    topic: ClassVar[str] = "simulator.audit-step-replied"
    kind = "reply"
    key_field: ClassVar[str] = "saga_id"
    partitions: ClassVar[int] = 1
    terms: ClassVar[Terms] = Terms(
        purpose="To tell the audit saga what came of a command.",
        orders="the replies to one audit's commands",
    )

    saga_id: UUID = Field(description="The saga that is answered; the audit's id.")
    step: Technical[str] = Field(description="The step whose command is answered, as the command named it.")
    command: Technical[str] = Field(
        description="Type of the command that is answered, such as simulator.crawl-website.v1."
    )
    command_id: UUID = Field(description="Id of the command's message; a repeated command gets the first reply.")
    participant: Technical[str] = Field(description="The service that answers.")
    outcome: Literal["done", "refused"] = Field(
        description="Refused: nothing was done. A closed set: no third is acted on."
    )
    reason: Technical[str | None] = Field(default=None, description="Stable slug of a refusal; null where done.")
    detail: Content[str | None] = Field(default=None, description="One sentence for a person; null where done.")
    result: Technical[dict[str, Any]] = Field(
        default_factory=dict, description="What later steps need to know, by command; empty where refused."
    )
