"""Exports on a real database and a real object store; the parts of other services are written by the tests."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import httpx
import pytest
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import SecretStr

from brandmon_local import Stack
from common.contracts.message import Message
from common.contracts.tenants.exports import ExportCommand, PartResult
from common.exports.ledger import PostgresLedger
from common.exports.parts import PartMaker, part_worker
from common.exports.places import key_of
from common.exports.wiring import step_of
from common.exports.writing import facts_of_bytes
from common.jobs import Worker
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.clock import ManualClock
from common.process.settings import ObjectStoreSettings
from common.saga.participant import Done, Refused, reply
from common.stores.objects import S3Objects
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.outbox import emitted
from common.testing.tokens import KnownTokens
from tenants.app import Around, api
from tenants.billing.paying import Paying
from tenants.consumer import Tools, consumer, subscriptions
from tenants.exports.declared import EXPORTS, sources
from tenants.exports.saga import EXPORT_SAGA
from tenants.exports.worker import ending_worker

from ..team import Team, new_team

LINE = '{"text": "part of %s for %s"}\n'


@pytest.fixture
def clock() -> ManualClock:
    """Ahead of the real one, in which orders of a saga are dated."""
    return ManualClock(datetime.now(UTC) + timedelta(minutes=10))


@pytest.fixture(scope="session")
def bucket(s3: Stack) -> ObjectStoreSettings:
    """The bucket of exports."""
    at = s3.urls.s3
    secrets = {"s3_access_key": SecretStr(at.access_key), "s3_secret_key": SecretStr(at.secret_key)}
    return ObjectStoreSettings(s3_endpoint=at.endpoint, s3_bucket="tenants", **secrets)


@pytest.fixture
async def objects(bucket: ObjectStoreSettings) -> AsyncIterator[S3Objects]:
    store = S3Objects(bucket)
    async with asyncio.timeout(60):
        while True:
            try:
                await store.open()
                await store.put("warm", b"", "text/plain")
                break
            except (BotoCoreError, ClientError):
                await store.close()
                await asyncio.sleep(0.5)
    yield store
    await store.close()


@dataclass
class Desk:
    """Everything around the exports of an organisation."""

    team: Team
    http: httpx.AsyncClient
    paying: Paying
    objects: S3Objects
    clock: ManualClock
    seen: set[UUID] = field(default_factory=set)
    refuses: str | None = None
    """A service that can't write its part."""

    @property
    def unit(self) -> UnitOfWork:
        return self.paying.billing.unit

    async def order(self, **query: object) -> httpx.Response:
        return await self.team.ask(self.team.owner, "owner", "POST", _asked("/v1/exports", query))

    async def ordered(self) -> str:
        answer = await self.order()
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    async def state(self, export_id: str) -> dict[str, object]:
        shown: dict[str, object] = (await self.team.as_owner("GET", f"/v1/exports/{export_id}")).json()
        return shown

    async def downloaded(self, export_id: str) -> ZipFile:
        answer = await self.team.as_owner("GET", f"/v1/exports/{export_id}/download")
        assert answer.status_code == 200, answer.text
        return ZipFile(BytesIO(answer.content))

    def workers(self, objects: S3Objects | None = None) -> list[Worker]:
        store = objects or self.objects
        ledger = PostgresLedger(self.unit, EXPORT_SAGA.steps[0].order.command, step_of("tenants"))
        maker = PartMaker(EXPORTS, sources(self.unit), store, ledger)
        return [part_worker(maker, self.clock), ending_worker(self.unit, store, self.clock)]

    async def work(self, workers: list[Worker] | None = None) -> None:
        for worker in workers or self.workers():
            while await worker.claim():
                await worker.drain()

    async def run(self, workers: list[Worker] | None = None) -> None:
        """Deliver what was announced, and work, until nothing new comes of it."""
        while True:
            fresh = [each for each in await emitted(self.unit, self.team.id) if each.id not in self.seen]
            self.seen |= {each.id for each in fresh}
            if not fresh:
                return
            await self._deliver(fresh)
            await self.work(workers)

    async def _deliver(self, messages: list[Message]) -> None:
        tools, broker = Tools(self.paying), MemoryBroker()
        wanted = {each.contract.topic for each in subscriptions(tools)}
        own = [each for each in messages if each.topic in wanted]
        for each in messages:
            if isinstance(each, ExportCommand) and each.participant != "tenants":
                await self._other_part(each)
        for each in own:
            broker.emit(each)
            broker.emit(each)  # everything may come twice
        member = consumer(tools, MemoryLog(broker))
        running = asyncio.create_task(member.run())
        for _ in range(1000):
            if running.done() or sum(broker.committed.values()) == 2 * len(own):
                break
            await asyncio.sleep(0.01)
        member.stop()
        await running
        assert not broker.on_topic("tenants.dead-letters")

    async def _other_part(self, command: ExportCommand) -> None:
        service, tenant = command.participant, command.tenant_id
        answer: Done | Refused = Done(PartResult(files=1))
        if service == self.refuses:
            answer = Refused("export-failed", "It could not be written.")
        body = (LINE % (service, tenant)).encode()
        part = {"service": service, "left_out": [], "files": [_fact(body)]}
        at = (tenant, command.saga_id, service)
        await self.objects.put(key_of(*at, "rows.jsonl"), body, "application/jsonl")
        await self.objects.put(key_of(*at, "part.json"), json.dumps(part).encode(), "application/json")
        async with self.unit.begin(tenant) as tx:
            await reply(tx, command, answer)

    async def keys(self, export_id: str) -> list[str]:
        prefix = f"{self.team.id}/organization-exports/{export_id}/"
        return [key.removeprefix(prefix) async for key in self.objects.listed(prefix)]


def _fact(body: bytes) -> dict[str, object]:
    facts = facts_of_bytes("rows.jsonl", "Rows.", body)
    return {name: getattr(facts, name) for name in ("path", "bytes", "sha256", "about")} | {"rows": 1}


def _asked(path: str, query: dict[str, object]) -> str:
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in query.items())}" if query else path


@pytest.fixture
async def http(paying: Paying, around: Around, objects: S3Objects) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(api(paying, KnownTokens(), replace(around, objects=objects))) as client:
        yield client


async def desk_of(http: httpx.AsyncClient, paying: Paying, objects: S3Objects, clock: ManualClock, name: str) -> Desk:
    """A new organisation's desk."""
    return Desk(await new_team(http, paying.billing.unit, name), http, paying, objects, clock)


@pytest.fixture
async def desk(http: httpx.AsyncClient, paying: Paying, objects: S3Objects, clock: ManualClock) -> Desk:
    return await desk_of(http, paying, objects, clock, "Tillvane")


@pytest.fixture
async def other(http: httpx.AsyncClient, paying: Paying, objects: S3Objects, clock: ManualClock) -> Desk:
    return await desk_of(http, paying, objects, clock, "Others & Co")
