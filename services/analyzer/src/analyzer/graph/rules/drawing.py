"""The knowledge graph as a pure projection: an event in, nodes and relationships out.

Everything has a derived id, and what one answer says is a relationship of its own that carries the answer's id. So
redelivery in any order gives the same graph, and a count is the number of distinct answers, never something added up.

An answer that is read again has two ``Reading`` nodes. Facts belong to one of them; the store notes which was
superseded when: the newest counts, whatever came first, and what was known at an earlier moment can still be asked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Literal
from uuid import UUID

from analyzer.brands.rules.names import brand_id, normalized
from common.contracts.analyzer import BrandDecided, BrandStateExtracted, PromptClassified, WebsiteAnalyzed
from common.contracts.simulator import ConversationsPlanned
from common.contracts.vocabulary import BrandName, BrandState, Classification, PlannedConversation, Profile
from common.primitives.ids import derived_id

Label = Literal["Brand", "ICP", "Intent", "Concern", "BeliefType", "LLMProvider", "Conversation", "Reading"]
RelationshipType = Literal[
    "CO_MENTIONED", "COMPETES_WITH", "HAS_CONCERN", "INITIATES", "CONTAINS", "TRIGGERS", "RANKS_FOR",
    "INSTALLS_BELIEF", "RECOMMENDS", "IGNORES",
]  # fmt: skip
Scalar = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a tenant. Where events disagree it is settled: ``least`` by the least text, ``truths`` by any true,
    ``newest`` by the highest revision that says something.
    """

    label: Label
    id: UUID
    properties: dict[str, Scalar] = field(default_factory=dict)
    least: dict[str, str | None] = field(default_factory=dict)
    truths: dict[str, bool] = field(default_factory=dict)
    newest: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A directed relationship between two nodes of one tenant."""

    type: RelationshipType
    start: Node
    end: Node
    properties: dict[str, Scalar] = field(default_factory=dict)
    reading: Node | None = None

    @property
    def id(self) -> UUID:
        """Determined by type, ends and the reading it is from."""
        source = self.reading.id if self.reading else ""
        return derived_id("relationship", self.type, self.start.id, self.end.id, source)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """What one event contributes."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


def _subgraph(relationships: Iterable[Relationship], nodes: Iterable[Node] = ()) -> Subgraph:
    found = tuple(relationships)
    ends = (node for each in found for node in (each.start, each.end))
    return Subgraph((*nodes, *ends), found)


# -- what was analysed and planned --------------------------------------------------------------------


def of_analysis(event: WebsiteAnalyzed) -> Subgraph:
    """The customer's brand and the rivals its site names."""
    own = _listed(event.tenant_id, event.brand, industry=event.industry)
    rivals = [_listed(event.tenant_id, rival) for rival in event.competitors]
    about: dict[str, Scalar] = {"relationship_type": "direct"}
    return _subgraph(
        [Relationship("COMPETES_WITH", own, rival, about) for rival in rivals if rival.id != own.id], [own]
    )


def of_plan(event: ConversationsPlanned) -> Subgraph:
    """Profiles with their concerns, and the conversations they hold."""
    profiles = {profile.id: _profile(event, profile) for profile in event.icps}
    found: list[Relationship] = []
    for profile in event.icps:
        found += _concerns(event, profile, profiles[profile.id])
    for conversation in event.conversations:
        holder = profiles.get(conversation.icp_id, Node("ICP", conversation.icp_id))
        found += _conversation(event, conversation, holder)
    return _subgraph(found, [*profiles.values(), *(_listed(event.tenant_id, brand) for brand in event.brands)])


def of_classification(event: PromptClassified) -> Subgraph:
    """What a prompt is about."""
    intent = _classified(event.prompt_id, event.classification)
    return _subgraph([Relationship("CONTAINS", Node("Conversation", event.conversation_id), intent)])


def of_decision(event: BrandDecided) -> Subgraph:
    """What a brand is called by a person's decision: facts keep to its id, so they need not be drawn again."""
    return Subgraph((Node("Brand", event.brand_id, newest={"decided_name": (event.revision, event.name)}),), ())


def _profile(event: ConversationsPlanned, profile: Profile) -> Node:
    demographics = [each for each in (profile.company_size, profile.industry, *profile.job_titles) if each]
    properties: dict[str, Scalar] = {
        "name": profile.name,
        "website_id": str(event.website_id),
        "demographics": demographics,
        "pain_points": list(profile.pain_points),
        "goals": list(profile.goals),
    }
    return Node("ICP", profile.id, properties)


def _concern(tenant_id: UUID, description: str) -> Node:
    own = derived_id("concern", tenant_id, normalized(description))
    return Node("Concern", own, {"category": "pain"}, least={"description": description})


def _concerns(event: ConversationsPlanned, profile: Profile, holder: Node) -> Iterator[Relationship]:
    spoken = [each.concern for each in event.conversations if each.icp_id == profile.id and each.concern]
    for priority, description in enumerate(dict.fromkeys((*profile.pain_points, *spoken)), start=1):
        yield Relationship("HAS_CONCERN", holder, _concern(event.tenant_id, description), {"priority": priority})


def _conversation(
    event: ConversationsPlanned, conversation: PlannedConversation, holder: Node
) -> Iterator[Relationship]:  # fmt: skip
    own = Node("Conversation", conversation.id, {"topic": conversation.topic, "context": conversation.concern})
    yield Relationship("INITIATES", holder, own)
    for prompt in conversation.prompts:
        intent = Node("Intent", prompt.id, {"prompt_id": str(prompt.id), "query_text": prompt.text})
        yield Relationship("CONTAINS", own, intent)
        if conversation.concern:
            yield Relationship("TRIGGERS", _concern(event.tenant_id, conversation.concern), intent)


def _classified(prompt_id: UUID, classification: Classification, query_text: str | None = None) -> Node:
    properties: dict[str, Scalar] = {
        "prompt_id": str(prompt_id),
        "intent_type": classification.intent,
        "funnel_stage": classification.funnel_stage,
        "buying_signal": classification.buying_signal,
        "trust_need": classification.trust_need,
        "query_intent": classification.query_intent,
        "query_text": query_text,
    }
    return Node("Intent", prompt_id, properties)


def _listed(tenant_id: UUID, brand: BrandName, *, industry: str | None = None) -> Node:
    least: dict[str, str | None] = {
        **_named(brand.name),
        "domain": min(brand.domains, default=None),
        "industry": industry,
    }
    return Node("Brand", brand_id(tenant_id, brand.name), {}, least, {"is_tracked": brand.tracked})


def _named(name: str) -> dict[str, str | None]:
    """The names of a brand that goes by several: of each kind the least, whichever message comes last."""
    return {"name": name, "normalized_name": normalized(name)}


# -- what was answered --------------------------------------------------------------------------------


def of_answer(event: BrandStateExtracted) -> Subgraph:
    """How the brands stand in one answer: one relationship for each fact, all with the answer's id."""
    intent = _classified(event.prompt_id, event.classification, event.prompt_text)
    holder = Node("ICP", event.icp_id, {"name": event.icp_name, "website_id": str(event.website_id)})
    conversation = Node("Conversation", event.conversation_id)
    provider = Node(
        "LLMProvider",
        derived_id("llm-provider", event.tenant_id, event.provider, event.actual_model),
        {"name": event.provider, "model": event.actual_model},
    )
    brands = {state.brand_id: _read(state) for state in event.states}
    reading = _reading(event)
    found = [
        Relationship("INITIATES", holder, conversation),
        Relationship("CONTAINS", conversation, intent),
        *(each for state in event.states for each in _stands(event, state, brands[state.brand_id], intent, provider)),
        *_together(event, brands),
    ]
    facts = [each if each.type in _ABOUT_PROMPTS else replace(each, reading=reading) for each in found]
    return _subgraph(facts, [provider, reading, *brands.values()])


_ABOUT_PROMPTS = ("INITIATES", "CONTAINS")


def _reading(event: BrandStateExtracted) -> Node:
    """One reading of an answer: valid from when it was given, known from when it was read."""
    properties: dict[str, Scalar] = {
        "response_id": str(event.response_id),
        "version": event.extractor_version,
        "website_id": str(event.website_id),
        "client_id": str(event.client_id) if event.client_id else None,
        "conversation_id": str(event.conversation_id),
        "intent_id": str(event.prompt_id),
        "icp_name": event.icp_name,
        "funnel_stage": event.classification.funnel_stage,
        "provider": event.provider,
        "valid_from": instant(event.answered_at),
        "recorded_at": instant(event.occurred_at),
    }
    return Node("Reading", derived_id("reading", event.response_id, event.extractor_version), properties)


def instant(moment: datetime) -> str:
    """A moment as text that sorts: UTC to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _read(state: BrandState) -> Node:
    return Node("Brand", state.brand_id, {}, _named(state.brand), {"is_tracked": state.tracked})


def _stands(
    event: BrandStateExtracted, state: BrandState, brand: Node, intent: Node, provider: Node
) -> Iterator[Relationship]:  # fmt: skip
    where: dict[str, Scalar] = {"intent_id": str(intent.id), "llm_provider": event.provider}
    if state.presence == "ignored":
        yield Relationship("IGNORES", provider, brand, {**where, "competitor_mentioned": _first_named(event)})
        return
    place: dict[str, Scalar] = {"position": state.position, "presence": state.presence}
    yield Relationship("RANKS_FOR", brand, intent, {**place, "llm_provider": event.provider})
    if state.belief:
        belief = Node("BeliefType", derived_id("belief", event.tenant_id, state.belief), {"type": state.belief})
        yield Relationship("INSTALLS_BELIEF", brand, belief, {**where, "confidence": state.confidence})
    if state.presence == "recommended":
        sold: dict[str, Scalar] = {**where, "position": state.position, "belief_type": state.belief}
        yield Relationship("RECOMMENDS", provider, brand, sold)


def _first_named(event: BrandStateExtracted) -> str | None:
    """Who stands first in an answer: the one that takes the place of a brand that is missing."""
    named = [state for state in event.states if state.position is not None]
    return min(named, key=lambda state: state.position or 0).brand if named else None


def _together(event: BrandStateExtracted, brands: dict[UUID, Node]) -> Iterator[Relationship]:
    """Each pair of brands of an answer once, in the order of their names; the delta is how much later the second one is
    named than the first."""
    placed = (state for state in event.states if state.position is not None)
    named = sorted(placed, key=lambda state: normalized(state.brand))
    for one, other in combinations(named, 2):
        delta = (other.position or 0) - (one.position or 0)
        about: dict[str, Scalar] = {"llm_provider": event.provider, "position_delta": delta}
        yield Relationship("CO_MENTIONED", brands[one.brand_id], brands[other.brand_id], about)
