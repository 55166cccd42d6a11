"""How analytics of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from uuid import UUID

from analytics.app import api
from analytics.consumer import subscriptions
from analytics.facts.queries import answers_of_run
from analytics.figures.rules.materialisation import Subject, announcement, materialise
from analytics.shared import schema
from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TenantReader
from common.stores.postgres import UnitOfWork
from common.testing.tokens import KnownTokens

from ..kept import Part, Stores


@asynccontextmanager
async def engine_of(stores: Stores) -> AsyncIterator[ClickHouse]:
    """ClickHouse with the tables and rows that were kept, then brought up to date."""
    engine = ClickHouse(path=stores.clickhouse)
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
            app = api(unit, engine, KnownTokens(), None)
            yield Part(app, {"analytics": subscriptions(unit, engine, stores.clock)}, partial(_facts, engine))
    finally:
        await unit.dispose()


async def _facts(engine: ClickHouse) -> dict[str, list[Any]]:
    """The facts, each once. Figures are an effect when PostgreSQL says that they are shown."""
    tables = ("answers", "brand_state_facts")
    return {table: await engine.rows(f"SELECT * FROM {table} FINAL ORDER BY ALL", {}) for table in tables}


async def computed(stores: Stores, event: dict[str, Any]) -> dict[str, Any]:
    """The body of an announcement of figures, as today's code computes it from the facts that were kept."""
    tenant, website, audit, run = (UUID(event[f"{name}_id"]) for name in ("tenant", "website", "audit", "run"))
    async with engine_of(stores) as engine:
        answers = await answers_of_run(TenantReader(engine, tenant), website_id=website, run_id=run)
    subject = Subject(tenant_id=tenant, website_id=website, audit_id=audit, run_id=run)
    return announcement(materialise(subject, answers)).model_dump(mode="json")
