"""What a service may not do in Valkey, it can't: tried with what its own process is told."""

import shlex

import pytest
import redis
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import AuthenticationError, NoPermissionError, ResponseError

from auth.accounts.attempts import Limits, Purpose, TooManyAttempts, ValkeyAttempts
from brandmon_local import Stack
from common.contracts.services import SERVICES, SERVICES_BY_NAME

from .conftest import Told

pytestmark = pytest.mark.connected


@pytest.mark.parametrize(
    "command",
    [
        "GET other", "SET other 1", "DEL other", "RENAME ratelimit:a other", "COPY other ratelimit:a", "KEYS *",
        "SCAN 0", "RANDOMKEY", "FLUSHALL", "FLUSHDB", "CONFIG GET *", "ACL LIST", "ACL SETUSER auth allkeys",
        "CLIENT LIST", "CLIENT KILL TYPE normal", "SHUTDOWN", "MONITOR", "SAVE", "REPLICAOF NO ONE", "SCRIPT FLUSH",
        "FUNCTION LIST", "MODULE LIST", "SUBSCRIBE other", "PUBLISH other x", "SWAPDB 0 1", "DEBUG SLEEP 0",
        "EVAL \"return redis.call('GET', 'other')\" 0", "EVAL \"return redis.call('SET', KEYS[1], '1')\" 1 other",
    ],
)  # fmt: skip
def test_auth_keeps_to_its_own_keys(guarded: Stack, told: Told, command: str) -> None:
    with redis.Redis.from_url(guarded.urls.redis) as operator:
        operator.set("other", "theirs")
    with redis.Redis.from_url(told("auth").redis_url) as client, pytest.raises((NoPermissionError, ResponseError)):
        client.execute_command(*shlex.split(command))
    with redis.Redis.from_url(guarded.urls.redis) as operator:
        assert operator.get("other") == b"theirs"


async def test_auth_counts_attempts_under_its_own_prefix(told: Told) -> None:
    """With its own script: a command that the script needs and the user may not give shuts everybody out."""
    limits = dict.fromkeys(Purpose, Limits(1, 9, 9, 9, 60))
    async with AsyncRedis.from_url(told("auth").redis_url) as client:
        attempts = ValkeyAttempts(client, limits)
        attempt = await attempts.admit(Purpose.LOG_IN, "ada@shop.example", "203.0.113.9")
        with pytest.raises(TooManyAttempts):
            await attempts.admit(Purpose.LOG_IN, "ada@shop.example", "203.0.113.9")
        await attempts.forget(Purpose.LOG_IN, "ada@shop.example", "203.0.113.9", attempt)
        await attempts.admit(Purpose.LOG_IN, "ada@shop.example", "203.0.113.9")


@pytest.mark.parametrize("service", [name for name in SERVICES if not SERVICES_BY_NAME[name].keys])
def test_who_keeps_nothing_there_looks_at_revocations_and_at_nothing_else(told: Told, service: str) -> None:
    with redis.Redis.from_url(told(service).redis_url) as client:
        assert client.zrange("revocations", 0, -1) == []
        client.info("server")
        for command in (
            "DEL revocations", "ZADD revocations 1 forged", "SET revocations:as-of now", "GET ratelimit:login:x",
            "EVAL \"return redis.call('DEL', 'revocations')\" 0", "EXPIRE revocations 1",
        ):  # fmt: skip
            with pytest.raises((NoPermissionError, ResponseError)):
                client.execute_command(*shlex.split(command))


@pytest.mark.parametrize("who", ["", ":SECRET@", "default:SECRET@", "auth:wrong@", "eve:SECRET@"])
def test_nobody_enters_without_proof(guarded: Stack, who: str) -> None:
    address = f"redis://{who.replace('SECRET', guarded.secrets['valkey'])}127.0.0.1:{guarded.ports['valkey']}/0"
    with redis.Redis.from_url(address) as client, pytest.raises((AuthenticationError, NoPermissionError)):
        client.get("other")
