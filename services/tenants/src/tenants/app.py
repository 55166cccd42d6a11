"""Composition root: the one place where the parts of tenants are made and joined."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from fastapi import FastAPI

from common.audit_log import Actor
from common.contracts.tenants import ExportTenants
from common.exports.wiring import part_process
from common.http import Checks, TokenVerifier, create_app
from common.http.access.addresses import TrustedProxies
from common.http.access.looks import OperatorLooks
from common.http.access.wiring import verifier_of
from common.http.state import Provides
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.primitives.clock import Clock, SystemClock
from common.process.operations import OperationFailed
from common.process.service import Parts, Worker
from common.saga.definition import SagaState
from common.saga.operators import saga_watch
from common.saga.runner import SagaRunner
from common.stores.keyed import FirstAnswers
from common.stores.objects import S3Objects
from common.stores.postgres import Database, Tx, UnitOfWork
from common.stores.postgres.keyed import PostgresAnswers
from common.stores.postgres.migrate import upgrade
from tenants.billing import api as billing_api
from tenants.billing.following import Billing, Terms
from tenants.billing.paying import Paying
from tenants.billing.rules.sagas import SAGAS
from tenants.billing.stripe_api import Stripe
from tenants.billing.worker import billing_worker
from tenants.clients import api as clients_api
from tenants.clients.store import number_open
from tenants.clients.worker import purge_worker
from tenants.consumer import Tools, consumer
from tenants.erasure import api as erasure_api
from tenants.erasure.rules import ERASURE_SAGA
from tenants.erasure.store import follow
from tenants.erasure.worker import erasure_worker
from tenants.exports import api as exports_api
from tenants.exports.asking import Exporting
from tenants.exports.declared import EXPORTS, sources
from tenants.exports.saga import EXPORT_SAGA
from tenants.exports.store import follow as follow_export
from tenants.exports.worker import ending_worker
from tenants.members import api as members_api
from tenants.members.invitations import api as invitations_api
from tenants.members.invitations.inviting import Inviting
from tenants.members.invitations.people import People, PeopleOfAuth
from tenants.organizations import api as organizations_api
from tenants.organizations import store as organization_store
from tenants.organizations.flags import api as flags_api
from tenants.organizations.flags.store import Flag, set_flag
from tenants.organizations.founding import Founding, FoundingLimits
from tenants.organizations.standing import Grace, resume, suspend
from tenants.organizations.state import announce_again
from tenants.quota import api as quota_api
from tenants.quota.plans import Count, Plans
from tenants.quota.rules import QuotaName
from tenants.settings import TenantsSettings

ROUTERS = (
    organizations_api.router, members_api.router, invitations_api.router, clients_api.router, flags_api.router,
    quota_api.router, billing_api.router, erasure_api.router, exports_api.router,
)  # fmt: skip
COUNTS: dict[QuotaName, Count] = {"members": organization_store.count_members, "clients": number_open}
"""What is counted where it stands."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the API is given beside plans and payments: who people are, what seals mails, and the limits."""

    people: People
    sealing: Sealing = field(default_factory=Sealing.ephemeral)
    founding: FoundingLimits = field(default_factory=FoundingLimits)
    proxies: TrustedProxies = field(default_factory=lambda: TrustedProxies(0))
    grace: Grace = field(default_factory=Grace)
    objects: S3Objects | None = None


def build(settings: TenantsSettings) -> Parts:
    """All parts of the running service; nothing is connected yet."""
    clock = SystemClock()
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="tenants", forgets=True)
    keeper = keeper_of(settings, "tenants")
    paying = paying_of(settings, unit)
    keys = settings.mail_keys.get_secret_value() if settings.mail_keys else None
    sealing = Sealing.of(keys) if keys else Sealing.ephemeral()
    kept = settings.exports_store()
    objects = S3Objects(kept) if kept is not None else None
    listener = consumer(
        Tools(paying, sealing=sealing, files=objects),
        kafka_log(settings, "tenants"),
        protection_of(settings, fence=unit, rolled_back=keeper.rolled_back),
    )
    people = PeopleOfAuth(settings.auth_url)
    part = part_process(EXPORTS, sources(unit), settings, unit, ExportTenants)
    around = Around(people, sealing, settings.founding(), settings.proxies, settings.grace(), objects)
    application = api(paying, verifier_of(settings, "tenants"), around, listener)

    async def deadlines(stopping: asyncio.Event) -> None:
        await paying.runner.watch_deadlines(stopping)

    workers: list[Worker] = [
        keeper, purge_worker(unit, clock), erasure_worker(unit, paying.runner, clock), billing_worker(paying.billing),
        deadlines, *saga_watch(settings, clock),
        part.worker, ending_worker(unit, objects, clock),
    ]  # fmt: skip
    closed = [people.close, *_closing(paying), part.close, keeper.close, unit.dispose]
    if objects is None:
        return Parts(application, [listener], workers, closed=closed)
    return Parts(application, [listener], workers, opened=[objects.open], closed=[objects.close, *closed])


def _closing(paying: Paying) -> list[Callable[[], Awaitable[None]]]:
    payments = paying.billing.payments
    return [payments.close] if payments is not None else []


def paying_of(settings: TenantsSettings, unit: UnitOfWork) -> Paying:
    """The plans, and who pays for them where Stripe is configured."""
    clock = SystemClock()
    plans = Plans(settings.limits(), clock, COUNTS)
    terms = Terms(settings.prices(), timedelta(days=settings.grace_days), settings.billing_return_url)
    stripe = Stripe(settings.stripe_key, settings.stripe_api_base) if settings.stripe_key is not None else None
    return Paying(Billing(unit, plans, terms, stripe, settings.webhook_secrets()), saga_runner_of(unit, clock))


def saga_runner_of(unit: UnitOfWork, clock: Clock) -> SagaRunner:
    """Who moves sign-ups, payments, erasures and exports."""

    async def moved(tx: Tx, state: SagaState) -> None:
        await follow(tx, state)
        await follow_export(tx, state)

    return SagaRunner((*SAGAS, ERASURE_SAGA, EXPORT_SAGA), unit, clock, moved)


def saga_runner(settings: TenantsSettings) -> tuple[SagaRunner, Callable[[], Awaitable[None]]]:
    """A runner for operators' commands, and what closes it."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="tenants", pool_size=1, forgets=True)
    return saga_runner_of(unit, SystemClock()), unit.dispose


def api(paying: Paying, verifier: TokenVerifier, around: Around, listener: Consumer | None = None) -> FastAPI:
    """The HTTP application."""
    unit = paying.billing.unit
    return create_app(
        "tenants",
        description="Organisations, their members and clients, plans, quotas and payments.",
        routers=ROUTERS,
        verifier=verifier,
        checks=Checks(ready={"postgres": unit.ping}, alive={"consumer": listener.alive} if listener else {}),
        provides=_provided(paying, around),
    )


def _provided(paying: Paying, around: Around) -> Provides:
    billing = paying.billing
    unit, plans = billing.unit, billing.plans
    return {
        Database: unit,
        Plans: plans,
        Billing: billing,
        Paying: paying,
        FirstAnswers: PostgresAnswers(unit),
        OperatorLooks: OperatorLooks(unit.begin),
        Clock: plans.clock,
        People: around.people,
        Inviting: Inviting(unit, around.sealing, plans),
        Exporting: Exporting(unit, paying.runner, around.objects, plans.clock),
        Founding: Founding(unit, around.founding, plans.clock),
        TrustedProxies: around.proxies,
        Grace: around.grace,
    }


def migrate(settings: TenantsSettings) -> None:
    """Bring the schema up to date, as the role that owns it."""
    url = settings.migration_database_url or settings.database_url
    upgrade("tenants", url.get_secret_value())


async def announce_states(settings: TenantsSettings, every: bool) -> int:
    """Announce the states of organisations again; how many."""
    if settings.operations_database_url is None:
        raise OperationFailed("OPERATIONS_DATABASE_URL is not set: only the operations role sees all organisations.")
    async with _database(settings) as unit:
        url = settings.operations_database_url.get_secret_value()
        return await announce_again(unit, url, SystemClock(), every=every)


async def suspend_or_resume(settings: TenantsSettings, what: str, organization_id: UUID, reason: str) -> bool:
    """Suspend or resume an organisation; whether that changed anything."""
    now = SystemClock().now()
    async with _database(settings) as unit, unit.begin(organization_id) as tx:
        return await suspend(tx, reason, now) if what == "suspend" else await resume(tx, now)


async def hold_flag(settings: TenantsSettings, organization_id: UUID, wanted: Flag) -> bool:
    """Set a feature of an organisation as an operator; False where there is no such organisation."""
    async with _database(settings) as unit, unit.begin(organization_id) as tx:
        if await organization_store.held(tx) is None:
            return False
        await set_flag(tx, Actor("operator"), wanted, SystemClock().now())
        return True


@asynccontextmanager
async def _database(settings: TenantsSettings) -> AsyncIterator[UnitOfWork]:
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="tenants", forgets=True)
    try:
        yield unit
    finally:
        await unit.dispose()
