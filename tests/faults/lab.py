"""The fault lab: real engines, processes that can be killed at any moment, writers, and the truth afterwards."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import asyncpg
from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from brandmon_local import Stack
from brandmon_local.engines.kafka import BROKER
from brandmon_local.layout.ports import HOST
from brandmon_local.provisioning.connectors import apply_connector
from common.contracts.collector import WebsiteRegistered
from common.contracts.message import Message
from common.contracts.registry import topics
from common.contracts.tenants import MemberJoined
from common.messaging.kafka.admin import group_lags
from common.messaging.kafka.identities import put_identities
from common.messaging.kafka.rights import Right, outbox_user, rights
from common.messaging.kafka.topics import ensure_topics
from common.outbox.connectors import ConnectorKeeper, Connectors
from common.primitives.ids import uuid7
from common.stores.mongo import MongoUnit
from common.stores.postgres import UnitOfWork

from .history import Aborted, At, Begun, Committed, Event, Polled
from .program import BEGAN
from .tables import create

ENGINES = {"postgres", "mongodb", "kafka", "connect"}


class RolledBack(Exception):  # noqa: N818 - on purpose
    """A writer changes its mind."""


async def prepare(stack: Stack) -> None:
    """Topics, tables and both connectors."""
    await ensure_topics(stack.urls.kafka, topics())
    await _let_one_outbox_speak_for_all(stack)
    engine = create_async_engine(stack.urls.postgres("tenants", "owner"))
    async with engine.begin() as conn:
        await conn.run_sync(create)
    await engine.dispose()
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(stack.urls.mongo(), tz_aware=True)
    async with client:
        unit = MongoUnit(client, "collector", service="collector")
        await unit.prepare()
        await unit.db.create_collection("effects")
    await asyncio.gather(*(apply_connector(stack.site, service) for service in ("tenants", "collector")))


async def _let_one_outbox_speak_for_all(stack: Stack) -> None:
    """The laboratory has one database in the place of several services, so its connector writes what they emit."""
    secrets, port = stack.site.secrets, stack.site.ports["kafka_controller"]
    more = {Right(outbox_user("tenants"), "topic", topic.name, "write") for topic in topics()}
    await put_identities(HOST, port, (BROKER, secrets["kafka_controller"]), {}, rights() | more)


@dataclass
class Writer:
    """Commits events of one aggregate, one after the other, through a store's outbox; a few it rolls back.

    Where the store goes away in the middle, nobody knows whether the transaction was committed: the same event is
    written again until it certainly is. The outbox takes an id once.
    """

    unit: UnitOfWork | MongoUnit
    tenant: UUID
    aggregate: UUID
    dice: Random
    history: list[Event]
    sequence: int = 0

    def _next(self) -> Message:
        self.sequence += 1
        at = BEGAN + timedelta(microseconds=self.sequence)
        if isinstance(self.unit, MongoUnit):
            return WebsiteRegistered(
                tenant_id=self.tenant, website_id=self.aggregate, url="https://e.org/", domain="e.org", occurred_at=at
            )
        return MemberJoined(
            tenant_id=self.tenant, organization_id=self.tenant, user_id=self.aggregate, role="member", occurred_at=at
        )

    async def write(self) -> None:
        """Commit one event, or begin one and roll it back."""
        message, who = self._next(), str(self.aggregate)
        ids = (str(message.id),)
        self.history.append(Begun(who, ids))
        if self.dice.random() < 0.05:
            try:
                async with self.unit.begin(self.tenant) as tx:
                    tx.emit(message)
                    await tx.flush()
                    raise RolledBack  # noqa: TRY301 - it ends the transaction
            except (RolledBack, SQLAlchemyError, PyMongoError, OSError):
                self.history.append(Aborted(who, ids))
            return
        while True:
            try:
                async with self.unit.begin(self.tenant) as tx:
                    tx.emit(message)
            except (SQLAlchemyError, PyMongoError, OSError):
                await asyncio.sleep(0.1)
                continue
            self.history.append(Committed(who, ids))
            return


@dataclass
class Lab:
    """A running lab. ``notes`` is where processes write what the log gave them."""

    stack: Stack
    folder: Path
    seed: int
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    roles: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    history: list[Event] = field(default_factory=list)
    kills: int = 0
    restarts: int = 0

    @property
    def dice(self) -> Random:
        return Random(self.seed)

    @property
    def notes(self) -> Path:
        return self.folder / "notes.jsonl"

    def environment(self) -> dict[str, str]:
        return {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
            "HOME": str(self.folder),
            "LAB_BOOTSTRAP": self.stack.urls.kafka,
            "LAB_DATABASE_URL": self.stack.urls.postgres("tenants"),
            "LAB_MONGO_URL": self.stack.urls.mongo(),
            "LAB_FACTS": str(self.folder / "facts"),
            "LAB_NOTES": str(self.notes),
            **{name: value for name, value in os.environ.items() if name == "LAB_UNFENCED"},
        }

    def start(self, role: str, name: str, **told: str) -> None:
        """Start a process of the lab; ``told`` is added to its environment."""
        with (self.folder / f"{name}.log").open("ab") as log:
            command = [sys.executable, "-m", "faults.program", role, name]
            env = {**self.environment(), **told}
            self.processes[name] = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        self.roles[name] = (role, told)

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to a process of the lab."""
        self.processes[name].send_signal(number)
        self.kills += number == signal.SIGKILL

    def revive(self) -> list[str]:
        """Start again what has ended, unarmed; which those were."""
        ended = [name for name, process in list(self.processes.items()) if process.poll() is not None]
        for name in ended:
            self.restarts += 1
            self.start(self.roles[name][0], name)
        return ended

    @asynccontextmanager
    async def supervised(self) -> AsyncIterator[None]:
        """Within the block, processes that end are started again at once, and connectors' tasks that fail soon."""
        done = asyncio.Event()
        keepers = [
            ConnectorKeeper(service, self.stack.urls.connect, every_s=1.0) for service in ("tenants", "collector")
        ]
        keeping = [asyncio.create_task(keeper(done)) for keeper in keepers]

        async def watch() -> None:
            while not done.is_set():
                self.revive()
                await asyncio.sleep(0.05)

        watching = asyncio.create_task(watch())
        try:
            yield
        finally:
            done.set()
            await asyncio.gather(watching, *keeping)

    def stop(self, *names: str) -> None:
        """End processes gracefully; those that don't are killed, which fails the test."""
        chosen = [self.processes.pop(name) for name in names or tuple(self.processes)]  # nobody revives them now
        for process in chosen:
            process.terminate()
        try:
            for process in chosen:
                process.wait(timeout=40)
        finally:
            for process in chosen:
                if process.poll() is None:
                    process.kill()
                    process.wait()

    def kill_all(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                process.kill()
                process.wait()
        self.processes.clear()

    async def eventually(self, true: Callable[[], Any], what: str, *, within_s: float = 120.0) -> None:
        """Wait until ``await true()``; where it never is, say how the lab's processes stand."""
        try:
            await eventually(true, what, within_s=within_s)
        except AssertionError as never:
            raise AssertionError(f"{never}\n{await self._standing()}") from None

    async def _standing(self) -> str:
        lines = []
        for name, process in self.processes.items():
            said = (self.folder / f"{name}.log").read_text(errors="replace").splitlines()[-6:]
            lines += [f"{name}: {'runs' if process.poll() is None else f'ended with {process.returncode}'}", *said]
        for group in ("tenants-lab", "collector-lab", "analytics-lab"):
            lines += [str(lag) for lag in await group_lags(self.stack.urls.kafka, [group]) if lag.lag]
        async with Connectors(self.stack.urls.connect) as connectors:
            lines += [str(await connectors.status(name)) for name in await connectors.names()]
        return "\n".join(lines)

    # -- load -----------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def load(
        self, *, tenants: int = 3, aggregates: int = 4, every_s: float = 0.05, with_mongo: bool = True
    ) -> AsyncIterator[list[UUID]]:
        """Within the block, events are committed to the outboxes all the time; the tenants that write."""
        dice, done = self.dice, asyncio.Event()
        unit = UnitOfWork(self.stack.urls.postgres("tenants"), service="tenants")
        client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(self.stack.urls.mongo(), tz_aware=True)
        mongo = MongoUnit(client, "collector", service="collector")
        known = [uuid7() for _ in range(tenants)]
        writers = [
            Writer(store, tenant, uuid7(), Random(dice.random()), self.history)
            for store in ((unit, mongo) if with_mongo else (unit,))
            for tenant in known
            for _ in range(aggregates)
        ]

        async def work(writer: Writer) -> None:
            while not done.is_set():
                await writer.write()
                await asyncio.sleep(every_s * 2 * writer.dice.random() * len(writers) / 10)

        working = [asyncio.create_task(work(writer)) for writer in writers]
        try:
            yield known
        finally:
            done.set()
            await asyncio.wait_for(asyncio.gather(*working), 90)
            await unit.dispose()
            await client.close()

    # -- what the processes were given ----------------------------------------------------------------------------

    def polls(self) -> Iterator[Polled]:
        """What each process noted. A process that was killed in the middle of a line said nothing by it."""
        if not self.notes.exists():
            return
        for line in self.notes.read_text().splitlines():
            try:
                said = json.loads(line)
            except ValueError:
                continue
            records = tuple(
                (At(partition, offset), event) for partition, offset, event in said["records"] if event is not None
            )
            yield Polled(f"{said['who']}-{said['pid']}", said["session"], records)


async def fetch(stack: Stack, query: str, *args: Any) -> list[Any]:
    """Rows of the lab's database, of all tenants."""
    connection = await asyncpg.connect(stack.urls.postgres_superuser("tenants"))
    try:
        return list(await connection.fetch(query, *args))
    finally:
        await connection.close()


async def eventually(true: Callable[[], Any], what: str, *, within_s: float = 120.0) -> None:
    """Wait until ``await true()``; stores that are away count as not yet."""
    give_up = time.monotonic() + within_s
    while True:
        try:
            if await true():
                return
        except (OSError, asyncpg.PostgresError, PyMongoError):
            pass
        assert time.monotonic() < give_up, f"never: {what}"
        await asyncio.sleep(0.25)
