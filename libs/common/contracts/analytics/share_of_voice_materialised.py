"""Topic ``analytics.share-of-voice-materialised``."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Value
from common.contracts.vocabulary import Belief, Presence

SliceBy = Literal["all", "provider", "icp", "funnel_stage"]


class Figure(Value):
    """A measured number with its interval, or null with the reason why it could not be measured."""

    value: float | None
    low: float | None = Field(default=None, description="Lower end of the 95 % interval.")
    high: float | None = Field(default=None, description="Upper end of the 95 % interval.")
    reason: str | None = Field(default=None, description="Why value or interval is null.")


class BrandFigures(Value):
    """One brand within one slice. Shares are 0..1."""

    brand_id: UUID
    brand: str
    tracked: bool
    discovered: bool
    share_of_voice: Figure = Field(
        description="Answers naming the brand / sum of that over the brands of the universe."
    )
    visibility: Figure = Field(description="Answers naming the brand / answers.")
    recommendation_rate: Figure = Field(description="Answers recommending it / answers.")
    trust_score: Figure = Field(description="(Answers trusting + recommending it) / answers.")
    average_position: Figure = Field(description="Mean position over the answers that name it; 1 is first.")
    mentions: int = Field(ge=0, description="Answers naming it.")
    first_positions: int = Field(ge=0)
    presence: dict[Presence, int] = Field(description="Answers by presence.")
    beliefs: dict[Belief, int] = Field(default_factory=dict)
    mean_sentiment: float | None = None


class Slice(Value):
    """All brands over one part of the answers, such as one provider."""

    by: SliceBy
    value: str | None = None
    label: str | None = None
    branded: bool = Field(description="False: prompts that name no tracked brand (the default denominator).")
    answers: int = Field(ge=0)
    conversations: int = Field(ge=0)
    refusals: int = Field(ge=0)
    brands: tuple[BrandFigures, ...]


class Substitution(Value):
    """Who stands in the answers in which a tracked brand is missing."""

    missing_brand_id: UUID
    missing_brand: str
    substitute_brand_id: UUID
    substitute_brand: str
    occurrences: int = Field(ge=1, description="Answers that name the substitute and not the missing brand.")
    missing_answers: int = Field(ge=1, description="Answers that do not name the missing brand.")
    share: Figure
    average_position: float | None = None


class EvidenceQuote(Value):
    """A sentence that proves a state, with the brand's place inside it."""

    response_id: UUID
    prompt_text: str
    provider: str
    model: str
    icp_name: str
    brand: str
    presence: Presence
    belief: Belief | None = None
    text: str
    start: int
    end: int


class ShareOfVoiceMaterialised(Event):
    """The figures of one audit, complete: what a report shows needs nothing else."""

    topic: ClassVar[str] = "analytics.share-of-voice-materialised"
    key_field: ClassVar[str] = "website_id"

    website_id: UUID
    audit_id: UUID
    run_id: UUID
    definition: int = Field(default=1, description="Which of the five definitions of share of voice; see the glossary.")
    universe: str = Field(description="Which brands the shares are over, in words.")
    interval_method: str
    extractor_version: str
    period_start: AwareDatetime
    period_end: AwareDatetime
    slices: tuple[Slice, ...]
    substitutions: tuple[Substitution, ...] = ()
    evidence: tuple[EvidenceQuote, ...] = ()
