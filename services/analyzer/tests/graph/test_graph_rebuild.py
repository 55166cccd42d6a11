"""The graph rebuilt from its events on a real Neo4j, beside the one that is shown and while new events arrive."""

import json
import re
from uuid import UUID

import pytest

from analyzer.graph.bolt import Driver
from analyzer.graph.rebuild import rebuild
from analyzer.graph.store import TenantGraph
from common.contracts.analyzer import BrandDecided, BrandStateExtracted
from common.messaging.envelope import Record, headers_of
from common.primitives.ids import derived_id, uuid7
from common.process.rebuilds import Rebuilt
from common.testing.examples import example
from common.testing.history import HeldEvents

from ..graph.test_graph_store import contents, story, told

pytestmark = pytest.mark.engines


@pytest.fixture
def alone(graph: TenantGraph, driver: Driver) -> TenantGraph:
    """A graph that holds nothing but what the test draws: a rebuild is about all tenants."""
    with driver.session() as session:
        session.run("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n").consume()
        session.run("CREATE (:GraphEdition {id: 'graph', current: 1})").consume()
    return graph


async def tell(_records: int, _total: int) -> None:
    return


async def run(graph: TenantGraph, kept: HeldEvents, *, switch: bool = True) -> Rebuilt:
    return await rebuild(graph, kept, switch=switch, tell=tell, grace_s=0)


def keys(driver: Driver) -> set[str]:
    with driver.session() as session:
        rows = session.run("MATCH (n) WHERE n.tenant_id IS NOT NULL RETURN DISTINCT n.tenant_id AS key")
        return {row["key"] for row in rows}


async def test_what_is_rebuilt_equals_what_is_shown_and_takes_its_place(alone: TenantGraph, driver: Driver) -> None:
    one, other = uuid7(), uuid7()
    named = {"tenant_id": other, "brand_id": derived_id("brand", other, "klaviyo"), "name": "As decided"}
    events = [*story(one), *story(other), example(BrandDecided).model_copy(update=named)]
    await told(alone, events)
    before = [await contents(alone, tenant) for tenant in (one, other)]
    rubbish = [Record(BrandStateExtracted.topic, 0, 99, b"k", b"{", headers_of(events[-2], "analyzer"))]
    ended = await run(alone, HeldEvents(events, rubbish=rubbish))
    assert (ended.outcome, ended.records, ended.rejected, ended.carried_over) == ("switched", len(events) + 1, 1, 0)
    assert {each.part for each in ended.differences} >= {"Brand", "Reading", "RANKS_FOR", "CO_MENTIONED", "HAS_CONCERN"}
    assert all(each.live == each.rebuilt > 0 for each in ended.differences)
    assert keys(driver) == {f"{tenant}/2" for tenant in (one, other)}
    assert [known(await contents(alone, tenant)) for tenant in (one, other)] == [known(each) for each in before]
    assert (await run(alone, HeldEvents(events))).outcome == "switched", "and again"
    await told(alone, events)
    assert [known(await contents(alone, tenant)) for tenant in (one, other)] == [known(each) for each in before]
    assert keys(driver) == {f"{tenant}/3" for tenant in (one, other)}


def known(found: dict[str, list[dict[str, object]]]) -> str:
    """Contents without what tells editions apart."""
    return re.sub(r"/\d+\"", '"', json.dumps(found, sort_keys=True))


async def test_what_arrives_meanwhile_is_in_the_rebuilt_graph_too(alone: TenantGraph) -> None:
    tenant = uuid7()
    *early, late = story(tenant)
    await told(alone, early)
    ended = await run(alone, HeldEvents(early, meanwhile=lambda: told(alone, [late])))
    assert ended.outcome == "switched"
    reference = uuid7()
    await told(alone, story(reference))
    count = {each: len((await contents(alone, each))["relationships"]) for each in (tenant, reference)}
    assert count[tenant] == count[reference]


@pytest.mark.parametrize("switch", [True, False])
async def test_a_graph_that_differs_stays_as_it_is(
    alone: TenantGraph, driver: Driver, monkeypatch: pytest.MonkeyPatch, switch: bool
) -> None:
    monkeypatch.setattr("analyzer.graph.rebuild.BETWEEN_S", 0.0)
    tenant = uuid7()
    await told(alone, story(tenant))
    with driver.session() as session:
        session.run("MATCH (b:Brand {tenant_id: $t, normalized_name: 'klaviyo'}) SET b.name = 'Other'", t=str(tenant))
        session.run("CREATE (:Brand {tenant_id: $t, id: $id, normalized_name: 'x'})", t=str(tenant), id=str(uuid7()))
    before = await contents(alone, tenant)
    ended = await run(alone, HeldEvents(story(tenant)), switch=switch)
    assert ended.outcome == "different"
    (brands,) = (each for each in ended.differences if each.part == "Brand")
    assert (brands.missing, brands.extra, brands.changed) == (1, 0, 1)
    assert await contents(alone, tenant) == before
    assert keys(driver) == {str(tenant)}


async def test_only_compared_an_equal_graph_is_not_switched(alone: TenantGraph, driver: Driver) -> None:
    tenant = uuid7()
    await told(alone, story(tenant))
    assert (await run(alone, HeldEvents(story(tenant)), switch=False)).outcome == "equal"
    assert keys(driver) == {str(tenant)}


@pytest.mark.parametrize("held", [0, 2, 4])
async def test_what_the_log_no_longer_holds_is_carried_over(alone: TenantGraph, held: int) -> None:
    tenant = uuid7()
    events = story(tenant)
    await told(alone, events)
    before = await contents(alone, tenant)
    ended = await run(alone, HeldEvents(events[len(events) - held :], whole=False))
    assert ended.outcome == "switched"
    assert ended.carried_over > 0
    assert known(await contents(alone, tenant)) == known(before)


async def test_a_rebuild_that_was_killed_is_given_up_by_the_next(alone: TenantGraph, driver: Driver) -> None:
    tenant = uuid7()
    await told(alone, story(tenant))
    abandoned = await alone.bench().begin()
    await told(alone, story(tenant)[:2])
    assert keys(driver) == {str(tenant), f"{tenant}/{abandoned}"}, "events were drawn into both"
    assert (await run(alone, HeldEvents(story(tenant)))).outcome == "switched"
    assert keys(driver) == {f"{tenant}/{abandoned + 1}"}


async def test_a_rebuild_does_not_switch_once_another_has_begun(alone: TenantGraph, driver: Driver) -> None:
    tenant = uuid7()
    await told(alone, story(tenant))

    async def another() -> None:
        await alone.bench().begin()

    ended = await run(alone, HeldEvents(story(tenant), meanwhile=another))
    assert ended.outcome == "equal"
    assert str(tenant) in keys(driver)
    assert UUID(next(iter(keys(driver))).split("/")[0]) == tenant
