"""Closed sets and value shapes that several messages use. The words are the field's standard terms."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from common.contracts.message import Value

Presence = Literal["ignored", "mentioned", "compared", "trusted", "recommended"]
Belief = Literal["truth", "superiority", "outcome", "transaction", "identity", "social_proof"]
BrandStanding = Literal["candidate", "confirmed", "rejected"]
BrandDecisionKind = Literal["confirm", "reject", "rename", "spell", "merge", "split"]
Intent = Literal["informational", "evaluation", "decision"]
FunnelStage = Literal["awareness", "consideration", "purchase"]
QueryIntent = Literal["informational", "navigational", "commercial", "transactional"]
BusinessModel = Literal["b2b", "b2c", "b2b2c", "marketplace"]
PageType = Literal["homepage", "product", "service", "blog", "about", "contact", "other"]
PromptType = Literal["primary", "follow_up", "clarification"]
Role = Literal["admin", "member", "viewer"]


class Panel(Value):
    """How large an audit is: profiles, conversations each, and repeats of every conversation per provider."""

    icps: int = Field(default=5, ge=1, le=5)
    conversations: int = Field(default=10, ge=1, le=10)
    repeats: int = Field(default=1, ge=1, le=10)


class BrandName(Value):
    """A brand to look for, with what else it is called."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    tracked: bool = Field(default=False, description="True for the customer's own brand.")


class SourcedText(Value):
    """A finding with the page and the words it rests on."""

    text: str
    url: str | None = None
    evidence: str | None = None


class Profile(Value):
    """An ideal customer profile (ICP)."""

    id: UUID
    sequence_number: int = Field(ge=1, le=5)
    name: str
    description: str
    job_titles: tuple[str, ...] = ()
    company_size: str | None = None
    industry: str | None = None
    pain_points: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    motivations: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()
    decision_factors: tuple[str, ...] = ()


class PlannedPrompt(Value):
    """One turn the customer will say."""

    id: UUID
    text: str
    prompt_type: PromptType
    sequence_order: int = Field(ge=1)


class PlannedConversation(Value):
    """A conversation of one ICP: its prompts are said in order."""

    id: UUID
    icp_id: UUID
    sequence_number: int = Field(ge=1, le=10)
    topic: str
    concern: str | None = None
    core: bool
    prompts: tuple[PlannedPrompt, ...]


class Classification(Value):
    """What a prompt is about; scores have two decimals."""

    intent: Intent
    funnel_stage: FunnelStage
    buying_signal: float = Field(ge=0, le=1)
    trust_need: float = Field(ge=0, le=1)
    query_intent: QueryIntent
    branded: bool = Field(description="The prompt itself names a tracked brand.")
    confidence: float = Field(ge=0, le=1)
    cues: tuple[str, ...] = Field(default=(), description="The words that decided.")


class EvidenceSpan(Value):
    """Where in the stored answer it stands: Unicode code points, ``answer[start:end] == text``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


BrandKind = Literal["rival", "product", "marketplace", "media", "person", "place"]


class Judgement(Value):
    """A model's opinion stands in the state; this is whose, and what the rules had read."""

    engine: str = Field(description="Version of the judge, with its model.")
    rules_presence: Presence
    rules_belief: Belief | None = None
    rules_sentiment: float | None = Field(default=None, ge=-1, le=1)
    differs: tuple[Literal["presence", "belief", "sentiment"], ...] = Field(
        default=(), description="On what judge and rules disagree; sentiments by their sign."
    )


class BrandState(Value):
    """How one brand stands in one answer. ``ignored`` has neither position, belief nor evidence."""

    brand_id: UUID
    brand: str
    tracked: bool
    discovered: bool
    presence: Presence
    position: int | None = Field(default=None, ge=1, description="Order of first mention among the answer's brands.")
    rank: int | None = Field(default=None, ge=1, description="The answer's own ranking.")
    belief: Belief | None = None
    sentiment: float | None = Field(default=None, ge=-1, le=1)
    confidence: float = Field(ge=0, le=1)
    compared_with: tuple[str, ...] = ()
    evidence: tuple[EvidenceSpan, ...] = ()
    first_position: int | None = Field(default=None, ge=0, description="Code point of the first mention.")
    prominence: float | None = Field(
        default=None, ge=0, le=1, description="Position-adjusted share of the answer's words in sentences that name it."
    )
    co_mentions: tuple[str, ...] = Field(default=(), description="Brands named in a sentence with this one.")
    kind: BrandKind | None = Field(
        default=None, description="What a discovered name seems to be; null for listed ones."
    )
    judgement: Judgement | None = Field(default=None, description="Null where the rules alone read it.")


class Citation(Value):
    """A source that an answer gives; not a mention. ``brand`` is the listed brand whose site it is."""

    host: str
    brand: str | None = None
