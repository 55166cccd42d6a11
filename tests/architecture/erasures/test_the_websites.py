"""Every store is named by its service's erasure: what somebody adds and forgets fails here, not at a customer's."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, MetaData, Table
from sqlalchemy.dialects.postgresql import UUID

from common.stores.erasure.holdings import Holdings, Rows

from .stores import ROOT, declared_by, elsewhere_of, tables_of

pytestmark = pytest.mark.architecture
KEEPERS = ("analytics", "analyzer", "collector", "reports", "simulator")
WITHOUT_A_WEBSITE = {"auth": "accounts, sessions and keys", "tenants": "organisations, and quota by audit's id"}
"""Services that keep nothing of a website, so far as their tables have no column of one."""


def holdings_of(service: str) -> Holdings:
    found = declared_by(service).HOLDINGS
    assert isinstance(found, Holdings)
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
    assert elsewhere_of(service) <= {"s3:organization-exports"}, "exports are the organisation's"


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
