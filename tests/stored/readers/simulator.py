"""How simulator of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from common.postgres import UnitOfWork
from common.saga.runner import SagaRunner
from simulator.app import LANGUAGES, api
from simulator.audit import AUDIT
from simulator.auditing import Audits, follow_saga
from simulator.consumer import subscriptions
from simulator.providers import Provider, Providers
from simulator.websites import Websites

from ..kept import KnownUsers, Part, Stores


def runner_of(unit: UnitOfWork, stores: Stores) -> SagaRunner:
    """What moves audits."""
    return SagaRunner((AUDIT,), unit, stores.clock, follow_saga)


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service; its one provider is never asked."""
    unit = UnitOfWork(stores.urls.app, service="simulator")
    providers = Providers({"local": Provider("local", "model", None, "http://127.0.0.1:9/v1", 1)})
    websites = Websites("http://collector")
    runner = runner_of(unit, stores)
    app = api(Audits(unit, runner, providers, websites, 5, LANGUAGES), KnownUsers())
    try:
        yield Part(app, {"simulator": subscriptions(unit, runner, providers, stores.clock)})
    finally:
        await websites.close()
        await unit.dispose()
