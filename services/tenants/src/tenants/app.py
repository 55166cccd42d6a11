"""Composition root: the one place where the parts of tenants are made and joined."""

from fastapi import FastAPI

from common.http import Checks, JwksVerifier, TokenVerifier, create_app
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.primitives.clock import SystemClock
from common.process.operations import OperationFailed
from common.process.service import Parts
from common.stores.postgres import Database, UnitOfWork
from common.stores.postgres.migrate import upgrade
from tenants.consumer import consumer
from tenants.organizations import api as organizations_api
from tenants.organizations.state import announce_again
from tenants.quota import api as quota_api
from tenants.quota.plans import Plans
from tenants.settings import TenantsSettings


def build(settings: TenantsSettings) -> Parts:
    """All parts of the running service; nothing is connected yet."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="tenants")
    keeper = keeper_of(settings, "tenants")
    plans = Plans(settings.limits(), SystemClock())
    listener = consumer(
        unit, plans, kafka_log(settings, "tenants"), protection_of(settings, fence=unit, rolled_back=keeper.rolled_back)
    )
    application = api(unit, plans, JwksVerifier(settings.jwks_url), listener)
    return Parts(application, [listener], [keeper], closed=[keeper.close, unit.dispose])


def api(unit: UnitOfWork, plans: Plans, verifier: TokenVerifier, listener: Consumer | None = None) -> FastAPI:
    """The HTTP application."""
    return create_app(
        "tenants",
        description="Organisations, their members, plans and quotas.",
        routers=[organizations_api.router, quota_api.router],
        verifier=verifier,
        checks=Checks(ready={"postgres": unit.ping}, alive={"consumer": listener.alive} if listener else {}),
        provides={Database: unit, Plans: plans},
    )


def migrate(settings: TenantsSettings) -> None:
    """Bring the schema up to date, as the role that owns it."""
    url = settings.migration_database_url or settings.database_url
    upgrade("tenants", url.get_secret_value())


async def announce_states(settings: TenantsSettings, every: bool) -> int:
    """Announce the states of organisations again; how many."""
    if settings.operations_database_url is None:
        raise OperationFailed("OPERATIONS_DATABASE_URL is not set: only the operations role sees all organisations.")
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="tenants")
    try:
        url = settings.operations_database_url.get_secret_value()
        return await announce_again(unit, url, SystemClock(), every=every)
    finally:
        await unit.dispose()
