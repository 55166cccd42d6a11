"""The graph in a real Neo4j: redelivery in any order gives the same graph, and nobody sees another tenant's."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from neo4j.exceptions import ConstraintError

from analyzer.graph import schema as graph_schema
from analyzer.graph.bolt import Driver
from analyzer.graph.handlers import draw_analyses, draw_answers, draw_classifications, draw_decisions, draw_plans
from analyzer.graph.queries import About, brand_name, missing, naming
from analyzer.graph.rules.drawing import instant
from analyzer.graph.schema import GraphSchemaError, Migration
from analyzer.graph.store import TenantGraph
from common.contracts.analyzer import BrandDecided, BrandStateExtracted, PromptClassified, WebsiteAnalyzed
from common.contracts.message import Message
from common.contracts.simulator import ConversationsPlanned
from common.contracts.vocabulary import BrandState
from common.primitives.ids import derived_id, uuid7
from common.testing.examples import example

pytestmark = pytest.mark.engines

LABELS = ("Brand", "ICP", "Intent", "Concern", "BeliefType", "LLMProvider", "Conversation")
Contents = dict[str, list[dict[str, Any]]]


async def contents(graph: TenantGraph, tenant: UUID) -> Contents:
    """All nodes and relationships of a tenant."""
    nodes: list[dict[str, Any]] = []
    for label in LABELS:
        found = f"MATCH (n:{label} {{tenant_id: $tenant_id}}) "
        shown = "RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id"
        nodes += await graph.read(tenant, found + shown)
    relationships = await graph.read(
        tenant,
        "MATCH (a {tenant_id: $tenant_id})-[r]->(b {tenant_id: $tenant_id}) "
        "RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS properties ORDER BY r.id",
    )
    return {"nodes": nodes, "relationships": relationships}


def story(tenant: UUID) -> list[Message]:
    """One audit's events with three answers; one names a brand in another spelling."""
    answer = example(BrandStateExtracted)
    messages: list[Message] = [example(WebsiteAnalyzed), example(ConversationsPlanned), example(PromptClassified)]
    for number in range(3):
        changes = {"response_id": derived_id(tenant, number), "id": derived_id(tenant, "event", number)}
        messages.append(answer.model_copy(update={**changes, "states": spelled(answer.states, number)}))
    return [_owned(message, tenant) for message in messages]


def spelled(states: tuple[BrandState, ...], number: int) -> tuple[BrandState, ...]:
    names = ("Klaviyo", "KLAVIYO", "klaviyo")
    return tuple(
        state.model_copy(update={"brand": names[number]}) if state.brand == "Klaviyo" else state for state in states
    )


def _owned(message: Message, tenant: UUID) -> Message:
    """The message as another tenant's: brand ids follow the tenant, as they do where they are made."""
    changes: dict[str, Any] = {"tenant_id": tenant}
    if isinstance(message, BrandStateExtracted):
        changes["states"] = tuple(
            state.model_copy(update={"brand_id": derived_id("brand", tenant, state.brand.lower())})
            for state in message.states
        )
    return message.model_copy(update=changes)


DRAWING: dict[type[Message], Callable[..., Awaitable[None]]] = {
    WebsiteAnalyzed: draw_analyses,
    ConversationsPlanned: draw_plans,
    PromptClassified: draw_classifications,
    BrandStateExtracted: draw_answers,
    BrandDecided: draw_decisions,
}


def handler(graph: TenantGraph, message: Message) -> Callable[[Any], Awaitable[None]]:
    return partial(DRAWING[type(message)], store=graph)


async def told(graph: TenantGraph, messages: list[Message]) -> None:
    for message in messages:
        await handler(graph, message)([message])


async def test_redelivery_in_any_order_gives_the_same_graph(graph: TenantGraph) -> None:
    tenant, seed = uuid7(), random.randrange(10**6)
    print(f"seed {seed}")
    await told(graph, story(tenant))
    once = await contents(graph, tenant)
    await told(graph, story(tenant))
    assert await contents(graph, tenant) == once
    shuffler = random.Random(seed)
    for _ in range(3):
        other = uuid7()
        messages = [*story(other), *story(other)]
        shuffler.shuffle(messages)
        await told(graph, messages)
        assert shape(await contents(graph, other)) == shape(once)


def shape(found: Contents) -> list[Any]:
    """What is drawn, without the ids that follow the tenant."""
    names = {row["properties"]["id"]: sorted((key, str(value)) for key, value in row["properties"].items()
                                             if key not in ("id", "tenant_id")) for row in found["nodes"]}  # fmt: skip
    own = ("id", "response_id", "reading_id")
    drawn = [
        (row["type"], names[row["start"]], names[row["end"]], sorted(
            (key, str(value)) for key, value in row["properties"].items() if key not in own))
        for row in found["relationships"]
    ]  # fmt: skip
    return [sorted(names.values()), sorted(drawn)]


async def test_a_count_is_the_number_of_distinct_answers(graph: TenantGraph) -> None:
    tenant = uuid7()
    await told(graph, [*story(tenant), *story(tenant)])
    rows = await graph.read(
        tenant,
        "MATCH (a:Brand {tenant_id: $tenant_id})-[r:CO_MENTIONED]-"
        "(b:Brand {tenant_id: $tenant_id, normalized_name: 'klaviyo'}) "
        "RETURN a.name AS name, count(DISTINCT r.response_id) AS answers, b.name AS spelled",
    )
    assert rows == [{"name": "Mailchimp", "answers": 3, "spelled": "KLAVIYO"}]


async def test_a_path_leads_from_a_profile_over_its_concern_and_intent_to_a_brand(graph: TenantGraph) -> None:
    tenant = uuid7()
    await told(graph, story(tenant))
    rows = await graph.read(
        tenant,
        "MATCH (p:ICP {tenant_id: $tenant_id})-[:HAS_CONCERN]->(c:Concern {tenant_id: $tenant_id})"
        "-[:TRIGGERS]->(i:Intent {tenant_id: $tenant_id})<-[:RANKS_FOR]-(b:Brand {tenant_id: $tenant_id}) "
        "RETURN DISTINCT p.name AS who, c.description AS why, b.normalized_name AS brand ORDER BY brand",
    )
    why = "newsletters take a whole evening"
    assert rows == [{"who": "Candle shop owner", "why": why, "brand": name} for name in ("klaviyo", "mailchimp")]


async def test_of_two_readings_of_an_answer_the_newer_counts_whatever_came_first(graph: TenantGraph) -> None:
    """The first reading recommends Mailchimp; a later one takes every mention back."""
    for turn in range(2):
        tenant = uuid7()
        old = next(each for each in story(tenant) if isinstance(each, BrandStateExtracted))
        later = {"occurred_at": old.occurred_at + timedelta(days=1), "extractor_version": "rules-9", "id": uuid7()}
        states = tuple(
            state.model_copy(update={"presence": "ignored", "position": None, "belief": None}) for state in old.states
        )
        new = old.model_copy(update={**later, "states": states})
        await told(graph, [old, new] if turn else [new, old])
        about = About(old.website_id, derived_id("brand", tenant, "mailchimp"))
        assert await naming(graph, tenant, about, "all") == []
        assert [row["answers"] for row in await missing(graph, tenant, about, "all")] == [1]
        before = replace(about, at=instant(old.occurred_at + timedelta(hours=1)))
        assert [row["answers"] for row in await naming(graph, tenant, before, "all")] == [1]
        assert await naming(graph, tenant, replace(about, at=instant(old.occurred_at - timedelta(days=1))), "all") == []


async def test_a_brand_is_called_as_it_was_decided_last_whatever_came_first(graph: TenantGraph) -> None:
    for turn in range(2):
        tenant = uuid7()
        own = derived_id("brand", tenant, "klaviyo")
        decided = [
            example(BrandDecided).model_copy(
                update={"id": uuid7(), "tenant_id": tenant, "brand_id": own, "revision": revision, "name": name}
            )
            for revision, name in ((9, "Klaviyo Inc."), (10, "Klaviyo, as it is called"))
        ]
        messages: list[Message] = [*story(tenant), *decided]
        await told(graph, messages[::-1] if turn else messages)
        await told(graph, decided[:1])
        assert await brand_name(graph, tenant, own) == "Klaviyo, as it is called"
        assert await brand_name(graph, tenant, derived_id("brand", tenant, "mailchimp")) == "Mailchimp"


async def test_a_fact_is_there_once_by_constraint(graph: TenantGraph, driver: Driver) -> None:
    tenant = uuid7()
    await told(graph, story(tenant))
    drawn = "(b:Brand {tenant_id: $tenant_id})-[r:RANKS_FOR]->(i:Intent {tenant_id: $tenant_id})"
    (row,) = await graph.read(tenant, f"MATCH {drawn} RETURN r.id AS id LIMIT 1")
    with driver.session() as session, pytest.raises(ConstraintError):
        query = "MATCH (a:Brand), (i:Intent) WITH a, i LIMIT 1 CREATE (a)-[:RANKS_FOR {id: $id}]->(i)"
        session.run(query, id=row["id"]).consume()


async def test_another_tenant_sees_nothing_and_changes_nothing(graph: TenantGraph) -> None:
    tenant, other = uuid7(), uuid7()
    await told(graph, story(tenant))
    once = await contents(graph, tenant)
    assert await contents(graph, other) == {"nodes": [], "relationships": []}
    await told(graph, story(other))
    assert await contents(graph, tenant) == once


def test_the_schema_goes_down_and_up_again_and_knows_what_it_applied(driver: Driver) -> None:
    graph_schema.downgrade(driver)
    assert _constraints(driver) == set()
    assert graph_schema.upgrade(driver) == len(graph_schema.migrations())
    assert {"brand_id", "brand_name", "icp_id", "intent_id"} <= _constraints(driver)
    assert graph_schema.upgrade(driver) == 0
    with driver.session() as session:
        query = "MATCH (v:SchemaVersion) RETURN v.version AS version, v.checksum AS checksum ORDER BY version"
        recorded = session.run(query).data()
    assert recorded == [{"version": each.version, "checksum": each.checksum} for each in graph_schema.migrations()]


def test_a_script_that_was_changed_after_it_was_applied_stops_the_migration(driver: Driver) -> None:
    graph_schema.upgrade(driver)
    first = graph_schema.migrations()[0]
    changed = Migration(first.version, first.name, f"{first.script}// later thought\n", first.undo)
    with pytest.raises(GraphSchemaError, match="001 was changed"):
        graph_schema.upgrade(driver, [changed])


def _constraints(driver: Driver) -> set[str]:
    with driver.session() as session:
        return {row["name"] for row in session.run("SHOW CONSTRAINTS YIELD name").data()}
