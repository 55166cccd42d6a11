"""Faults at seeded moments while the lab is under load."""

import asyncio
import os
import signal
from dataclasses import dataclass
from random import Random

import httpx

from brandmon_local import StackError
from common.outbox.connectors import Connectors, outbox_connector
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from .lab import Lab
from .small_saga_client import start_saga

CONNECT_KILLS, CONSUMER_KILLS, POSTGRES_KILLS = (int(n) for n in os.environ.get("LAB_KILLS", "8,12,3").split(","))
OVER_S = max(60.0, 5.0 * CONNECT_KILLS, 2.5 * CONSUMER_KILLS, 5.0 * POSTGRES_KILLS)
"""How long the kills take: what is killed comes to work in between."""
CHURN_S, CHURN_EVERY_S = 60.0, 2.0


@dataclass
class Counts:
    """What was done to the lab."""

    connect: int = 0
    consumers: int = 0
    postgres: int = 0
    visits: int = 0
    sagas: int = 0
    stuck: int = 0


async def connect_runs(lab: Lab) -> bool:
    """Whether the worker answers and both connectors' tasks run."""
    try:
        async with Connectors(lab.stack.urls.connect) as connectors:
            for service in ("tenants", "collector"):
                state = await connectors.status(outbox_connector(service))
                if not state or not state["tasks"] or any(task["state"] != "RUNNING" for task in state["tasks"]):
                    return False
    except (httpx.HTTPError, OSError):
        return False
    return True


async def kill_connect(lab: Lab, dice: Random, counts: Counts, times: int) -> None:
    """Kill Kafka Connect as soon as it works again, each time at another moment of its work."""
    for _ in range(times):
        while not await connect_runs(lab):  # noqa: ASYNC110 - another process tells nobody when it is up
            await asyncio.sleep(0.1)
        await asyncio.sleep(dice.uniform(0.0, 0.8))
        lab.stack.kill("connect")
        counts.connect += 1


async def kill_consumers(lab: Lab, dice: Random, counts: Counts, times: int, over_s: float) -> None:
    """Kill one process of the lab after the other."""
    for _ in range(times):
        await asyncio.sleep(dice.uniform(0.2, 1.8) * over_s / times)
        name = dice.choice(sorted(name for name in list(lab.processes) if name != "visitor"))
        lab.kill(name, signal.SIGKILL)
        counts.consumers += 1


async def kill_postgres(lab: Lab, dice: Random, counts: Counts, times: int, over_s: float) -> None:
    """Kill the database's postmaster: it recovers from its log."""
    for _ in range(times):
        await asyncio.sleep(dice.uniform(0.5, 1.5) * over_s / times)
        try:
            lab.stack.kill("postgres")
        except StackError:
            continue  # it is just being started again
        counts.postgres += 1


async def come_and_go(lab: Lab, counts: Counts) -> None:
    """A member joins and leaves, every two seconds for a minute."""
    loop = asyncio.get_running_loop()
    until = loop.time() + CHURN_S
    while loop.time() < until:
        lab.start("effects", "visitor")
        await asyncio.sleep(CHURN_EVERY_S)
        await asyncio.to_thread(lab.stop, "visitor")
        counts.visits += 1


async def order_sagas(lab: Lab, counts: Counts, done: asyncio.Event) -> None:
    """Start a saga now and then; every other one will fail at its last step."""
    unit = UnitOfWork(lab.stack.urls.postgres("tenants"), service="simulator")
    tenant = uuid7()
    try:
        while not done.is_set():
            counts.sagas += await start_saga(unit, tenant)
            await asyncio.sleep(1.0)
    finally:
        await unit.dispose()
