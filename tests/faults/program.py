"""A process of the lab, to be killed and frozen at any moment: ``python -m faults.program ROLE NAME``.

``effects``: an effect in PostgreSQL for each event of both outboxes (of one in lists by key), and one event more.
``relayed``: an effect in MongoDB for each of those. ``facts``: a projection in ClickHouse's engine by derived ids.
``saga``: orchestrator and participants of a small saga. What the log gives ``facts`` it notes, for the checker.
``LAB_PAUSE_S`` makes each list of effects slow; ``LAB_UNFENCED`` takes the fence away, to see that a test notices.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import structlog
import uvloop
from pymongo import AsyncMongoClient
from sqlalchemy import insert

from common.contracts.collector import WebsiteRegistered
from common.contracts.message import Message
from common.contracts.tenants import MemberJoined, OrganizationCreated
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.envelope import LogRecord, header
from common.messaging.fence import Fence
from common.messaging.kafka.log import KafkaLog, Membership
from common.messaging.log import Partition, Partitions
from common.messaging.runtime.consumer import (
    Consumer,
    Limits,
    Protection,
    Subscription,
    on,
    on_batch,
    on_key,
    on_raw_batch,
)
from common.messaging.runtime.retry import Retry
from common.primitives.ids import derived_id, uuid7
from common.stores.mongo import MongoUnit
from common.stores.postgres import Tx, UnitOfWork

from .small_saga import saga_subscriptions, watch_deadlines
from .tables import effects

BEGAN = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
SEALING = Sealing([b"the lab's key of thirty-two byte"])
PATIENT = Limits(letters_every_s=0.2, watch_every_s=1.0, rejected_in_a_row=10_000, rejected_ratio=1.0)
"""The lab lays poison on purpose, more of it the slower the machine: it must not end the process by that."""
QUIET = structlog.make_filtering_bound_logger(40)


def sequence_of(message: Message) -> int:
    """The number that the writer gave it within its aggregate: in the microseconds of its time."""
    return sequence_at(message.occurred_at)


def sequence_at(moment: datetime) -> int:
    """The number that a message's time stands for."""
    return round((moment - BEGAN) / timedelta(microseconds=1))


async def make_effect(message: Message, *, unit: UnitOfWork, name: str) -> None:
    """One effect, and one event that follows from it."""
    async with unit.once(message) as tx:
        await _make(tx, message, name)


async def make_effects(messages: Sequence[MemberJoined], *, unit: UnitOfWork, name: str) -> None:
    """The same for events of one aggregate that wait together: one transaction makes all of their effects."""
    await asyncio.sleep(float(os.environ.get("LAB_PAUSE_S", "0")))
    async with unit.once_each(messages) as (tx, fresh):
        for message in fresh:
            await _make(tx, message, name)


async def _make(tx: Tx, message: Message, name: str) -> None:
    row = {"tenant_id": tx.tenant_id, "id": uuid7(), "message_id": message.id, "topic": message.topic}
    row |= {"key": message.key, "sequence": sequence_of(message), "made_by": name}
    await tx.execute(insert(effects).values(row))
    follows = OrganizationCreated(
        id=derived_id("follows", message.id), tenant_id=tx.tenant_id, organization_id=tx.tenant_id,
        name=str(message.id), slug="lab", tier="free",
    )  # fmt: skip
    tx.emit(follows)


async def keep_relayed(message: OrganizationCreated, *, mongo: MongoUnit, name: str) -> None:
    """An effect at the end of the chain."""
    async with mongo.once(message) as tx:
        row = {"_id": str(uuid7()), "tenant_id": str(tx.tenant_id), "message_id": str(message.id), "made_by": name}
        await tx.db["effects"].insert_one(row, session=tx.session)


class Facts:
    """The projection: one row per event, by the event's id."""

    def __init__(self, path: str) -> None:
        import clickhouse_connect

        self._client = clickhouse_connect.get_client(interface="chdb", path=path)
        self._client.command(
            "CREATE TABLE IF NOT EXISTS facts (tenant_id UUID, id UUID, sequence UInt64)"
            " ENGINE = ReplacingMergeTree ORDER BY (tenant_id, id)"
        )

    async def keep(self, messages: Sequence[MemberJoined]) -> None:
        rows = [(message.tenant_id, message.id, sequence_of(message)) for message in messages]
        names = ["tenant_id", "id", "sequence"]
        await asyncio.to_thread(self._client.insert, "facts", rows, column_names=names)


class Notes:
    """What this process was given, a line for each batch."""

    def __init__(self, path: Path, name: str) -> None:
        self._file = path.open("a", buffering=1)
        self._name = name
        self._session = 0

    async def take(self, records: Sequence[LogRecord]) -> None:
        given = [[f"{r.topic}/{r.partition}", r.offset, header(r, "ce_id")] for r in records]
        said = {"who": self._name, "pid": os.getpid(), "session": self._session, "records": given}
        self._file.write(json.dumps(said) + "\n")

    def new_session(self) -> None:
        """Partitions were taken away."""
        self._session += 1


class NotingLog(KafkaLog):
    """A log that says when its partitions are taken away: what is given afterwards may begin anywhere."""

    new_session: Callable[[], None]

    async def start(self, topics: Sequence[str], group: str, *, assigned: Partitions, revoked: Partitions) -> None:
        async def noted(partitions: frozenset[Partition]) -> None:
            await revoked(partitions)
            self.new_session()

        await super().start(topics, group, assigned=assigned, revoked=noted)


async def main(role: str, name: str) -> None:
    told = os.environ
    unit = UnitOfWork(told["LAB_DATABASE_URL"], service="tenants")
    mongo_client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(told["LAB_MONGO_URL"], tz_aware=True)
    mongo = MongoUnit(mongo_client, "collector", service="collector")
    notes = Notes(Path(told["LAB_NOTES"]), name)
    group, fence, subscriptions = _parts(role, name, unit, mongo, notes)
    membership = Membership(
        instance_id=told.get("LAB_INSTANCE"), session_timeout_s=6, heartbeat_interval_s=1, fetch_wait_s=0.2
    )
    log = NotingLog(told["LAB_BOOTSTRAP"], client_id=name, membership=membership)
    log.new_session = notes.new_session
    consumer = Consumer(
        group, subscriptions, log, retry=Retry(failures=12, longest_wait_s=1.0),
        limits=PATIENT, protection=Protection(fence=None if "LAB_UNFENCED" in told else fence, sealing=SEALING),
    )  # fmt: skip
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, consumer.stop)
    beside = asyncio.create_task(watch_deadlines(unit, stopping)) if role == "saga" else None
    try:
        await consumer.run()
    finally:
        stopping.set()
        if beside is not None:
            await beside
        await unit.dispose()
        await mongo_client.close()


def _parts(
    role: str, name: str, unit: UnitOfWork, mongo: MongoUnit, notes: Notes
) -> tuple[str, Fence | None, Sequence[Subscription]]:
    if role == "effects":
        found = [
            on_key(MemberJoined, partial(make_effects, unit=unit, name=name), most=8, name="effect"),
            on(WebsiteRegistered, partial(make_effect, unit=unit, name=name), name="effect"),
        ]
        return "tenants-lab", unit, found
    if role == "relayed":
        return (
            "collector-lab",
            mongo,
            [on(OrganizationCreated, partial(keep_relayed, mongo=mongo, name=name), name="relay")],
        )
    if role == "facts":
        facts = Facts(os.environ["LAB_FACTS"])
        return (
            "analytics-lab",
            None,
            [
                on_batch(MemberJoined, facts.keep, name="keep"),
                on_raw_batch(MemberJoined.topic, notes.take, distinct=False, name="take"),
            ],
        )
    return "simulator-lab", unit, saga_subscriptions(unit)


if __name__ == "__main__":
    structlog.configure(wrapper_class=QUIET, logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    uvloop.run(main(sys.argv[1], sys.argv[2]))
