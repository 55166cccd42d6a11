"""A revocation reaches another service within two seconds, whatever it was for and whatever is away."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import pytest
from redis.asyncio import Redis
from sqlalchemy import select

from auth.memberships.handlers import remember_membership
from auth.memberships.voiding import void_member, void_organization
from auth.revocations.worker import RevocationWriter
from auth.sessions.ending import OwnSessions, end_all
from common.contracts.auth import AccessRevoked
from common.contracts.message import NO_TENANT
from common.contracts.tenants import MemberJoined
from common.http import GuardedVerifier
from common.http.access import Revocations
from common.http.access.valkey import SET, RevocationSet, valkey_at
from common.http.access.watching import News, Watch
from common.messaging.envelope import Record
from common.messaging.log import LogUnavailable
from common.messaging.memory import MemoryBroker
from common.primitives.errors import Problem
from common.primitives.ids import uuid7
from common.stores.postgres.tables import outbox

from ..service import Service
from .valkey import Server

pytestmark = pytest.mark.connected
WITHIN_S = 20.0  # it arrives; how soon is measured by the bench, on a machine with nothing else to do


@pytest.fixture
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("valkey"))
    server.start()
    yield server
    server.kill()


@dataclass
class Elsewhere:
    """Another service's process: its verifier, with a watch of its own."""

    verifier: GuardedVerifier

    async def verdict(self, token: str) -> str:
        try:
            await self.verifier.verify(token)
        except Problem as problem:
            return problem.type
        return "good"

    async def until(self, token: str, verdict: str, within_s: float = WITHIN_S) -> float:
        began = time.monotonic()
        while (told := await self.verdict(token)) != verdict:
            assert time.monotonic() - began < within_s, told
            await asyncio.sleep(0.02)
        return time.monotonic() - began


@asynccontextmanager
async def elsewhere(service: Service, valkey: Server | None, news: News | None = None) -> AsyncIterator[Elsewhere]:
    table = Revocations()
    client = valkey_at(valkey.url) if valkey else None
    watch = Watch(table, RevocationSet(client) if client else None, news)
    watch.start()
    yield Elsewhere(GuardedVerifier(service.uses.keys, table, watch=watch))
    assert watch.alive()
    await watch.stop()
    if client:
        await client.aclose()


@asynccontextmanager
async def writing(service: Service, valkey: Server) -> AsyncIterator[RevocationWriter]:
    client, stopping = valkey_at(valkey.url), asyncio.Event()
    writer = RevocationWriter(service.unit, client, service.clock)
    running = asyncio.create_task(writer(stopping))
    yield writer
    stopping.set()
    writer.wake()
    await running
    await client.aclose()


async def logged_in(service: Service) -> tuple[dict[str, str], UUID, UUID]:
    """The tokens of a member, his id, and his organisation's."""
    email, user_id = await service.register()
    organization_id = await service.join(user_id, "member")
    return (await service.log_in(email, organization_id)).json(), user_id, organization_id


Cause = Callable[[Service, dict[str, str], UUID, UUID], Awaitable[object]]


async def log_out(service: Service, grant: dict[str, str], user: UUID, organization: UUID) -> None:
    await service.client.post("/v1/auth/logout", json={"refresh_token": grant["refresh_token"]})


async def log_out_everywhere(service: Service, grant: dict[str, str], user: UUID, organization: UUID) -> None:
    headers = {"Authorization": f"Bearer {grant['access_token']}"}
    answer = await service.client.post("/v1/auth/logout-everywhere", headers=headers)
    assert answer.json() == {"sessions": 1}


async def reuse(service: Service, grant: dict[str, str], user: UUID, organization: UUID) -> None:
    assert (await service.refresh(grant["refresh_token"])).status_code == 200
    assert (await service.refresh(grant["refresh_token"], agent="a thief's")).status_code == 401


async def a_new_password(service: Service, grant: dict[str, str], user: UUID, organization: UUID) -> None:
    async with service.unit.begin(NO_TENANT) as tx:
        assert len(await end_all(tx, user, service.clock.now(), "password-changed")) == 1


async def suspension(service: Service, grant: dict[str, str], user: UUID, organization: UUID) -> None:
    async with service.unit.begin(organization) as tx:
        await void_organization(tx)


async def no_member_any_more(service: Service, grant: dict[str, str], user: UUID, organization: UUID) -> None:
    async with service.unit.begin(organization) as tx:
        await void_member(tx, user, "member-removed")


async def another_role(service: Service, grant: dict[str, str], user: UUID, organization: UUID) -> None:
    event = MemberJoined(tenant_id=organization, organization_id=organization, user_id=user, role="viewer")
    await remember_membership(event, unit=service.unit)
    fresh = (await service.refresh(grant["refresh_token"])).json()
    assert (await service.uses.keys.verify(fresh["access_token"])).role == "viewer"


CAUSES: Sequence[Cause] = (
    log_out,
    log_out_everywhere,
    reuse,
    a_new_password,
    suspension,
    no_member_any_more,
    another_role,
)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
async def test_it_reaches_a_service_over_valkey(service: Service, valkey: Server, cause: Cause) -> None:
    grant, user, organization = await logged_in(service)
    other, _, _ = await logged_in(service)
    async with writing(service, valkey), elsewhere(service, valkey) as there:
        await there.until(grant["access_token"], "good", 5)
        await cause(service, grant, user, organization)
        took = await there.until(grant["access_token"], "token-revoked")
        print(f"{cause.__name__}: {took:.2f} s")
        assert await there.verdict(other["access_token"]) == "good"


async def announced(service: Service, broker: MemoryBroker, organization: UUID) -> None:
    """What Debezium does: the rows of the outbox become records."""
    mine = select(outbox.c.payload).where(outbox.c.topic == AccessRevoked.topic)
    for tenant in (NO_TENANT, organization):
        async with service.unit.begin(tenant) as tx:
            for payload in (await tx.execute(mine)).scalars():
                broker.emit(AccessRevoked.model_validate_json(payload))


def news_of(broker: MemoryBroker) -> News:
    async def news(_since: datetime) -> AsyncIterator[Sequence[Record]]:
        read = 0
        while True:
            records = broker.on_topic(AccessRevoked.topic)
            yield records[read:]
            read = len(records)
            await asyncio.sleep(0.1)

    return news


async def test_without_valkey_the_announcement_is_enough(service: Service, valkey: Server) -> None:
    valkey.kill()
    broker = MemoryBroker()
    grant, user, organization = await logged_in(service)
    async with elsewhere(service, valkey, news_of(broker)) as there:
        await there.until(grant["access_token"], "good")
        await log_out(service, grant, user, organization)
        await announced(service, broker, organization)
        await there.until(grant["access_token"], "token-revoked")


async def test_an_announcement_that_cannot_be_read_does_not_keep_the_next_from_being_heard(service: Service) -> None:
    broker = MemoryBroker()
    grant, user, organization = await logged_in(service)
    broker.append(AccessRevoked.topic, b"x", b"{", ())
    broker.append(AccessRevoked.topic, b"x", None, ())
    async with elsewhere(service, None, news_of(broker)) as there:
        await there.until(grant["access_token"], "good")
        await log_out(service, grant, user, organization)
        await announced(service, broker, organization)
        await there.until(grant["access_token"], "token-revoked")


async def test_a_restart_of_valkey_loses_nothing(service: Service, valkey: Server) -> None:
    grant, user, organization = await logged_in(service)
    good, _, _ = await logged_in(service)
    async with writing(service, valkey):
        async with elsewhere(service, valkey) as there:
            await there.until(grant["access_token"], "good", 5)
            await log_out(service, grant, user, organization)
            await there.until(grant["access_token"], "token-revoked")
            valkey.kill()
            assert await there.verdict(grant["access_token"]) == "token-revoked"
            await asyncio.sleep(0.7)
            valkey.start()
        async with elsewhere(service, valkey) as later:  # a process that knows only what Valkey tells it now
            await later.until(good["access_token"], "good", 5)
            assert await later.verdict(grant["access_token"]) == "token-revoked"


async def test_while_the_set_is_not_whole_nobody_who_knows_only_it_is_believed(
    service: Service, valkey: Server
) -> None:
    grant, _, _ = await logged_in(service)
    async with elsewhere(service, valkey) as there:
        await asyncio.sleep(1.2)
        assert await there.verdict(grant["access_token"]) == "revocations-unknown"
        async with writing(service, valkey):
            await there.until(grant["access_token"], "good", 5)


async def test_a_set_of_another_run_or_one_that_was_evicted_is_written_again(service: Service, valkey: Server) -> None:
    client: Redis = valkey_at(valkey.url)
    reader, writer = RevocationSet(client), RevocationWriter(service.unit, client, service.clock)
    await writer.turn()
    assert (await reader.read()).whole
    for spoil in (client.delete(SET), client.zremrangebyscore(SET, "+inf", "+inf")):
        await spoil
        assert not (await reader.read()).whole
        await writer.turn()
        assert (await reader.read()).whole
    await client.zremrangebyscore(SET, "+inf", "+inf")
    await client.zadd(SET, {"generation:of-an-earlier-run:abc": float("inf")})
    assert not (await reader.read()).whole
    await writer.turn()
    assert (await reader.read()).whole
    await client.aclose()


async def test_a_writer_that_stands_still_confirms_nothing(service: Service, valkey: Server) -> None:
    client = valkey_at(valkey.url)
    await RevocationWriter(service.unit, client, service.clock).turn()
    watch = Watch(Revocations(), None, None)
    reader = RevocationSet(client)
    for _ in range(3):
        await watch.look(reader)
    with pytest.raises(TimeoutError):
        await watch.table.ready()
    await RevocationWriter(service.unit, client, service.clock).turn()
    await watch.look(reader)
    await watch.table.ready()
    await client.aclose()


async def test_a_log_that_is_away_is_asked_again(service: Service) -> None:
    asked = 0

    async def news(_since: datetime) -> AsyncIterator[Sequence[Record]]:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise LogUnavailable("away")
        yield []
        await asyncio.sleep(60)

    grant, _, _ = await logged_in(service)
    async with elsewhere(service, None, news) as there:
        assert await there.verdict(grant["access_token"]) == "revocations-unknown"
        await there.until(grant["access_token"], "good", 3)


async def test_whoever_revokes_wakes_the_writer(service: Service) -> None:
    woken: list[int] = []
    _, user, _ = await logged_in(service)
    uses = OwnSessions(service.unit, service.clock, lambda: woken.append(1))
    assert await uses.end_all(user) == 1
    await replace(service.uses, announced=lambda: woken.append(2)).log_out(f"bmr_{uuid7()}")
    assert woken == [1, 2]
