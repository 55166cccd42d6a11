"""Has a service's connector go on by itself: what failed is started again, with growing pauses, and counted.

Kafka Connect leaves a failed task failed. Debezium waits out a store that goes away while it reads, but not one that
goes away while a task starts.
"""

import asyncio
import random
from dataclasses import dataclass

import httpx
from prometheus_client import Counter, Gauge

from common.outbox.connectors.client import Connectors, first_line
from common.primitives.clock import rest
from common.process.telemetry import log

_log = log("connectors")
FAILED = Gauge(
    "brandmon_connector_failed",
    "1 while the outbox's connector or a task of it has failed, else 0. For minutes: connectors status says why.",
    ["service"],
)
RESTARTS = Counter(
    "brandmon_connector_restarts_total", "Starts of a connector's failed parts by its service.", ["service"]
)


def outbox_connector(service: str) -> str:
    """What the connector of a service's outbox is called."""
    return f"{service}-outbox"


@dataclass(slots=True)
class ConnectorKeeper:
    """Looks every ``every_s``; pauses between restarts double up to ``longest_pause_s``. Replicas may do the same."""

    service: str
    connect_url: str
    every_s: float = 5.0
    longest_pause_s: float = 300.0

    async def __call__(self, stopping: asyncio.Event) -> None:
        """Work until ``stopping``. Connect being away is waited out: a worker that starts starts its tasks itself."""
        failures = 0
        async with Connectors(self.connect_url) as connectors:
            while not stopping.is_set():
                try:
                    failures = failures + 1 if await self.turn(connectors) else 0
                except (httpx.HTTPError, OSError) as error:
                    _log.warning("Connect can't be asked", error=type(error).__name__)
                pause = min(self.longest_pause_s, self.every_s * 2 ** max(0, failures - 1))
                await rest(stopping, pause * random.uniform(0.5, 1.0))  # noqa: S311 - jitter

    async def turn(self, connectors: Connectors) -> bool:
        """Start again what failed; whether anything had."""
        name = outbox_connector(self.service)
        state = await connectors.status(name)
        parts = [state["connector"], *state["tasks"]] if state else []
        failed = [part for part in parts if part["state"] == "FAILED"]
        FAILED.labels(self.service).set(bool(failed))
        if failed:
            _log.error("a connector failed and is started again", connector=name, reason=first_line(failed[0]))
            await connectors.restart(name)
            RESTARTS.labels(self.service).inc()
        return bool(failed)
