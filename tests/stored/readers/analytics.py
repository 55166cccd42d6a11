"""How analytics of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from analytics import schema
from analytics.app import api
from analytics.consumer import subscriptions
from analytics.engine import Engine
from analytics.materialisation import Subject, announcement, materialise
from analytics.queries import answers_of_run
from analytics.tenancy import TenantReader
from common.postgres import UnitOfWork

from ..kept import KnownUsers, Part, Stores


@asynccontextmanager
async def engine_of(stores: Stores) -> AsyncIterator[Engine]:
    """ClickHouse with the tables and rows that were kept, then brought up to date."""
    engine = Engine(path=stores.clickhouse)
    await engine.open()
    try:
        for table in stores.kept.names("clickhouse", ".sql"):
            await engine.execute(stores.kept.text("clickhouse", f"{table}.sql"))
            if rows := stores.kept.text("clickhouse", f"{table}.jsonl"):
                await engine.execute(f"INSERT INTO {table} FORMAT JSONEachRow\n{rows}")
        schema.upgrade(engine)
        yield engine
    finally:
        await engine.close()


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service on both of its stores."""
    unit = UnitOfWork(stores.urls.app, service="analytics")
    try:
        async with engine_of(stores) as engine:
            app = api(unit, engine, KnownUsers(), None)
            yield Part(app, {"analytics": subscriptions(unit, engine, stores.clock)})
    finally:
        await unit.dispose()


async def computed(
    stores: Stores, *, tenant_id: UUID, website_id: UUID, audit_id: UUID, run_id: UUID
) -> dict[str, Any]:
    """The figures of an audit as today's code computes them from the facts that were kept: the event's body."""
    async with engine_of(stores) as engine:
        answers = await answers_of_run(TenantReader(engine, tenant_id), website_id=website_id, run_id=run_id)
    result = materialise(Subject(tenant_id, website_id, audit_id, run_id), answers)
    return announcement(result).model_dump(mode="json")
