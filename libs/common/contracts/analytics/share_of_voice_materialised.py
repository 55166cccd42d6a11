"""Topic ``analytics.share-of-voice-materialised``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.answer import RunContext
from common.contracts.message import Content, Event, Open, Technical, Terms, Value
from common.contracts.vocabulary import Belief, GroundKind, Presence, SliceBy
from common.primitives.text import Kept


class Figure(Value):
    """A measured number with its interval, or null with the reason why it could not be measured."""

    value: float | None = Field(description="The number, in the unit of the field; null where it can't be measured.")
    low: float | None = Field(default=None, description="Lower end of the 95 % interval; null where there is none.")
    high: float | None = Field(default=None, description="Upper end of the 95 % interval; null where there is none.")
    reason: Technical[str | None] = Field(
        default=None, description="Why value or interval is null, for a person; null where both are there."
    )


class BrandFigures(Value):
    """One brand within one slice. Shares are 0..1."""

    brand_id: UUID = Field(description="Id of the brand within the organisation.")
    brand: Content[str] = Field(description="The brand's name.")
    tracked: bool = Field(description="True for the customer's own brand.")
    discovered: bool = Field(description="True where nobody listed it: it was found in the answers.")
    share_of_voice: Figure = Field(
        description="Answers naming the brand / sum of that over the brands of the universe; 0 to 1."
    )
    visibility: Figure = Field(description="Answers naming the brand / answers; 0 to 1.")
    recommendation_rate: Figure = Field(description="Answers recommending it / answers; 0 to 1.")
    trust_score: Figure = Field(description="(Answers trusting + recommending it) / answers; 0 to 1.")
    average_position: Figure = Field(description="Mean position over the answers that name it; 1 is first.")
    mentions: int = Field(ge=0, description="Answers naming it.")
    first_positions: int = Field(ge=0, description="Answers that name it before any other brand.")
    presence: dict[Open[Presence], int] = Field(
        description="Answers by presence. One under an unknown word counts as naming the brand, and as nothing more."
    )
    beliefs: dict[Open[Belief], int] = Field(
        default_factory=dict, description="Answers by the belief they install; answers without one are left out."
    )
    mean_sentiment: float | None = Field(
        default=None, description="Mean over the answers that judge it, -1 to 1; null where none does."
    )


class Slice(Value):
    """All brands over one part of the answers, such as one provider."""

    by: Open[SliceBy] = Field(description="What the answers are cut by; leave out a cut that you don't know.")
    value: Content[str | None] = Field(
        default=None, description="Which part: a provider, a stage, the id of a profile; null for all answers."
    )
    label: Content[str | None] = Field(default=None, description="The part's name for people; null: the value itself.")
    branded: bool = Field(description="False: prompts that name no tracked brand (the default denominator).")
    answers: int = Field(ge=0, description="Answers in it, refusals included.")
    conversations: int = Field(ge=0, description="Conversations they come from: the independent units.")
    refusals: int = Field(ge=0, description="How many of the answers declined to answer.")
    brands: tuple[BrandFigures, ...] = Field(description="The brands of the universe, the largest share first.")


class Substitution(Value):
    """Who stands in the answers in which a tracked brand is missing."""

    missing_brand_id: UUID = Field(description="The tracked brand that is not named.")
    missing_brand: Content[str] = Field(description="Its name.")
    substitute_brand_id: UUID = Field(description="The brand that is named instead.")
    substitute_brand: Content[str] = Field(description="Its name.")
    occurrences: int = Field(ge=1, description="Answers that name the substitute and not the missing brand.")
    missing_answers: int = Field(ge=1, description="Answers that do not name the missing brand.")
    share: Figure = Field(description="The first of these counts / the second; 0 to 1.")
    average_position: float | None = Field(
        default=None, description="The substitute's mean position in them, 1 is first; null where it has none."
    )


class EvidenceQuote(Value):
    """A sentence that proves a state, with the brand's place inside it."""

    response_id: UUID = Field(description="The answer it stands in.")
    prompt_text: Content[str] = Field(description="What was asked, word for word.")
    provider: Technical[str] = Field(description="Who answered; providers are added, carry any word.")
    model: Technical[str] = Field(description="The model that answered.")
    icp_name: Content[Kept] = Field(description="The customer profile that asked.")
    brand: Content[str] = Field(description="The brand it is about.")
    presence: Open[Presence] = Field(description="How the brand stands in the answer.")
    belief: Open[Belief] | None = Field(default=None, description="The belief it installs; null where none.")
    text: Content[str] = Field(description="The sentence, shortened where it is long.")
    start: int = Field(description="First code point of the brand within the text, from 0.")
    end: int = Field(description="Code point behind the brand's last one.")
    ground: Open[GroundKind] | None = Field(
        default=None, description="What makes the sentence prove it; null where the reading does not say."
    )
    ground_text: Content[str | None] = Field(
        default=None, description="The lead-in, heading or table over it, shortened; null where none is needed."
    )


class ShareOfVoiceMaterialised(RunContext, Event):
    """The figures of one audit, complete: what a report shows needs nothing else."""

    topic: ClassVar[str] = "analytics.share-of-voice-materialised"
    key_field: ClassVar[str] = "website_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To show or compare the figures of an audit: all there are, with intervals and proof.",
        orders="the figures of one website; later ones of the same audit replace the ones before",
    )

    definition: int = Field(
        default=1, description="Which of the five definitions of share of voice, 1 to 5; see the glossary."
    )
    universe: Content[str] = Field(description="Which brands the shares are over, in words for people.")
    interval_method: Technical[str] = Field(description="How the intervals were computed, in words for people.")
    extractor_version: Technical[str] = Field(description="Version of the readings that were counted.")
    period_start: AwareDatetime = Field(description="When the first of the answers was complete (UTC).")
    period_end: AwareDatetime = Field(description="When the last of them was complete (UTC).")
    slices: tuple[Slice, ...] = Field(description="All answers first, then each cut; unbranded and branded apart.")
    substitutions: tuple[Substitution, ...] = Field(
        default=(), description="Who replaces tracked brands, the most frequent first; empty where nobody does."
    )
    evidence: tuple[EvidenceQuote, ...] = Field(
        default=(), description="A choice of quotes, not all there are; may be empty."
    )
