"""Where an answer comes from, spelled out once: events, tables and facts derive their fields and columns from here.

Each model holds what is known at one more moment: a website is entered, an audit begins, its run is held, a question
is asked, an answer comes. A field is added in the model of the moment at which it becomes known, and nowhere else; what
is stored grows by a migration, which the tests of each store ask for by name. See docs/adr/0027-*.
"""

from typing import Self
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Content, Technical, Value
from common.primitives.text import Kept


def _is_null(value: object) -> bool:
    """What is left out of JSON, so that a message or a document without it has the bytes that it had before it."""
    return value is None


class WebsiteContext(Value):
    """Whose website it is. Every command of an audit says so, too."""

    website_id: UUID = Field(description="The website; the same id in every service.")
    client_id: UUID | None = Field(
        default=None,
        exclude_if=_is_null,
        description="The agency's client whose website it is, in an audit: was when the audit began. Left out where it "
        "belongs to none, and in what was written before this field. Only its shape is checked: clients are tenants'.",
    )

    @classmethod
    def part_of(cls, whole: "WebsiteContext") -> Self:
        """These fields alone out of a later context, an event or a row."""
        fields = cls.model_fields
        return cls(**{name: value for name, value in vars(whole).items() if name in fields})


class AuditContext(WebsiteContext):
    """Which audit of it. Figures and reports are of one."""

    audit_id: UUID = Field(description="The audit; also the id of its saga.")


class RunContext(AuditContext):
    """Which run of its plan: the answers that are counted together."""

    run_id: UUID = Field(description="The run of the plan that the answers belong to.")


class QuestionContext(RunContext):
    """Who asks what, and of whom: known before there is an answer."""

    icp_id: UUID = Field(description="The customer profile that asked.")
    icp_name: Content[Kept] = Field(description="Its name, such as Candle shop owner.")
    conversation_id: UUID = Field(description="The conversation. Answers of one are not independent of each other.")
    core: bool = Field(description="The conversation is of the panel that stays the same from run to run.")
    prompt_id: UUID = Field(description="The prompt that was answered.")
    prompt_text: Content[str] = Field(description="What was asked, word for word.")
    turn: int = Field(ge=1, description="Which prompt of the conversation, from 1.")
    repeat: int = Field(ge=1, description="Which repetition of the conversation with this provider, from 1.")
    provider: Technical[str] = Field(description="Who was asked, such as openai; providers are added, carry any word.")


class AnswerContext(QuestionContext):
    """All that facts need to know of an answer beside what was read in it."""

    response_id: UUID = Field(description="The answer, derived from run, prompt, provider and repeat.")
    requested_model: Technical[str] = Field(description="The model that was asked for.")
    actual_model: Technical[str] = Field(description="The model that answered, as the provider names it.")
    answered_at: AwareDatetime = Field(description="When the answer was complete (UTC).")

    def context(self) -> "AnswerContext":
        """The context alone, of an event or a row that has more."""
        return AnswerContext.part_of(self)
