"""What every saga speaks: commands to participants, their replies, and what a step's result is.

A saga declares commands of its own (``Command``), with the results they are done with (``StepResult``), and one reply
(``StepReply``) with a topic of its own. The engine in ``common.saga`` knows these three only.
"""

from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from common.contracts.message.data import Content, Technical
from common.contracts.message.model import Message, Value


class StepResult(Value):
    """What a participant tells with "done"; by itself it tells nothing.

    A field is required where a later step is ordered with it: a reply without it is rejected as it arrives. What is
    told for the record has a default, so that its absence stops nothing.
    """


class StepReply(Message):
    """A participant's answer to one command: ``result`` is handed to later steps; a refusal says why, for a person."""

    kind = "reply"
    key_field: ClassVar[str] = "saga_id"
    partitions: ClassVar[int] = 1

    saga_id: UUID = Field(description="The saga that is answered.")
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


class Command(Message):
    """An order of a saga to one participant; ``saga_id`` and ``step`` come back in the reply."""

    kind = "command"
    key_field = "saga_id"
    partitions = 1
    participant: ClassVar[str]
    """The service that acts on it, and nobody else."""
    reply: ClassVar[type[StepReply]]
    """What it is answered with."""
    result: ClassVar[type[StepResult]] = StepResult
    """What it is done with: the model of the reply's ``result``."""

    saga_id: UUID = Field(description="The saga that orders it; all commands and replies of one saga share this key.")
    step: Technical[str] = Field(description="The saga's step it belongs to, a slug; the reply repeats it.")
