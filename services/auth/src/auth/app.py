"""Composition root: the one place where auth's parts are made and joined."""

import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial

from fastapi import FastAPI
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from auth.accounts.attempts import Attempts, UnlimitedAttempts, ValkeyAttempts
from auth.accounts.passwords import PasswordHashing
from auth.api_keys import api as api_keys_api
from auth.api_keys.exchange import Exchange
from auth.api_keys.gateway import api as exchange_api
from auth.api_keys.making import Keys
from auth.audit_log import api as audit_log_api
from auth.audit_log.keeper import Keeper
from auth.audit_log.proof.anchors import Anchor, FolderAnchor, NoAnchor, ObjectLockAnchor
from auth.audit_log.sealed.origins import OriginKnown, Origins
from auth.audit_log.sealed.sealing import MasterKey
from auth.consumer import consumer
from auth.exports.declared import EXPORTS, sources
from auth.factors.passkeys.rules import Challenges
from auth.factors.proving import SecondFactor
from auth.factors.rules import Sealing as FactorSealing
from auth.keys import api as keys_api
from auth.keys.ring import KeyRing
from auth.keys.signing_keys import WrongSecretError
from auth.mails.delivery import Delivery
from auth.mails.handlers import Post
from auth.mails.requesting import Mails
from auth.mails.sealing import Sealing
from auth.persons.factors import api as factors_api
from auth.persons.factors.enrolling import Enrolling
from auth.persons.factors.passkeys import api as passkeys_api
from auth.persons.factors.passkeys.adding import Passkeys
from auth.persons.profile import api as profile_api
from auth.persons.profile.changing import Changing
from auth.persons.profile.erasing import Erasing
from auth.persons.profile.resetting import Resetting
from auth.persons.registration import api as registration_api
from auth.persons.registration.registering import Registering
from auth.persons.registration.tidying import tidying
from auth.revocations.own import OwnWatch
from auth.revocations.worker import RevocationWriter
from auth.sessions import api as sessions_api
from auth.sessions.authentication import Authentication
from auth.sessions.ending import OwnSessions
from auth.sessions.own import api as own_sessions_api
from auth.sessions.passkeys import api as entering_api
from auth.sessions.passkeys.entering import Entering
from auth.settings import AuthSettings
from common.contracts.tenants import ExportAuth
from common.exports.wiring import part_process
from common.http import Checks, GuardedVerifier, create_app
from common.http.access import Revocations
from common.http.access.addresses import TrustedProxies, client_address
from common.http.access.looks import OperatorLooks
from common.http.access.valkey import valkey_at
from common.messaging.dead_letters.sealing import Sealing as SharedSealing
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.primitives.clock import Clock, SystemClock
from common.process.service import Parts, Worker
from common.process.settings import ObjectStoreSettings
from common.process.telemetry import log
from common.stores.keyed import FirstAnswers
from common.stores.objects import LockedObjects
from common.stores.postgres import UnitOfWork
from common.stores.postgres.keyed import PostgresAnswers
from common.stores.postgres.migrate import upgrade

VALKEY_TIMEOUT_S = 0.5
ROUTERS = (
    registration_api.router, sessions_api.router, entering_api.router, own_sessions_api.router, profile_api.router,
    factors_api.router, passkeys_api.router, api_keys_api.router, exchange_api.router, audit_log_api.router,
    keys_api.router,
)  # fmt: skip
_log = log("app")


def build(settings: AuthSettings) -> Parts:
    """All parts of the running service; nothing is connected yet."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="auth", forgets=True)
    keeper = keeper_of(settings, "auth")
    valkey = valkey_of(settings)
    writer = writer_of(settings, unit)
    uses = replace(authentication(settings, unit, valkey), announced=writer.wake)
    protection = protection_of(settings, fence=unit, rolled_back=keeper.rolled_back)
    listener = consumer(unit, kafka_log(settings, "auth"), uses.clock, post_of(settings, uses.clock), protection)
    closed = [uses.passwords.close, keeper.close, unit.dispose] + ([valkey.aclose] if valkey else [])
    anchor = anchor_of(settings)
    part = part_process(EXPORTS, sources(unit), settings, unit, ExportAuth)
    kept = [keeper, writer, Keeper(unit, uses.keys, anchor), partial(tidying, unit, uses.clock)]
    workers = [*kept, part.worker, *mail_workers(settings, unit, uses.clock)]
    return Parts(
        api(settings, unit, uses, listener),
        [listener],
        workers,
        opened=[partial(open_keys, uses.keys)],
        closed=[*closed, anchor.close, part.close],
    )


def anchor_of(settings: AuthSettings) -> Anchor:
    """Where signed roots of the audit log lie outside of the database."""
    if settings.audit_log_anchor_s3_endpoint is not None:
        store = ObjectStoreSettings(
            s3_endpoint=settings.audit_log_anchor_s3_endpoint,
            s3_access_key=settings.audit_log_anchor_s3_access_key,
            s3_secret_key=settings.audit_log_anchor_s3_secret_key,
            s3_bucket=settings.audit_log_anchor_s3_bucket,
        )
        return ObjectLockAnchor(LockedObjects(store))
    return FolderAnchor(settings.audit_log_anchor_dir) if settings.audit_log_anchor_dir else NoAnchor()


def writer_of(settings: AuthSettings, unit: UnitOfWork) -> RevocationWriter:
    """Who tells the other services what was revoked."""
    url = settings.redis_url
    return RevocationWriter(unit, valkey_at(url.get_secret_value()) if url else None, SystemClock())


def mail_workers(settings: AuthSettings, unit: UnitOfWork, clock: Clock) -> list[Worker]:
    """What carries mails away; without anybody to do so, they wait."""
    if settings.postman is None:
        _log.warning("mails wait: neither AUTH_SMTP_HOST nor AUTH_MAILBOX_FILE is set")
        return []
    delivery = Delivery(unit, sealing_of(settings), settings.postman, clock, settings.mail_links)
    return [delivery.worker(), delivery.tidy]


def sealing_of(settings: AuthSettings) -> Sealing:
    """What mails are sealed with."""
    return Sealing(settings.key_encryption_secret.get_secret_value())


def mails_of(settings: AuthSettings, clock: Clock) -> Mails:
    """Who asks for mails."""
    return Mails(sealing_of(settings), settings.mails_per_hour, clock)


def post_of(settings: AuthSettings, clock: Clock) -> Post:
    """Who asks for the mails of other services; without a shared key none of theirs opens."""
    keys = settings.mail_keys.get_secret_value() if settings.mail_keys else None
    return Post(mails_of(settings, clock), SharedSealing.of(keys) if keys else SharedSealing.ephemeral())


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
        attempts = ValkeyAttempts(valkey, settings.limits)
    passwords = passwords or PasswordHashing(most_waiting=settings.hashes_waiting)
    factor = SecondFactor(FactorSealing(secret))
    return Authentication(unit, passwords, keys, attempts, settings.lifetimes, clock, factor)


def valkey_of(settings: AuthSettings) -> Redis | None:
    """The client of the attempt counter, where one is configured. It fails fast: log-in does not wait for it."""
    if settings.redis_url is None:
        return None
    url = settings.redis_url.get_secret_value()
    no_retry = Retry(NoBackoff(), 0)  # the client's default waits some nine seconds for a server that is away
    return Redis.from_url(
        url, socket_timeout=VALKEY_TIMEOUT_S, socket_connect_timeout=VALKEY_TIMEOUT_S, retry=no_retry
    )  # fmt: skip


def own_verifier(unit: UnitOfWork, keys: KeyRing) -> GuardedVerifier:
    """Auth verifies with its own keys and against its own table, not over HTTP and Valkey."""
    table = Revocations()
    return GuardedVerifier(keys, table, watch=OwnWatch(table, unit, SystemClock()))


def api(
    settings: AuthSettings, unit: UnitOfWork, uses: Authentication, listener: Consumer,
    verifier: GuardedVerifier | None = None,
) -> FastAPI:  # fmt: skip
    """The HTTP application."""
    secret = settings.key_encryption_secret.get_secret_value()
    proxies, master = settings.proxies, MasterKey(secret)
    own = (unit, uses.passwords, uses.attempts, mails_of(settings, uses.clock), uses.clock)
    enrolling = Enrolling(unit, uses.passwords, uses.attempts, uses.factor, uses.clock)
    challenges = Challenges(secret)
    verifier = verifier or own_verifier(unit, uses.keys)
    app = create_app(
        "auth",
        description="Accounts, sessions and the keys that access tokens are verified with.",
        routers=ROUTERS,
        verifier=verifier,
        checks=Checks(ready={"postgres": unit.ping}, alive={"consumer": listener.alive}),
        provides={
            Authentication: uses,
            Registering: Registering(*own),
            Changing: Changing(*own),
            Erasing: Erasing(Changing(*own), uses.factor, post_of(settings, uses.clock).shared),
            Enrolling: enrolling,
            Passkeys: Passkeys(enrolling, settings.site, challenges),
            Entering: Entering(uses, settings.site, challenges),
            Resetting: Resetting(*own),
            KeyRing: uses.keys,
            TrustedProxies: proxies,
            audit_log_api.Archive: audit_log_api.Archive(unit, master, anchor_of(settings), secret),
            OperatorLooks: OperatorLooks(unit.begin),
            Keys: Keys(unit, uses.clock, uses.announced),
            Exchange: Exchange(unit, uses.keys, uses.attempts, uses.clock, verifier.revocations),
            OwnSessions: OwnSessions(unit, uses.clock, uses.announced),
            FirstAnswers: PostgresAnswers(unit),
        },
    )
    origins = Origins(master, uses.clock, partial(client_address, proxies=proxies))
    app.add_middleware(OriginKnown, origins=origins)
    return app


def migrate(settings: AuthSettings) -> None:
    """Bring the schema up to date, as the role that owns it."""
    url = settings.migration_database_url or settings.database_url
    upgrade("auth", url.get_secret_value())
