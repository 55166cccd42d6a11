"""Who is named in an answer, and how."""

from uuid import UUID

from pydantic import Field

from common.contracts.message import Content, Open, Technical, Value
from common.contracts.vocabulary.words import Belief, BrandKind, GroundKind, JudgedField, Presence
from common.primitives.text import Kept


class BrandName(Value):
    """A brand to look for, with what else it is called."""

    name: Content[Kept] = Field(description="The name as it is shown.")
    aliases: Content[tuple[Kept, ...]] = Field(default=(), description="Other spellings that mean it; may be empty.")
    domains: Content[tuple[str, ...]] = Field(default=(), description="Its sites' domains without www; may be empty.")
    tracked: bool = Field(default=False, description="True for the customer's own brand.")


class EvidenceSpan(Value):
    """Where in the stored answer it stands: Unicode code points, ``answer[start:end] == text``."""

    start: int = Field(ge=0, description="First code point of the span in the answer's text, from 0.")
    end: int = Field(ge=0, description="Code point behind the span's last one.")
    text: Content[str] = Field(description="The answer's words between the two, unchanged.")


class Ground(Value):
    """Why the first evidence proves a presence: by itself, or with what stands over it."""

    kind: Open[GroundKind] = Field(
        description="sentence: it says so alone. Else what makes it say so: a list's lead-in, a heading, ..."
    )
    evidence: EvidenceSpan | None = Field(
        default=None, description="That lead-in, heading or table; null for the sentence, and for the question."
    )


class Judgement(Value):
    """A model's opinion stands in the state; this is whose, and what the rules had read."""

    engine: Technical[str] = Field(description="Version of the judge, with its model.")
    rules_presence: Open[Presence] = Field(description="The presence that the rules alone had read.")
    rules_belief: Open[Belief] | None = Field(default=None, description="Their belief; null where they read none.")
    rules_sentiment: float | None = Field(
        default=None, ge=-1, le=1, description="Their sentiment, -1 to 1; null where they read none."
    )
    differs: tuple[Open[JudgedField], ...] = Field(
        default=(), description="On what judge and rules disagree; sentiments by their sign."
    )


class BrandState(Value):
    """How one brand stands in one answer. ``ignored`` has neither position, belief nor evidence."""

    brand_id: UUID = Field(description="Id of the brand within the organisation, derived from its name.")
    brand: Content[str] = Field(description="The brand's name at the time of reading.")
    tracked: bool = Field(description="True for the customer's own brand.")
    discovered: bool = Field(description="True where nobody listed it: the reader found it to be a brand by itself.")
    presence: Open[Presence] = Field(
        description="The strongest that holds. An unknown word is a presence all the same: the brand was named."
    )
    position: int | None = Field(
        default=None, ge=1, description="Order of first mention among the answer's brands, from 1; null when ignored."
    )
    rank: int | None = Field(
        default=None, ge=1, description="The answer's own ranking, from 1; null where it ranks nothing."
    )
    belief: Open[Belief] | None = Field(
        default=None, description="What the answer makes one believe of it; null where that is nothing in particular."
    )
    sentiment: float | None = Field(
        default=None, ge=-1, le=1, description="-1 bad to 1 good; null where the answer does not judge it."
    )
    confidence: float = Field(ge=0, le=1, description="How sure the reader is, 0 to 1; not a probability.")
    compared_with: Content[tuple[str, ...]] = Field(
        default=(), description="Names of the other brands of a comparison; empty where there is none."
    )
    evidence: tuple[EvidenceSpan, ...] = Field(
        default=(), description="The spans that prove it, the decisive one first; empty only when ignored."
    )
    ground: Ground | None = Field(
        default=None,
        description="Why the first span proves the presence; null when ignored, and in readings of before this field.",
    )
    first_position: int | None = Field(
        default=None, ge=0, description="Code point of the first mention, from 0; null when ignored."
    )
    prominence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Position-adjusted share of the answer's words in sentences that name it; null when ignored.",
    )
    co_mentions: Content[tuple[str, ...]] = Field(
        default=(), description="Names of brands in a sentence with this one; may be empty."
    )
    kind: Open[BrandKind] | None = Field(
        default=None, description="What a discovered name seems to be; null for listed ones."
    )
    judgement: Judgement | None = Field(default=None, description="Null where the rules alone read it.")


class Citation(Value):
    """A source that an answer gives; not a mention."""

    host: Content[str] = Field(
        description="Host of the cited address, without www; empty where the source is named without an address."
    )
    brand: Content[str | None] = Field(
        default=None, description="The listed brand that it is or whose site it is; null: nobody's that is listed."
    )
    name: Content[str | None] = Field(
        default=None, description="What the answer calls the source; null where it gives an address alone."
    )
    start: int | None = Field(
        default=None, ge=0, description="Where it stands first: code point of the answer; null in older readings."
    )
    end: int | None = Field(default=None, ge=0, description="Code point behind that place; null in older readings.")
