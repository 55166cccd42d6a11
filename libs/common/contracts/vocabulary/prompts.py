"""Who asks, what is asked, and what a question is about."""

from uuid import UUID

from pydantic import Field

from common.contracts.message import Content, Open, Value
from common.contracts.vocabulary.words import Basis, FunnelStage, Intent, PromptType, QueryIntent, Register
from common.primitives.text import Kept


class Panel(Value):
    """How large an audit is: profiles, conversations each, and repeats of every conversation per provider."""

    icps: int = Field(default=5, ge=1, le=5, description="Ideal customer profiles, 1 to 5.")
    conversations: int = Field(default=10, ge=1, le=10, description="Conversations of each profile, 1 to 10.")
    repeats: int = Field(default=1, ge=1, le=10, description="How often each is held with each provider, 1 to 10.")


class SourcedText(Value):
    """A finding with the page and the words it rests on."""

    text: Content[str] = Field(description="The finding in a few words, in the site's language.")
    url: Content[str | None] = Field(default=None, description="The page it was read on; null where it was concluded.")
    evidence: Content[str | None] = Field(default=None, description="The page's own words; null where none say it.")


class Concern(SourcedText):
    """A problem or an objection, cut into its parts in the site's own words; whoever speaks for customers words it.

    The parts are null where they were not told apart, as in messages of before they were published.
    """

    text: Content[str] = Field(
        description="The finding as a clause in the first person. Made from the parts; kept for those who read it."
    )
    subject: Content[str | None] = Field(
        default=None, description="What the trouble is with, such as your list or most clients; null: trouble says it."
    )
    trouble: Content[str | None] = Field(
        default=None,
        description="What is said of the subject; of a question, what is feared, in the infinitive. Null: not cut.",
    )
    quote: Content[str | None] = Field(
        default=None, description="The words of the evidence that say it, unchanged; with an end mark if a question."
    )
    of_customers: bool | None = Field(
        default=None,
        description="True where the subject is the customers, who say I or we of it; null: not cut.",
    )


class Statement(SourcedText):
    """Something said of a customer, with what it rests on: the site, a fact of the segment, or nothing but a guess."""

    basis: Open[Basis] = Field(description="site: url and evidence name it; assumed: nothing but experience says it.")


class Profile(Value):
    """An ideal customer profile (ICP): an invented person, no real one."""

    id: UUID = Field(description="Id of the profile; answers refer to it as icp_id.")
    sequence_number: int = Field(ge=1, le=5, description="Place among the profiles of the plan, from 1.")
    name: Content[Kept] = Field(description="What the profile is called, such as Candle shop owner.")
    description: Content[str] = Field(description="One or two sentences on what this customer does.")
    job_titles: Content[tuple[str, ...]] = Field(default=(), description="Titles such people carry; may be empty.")
    company_size: Content[str | None] = Field(default=None, description="Employees in words, such as 1-5; null: any.")
    industry: Content[str | None] = Field(
        default=None, description="The customer's trade; null where it doesn't matter."
    )
    pain_points: Content[tuple[str, ...]] = Field(default=(), description="What troubles them; may be empty.")
    goals: Content[tuple[str, ...]] = Field(default=(), description="What they want to reach; may be empty.")
    motivations: Content[tuple[str, ...]] = Field(default=(), description="Why they want it; may be empty.")
    objections: Content[tuple[str, ...]] = Field(default=(), description="What holds them back; may be empty.")
    decision_factors: Content[tuple[str, ...]] = Field(default=(), description="What they choose by; may be empty.")
    information_sources: Content[tuple[str, ...]] = Field(default=(), description="Whom they trust; may be empty.")
    trigger: Content[str | None] = Field(default=None, description="What started the search; null where it is open.")
    buying_journey_stage: Open[FunnelStage] | None = Field(
        default=None, description="The stage at which they begin to ask; null in messages of before it was kept."
    )
    seniority: Content[str | None] = Field(default=None, description="Such as owner or lead; null: of no weight.")
    age_range: Content[str | None] = Field(default=None, description="Such as 25-40; null where nothing supports it.")
    location: Content[str | None] = Field(default=None, description="Where they are; null where nothing supports it.")
    income_level: Content[str | None] = Field(default=None, description="In words; null where nothing supports it.")
    education: Content[str | None] = Field(default=None, description="In words; null where nothing supports it.")
    writing: Open[Register] = Field(default="plain", description="How they write; treat an unknown word as plain.")
    statements: tuple[Statement, ...] = Field(
        default=(), description="What each of the lists above rests on, by its text; may be empty."
    )


class PlannedPrompt(Value):
    """One turn the customer will say."""

    id: UUID = Field(description="Id of the prompt; answers refer to it as prompt_id.")
    text: Content[str] = Field(description="What is asked, word for word.")
    prompt_type: Open[PromptType] = Field(description="What the turn is for: it opens, goes on, or asks back.")
    sequence_order: int = Field(ge=1, description="Which turn of the conversation, from 1.")


class PlannedConversation(Value):
    """A conversation of one ICP: its prompts are said in order."""

    id: UUID = Field(description="Id of the conversation.")
    icp_id: UUID = Field(description="The profile that holds it.")
    sequence_number: int = Field(ge=1, le=10, description="Place among the profile's conversations, from 1.")
    topic: Content[str] = Field(description="What it is about, in a few words.")
    concern: Content[str | None] = Field(default=None, description="The trouble that starts it; null where none does.")
    context: Content[str | None] = Field(
        default=None,
        description="The situation in which it is held, one sentence; null in plans of before it was kept.",
    )
    expected_outcome: Content[str | None] = Field(
        default=None, description="What the customer wants to have at its end; null in plans of before it was kept."
    )
    reason: Content[str | None] = Field(
        default=None, description="Why it is worth asking, for the reader of the plan; null in older plans."
    )
    rests_on: SourcedText | None = Field(
        default=None, description="The finding of the site that the opening is about; null: a plain question."
    )
    core: bool = Field(description="Part of the panel that stays the same from run to run.")
    prompts: tuple[PlannedPrompt, ...] = Field(description="The turns, in order.")


class Classification(Value):
    """What a prompt is about; scores have two decimals."""

    intent: Open[Intent] = Field(description="What the asker wants; an unknown word counts as none of the known ones.")
    funnel_stage: Open[FunnelStage] = Field(description="How near to buying; an unknown stage is a slice of its own.")
    buying_signal: float = Field(ge=0, le=1, description="How strongly the words speak of buying, 0 to 1.")
    trust_need: float = Field(ge=0, le=1, description="How much the asker looks for reassurance, 0 to 1.")
    query_intent: Open[QueryIntent] = Field(description="The classes of web search, as SEO uses them.")
    branded: bool = Field(description="The prompt itself names a tracked brand.")
    confidence: float = Field(ge=0, le=1, description="How sure the classifier is, 0 to 1; not a probability.")
    cues: Content[tuple[str, ...]] = Field(default=(), description="The words that decided; may be empty.")
