"""How analytics of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from uuid import UUID

from analytics.app import api
from analytics.consumer import subscriptions
from analytics.facts.queries import answers_of_run
from analytics.figures.rules.materialisation import MeasuredRun, announcement, materialise
from analytics.shared import schema
from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TenantReader
from common.stores.postgres import UnitOfWork
from common.testing.tokens import KnownTokens

from ..kept import Part, Stores


@asynccontextmanager
async def clickhouse_of(stores: Stores) -> AsyncIterator[ClickHouse]:
    """ClickHouse with the tables and rows that were kept, then brought up to date."""
    clickhouse = ClickHouse(path=stores.clickhouse)
    await clickhouse.open()
    try:
        for table in stores.kept.names("clickhouse", ".sql"):
            await clickhouse.execute(stores.kept.text("clickhouse", f"{table}.sql"))
            if rows := stores.kept.text("clickhouse", f"{table}.jsonl"):
                await clickhouse.execute(f"INSERT INTO {table} FORMAT JSONEachRow\n{rows}")
        schema.upgrade(clickhouse)
        yield clickhouse
    finally:
        await clickhouse.close()


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service on both of its stores."""
    unit = UnitOfWork(stores.urls.app, service="analytics", forgets=True)
    try:
        async with clickhouse_of(stores) as clickhouse:
            app = api(unit, clickhouse, KnownTokens(), None)
            yield Part(app, {"analytics": subscriptions(unit, clickhouse, stores.clock)}, partial(_facts, clickhouse))
    finally:
        await unit.dispose()


async def _facts(clickhouse: ClickHouse) -> dict[str, list[Any]]:
    """The facts, each once. Figures are an effect when PostgreSQL says that they are shown."""
    tables = ("answers", "brand_state_facts")
    return {table: await clickhouse.rows(f"SELECT * FROM {table} FINAL ORDER BY ALL", {}) for table in tables}


async def computed(stores: Stores, event: dict[str, Any]) -> dict[str, Any]:
    """The body of an announcement of figures, as today's code computes it from the facts that were kept."""
    tenant, website, audit, run = (UUID(event[f"{name}_id"]) for name in ("tenant", "website", "audit", "run"))
    async with clickhouse_of(stores) as clickhouse:
        answers = await answers_of_run(TenantReader(clickhouse, tenant), website_id=website, run_id=run)
    subject = MeasuredRun(tenant_id=tenant, website_id=website, audit_id=audit, run_id=run)
    return announcement(materialise(subject, answers)).model_dump(mode="json")
