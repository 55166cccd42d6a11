"""How simulator of today is put on what was stored."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import UUID

from common.contracts.message import Message
from common.contracts.simulator import AuditStepReplied
from common.messaging.outcomes import HANDLER
from common.saga.operators import SagaDesk
from common.saga.runner import SagaRunner
from common.stores.postgres import UnitOfWork
from common.testing.tokens import KnownTokens
from simulator.app import api
from simulator.audits.auditing import Audits, follow_saga
from simulator.audits.rules.audit import AUDITS
from simulator.audits.websites import Websites
from simulator.consumer import subscriptions
from simulator.plans.rules.languages.pack import LANGUAGES
from simulator.providers.rules import Provider, Providers
from simulator.runs.exchanges import StoredExchanges

from ..kept import Part, Stores


def runner_of(unit: UnitOfWork, stores: Stores) -> SagaRunner:
    return SagaRunner(AUDITS, unit, stores.clock, follow_saga)


class Orchestrator:
    """What moves audits, and what operators see of them."""

    def __init__(self, stores: Stores) -> None:
        self._unit = UnitOfWork(stores.urls.app, service="simulator", forgets=True)
        self._runner = runner_of(self._unit, stores)
        self._desk = SagaDesk(stores.urls.operations)

    async def close(self) -> None:
        """Let the connections go."""
        await self._desk.close()
        await self._unit.dispose()

    async def steps(self, tenant: UUID, saga: UUID) -> tuple[str, dict[str, str]]:
        """How an instance stands: its status, and that of each step."""
        async with self._unit.begin(tenant) as tx:
            state = await self._runner.state(tx, saga)
        assert state is not None
        return state.status, {step.name: step.status for step in state.steps}

    async def history(self, saga: UUID) -> list[dict[str, Any]]:
        """Every move of an instance, in order."""
        return [dict(row) for row in await self._desk.history(saga)]

    async def hear(self, reply: Message) -> None:
        """Take a participant's reply."""
        token = HANDLER.set("simulator/on_reply")
        try:
            await self._runner.on_reply(cast("AuditStepReplied", reply))
        finally:
            HANDLER.reset(token)

    async def cancel(self, tenant: UUID, saga: UUID) -> None:
        """Turn an instance back."""
        await self._runner.cancel(tenant, saga)

    async def pass_deadlines(self) -> int:
        """Move what is due; how many were looked at."""
        return await self._runner.pass_deadlines()


@asynccontextmanager
async def opened(stores: Stores) -> AsyncIterator[Part]:
    """The service; its one provider is never asked."""
    unit = UnitOfWork(stores.urls.app, service="simulator", forgets=True)
    providers = Providers({"local": Provider("local", "model", None, "http://127.0.0.1:9/v1", 1)})
    websites = Websites("http://collector")
    runner = runner_of(unit, stores)
    app = api(Audits(unit, runner, providers, websites, 5, LANGUAGES), KnownTokens())
    try:
        exchanges = StoredExchanges(stores.kept.objects("simulator"))
        yield Part(app, {"simulator": subscriptions(unit, runner, providers, exchanges)})
    finally:
        await websites.close()
        await unit.dispose()
