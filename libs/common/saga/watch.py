"""Sagas as an SRE watches them: how many run, turn back, and wait for a person, whoever's they are."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple, Protocol

from prometheus_client import Gauge
from sqlalchemy.exc import SQLAlchemyError

from common.primitives.clock import Clock, rest
from common.process.telemetry import log

_log = log("saga")
WATCHED = ("running", "compensating", "stuck")
SAGAS = Gauge(
    "brandmon_sagas",
    "Sagas that have not ended. Any that is stuck waits for a person: saga list, saga show, then saga retry or abort.",
    ["status"],
)
OLDEST = Gauge(
    "brandmon_sagas_oldest_seconds",
    "Time since the last move of the one that has waited longest. Running for hours: look at its participant.",
    ["status"],
)


class SagaCount(NamedTuple):
    """How many sagas have a status, and when the one that waits longest moved last."""

    sagas: int
    oldest: datetime | None


class Desk(Protocol):
    """Who sees the sagas of all tenants."""

    async def standing(self) -> dict[str, SagaCount]:
        """By status, those that have not ended."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


async def look(desk: Desk, clock: Clock) -> dict[str, SagaCount]:
    """Set the gauges to what is true now."""
    found = await desk.standing()
    for status in WATCHED:
        sagas, oldest = found.get(status, SagaCount(0, None))
        SAGAS.labels(status).set(sagas)
        OLDEST.labels(status).set((clock.now() - oldest).total_seconds() if oldest else 0.0)
    return found


def watch(desk: Desk, clock: Clock, *, every_s: float = 15.0) -> Callable[[asyncio.Event], Awaitable[None]]:
    """A worker that looks until told to stop. A gauge stays true over restarts; a counter of alarms would not."""

    async def work(stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                stuck = (await look(desk, clock)).get("stuck")
                if stuck is not None:
                    _log.error("sagas are stuck and wait for a person: saga list", sagas=stuck.sagas)
            except (SQLAlchemyError, OSError) as error:
                _log.warning("sagas can't be counted", error=type(error).__name__)
            await rest(stopping, every_s)
        await desk.close()

    return work
