"""PostgreSQL as it stands: what its catalogue says of row-level security, and what statements say of the tenant."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache
from importlib import import_module
from itertools import chain
from pkgutil import walk_packages
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.ext.asyncio import create_async_engine

from common.exports import tables as exports
from common.http.access.looks import OperatorLooks
from common.stores.postgres import Database
from common.stores.postgres import tables as common_tables
from common.testing.row_security import Declared, row_security_faults

from ..asking.judging import NEUTRAL, sent
from ..asking.tokens import Holder, token_of
from ..asking.world import World

_OF_TENANTS = text(
    "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id'"
)
_TIED = re.compile(r"\btenant_id\s*(?:=|IN\b)", re.IGNORECASE)
_NAMES = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+\"?(\w+)", re.IGNORECASE)


@asynccontextmanager
async def owner_of(world: World, service: str) -> AsyncIterator[Any]:
    """A connection of the role that owns the tables of a service; what is done over it is committed."""
    engine = create_async_engine(world.running.stores.urls[service].owner)
    try:
        async with engine.begin() as conn:
            yield conn
    finally:
        await engine.dispose()


def database_of(world: World, service: str) -> Database:
    """The database of a service that runs."""
    found: Database = unit_of(world, service)
    return found


def unit_of(world: World, service: str) -> Any:
    """What opens the transactions of a service."""
    looks = world.running.parts[service].api.state.provides[OperatorLooks]
    return looks.begin.__self__


async def row_security(world: World) -> Sequence[str]:
    """Where a database of a service differs from the rules of row-level security and from what the service declares."""
    found = []
    for service in world.running.stores.urls:
        async with owner_of(world, service) as conn:
            there = {
                row.table_name for row in await conn.execute(text("SELECT tablename AS table_name FROM pg_tables"))
            }
            faults = await row_security_faults(conn, app_role="app", declared=_declared(service, frozenset(there)))
        found += [f"{service}: {fault}" for fault in faults]
    return found


def _declared(service: str, there: frozenset[str]) -> Declared:
    def union(name: str) -> Mapping[str, str]:
        return dict(chain.from_iterable(getattr(each, name, {}).items() for each in _tables_of(service)))

    system = {name: reason for name, reason in union("SYSTEM_TABLES").items() if name in there}
    return Declared(system, union("WORK_TABLES"), union("READ_POLICIES"), union("DEFINERS"))


@cache
def _tables_of(service: str) -> Sequence[Any]:
    package = import_module(service)
    names = [each.name for each in walk_packages(package.__path__, f"{service}.") if each.name.endswith(".tables")]
    return [common_tables, exports, *map(import_module, names)]


UNTIED: Mapping[str, str] = {}
"""Statements on a tenant's tables that name no tenant, by a part of their text, and why that is right."""


async def statements(world: World) -> Sequence[str]:
    """Statements, of all that the owner's reading causes, that name a table of tenants and no tenant.

    Row-level security would still show the tenant's rows only; two safeguards are wanted, for each may be forgotten.
    """
    owned = {service: await _tables(world, service) for service in world.running.stores.urls}
    heard: set[str] = set()

    def hear(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.add(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        await _read_all(world)
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    every = frozenset(chain.from_iterable(owned.values()))
    return sorted(f"names no tenant: {each[:300]}" for each in heard if _untied(each, every))


async def _tables(world: World, service: str) -> Sequence[str]:
    async with owner_of(world, service) as conn:
        return [row.table_name for row in await conn.execute(_OF_TENANTS)]


def _untied(statement: str, owned: frozenset[str]) -> bool:
    named = set(_NAMES.findall(statement)) & owned
    written = statement.lstrip().upper().startswith("INSERT")
    return bool(named) and not written and not _TIED.search(statement) and not any(part in statement for part in UNTIED)


async def _read_all(world: World) -> None:
    token = await token_of(world.ring, Holder(world.theirs.side.owner, world.theirs.side.tenant))
    for operation in world.operations:
        if operation.method == "GET":
            for also in (None, *operation.may_ids):
                request = operation.request(world.theirs.ids, also, **NEUTRAL)
                await sent(world, request, {"Authorization": f"Bearer {token}"})
