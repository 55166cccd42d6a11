"""Every store of an organisation's is exported, or stays out for a reason; no secret is exported."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from sqlalchemy import Column, MetaData, Table, Text

from common.contracts.registry import SERVICES
from common.exports.declared import Exported, Exports, stem_of
from common.stores.erasure.tenants import TenantHoldings
from common.testing.exports import secret_columns
from tenants.exports.rules import PARTS

from .stores import tables_of
from .test_the_tenants import holdings_of

pytestmark = pytest.mark.architecture
MADE = {"analyzer": {"neo4j:relationships"}}
"""What is exported and is no store of its own."""
PUBLIC = {
    "api_keys.prefix", "llm_responses.prompt_tokens", "llm_responses.response_tokens", "cost_ledger.prompt_tokens",
    "cost_ledger.response_tokens", "report_files.sha256", "audit_log.hash", "webhooks.previous_secret_until",
}  # fmt: skip
"""Columns that sound like a secret, or would to somebody, and are none: counts, digests of what is public."""


def exports_of(service: str) -> Exports:
    found = import_module(f"{service}.exports.declared").EXPORTS
    assert isinstance(found, Exports)
    return found


def stores_of(holdings: TenantHoldings) -> set[str]:
    return {rows.table.name for rows in holdings.rows} | {str(place) for place in holdings.places} | set(holdings.kept)


def forgotten(exports: Exports, stores: set[str]) -> list[str]:
    """Stores of which nobody has said whether they are exported."""
    return sorted(stores - exports.taken.keys() - exports.left.keys())


def told_secrets(exports: Exports, tables: dict[str, Table]) -> Iterator[str]:
    """Columns of exported tables that sound like a secret and are not left out."""
    for name, exported in exports.taken.items():
        if name in tables:
            shown = [column.name for column in tables[name].columns if column.name not in exported.without]
            yield from (f"{name}.{column}" for column in secret_columns(shown))


@pytest.mark.parametrize("service", SERVICES)
def test_every_store_is_exported_or_left_out_for_a_reason(service: str) -> None:
    exports, stores = exports_of(service), stores_of(holdings_of(service))
    assert not forgotten(exports, stores), f"name it in exports/declared.py of {service}: what it is, or why it stays"
    assert exports.taken.keys() - stores <= MADE.get(service, set()), "it is exported and not there"
    assert exports.service == service
    assert not exports.taken.keys() & exports.left.keys()
    assert all(each.about.endswith(".") for each in exports.taken.values())
    assert all(each.reason for each in exports.left_out())


@pytest.mark.parametrize("service", SERVICES)
def test_no_secret_is_exported(service: str) -> None:
    tables = tables_of(service)
    assert not set(told_secrets(exports_of(service), tables)) - PUBLIC
    for name, exported in exports_of(service).taken.items():
        if name in tables:
            assert exported.without.keys() <= {column.name for column in tables[name].columns}, name


@pytest.mark.parametrize("service", SERVICES)
def test_each_store_has_a_file_of_its_own(service: str) -> None:
    stems = [stem_of(store) for store in exports_of(service).taken]
    assert len(set(stems)) == len(stems)


def test_every_service_writes_a_part() -> None:
    assert set(PARTS) == set(SERVICES)


def test_a_store_that_somebody_forgets_and_a_secret_that_slips_in_are_found() -> None:
    exports = Exports("shop", taken={"orders": Exported("Orders.", {"token_hash": "no"})}, left={"jobs": "a queue"})
    assert forgotten(exports, {"orders", "jobs", "added", "neo4j:New"}) == ["added", "neo4j:New"]
    columns = [Column(name, Text) for name in ("id", "token_hash", "webhook_secret", "prompt_tokens")]
    orders = Table("orders", MetaData(), *columns)
    assert list(told_secrets(exports, {"orders": orders})) == ["orders.webhook_secret"]
