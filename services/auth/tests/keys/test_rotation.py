"""Signing keys change under load: over HTTP, as another service sees it."""

import asyncio
import json
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn
from sqlalchemy import delete, select, text

from auth.app import api, post_of
from auth.consumer import consumer
from auth.keys.operation import keys_operation
from auth.keys.ring import KeyRing
from auth.keys.rotation import UnknownKey, rotate
from auth.keys.signing_keys import PUBLISHED_AHEAD
from auth.keys.tables import signing_keys
from auth.sessions.access_tokens import TokenHolder, issue
from auth.settings import AuthSettings
from common.http import GuardedVerifier
from common.http.access import Revocations
from common.http.access.keys import JwksKeys
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.clock import SystemClock
from common.primitives.errors import Problem
from common.primitives.ids import uuid7
from common.process.operations import OperationFailed

from ..service import Service

pytestmark = pytest.mark.engines
LIFE = timedelta(minutes=10)


@asynccontextmanager
async def served(service: Service, settings: AuthSettings) -> AsyncIterator[str]:
    """Auth on a port of this machine; the address of its keys."""
    application = api(
        settings,
        service.unit,
        service.uses,
        consumer(service.unit, MemoryLog(MemoryBroker()), service.clock, post_of(settings, service.clock)),
    )
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    yield f"http://{host}:{port}/.well-known/jwks.json"
    server.should_exit = True
    await serving


@pytest.fixture
async def live(service: Service, settings: AuthSettings) -> AsyncIterator[Service]:
    """The service by the machine's clock, with keys of its own that were published long ago."""
    async with service.unit.system() as conn:
        await conn.execute(delete(signing_keys))
    ring = KeyRing(service.unit, settings.key_encryption_secret.get_secret_value(), SystemClock())
    await ring.open()
    async with service.unit.system() as conn:
        await conn.execute(text("UPDATE signing_keys SET created_at = now() - interval '1 day'"))
    object.__setattr__(service.uses, "keys", ring)
    yield service
    async with service.unit.system() as conn:
        await conn.execute(delete(signing_keys))


def elsewhere(url: str) -> GuardedVerifier:
    table = Revocations()
    table.confirmed()
    return GuardedVerifier(JwksKeys(url), table)


async def load(ring: KeyRing, verifier: GuardedVerifier, stopping: asyncio.Event, failures: list[str]) -> set[str]:
    """Tokens of the moment, one after the other, each verified as soon as it is issued."""
    signed_by = set()
    while not stopping.is_set():
        key = await ring.signing()
        signed_by.add(key.kid)
        try:
            await verifier.verify(issue(TokenHolder(uuid7(), uuid7(), None), key, datetime.now(UTC), LIFE))
        except Problem as problem:
            failures.append(f"{problem.type}: {problem}")
        await asyncio.sleep(0.005)
    return signed_by


@pytest.mark.parametrize("compromised", [False, True])
async def test_keys_rotate_while_requests_run_and_none_fails(
    live: Service, settings: AuthSettings, compromised: bool
) -> None:
    secret = settings.key_encryption_secret.get_secret_value()
    other_replica = KeyRing(live.unit, secret, SystemClock())
    await other_replica.open()
    before, failures, stopping = (await live.uses.keys.signing()).kid, list[str](), asyncio.Event()
    old = issue(TokenHolder(uuid7(), uuid7(), None), await live.uses.keys.signing(), datetime.now(UTC), LIFE)
    async with served(live, settings) as url:
        verifier, warm = elsewhere(url), elsewhere(url)
        assert await warm.verify(old)
        running = [
            asyncio.create_task(load(ring, verifier, stopping, failures)) for ring in (live.uses.keys, other_replica)
        ]
        await asyncio.sleep(0.5)
        done = await rotate(live.unit, secret, SystemClock(), revoke=before if compromised else None)
        await asyncio.sleep(2.5)
        stopping.set()
        used = [await each for each in running]
        assert failures == [], "the verifier of before the rotation knows the key that signs after it"
        assert done.signs != before
        assert used == [{before, done.signs}] * 2, "both replicas changed over"
        # a process that starts now knows the withdrawn key no more; a planned rotation keeps it for its tokens' time
        fresh = elsewhere(url)
        if compromised:
            with pytest.raises(Problem) as refused:
                await fresh.verify(old)
            assert refused.value.type == "token-invalid"
        else:
            assert await fresh.verify(old)


async def test_a_withdrawn_key_is_a_revocation_and_published_no_more(live: Service, settings: AuthSettings) -> None:
    secret = settings.key_encryption_secret.get_secret_value()
    before = (await live.uses.keys.signing()).kid
    await rotate(live.unit, secret, SystemClock(), revoke=before)
    await live.watch.look_here()
    assert len(live.watch.table) >= 1
    await asyncio.sleep(1.1)
    assert before not in json.dumps(await live.uses.keys.jwks())
    for unknown in (before, "nobody's"):
        with pytest.raises(UnknownKey):
            await rotate(live.unit, secret, SystemClock(), revoke=unknown)
    again = await rotate(live.unit, secret, SystemClock(), revoke=(await live.uses.keys.signing()).kid)
    await asyncio.sleep(1.1)
    assert (await live.uses.keys.signing()).kid == again.signs, "also the one that replaced it can be withdrawn"


async def test_a_key_that_nobody_knows_yet_waits_for_its_turn(live: Service, settings: AuthSettings) -> None:
    secret = settings.key_encryption_secret.get_secret_value()
    async with live.unit.system() as conn:
        await conn.execute(text("UPDATE signing_keys SET created_at = now()"))
    done = await rotate(live.unit, secret, SystemClock())
    assert timedelta(0) < done.since - datetime.now(UTC) <= PUBLISHED_AHEAD


async def test_operators_list_and_rotate_keys(
    live: Service, settings: AuthSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    operation = keys_operation(lambda each: each.key_encryption_secret.get_secret_value())
    chosen = Namespace(what="list", revoke=None, as_json=True)
    assert await operation.run(settings, chosen) == 0
    first, ready = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    chosen = Namespace(what="rotate", revoke=first["key"], as_json=True)
    assert await operation.run(settings, chosen) == 0
    [told] = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert (told["signs"], told["withdrawn"]) == (ready["key"], first["key"])
    with pytest.raises(OperationFailed, match="no signing key"):
        await operation.run(settings, chosen)


async def test_a_flood_of_invented_key_ids_asks_for_the_keys_once_a_second(
    live: Service, settings: AuthSettings
) -> None:
    asked = 0

    class Counted(JwksKeys):
        async def _fetch(self) -> None:
            nonlocal asked
            asked += 1
            await super()._fetch()

    async with served(live, settings) as url:
        keys = Counted(url)
        found = await asyncio.gather(*(keys.find(f"invented-{n}") for n in range(200)))
    assert set(found) == {None}
    assert asked <= 2
    async with live.unit.system() as conn:
        assert (await conn.execute(select(signing_keys.c.kid))).scalars().all()
