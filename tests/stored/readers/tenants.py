"""How tenants of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

import httpx
from pydantic import SecretStr

from common.stores.postgres import UnitOfWork
from common.testing.tokens import KnownTokens
from tenants.app import Around, api, saga_runner_of
from tenants.billing.following import Billing, Terms
from tenants.billing.paying import Paying
from tenants.consumer import Tools, subscriptions
from tenants.members.invitations.people import PeopleOfAuth
from tenants.organizations.store import count_members
from tenants.quota.plans import Plans
from tenants.settings import TenantsSettings

from ..kept import Part, Stores


def somebody(request: httpx.Request) -> httpx.Response:
    """Auth knows whoever asks."""
    return httpx.Response(200, json={"id": str(UUID(int=7)), "email": "ada@shop.example", "email_confirmed": True})


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service, with the limits of a local stack, as it was then."""
    settings = TenantsSettings(
        mode="local",
        http_port=8080,
        kafka_bootstrap="unused:9092",
        jwks_url="http://unused",
        auth_url="http://unused",
        database_url=SecretStr(stores.urls.app),
    )
    unit = UnitOfWork(stores.urls.app, service="tenants")
    plans = Plans(settings.limits(), stores.clock, {"members": count_members})
    terms = Terms(settings.prices(), timedelta(days=settings.grace_days), settings.billing_return_url)
    paying = Paying(Billing(unit, plans, terms), saga_runner_of(unit, stores.clock))
    people = PeopleOfAuth(settings.auth_url, transport=httpx.MockTransport(somebody))
    try:
        yield Part(api(paying, KnownTokens(), Around(people)), {"tenants": subscriptions(Tools(paying))})
    finally:
        await people.close()
        await unit.dispose()
