"""A connector whose task failed, as when its database goes away while it starts: it goes on without anybody's help."""

import asyncio

import asyncpg
import pytest
from prometheus_client import REGISTRY

from brandmon_local import Stack
from brandmon_local.provisioning.connectors import render_config
from common.outbox.connectors import ConnectorKeeper, Connectors, outbox_connector

from ..spine import until

pytestmark = pytest.mark.connected
SERVICE = "tenants"


def measured(name: str) -> float:
    return REGISTRY.get_sample_value(name, {"service": SERVICE}) or 0.0


async def test_it_is_started_again_until_it_runs(own_stack: Stack) -> None:
    superuser = await asyncpg.connect(own_stack.urls.postgres_superuser(SERVICE))
    await superuser.execute("ALTER PUBLICATION outbox RENAME TO elsewhere")  # the task can't start
    name, stopping = outbox_connector(SERVICE), asyncio.Event()
    before = measured("brandmon_connector_restarts_total")
    async with Connectors(own_stack.urls.connect) as connectors:

        async def states() -> set[str]:
            found = await connectors.status(name)
            return {task["state"] for task in found["tasks"]} if found else set()

        async def failed() -> bool:
            return await states() == {"FAILED"}

        async def runs() -> bool:
            return await states() == {"RUNNING"}

        async def tried() -> bool:
            return (
                measured("brandmon_connector_restarts_total") >= before + 2
                and measured("brandmon_connector_failed") > 0
            )

        await connectors.apply(name, render_config(own_stack.site, SERVICE))
        await until(failed, "the task fails", within_s=60)
        keeping = asyncio.create_task(ConnectorKeeper(SERVICE, own_stack.urls.connect, every_s=0.5)(stopping))
        await until(tried, "it is tried again", within_s=60)
        await superuser.execute("ALTER PUBLICATION elsewhere RENAME TO outbox")
        await until(runs, "the task runs", within_s=60)

        async def said() -> bool:
            return measured("brandmon_connector_failed") == 0

        await until(said, "the gauge says so")
    stopping.set()
    await asyncio.wait_for(keeping, 5)
    await superuser.close()
