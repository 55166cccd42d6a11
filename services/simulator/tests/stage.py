"""Simulator among its neighbours: their replies and events are messages, moved by hand; its API over ASGI."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse
from provider_double import ProviderDouble
from pydantic import SecretStr
from sqlalchemy import text

from common.contracts.auth import ActionNoted
from common.contracts.message import Command, Message
from common.contracts.simulator import AnalyzeWebsite, AuditStepReplied
from common.jobs import Worker
from common.messaging.outcomes import HANDLER, AlreadyHandled
from common.primitives.clock import ManualClock
from common.primitives.ids import derived_id, uuid7
from common.saga.runner import SagaRunner
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.outbox import emitted, noted
from common.testing.tokens import KnownTokens, bearer
from simulator.app import api
from simulator.audits.auditing import Audits, follow_saga
from simulator.audits.rules.audit import AUDITS, PARTICIPANTS
from simulator.audits.websites import Websites
from simulator.consumer import subscriptions
from simulator.plans.rules.languages.pack import LANGUAGES
from simulator.plans.rules.planning import DeterministicPlanner
from simulator.providers.llm import LiteLlm
from simulator.providers.rules import Parameters, Provider, Providers
from simulator.runs.exchanges import folder_of_tenant
from simulator.runs.holding import Tools
from simulator.runs.rules import Patience
from simulator.runs.worker import job_worker

from .analysed_sites import EMAIL_MARKETING

WEBSITE = EMAIL_MARKETING.website_id
USER = UUID("018f0000-0000-7000-8000-0000000000aa")
SECRET_KEY = "sk-a-key-that-must-not-be-seen"
SMALL = {"icps": 2, "conversations": 2}


@dataclass
class KeptExchanges:
    """Exchanges in memory; refuses the next ``failing`` ones."""

    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    failing: int = 0

    async def put(self, key: str, exchange: dict[str, Any]) -> None:
        if self.failing:
            self.failing -= 1
            raise OSError("the store is away")
        self.kept[key] = exchange

    async def forget(self, tenant_id: UUID, run_id: UUID) -> None:
        for key in [key for key in self.kept if f"/{run_id}/" in key]:
            del self.kept[key]

    async def forget_all(self, tenant_id: UUID) -> None:
        for key in [key for key in self.kept if key.startswith(folder_of_tenant(tenant_id))]:
            del self.kept[key]


def collector_of(owner: UUID, client_id: UUID | None) -> FastAPI:
    """Collector's API with one website, which belongs to ``owner`` and, where one is given, to a client of it."""
    app = FastAPI()

    @app.get("/v1/websites/{website_id}")
    async def website(website_id: UUID, authorization: str = Header()) -> JSONResponse:
        if website_id != WEBSITE or str(owner) not in authorization:
            return JSONResponse({"type": "website-not-found"}, 404)
        whose = {"client_id": str(client_id)} if client_id else {}  # before clients there was no such field
        return JSONResponse({"id": str(WEBSITE), "url": "https://tillvane.example/", "name": "Tillvane", **whose})

    return app


@dataclass
class Stage:
    """What a test plays with."""

    unit: UnitOfWork
    double: ProviderDouble
    tenant_id: UUID
    clock: ManualClock
    exchanges: KeptExchanges
    providers: Providers
    audits: Audits
    tools: Tools
    worker: Worker
    client: httpx.AsyncClient
    refusals: dict[str, tuple[str, str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    delivered: set[UUID] = field(default_factory=set)

    @classmethod
    def of(
        cls, unit: UnitOfWork, double: ProviderDouble, tenant_id: UUID, *, client_id: UUID | None = None,
        stream: bool = False,
    ) -> "Stage":  # fmt: skip
        clock = ManualClock()
        base = double.base_url
        known = {
            "openai": Provider("openai", "gpt-4o-mini", SecretStr(SECRET_KEY), base, 4),
            "anthropic": Provider("anthropic", "claude", why_not="ANTHROPIC_API_KEY is not set."),
            "local": Provider("local", "smollm2", None, base, 2),
        }
        providers = Providers(known)
        runner = SagaRunner(AUDITS, unit, clock, follow_saga)
        websites = Websites("http://collector", transport=httpx.ASGITransport(app=collector_of(tenant_id, client_id)))
        audits = Audits(unit, runner, providers, websites, 20, LANGUAGES)
        llm, exchanges = LiteLlm(Parameters(), timeout_s=60, stream=stream), KeptExchanges()
        patience, lease = Patience(tries=3, rate_limits=3, first_wait_s=1.0), timedelta(seconds=15)
        tools = Tools(unit, llm, exchanges, DeterministicPlanner(), clock, patience, lease, random.Random(7))
        client = client_of(api(audits, KnownTokens()), headers=bearer(tenant_id, "admin", user=USER))
        worker = job_worker(tools, providers)
        return cls(unit, double, tenant_id, clock, exchanges, providers, audits, tools, worker, client)

    # -- messages -------------------------------------------------------------------------------------------------

    async def outbox(self, *types: type[Message]) -> list[Any]:
        """What was emitted so far, in order; of ``types`` only, if any are given."""
        found = await emitted(self.unit, self.tenant_id)
        return [message for message in found if not types or isinstance(message, types)]

    async def noted(self) -> list[ActionNoted]:
        """What was noted for the audit log, in order."""
        return await noted(self.unit, self.tenant_id)

    async def give(self, message: Message) -> None:
        """Deliver one message to every handler of it."""
        table = subscriptions(self.unit, self.audits.runner, self.providers, self.exchanges)
        for subscription in table:
            if not isinstance(message, subscription.contract):
                continue
            token = HANDLER.set(subscription.name)
            try:
                await subscription.handle([message] if subscription.takes_lists else message)
            except AlreadyHandled:
                continue
            finally:
                HANDLER.reset(token)

    async def move(self) -> bool:
        """Deliver what is new, with the neighbours' answers; whether there was anything."""
        fresh = [message for message in await self.outbox() if message.id not in self.delivered]
        for message in fresh:
            self.delivered.add(message.id)
            await self.give(message)
            if isinstance(message, Command) and PARTICIPANTS[message.step] != "simulator":
                await self._neighbour(message)
        return bool(fresh)

    async def _neighbour(self, command: Any) -> None:
        if command.step in self.silent:
            return
        reason, detail = self.refusals.get(type(command).__name__, (None, None))
        if isinstance(command, AnalyzeWebsite):
            await self.give(self.analysis(command.audit_id))
        results: dict[str, dict[str, Any]] = {
            "crawl": {"crawl_id": str(EMAIL_MARKETING.crawl_id), "pages": 12},
            "analyze": {"analysis_id": str(derived_id("analysis", command.saga_id))},
            "confirm": {"analysis_id": str(derived_id("analysis", command.saga_id)), "language": "en"},
            "report": {"report_id": str(uuid7())},
        }
        await self.give(
            AuditStepReplied(
                tenant_id=self.tenant_id, saga_id=command.saga_id, step=command.step, command=command.type_name(),
                command_id=command.id, participant=PARTICIPANTS[command.step],
                outcome="refused" if reason else "done", reason=reason, detail=detail,
                result={} if reason else results.get(command.step, {}),
            )
        )  # fmt: skip

    def analysis(self, audit_id: UUID) -> Any:
        """The analysis of the test website, made anew for this audit."""
        fresh = {"id": uuid7(), "tenant_id": self.tenant_id, "audit_id": audit_id}
        return EMAIL_MARKETING.model_copy(update={**fresh, "analysis_id": derived_id("analysis", audit_id)})

    # -- time -----------------------------------------------------------------------------------------------------

    async def work(self) -> int:
        """Do what is due now; how many jobs that were."""
        begun = await self.worker.claim()
        await self.worker.drain()
        return begun

    async def settle(self, *, patience: timedelta = timedelta(0)) -> None:
        """Move messages and work until nothing happens any more, letting up to ``patience`` pass in steps of 1 s."""
        left = patience
        while True:
            moved, worked = await self.move(), await self.work()
            if not moved and not worked:
                if left <= timedelta(0) or not await self._waiting():
                    return
                self.clock.advance(timedelta(seconds=1))
                left -= timedelta(seconds=1)

    async def _waiting(self) -> bool:
        async with self.unit.system() as conn:
            found = await conn.execute(text("SELECT 1 FROM jobs WHERE tenant_id = :own"), {"own": self.tenant_id})
            return found.first() is not None

    async def until(self, step: str) -> None:
        """Move messages and work until ``step`` runs, and no further."""
        for _ in range(200):
            async with self.unit.begin(self.tenant_id) as tx:
                state = (await tx.execute(text("SELECT state FROM sagas ORDER BY id DESC LIMIT 1"))).scalar_one()
            running = next((each["name"] for each in state["steps"] if each["status"] == "running"), None)
            if running == step:
                return
            if not await self.move():
                await self.work()
        raise AssertionError(f"{step} was never reached")

    # -- API ------------------------------------------------------------------------------------------------------

    async def start(self, *, panel: dict[str, int] | None = None, providers: list[str] | None = None) -> UUID:
        """Ask for an audit of the test website; its id."""
        body: dict[str, Any] = {"website_id": str(WEBSITE), "panel": panel or SMALL}
        if providers:
            body["providers"] = providers
        answer = await self.client.post("/v1/audits", json=body)
        assert answer.status_code == 202, answer.text
        return UUID(answer.json()["id"])

    async def show(self, audit_id: UUID) -> dict[str, Any]:
        """The audit as the API shows it."""
        answer = await self.client.get(f"/v1/audits/{audit_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def rows(self, query: str, **values: Any) -> list[Any]:
        """Rows of the tenant."""
        async with self.unit.begin(self.tenant_id) as tx:
            return list((await tx.execute(text(query), values)).all())
