"""Holes in the stores: a policy that is missing, a query, a key or a memory without the tenant."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Engine, event, text

from analytics.shared import tenancy
from analyzer.graph import store as graph_store
from collector.pages import objects as pages
from collector.shared.store import Store
from common.contracts.message import NO_TENANT
from common.exports import places
from common.flags import Flags
from common.http import idempotency
from common.stores.keyed import RequestKey
from common.stores.mongo import MongoTx
from common.stores.postgres import unit
from common.stores.postgres.transaction import Tx
from reports.pages import rendering
from tenants.exports import places as archives

from ..asking.world import World
from ..probes import stores
from ..probes.asked import OTHER, asked
from ..probes.doors import features, repeated
from ..probes.schemas import database_of, owner_of, row_security, statements
from .hole import Hole, Plant, replaced, together

_READ = ("GET /v1/websites/{website_id}", "GET /v1/websites")
_NAMED = re.compile(r"(?:\w+\.)?tenant_id = (\$\d+::UUID)")


def _altered(service: str, plant: str, remove: str) -> Plant:
    """The schema of a service's database is another one for the time being."""

    @asynccontextmanager
    async def planted(world: World) -> AsyncIterator[None]:
        async with owner_of(world, service) as conn:
            await conn.execute(text(plant))
        try:
            yield
        finally:
            async with owner_of(world, service) as conn:
                await conn.execute(text(remove))

    return planted


@asynccontextmanager
async def _no_query_names_the_tenant(_world: World) -> AsyncIterator[None]:
    """Every condition ``tenant_id = ...`` is gone from what is sent to PostgreSQL."""

    def without(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
        return _NAMED.sub(r"(\1 IS NOT NULL)", statement), parameters

    event.listen(Engine, "before_cursor_execute", without, retval=True)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", without)


def _unprotected(service: str, *tables: str) -> Plant:
    return together(
        *(
            _altered(
                service,
                f"ALTER TABLE {each} DISABLE ROW LEVEL SECURITY",
                f"ALTER TABLE {each} ENABLE ROW LEVEL SECURITY",
            )
            for each in tables
        )
    )


def _new_connections(service: str) -> Plant:
    """What was set for a connection is gone with it."""

    @asynccontextmanager
    async def planted(world: World) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await database_of(world, service).engine.dispose()

    return planted


def _nobodys(key: str) -> str:
    return key.partition("/")[2]


def _keyed_by(name: str, where: Any) -> Plant:
    original = getattr(where, name)
    return replaced(where, name, lambda *about: _nobodys(original(*about)))


class _One(dict[Any, Any]):
    """A memory that forgot for whom it remembers."""

    def __setitem__(self, _key: Any, value: Any) -> None:
        super().__setitem__("anybody", value)

    def get(self, _key: Any, default: Any = None) -> Any:
        return super().get("anybody", default)


def _forgetful(self: Flags, state: Any) -> None:
    self._known = _One()
    self._known[state.organization_id] = state


def _emitting(self: Any, *messages: Any) -> None:
    self._outgoing.extend({"id": each.id} for each in messages)


HOLES: Sequence[Hole] = (
    Hole("a table has no row-level security", _unprotected("reports", "report_files"), row_security, usual=True),
    Hole(
        "row-level security spares the owner of a table",
        _altered(
            "tenants", "ALTER TABLE clients NO FORCE ROW LEVEL SECURITY", "ALTER TABLE clients FORCE ROW LEVEL SECURITY"
        ),
        row_security,
    ),
    Hole(
        "a policy shows every row to readers",
        _altered(
            "analyzer",
            "CREATE POLICY everybody ON brands FOR SELECT USING (true)",
            "DROP POLICY everybody ON brands",
        ),
        row_security,
    ),
    Hole(
        "a policy lets rows be written for others",
        _altered(
            "simulator",
            "CREATE POLICY anybody ON audits FOR INSERT WITH CHECK (true)",
            "DROP POLICY anybody ON audits",
        ),
        row_security,
    ),
    Hole(
        "a view shows what its owner sees",
        _altered("auth", "CREATE VIEW everything AS SELECT * FROM api_keys", "DROP VIEW everything"),
        row_security,
    ),
    Hole(
        "a table without a tenant was added",
        _altered("analytics", "CREATE TABLE notes (id uuid PRIMARY KEY, note text)", "DROP TABLE notes"),
        row_security,
    ),
    Hole(
        "no query of a service names the tenant, and no policy catches it",
        together(_no_query_names_the_tenant, _unprotected("reports", "reports", "report_files")),
        asked(OTHER, "GET /v1/reports/{report_id}", "GET /v1/reports"),
        usual=True,
    ),
    Hole("queries rely on the policies alone", _no_query_names_the_tenant, statements),
    Hole(
        "the tenant is set for the connection, not for the transaction",
        together(
            _new_connections("reports"),
            replaced(unit, "SET_TENANT", text("SELECT set_config('app.tenant', :tenant, false)")),
        ),
        stores.pool,
        usual=True,
    ),
    Hole(
        "documents are asked for without the tenant",
        replaced(Store, "_own", lambda _self, **more: more),
        asked(OTHER, *_READ),
        usual=True,
    ),
    Hole(
        "nodes are asked for without the tenant",
        replaced(graph_store, "tenant_bound", lambda query: query.replace("{tenant_id: $tenant_id}", "")),
        stores.graph,
        usual=True,
    ),
    Hole(
        "facts are asked for without the tenant",
        replaced(tenancy, "_OWN_ROWS", "(SELECT * FROM {table} FINAL WHERE {{tenant:UUID}} IS NOT NULL)"),
        stores.facts,
        usual=True,
    ),
    Hole("a page's object key has no tenant", _keyed_by("folder_of_tenant", pages), stores.keys, usual=True),
    Hole("a report's object key has no tenant", _keyed_by("object_key", rendering), stores.keys),
    Hole("an export's object key has no tenant", _keyed_by("archive_key", archives), stores.keys),
    Hole("the key of an export's part has no tenant", _keyed_by("folder_of", places), stores.keys),
    Hole(
        "first answers are remembered without the tenant",
        replaced(idempotency, "RequestKey", lambda _tenant, own: RequestKey(NO_TENANT, own)),
        repeated,
        usual=True,
    ),
    Hole(
        "features are remembered without the tenant",
        replaced(Flags, "_note", _forgetful),
        features,
        usual=True,
    ),
    Hole("an event may be announced of any organisation", replaced(Tx, "emit", _emitting), stores.emitted, usual=True),
    Hole("a document's event may be of any organisation", replaced(MongoTx, "emit", _emitting), stores.emitted),
)
