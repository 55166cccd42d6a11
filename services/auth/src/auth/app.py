"""Composition root: the one place where auth's parts are made and joined."""

import sys
from datetime import timedelta
from functools import partial

from fastapi import FastAPI
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from auth.accounts.attempts import Attempts, UnlimitedAttempts, ValkeyAttempts
from auth.accounts.passwords import PasswordHashing
from auth.consumer import consumer
from auth.keys import api as keys_api
from auth.keys.ring import KeyRing
from auth.keys.signing_keys import WrongSecretError
from auth.sessions import api as sessions_api
from auth.sessions.authentication import Authentication
from auth.settings import AuthSettings
from common.http import Checks, create_app
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.primitives.clock import Clock, SystemClock
from common.process.service import Parts
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade

VALKEY_TIMEOUT_S = 0.5


def build(settings: AuthSettings) -> Parts:
    """All parts of the running service; nothing is connected yet."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="auth")
    keeper = keeper_of(settings, "auth")
    valkey = valkey_of(settings)
    uses = authentication(settings, unit, valkey)
    protection = protection_of(settings, fence=unit, rolled_back=keeper.rolled_back)
    listener = consumer(unit, kafka_log(settings, "auth"), protection)
    closed = [uses.passwords.close, keeper.close, unit.dispose] + ([valkey.aclose] if valkey else [])
    return Parts(
        api(settings, unit, uses, listener), [listener], [keeper], opened=[partial(open_keys, uses.keys)], closed=closed
    )


async def open_keys(keys: KeyRing) -> None:
    """Read the signing keys; a secret that does not open them ends the process with one sentence and exit code 2."""
    try:
        await keys.open()
    except WrongSecretError as error:
        sys.stderr.write(f"Cannot start: {error}.\n")
        raise SystemExit(2) from None


def authentication(
    settings: AuthSettings,
    unit: UnitOfWork,
    valkey: Redis | None,
    *,
    clock: Clock | None = None,
    passwords: PasswordHashing | None = None,
) -> Authentication:
    """The use cases, wired."""
    clock = clock or SystemClock()
    secret = settings.key_encryption_secret.get_secret_value()
    keys = KeyRing(unit, secret, clock, timedelta(days=settings.signing_key_days))
    attempts: Attempts = UnlimitedAttempts()
    if valkey is not None:
        attempts = ValkeyAttempts(valkey, settings.login_attempts, settings.login_window_s)
    return Authentication(unit, passwords or PasswordHashing(), keys, attempts, settings.lifetimes, clock)


def valkey_of(settings: AuthSettings) -> Redis | None:
    """The client of the attempt counter, where one is configured. It fails fast: log-in does not wait for it."""
    if settings.redis_url is None:
        return None
    url = settings.redis_url.get_secret_value()
    no_retry = Retry(NoBackoff(), 0)  # the client's default waits some nine seconds for a server that is away
    return Redis.from_url(
        url, socket_timeout=VALKEY_TIMEOUT_S, socket_connect_timeout=VALKEY_TIMEOUT_S, retry=no_retry
    )  # fmt: skip


def api(settings: AuthSettings, unit: UnitOfWork, uses: Authentication, listener: Consumer) -> FastAPI:
    """The HTTP application. Auth verifies tokens with its own keys, not through its own JWKS over HTTP."""
    return create_app(
        "auth",
        description="Accounts, sessions and the keys that access tokens are verified with.",
        routers=[sessions_api.router, keys_api.router],
        verifier=uses.keys,
        checks=Checks(ready={"postgres": unit.ping}, alive={"consumer": listener.alive}),
        provides={
            Authentication: uses,
            KeyRing: uses.keys,
            sessions_api.TrustedProxies: sessions_api.TrustedProxies(settings.trusted_proxies),
        },
    )


def migrate(settings: AuthSettings) -> None:
    """Bring the schema up to date, as the role that owns it."""
    url = settings.migration_database_url or settings.database_url
    upgrade("auth", url.get_secret_value())
