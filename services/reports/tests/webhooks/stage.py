"""The service with a receiver: its API, its handlers and its sender, over one database and a clock that is moved."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpcore
import httpx
from sqlalchemy import select

from common.contracts.message import Event
from common.contracts.registry import MESSAGES
from common.jobs import Worker
from common.outbound.addresses import Guard, connection_pool
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from common.testing.tokens import bearer
from reports.webhooks.handlers import tell
from reports.webhooks.registry import Webhooks
from reports.webhooks.rules.secrets import Seal
from reports.webhooks.rules.telling import Heard
from reports.webhooks.sending import Sender
from reports.webhooks.store import queue_of
from reports.webhooks.tables import webhook_deliveries, webhook_jobs
from reports.webhooks.worker import Sending, sending_worker

KEY = "an unguessable text of forty characters.."
TOPICS = (
    "simulator.audit-completed", "simulator.audit-failed", "simulator.audit-cancelled",
    "analytics.share-of-voice-materialised", "reports.report-generated",
)  # fmt: skip
ALL = ["audit.finished", "figures.ready", "report.ready"]


def event_of(topic: str, tenant: UUID, at: datetime, **fields: Any) -> Any:
    """The committed example of a topic as an event of a tenant's."""
    return example(MESSAGES[topic]).model_copy(
        update={"id": uuid7(), "tenant_id": tenant, "occurred_at": at, "website_id": uuid7(), **fields}
    )


@dataclass
class Stage:
    """What a test plays on. ``guard`` lets the receivers' ports through."""

    unit: UnitOfWork
    client: httpx.AsyncClient
    guard: Guard
    clock: ManualClock = field(default_factory=lambda: ManualClock(datetime.now(UTC)))
    tenant: UUID = field(default_factory=uuid7)
    timeout_s: float = 1.0

    def __post_init__(self) -> None:
        self.pool: httpcore.AsyncConnectionPool = connection_pool(self.guard)
        self.sender = Sender(self.pool, self.guard, self.timeout_s)
        self.seal = Seal(KEY)

    @property
    def webhooks(self) -> Webhooks:
        return Webhooks(self.unit, self.guard, self.seal, self.clock, plain_too=True)

    def worker(self, sender: Any = None) -> Worker:
        own = sender or self.sender
        return sending_worker(
            Sending(self.unit, queue_of(self.unit), own, self.seal, self.clock, lambda: 0.5), poll_s=0.01
        )

    async def send(self, worker: Worker | None = None) -> None:
        """Do what is due, until nothing more is."""
        own = worker or self.worker()
        while await own.claim():
            await own.drain()

    async def ask(self, method: str, path: str, body: Any = None, *, role: Any = "admin", **headers: str) -> Any:
        own = {**bearer(self.tenant, role), **headers}
        return await self.client.request(method, f"/v1/webhooks{path}", json=body, headers=own)

    async def add(self, url: str, events: list[str] | None = None) -> Any:
        answer = await self.ask("POST", "", {"url": url, "events": events or ALL})
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def tell(self, topic: str = "reports.report-generated", **fields: Any) -> Event:
        event: Heard = event_of(topic, self.tenant, self.clock.now(), **fields)
        await tell(event, unit=self.unit, clock=self.clock)
        return event

    async def deliveries(self, webhook: Any, query: str = "") -> Any:
        answer = await self.ask("GET", f"/{webhook['id']}/deliveries{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    async def rows(self) -> tuple[list[Any], list[Any]]:
        """Deliveries and jobs of the tenant, as they are kept."""
        async with self.unit.begin(self.tenant) as tx:
            kept = (await tx.execute(select(webhook_deliveries))).mappings().all()
            jobs = await tx.execute(select(webhook_jobs).where(webhook_jobs.c.tenant_id == self.tenant))
            return list(kept), list(jobs.mappings().all())
