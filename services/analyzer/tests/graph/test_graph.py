"""The graph as a projection of events, and the lint that keeps each query with its tenant."""

import pytest

from analyzer.graph.rules.drawing import Subgraph, of_analysis, of_answer, of_classification, of_plan
from analyzer.graph.store import TenantMissing, tenant_bound
from common.contracts.analyzer import BrandStateExtracted, PromptClassified, WebsiteAnalyzed
from common.contracts.simulator import ConversationsPlanned
from common.testing.examples import example

pytestmark = pytest.mark.pure


def drawn(part: Subgraph) -> list[tuple[str, str, str]]:
    """Type, start and end of each relationship, by what identifies the ends to a person."""

    def name(node: object) -> str:
        told = {**node.properties, **node.least}  # type: ignore[attr-defined]
        return str(
            told.get("description")
            or told.get("type")
            or told.get("topic")
            or told.get("query_text")
            or told.get("name")
        )

    return [(each.type, name(each.start), name(each.end)) for each in part.relationships]


def test_an_analysis_draws_who_competes_with_whom() -> None:
    assert drawn(of_analysis(example(WebsiteAnalyzed))) == [("COMPETES_WITH", "Lumapost", "Mailchimp")]


def test_a_plan_draws_profiles_concerns_and_conversations() -> None:
    found = drawn(of_plan(example(ConversationsPlanned)))
    concern, topic = "newsletters take a whole evening", "choosing a newsletter tool"
    first, second = (
        "Which newsletter tool would you recommend for a small candle shop with about 400 customers?",
        "Which of these is the easiest to set up in an evening?",
    )
    assert found == [
        ("HAS_CONCERN", "Candle shop owner", concern),
        ("INITIATES", "Candle shop owner", topic),
        ("CONTAINS", topic, first),
        ("TRIGGERS", concern, first),
        ("CONTAINS", topic, second),
        ("TRIGGERS", concern, second),
    ]


def test_an_answer_draws_one_relationship_for_each_fact() -> None:
    event = example(BrandStateExtracted)
    part = of_answer(event)
    facts = [each for each in drawn(part) if each[0] not in ("INITIATES", "CONTAINS")]
    assert sorted(facts) == [
        ("CO_MENTIONED", "Klaviyo", "Mailchimp"),
        ("IGNORES", "local", "Lumapost"),
        ("INSTALLS_BELIEF", "Mailchimp", "outcome"),
        ("RANKS_FOR", "Klaviyo", event.prompt_text),
        ("RANKS_FOR", "Mailchimp", event.prompt_text),
        ("RECOMMENDS", "local", "Klaviyo"),
        ("RECOMMENDS", "local", "Mailchimp"),
    ]
    ignored = next(each for each in part.relationships if each.type == "IGNORES")
    assert ignored.properties["competitor_mentioned"] == "Mailchimp"
    together = next(each for each in part.relationships if each.type == "CO_MENTIONED")
    assert together.properties["position_delta"] == -1  # Klaviyo is named second, Mailchimp first
    assert all(
        each.reading and each.reading.properties["response_id"] == str(event.response_id)
        for each in part.relationships
        if each.type not in ("INITIATES", "CONTAINS")
    )


def test_the_same_event_gives_the_same_ids() -> None:
    event = example(BrandStateExtracted)
    one, other = of_answer(event), of_answer(event)
    assert [each.id for each in one.relationships] == [each.id for each in other.relationships]
    assert one.nodes == other.nodes


def test_a_classification_belongs_to_its_prompt() -> None:
    event = example(PromptClassified)
    (contains,) = of_classification(event).relationships
    assert (contains.start.id, contains.end.id) == (event.conversation_id, event.prompt_id)
    assert contains.end.properties["funnel_stage"] == "purchase"


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (b:Brand {tenant_id: $tenant_id}) RETURN b",
        "MATCH (b:Brand {tenant_id: $tenant_id, id: $id})-[r:RANKS_FOR]->(:Intent {tenant_id: $tenant_id}) RETURN r",
        "MATCH (a:Brand {tenant_id: $tenant_id}) MATCH (b:ICP {tenant_id: $tenant_id}) MERGE (a)-[:COMPETES_WITH]->(b)",
    ],
)
def test_a_query_whose_nodes_are_tied_to_the_tenant_may_leave(query: str) -> None:
    assert tenant_bound(query) == query


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (b:Brand) RETURN b",
        "MATCH (b) RETURN b",
        "MATCH () RETURN 1",
        "MATCH (b:Brand {id: $id}) RETURN b",
        "MATCH (b:Brand {tenant_id: $tenant}) RETURN b",
        "MATCH (b:Brand {tenant_id: $tenant_id})-[:CO_MENTIONED]-(o:Brand) RETURN o",
        "MATCH (b:Brand {tenant_id: $tenant_id})-[:CO_MENTIONED]-() RETURN b",
        "MATCH (b:Brand {tenant_id: $tenant_id})-[:CO_MENTIONED]-(o) RETURN o",
        "MATCH (o:Brand), (b:Brand {tenant_id: $tenant_id}) RETURN o",
        "RETURN 1",
    ],
)
def test_a_query_that_forgets_the_tenant_is_refused(query: str) -> None:
    with pytest.raises(TenantMissing):
        tenant_bound(query)
