"""Every store is named by its service's erasure: what somebody adds and forgets fails here, not at a customer's."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table
from sqlalchemy.dialects.postgresql import UUID

from analytics.shared.schema import migrations as clickhouse_migrations
from analytics.shared.tenancy import TABLES
from analyzer.graph.editions import LABELS
from collector.shared.schema import INDEXES
from common.stores.erasure.holdings import ALWAYS_KEPT, Holdings, Rows

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]
KEEPERS = ("analytics", "analyzer", "collector", "reports", "simulator")
STANDS_IN = {"analyzer": "analyzer.graph"}
"""Where erasure is no feature of its own: the graph stands above all others, and so knows all tables."""
WITHOUT_A_WEBSITE = {"auth": "accounts, sessions and keys", "tenants": "organisations, and quota by audit's id"}
"""Services that keep nothing of a website, so far as their tables have no column of one."""
MESSAGING = {"consumer_positions", "alembic_version", "saga_replies", *ALWAYS_KEPT}
GRAPH_OWN = {"SchemaVersion", "GraphEdition"}
"""Nodes without a tenant: they say something about the database."""
_FOLDER = re.compile(r'f"\{tenant_id\}/([a-z-]+)/')
_CREATED = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)")
_LABELLED = re.compile(r"FOR \(n:(\w+)\)")


def holdings_of(service: str) -> Holdings:
    found = import_module(f"{STANDS_IN.get(service, service)}.erasure.holdings").HOLDINGS
    assert isinstance(found, Holdings)
    return found


def source(service: str) -> Path:
    return ROOT / "services" / service / "src" / service


def tables_of(service: str) -> dict[str, Table]:
    """Every table that a module of the service declares, by name; those of messaging and sagas apart."""
    found: dict[str, Table] = {}
    for path in source(service).rglob("tables.py"):
        if "lexicon" in path.parts or "rules" in path.parts:
            continue
        module = import_module(".".join((service, *path.relative_to(source(service)).with_suffix("").parts)))
        for value in vars(module).values():
            if isinstance(value, MetaData):
                found |= value.tables
            if isinstance(value, Table):
                found[value.name] = value
    return {name: table for name, table in found.items() if name not in MESSAGING}


def elsewhere_of(service: str) -> set[str]:
    """Every collection, table of ClickHouse, label and folder of a bucket that the service has."""
    texts = [path.read_text(encoding="utf-8") for path in source(service).rglob("*.py")]
    found = {f"s3:{folder}" for text in texts for folder in _FOLDER.findall(text)}
    if service == "collector":
        found |= {f"mongodb:{name}" for name in INDEXES}
    if service == "analytics":
        made = {name for step in clickhouse_migrations() for sql in step.up for name in _CREATED.findall(sql)}
        found |= {f"clickhouse:{name}" for name in made | TABLES}
    if service == "analyzer":
        scripts = (source(service) / "migrations" / "neo4j").glob("V*.cypher")
        made = {label for script in scripts for label in _LABELLED.findall(script.read_text(encoding="utf-8"))}
        found |= {f"neo4j:{label}" for label in (made | set(LABELS)) - GRAPH_OWN}
    return found


def forgotten(holdings: Holdings, tables: dict[str, Table], elsewhere: set[str]) -> Iterator[str]:
    """Stores that are neither erased nor kept for a reason, and tables with a website that are said to be kept."""
    erased = {rows.table.name for rows in holdings.rows}
    yield from sorted(tables.keys() - erased - holdings.kept.keys())
    yield from sorted(elsewhere - holdings.elsewhere - holdings.kept.keys())
    yield from sorted(name for name in tables.keys() & holdings.kept.keys() if "website_id" in tables[name].c)


@pytest.mark.parametrize("service", KEEPERS)
def test_every_store_is_erased_or_kept_for_a_reason(service: str) -> None:
    holdings = holdings_of(service)
    how = f"name it in erasure/holdings.py of {service}: how a website's part of it is found, or why it stays"
    assert not list(forgotten(holdings, tables_of(service), elsewhere_of(service))), how
    assert all(reason for reason in holdings.kept.values())


@pytest.mark.parametrize("service", KEEPERS)
def test_nothing_is_named_that_is_not_there(service: str) -> None:
    assert holdings_of(service).elsewhere <= elsewhere_of(service)
    assert {name for name in holdings_of(service).kept if ":" not in name} <= tables_of(service).keys()


@pytest.mark.parametrize("service", KEEPERS)
def test_rows_go_before_those_by_which_they_are_found(service: str) -> None:
    order = [rows.table for rows in holdings_of(service).rows]
    for place, rows in enumerate(holdings_of(service).rows):
        assert rows.of is None or rows.of not in order[:place], f"{rows.table.name} is found by {rows.of}"


@pytest.mark.parametrize("service", WITHOUT_A_WEBSITE)
def test_a_service_without_erasure_has_no_website(service: str) -> None:
    assert not [name for name, table in tables_of(service).items() if "website_id" in table.c]
    assert not elsewhere_of(service)


def test_every_service_is_looked_at() -> None:
    there = {path.name for path in (ROOT / "services").iterdir() if (path / "src").is_dir()}
    assert there == {*KEEPERS, *WITHOUT_A_WEBSITE}


def test_a_store_that_somebody_forgets_is_found() -> None:
    added = Table("added", MetaData(), Column("tenant_id", UUID), Column("website_id", UUID))
    known = Table("known", MetaData(), Column("tenant_id", UUID), Column("website_id", UUID))
    holdings = Holdings(rows=(Rows(known),), elsewhere=frozenset({"s3:a"}), kept={"excused": "an excuse"})
    assert list(forgotten(holdings, {"known": known, "added": added}, {"s3:a", "neo4j:New"})) == ["added", "neo4j:New"]
    excused = Table("excused", MetaData(), Column("website_id", UUID))
    assert list(forgotten(holdings, {"known": known, "excused": excused}, {"s3:a"})) == ["excused"]
