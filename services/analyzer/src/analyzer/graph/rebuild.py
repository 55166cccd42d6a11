"""Rebuild the graph from its events as a new edition, compare it with the one that is shown, show it instead.

The live consumer draws whatever arrives into both editions from the first moment on, before the topics' end is looked
at: so nothing is missed in between, and what comes twice is there once. Killed at any moment, the graph that is shown
is as it was; the next rebuild gives the unfinished edition up.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any
from uuid import UUID

from analyzer.graph.editions import LABELS, Bench, plain, tenant_key
from analyzer.graph.rules import drawing as graph
from analyzer.graph.rules.drawing import Label, Node, Relationship, Subgraph
from analyzer.graph.store import TenantGraph
from common.contracts.analyzer import BrandDecided, BrandStateExtracted, PromptClassified, WebsiteAnalyzed
from common.contracts.message import Message
from common.contracts.simulator import ConversationsPlanned
from common.messaging.history import History
from common.process.rebuilds import Difference, Outcome, Rebuilt, Tell, decoded, differ, lasting
from common.stores.erasure.sparing import Left, all_of

Contents = dict[str, dict[str, bytes]]
"""Label or type of relationship -> id -> digest of all that is known of it."""

PROJECTIONS: dict[type[Message], Callable[[Any], Subgraph]] = {
    WebsiteAnalyzed: graph.of_analysis,
    ConversationsPlanned: graph.of_plan,
    PromptClassified: graph.of_classification,
    BrandStateExtracted: graph.of_answer,
    BrandDecided: graph.of_decision,
}
TOPICS = tuple(contract.topic for contract in PROJECTIONS)
COMPARISONS, BETWEEN_S = 10, 1.0
"""The live consumer may lag behind the log: a difference has to last."""
GRACE_S = 5.0
"""Questions that were asked of the old edition end before it is removed."""

_NODES = "MATCH (n:{label} {{tenant_id: $key}}) RETURN n.id AS id, properties(n) AS known"
_FACTS = (
    "MATCH (a:{label} {{tenant_id: $key}})-[r]->(b) "
    "RETURN r.id AS id, type(r) AS type, a.id AS start, b.id AS end, labels(b)[0] AS end_label, properties(r) AS known"
)


async def rebuild(
    store: TenantGraph, history: History, *, switch: bool, tell: Tell, grace_s: float = GRACE_S, left: Left = all_of
) -> Rebuilt:
    """Build, compare, and with ``switch`` show the new edition where both are equal.

    ``left``: the events about nothing that was erased; the topics still have the others.
    """
    bench = store.bench()
    edition = await bench.begin()
    try:
        shown = await bench.current()
        await bench.drop_all_but({shown, edition})
        records, rejected = await _drawn(store, history, edition, tell, left)
        whole = await history.reaches_back(TOPICS)
        carried = 0 if whole else await _carried_over(store, bench, shown, edition)
        compare = partial(_difference, bench, shown, edition)
        differences = await lasting(compare, times=COMPARISONS, between_s=BETWEEN_S)
        outcome: Outcome = "different" if differ(differences) else "equal"
        if switch and outcome == "equal" and await bench.switch(edition):
            outcome = "switched"
            await asyncio.sleep(grace_s)
        return Rebuilt(outcome, records, rejected, carried, differences)
    finally:
        await bench.abandon(edition)
        await bench.drop_all_but({await bench.current()})


async def _drawn(
    store: TenantGraph, history: History, edition: int, tell: Tell, left: Left
) -> tuple[int, int]:  # fmt: skip
    """Draw every event that the log holds; how many records there were, and how many of them say nothing."""
    total, records, rejected = await history.waiting(TOPICS), 0, 0
    async for batch in history.read(TOPICS, most=500):
        messages, unreadable = decoded(batch)
        parts: dict[UUID, list[Subgraph]] = {}
        for message in await left(messages):
            parts.setdefault(message.tenant_id, []).append(PROJECTIONS[type(message)](message))
        for tenant_id, drawn in parts.items():
            await store.merge(tenant_id, drawn, into=edition)
        records += len(batch)
        rejected += unreadable
        await tell(records, total)
    return records, rejected


# -- what the log no longer holds -----------------------------------------------------------------------------------

_LEAST: dict[Label, tuple[str, ...]] = {"Brand": ("name", "domain", "industry"), "Concern": ("description",)}
_TRUTHS: dict[Label, tuple[str, ...]] = {"Brand": ("is_tracked",)}


async def _carried_over(store: TenantGraph, bench: Bench, shown: int, edition: int) -> int:
    """Bring what only the shown edition knows into the new one, as if its events had come again; how much that was."""
    carried = 0
    for tenant in await bench.tenants(shown):
        before, after = tenant_key(tenant, shown), tenant_key(tenant, edition)
        for label in LABELS:
            known = await _digests(bench, _NODES.format(label=label), after)
            held = [row["known"] async for row in bench.rows(_NODES.format(label=label), key=before)]
            nodes = [_node(label, each) for each in held if known.get(each["id"]) != _digest(each)]
            await store.merge(tenant, [Subgraph(tuple(nodes), ())], into=edition)
            carried += len(nodes)
        for label in LABELS:
            there = {plain(row["id"]) async for row in bench.rows(_FACTS.format(label=label), key=after)}
            held = [row async for row in bench.rows(_FACTS.format(label=label), key=before)]
            facts = [_fact(label, row) for row in held if plain(row["id"]) not in there]
            await store.merge(tenant, [Subgraph((), tuple(facts))], into=edition)
            carried += len(facts)
    return carried


def _node(label: Label, properties: dict[str, Any]) -> Node:
    """A node as the event that told of it would have drawn it."""
    least, truths = _LEAST.get(label, ()), _TRUTHS.get(label, ())
    own = {name: value for name, value in properties.items() if name not in ("id", "tenant_id", *least, *truths)}
    return Node(
        label, UUID(properties["id"]), own, {name: properties.get(name) for name in least},
        {name: bool(properties.get(name)) for name in truths},
    )  # fmt: skip


def _fact(label: Label, row: dict[str, Any]) -> Relationship:
    """A relationship as the event that told of it would have drawn it: its id follows from what it is made of."""
    known = dict(row["known"])
    response_id, reading_id = known.pop("response_id", None), known.pop("reading_id", None)
    reading = Node("Reading", UUID(reading_id), {"response_id": response_id}) if reading_id else None
    del known["id"]
    start, end = Node(label, UUID(row["start"])), Node(row["end_label"], UUID(row["end"]))
    return Relationship(row["type"], start, end, known, reading)


# -- comparing ------------------------------------------------------------------------------------------------------


async def _difference(bench: Bench, shown: int, edition: int) -> tuple[Difference, ...]:
    """Tenant by tenant, so that no more than one tenant's digests are held at once."""
    counted: dict[str, list[int]] = {}
    for tenant in sorted({*await bench.tenants(shown), *await bench.tenants(edition)}):
        live, rebuilt = [await _contents(bench, tenant_key(tenant, each)) for each in (shown, edition)]
        for part in {*live, *rebuilt}:
            one, other = live.get(part, {}), rebuilt.get(part, {})
            both = one.keys() & other.keys()
            row = (
                len(one), len(other), len(one.keys() - both), len(other.keys() - both),
                sum(one[own] != other[own] for own in both),
            )  # fmt: skip
            counted[part] = [a + b for a, b in zip(counted.get(part, [0] * len(row)), row, strict=True)]
    return tuple(Difference(part, *counted[part]) for part in sorted(counted))


async def _contents(bench: Bench, key: str) -> Contents:
    found: Contents = {}
    for label in LABELS:
        found[label] = await _digests(bench, _NODES.format(label=label), key)
        async for row in bench.rows(_FACTS.format(label=label), key=key):
            known = row["known"] | {"start": row["start"], "end": row["end"]}
            found.setdefault(row["type"], {})[plain(row["id"])] = _digest(known)
    return {part: rows for part, rows in found.items() if rows}


async def _digests(bench: Bench, query: str, key: str) -> dict[str, bytes]:
    return {row["id"]: _digest(row["known"]) async for row in bench.rows(query, key=key)}


def _digest(known: dict[str, Any]) -> bytes:
    """Of everything but what tells editions apart."""
    told: Sequence[tuple[str, object]] = sorted(
        (name, value) for name, value in known.items() if name not in ("id", "tenant_id")
    )
    return blake2b(repr(told).encode(), digest_size=16).digest()
