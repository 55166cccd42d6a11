"""Sends deliveries beside the consumers: many receivers at once, tenants in turn, no transaction open meanwhile."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from common.audit_log import note
from common.audit_log.actors import service_actor
from common.jobs import Job, JobStore, Lane, LeaseLost, Terms, Worker
from common.primitives.clock import Clock
from common.process.failpoints import failpoint
from common.process.telemetry import log
from common.stores.postgres import Tx, UnitOfWork
from reports.webhooks import queries, store
from reports.webhooks.rules.schedule import Attempt, Consequence, consequence
from reports.webhooks.rules.secrets import Seal, headers_of
from reports.webhooks.sending import Sender

AT_ONCE, OF_A_TENANT = 16, 4
"""A tenant whose receivers are slow leaves room for others."""
MOST_ATTEMPTS = 10
"""Takings of one try by workers that died; a fault of ours is not the receiver's."""
LEASE = timedelta(seconds=30)

_log = log("webhooks")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is sent where, and under which headers."""

    webhook_id: UUID
    url: str
    body: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sending:
    """Tries one delivery as a job. A kill between sending and noting sends it again, under the same id."""

    unit: UnitOfWork
    jobs: JobStore[Tx]
    sender: Sender
    seal: Seal
    clock: Clock
    chance: Callable[[], float] = random.random

    async def do(self, job: Job) -> None:
        """Send, then note how it went, and when the next try is."""
        outgoing = await self._outgoing(job)
        if outgoing is None:
            return
        attempt = await self.sender.post(outgoing.url, outgoing.body, outgoing.headers)
        failpoint("webhooks.sent")
        async with self.unit.begin(job.tenant) as tx:
            await self._note(tx, job, outgoing.webhook_id, attempt)

    async def give_up(self, job: Job) -> None:
        """End a delivery whose workers died of it."""
        async with self.unit.begin(job.tenant) as tx:
            if not await self.jobs.finish(tx, job):
                raise LeaseLost
            await store.note(tx, job.id, {"status": "failed", "reason": "interrupted", "next_attempt_at": None})

    async def _outgoing(self, job: Job) -> Outgoing | None:
        """What is to be sent; None, and the job is gone, where nothing is any more."""
        async with self.unit.begin(job.tenant) as tx:
            delivery = await queries.delivery(tx, job.id)
            hook = await queries.webhook(tx, delivery["webhook_id"]) if delivery else None
            if delivery is None or hook is None or not hook["is_active"] or delivery["status"] != "waiting":
                await self.jobs.finish(tx, job)
                return None
        headers = headers_of(str(job.id), self.clock.now(), delivery["body"], self._secrets(hook))
        return Outgoing(hook["id"], hook["url"], delivery["body"], headers)

    def _secrets(self, hook: RowMapping) -> list[str]:
        sealed = [hook["secret"]]
        if hook["previous_secret"] is not None and hook["previous_secret_until"] > self.clock.now():
            sealed.append(hook["previous_secret"])
        return [self.seal.open(each, hook["tenant_id"], hook["id"]) for each in sealed]

    async def _note(self, tx: Tx, job: Job, webhook_id: UUID, attempt: Attempt) -> None:
        hook = await queries.webhook(tx, webhook_id, held=True)
        delivery = await queries.delivery(tx, job.id, held=True)
        if hook is None or delivery is None:
            raise LeaseLost
        now, tries = self.clock.now(), delivery["tries"] + 1
        found = consequence(
            attempt, tries, now,
            failing_since=hook["failing_since"], chance=self.chance(), once=delivery["is_test"],
        )  # fmt: skip
        await self._end(tx, job, found)
        await store.note(tx, job.id, {
            "status": found.status, "attempts": delivery["attempts"] + 1, "tries": tries, "http_status": attempt.status,
            "ms": attempt.ms, "reason": attempt.reason, "last_attempt_at": now, "next_attempt_at": found.due_at,
        })  # fmt: skip
        if not delivery["is_test"]:
            await self._judge(tx, hook, attempt, found)

    async def _end(self, tx: Tx, job: Job, found: Consequence) -> None:
        if found.due_at is None:
            held = await self.jobs.finish(tx, job)
        else:
            held = await self.jobs.postpone(tx, job, found.due_at, {"attempts": 0})
        if not held:
            raise LeaseLost

    async def _judge(self, tx: Tx, hook: RowMapping, attempt: Attempt, found: Consequence) -> None:
        """Keep since when the receiver takes nothing, and leave it alone where that is enough."""
        fields: dict[str, Any] = {}
        if attempt.reason is None:
            fields = {"failing_since": None} if hook["failing_since"] else {}
        elif hook["failing_since"] is None:
            fields = {"failing_since": self.clock.now()}
        if fields:
            await store.change(tx, hook["id"], fields)
        if found.disables is not None and hook["is_active"]:
            await store.disable(tx, hook["id"], found.disables, self.clock.now())
            note(tx, service_actor(), "webhook.changed", hook["id"], fields="is_active")
            _log.info("webhook disabled", webhook=str(hook["id"]), reason=found.disables)


def sending_worker(sending: Sending, *, poll_s: float = 0.5) -> Worker:
    """Takes due deliveries of all tenants."""
    lane = Lane(
        store.LANE, sending.do, sending.give_up, AT_ONCE, MOST_ATTEMPTS,
        stops_when_lost=False, of_a_tenant=OF_A_TENANT,
    )  # fmt: skip
    return Worker(store.queue_of(sending.unit), [lane], sending.clock, Terms(LEASE, poll_s))
