"""How tenants of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import SecretStr

from common.stores.postgres import UnitOfWork
from common.testing.tokens import KnownTokens
from tenants.app import api
from tenants.consumer import subscriptions
from tenants.quota.plans import Plans
from tenants.settings import TenantsSettings

from ..kept import Part, Stores


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service, with the limits of a local stack, as it was then."""
    settings = TenantsSettings(
        mode="local",
        http_port=8080,
        kafka_bootstrap="unused:9092",
        jwks_url="http://unused",
        database_url=SecretStr(stores.urls.app),
    )
    unit = UnitOfWork(stores.urls.app, service="tenants")
    plans = Plans(settings.limits(), stores.clock)
    try:
        yield Part(api(unit, plans, KnownTokens()), {"tenants": subscriptions(unit, plans)})
    finally:
        await unit.dispose()
