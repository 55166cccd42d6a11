"""Every store is declared: how an organisation's part of it is found, or why it outlives its organisation."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, MetaData, Table
from sqlalchemy.dialects.postgresql import UUID

from common.contracts.registry import SERVICES
from common.contracts.services import SERVICES_BY_NAME
from common.stores.erasure.tenants import MESSAGING, TOMBSTONES, Place, TenantHoldings, TenantRows
from common.stores.mongo import ANSWERS, ERASED, FENCES, INBOX, OUTBOX, REPLIES

from .stores import declared_by, elsewhere_of, tables_of

pytestmark = pytest.mark.architecture
OF_MONGO = {f"mongodb:{name}" for name in (ANSWERS, ERASED, FENCES, INBOX, OUTBOX, REPLIES)}


def holdings_of(service: str) -> TenantHoldings:
    found = declared_by(service).OF_TENANT
    assert isinstance(found, TenantHoldings)
    return found


def other_stores(service: str) -> set[str]:
    """Collections, tables of ClickHouse, labels, folders of the bucket, and spaces of keys in Valkey."""
    own = SERVICES_BY_NAME[service]
    spaces = {f"valkey:{pattern.partition(':')[0]}" for pattern in own.keys}
    return elsewhere_of(service) | spaces | (OF_MONGO if own.outbox == "mongodb" else set())


def messaging_of(service: str) -> set[str]:
    return {rows.table.name for rows in MESSAGING} if SERVICES_BY_NAME[service].outbox == "postgres" else set()


def forgotten(holdings: TenantHoldings, tables: set[str], elsewhere: set[str]) -> Iterator[str]:
    """Stores of which nobody has said how an organisation's part is found, or why it stays."""
    yield from sorted(tables - {rows.table.name for rows in holdings.rows} - holdings.kept.keys())
    yield from sorted(elsewhere - {str(place) for place in holdings.places} - holdings.kept.keys())


@pytest.mark.parametrize("service", SERVICES)
def test_every_store_is_declared(service: str) -> None:
    tables = tables_of(service).keys() | messaging_of(service)
    how = f"name it in erasure/holdings.py of {service}: how an organisation's part of it is found, or why it stays"
    assert not list(forgotten(holdings_of(service), set(tables), other_stores(service))), how
    assert all(holdings_of(service).kept.values())


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_is_declared_that_is_not_there_or_twice(service: str) -> None:
    holdings, there = holdings_of(service), other_stores(service)
    assert {str(place) for place in holdings.places} <= there
    assert {name for name in holdings.kept if ":" in name} <= there
    assert {name for name in holdings.kept if ":" not in name} <= tables_of(service).keys() | TOMBSTONES.keys()
    named = [rows.table.name for rows in holdings.rows] + [str(place) for place in holdings.places]
    assert len(named) == len(set(named))
    assert not set(named) & holdings.kept.keys()


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_declared_can_be_found(service: str) -> None:
    order = [rows.table for rows in holdings_of(service).rows]
    for place, rows in enumerate(holdings_of(service).rows):
        assert rows.key in rows.table.c
        assert rows.of is None or rows.of not in order[:place], f"{rows.table.name} is found by {rows.of}"
        assert (rows.unless is None) == (not rows.why), "what stays has its reason"
        if rows.unties:
            assert rows.table.c[rows.key].nullable and rows.key != "tenant_id"
        elif rows.of is None:
            assert rows.key == "tenant_id"
    for each in holdings_of(service).places:
        assert (each.prefix is None) != (each.field is None)


def test_a_store_that_somebody_forgets_is_found() -> None:
    known = Table("known", MetaData(), Column("tenant_id", UUID))
    holdings = TenantHoldings(rows=(TenantRows(known),), places=(Place("s3", "a"),), kept={"excused": "an excuse"})
    found = forgotten(holdings, {"known", "added", "excused"}, {"s3:a", "neo4j:New"})
    assert list(found) == ["added", "neo4j:New"]
