"""Composition root: the one place where the parts of simulator are made and joined."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from fastapi import FastAPI

from common.asking import Ask, ModelUnavailable
from common.contracts.tenants import ExportSimulator
from common.exports.wiring import part_process
from common.http import Checks, TokenVerifier, create_app
from common.http.access.looks import OperatorLooks
from common.http.access.wiring import verifier_of
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.primitives.clock import Clock, SystemClock
from common.process.service import Parts
from common.saga.operators import saga_watch
from common.saga.runner import SagaRunner
from common.stores.keyed import FirstAnswers
from common.stores.objects import S3Objects
from common.stores.postgres import Database, UnitOfWork
from common.stores.postgres.keyed import PostgresAnswers
from common.stores.postgres.migrate import upgrade
from simulator.audits.api import router as audits_router
from simulator.audits.auditing import Audits, follow_saga
from simulator.audits.rules.audit import AUDITS
from simulator.audits.websites import Websites
from simulator.consumer import consumer
from simulator.exports.declared import EXPORTS, sources
from simulator.plans.corrections.api import router as icps_router
from simulator.plans.llm_planner import LlmPlanner
from simulator.plans.rules.languages.pack import LANGUAGES
from simulator.plans.rules.planning import DeterministicPlanner, Planner
from simulator.providers.api import router as providers_router
from simulator.providers.llm import LiteLlm
from simulator.providers.rules import Answer, Llm, Parameters, Provider, Providers, Turn
from simulator.runs.exchanges import StoredExchanges
from simulator.runs.holding import Tools
from simulator.runs.worker import job_worker
from simulator.settings import SimulatorSettings

PLANNING = Parameters(temperature=0.3, max_tokens=4000)
"""How a planning model is asked: ten conversations as JSON need room."""


def build(settings: SimulatorSettings) -> Parts:
    """All parts of the running service; nothing is connected yet."""
    clock = SystemClock()
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="simulator", forgets=True)
    keeper = keeper_of(settings, "simulator")
    providers, objects = settings.providers(), S3Objects(settings)
    llm = LiteLlm(settings.parameters(), timeout_s=settings.answer_timeout_s, stream=settings.stream_answers)
    runner = SagaRunner(AUDITS, unit, clock, follow_saga)
    planner = planner_of(settings, providers)
    lease = timedelta(seconds=settings.lease_s)
    exchanges = StoredExchanges(objects)
    tools = Tools(unit, llm, exchanges, planner, clock, settings.patience(), lease)
    protection = protection_of(settings, fence=unit, rolled_back=keeper.rolled_back)
    listener = consumer(unit, runner, providers, exchanges, kafka_log(settings, "simulator"), protection)
    websites = Websites(settings.collector_url)
    spoken = None if settings.planning() else LANGUAGES
    uses = Audits(unit, runner, providers, websites, settings.page_limit, spoken)
    application = api(uses, verifier_of(settings, "simulator"), listener)

    part = part_process(EXPORTS, sources(unit, objects), settings, unit, ExportSimulator)

    async def deadlines(stopping: asyncio.Event) -> None:
        await runner.watch_deadlines(stopping)

    return Parts(
        application,
        [listener],
        workers=[job_worker(tools, providers), deadlines, keeper, part.worker, *saga_watch(settings, clock)],
        opened=[objects.open],
        closed=[websites.close, objects.close, part.close, keeper.close, unit.dispose],
    )


def saga_runner(settings: SimulatorSettings) -> tuple[SagaRunner, Callable[[], Awaitable[None]]]:
    """A runner for operators' commands, and what closes it."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="simulator", pool_size=1, forgets=True)
    return SagaRunner(AUDITS, unit, SystemClock(), follow_saga), unit.dispose


def api(uses: Audits, verifier: TokenVerifier, listener: Consumer | None = None) -> FastAPI:
    """The HTTP application."""
    return create_app(
        "simulator",
        description="Providers of answers, and audits: ideal customers, their conversations, the answers.",
        routers=[providers_router, audits_router, icps_router],
        verifier=verifier,
        checks=Checks(ready={"postgres": uses.unit.ping}, alive={"consumer": listener.alive} if listener else {}),
        provides={
            Audits: uses,
            Providers: uses.providers,
            Database: uses.unit,
            Clock: uses.runner.clock,
            FirstAnswers: PostgresAnswers(uses.unit),
            OperatorLooks: OperatorLooks(uses.unit.begin),
        },
    )


def planner_of(settings: SimulatorSettings, providers: Providers) -> Planner:
    """The rules, or a model that falls back to them where one is configured for planning."""
    rules, chosen = DeterministicPlanner(), settings.planning()
    if chosen is None:
        return rules
    providers.chosen([chosen.name])
    return LlmPlanner(_asking(LiteLlm(PLANNING, timeout_s=settings.answer_timeout_s), chosen), rules)


def _asking(llm: Llm, provider: Provider) -> Ask:
    async def ask(request: str) -> str:
        outcome = await llm.ask(provider, [Turn("user", request)])
        if isinstance(outcome, Answer):
            return outcome.text
        raise ModelUnavailable(type(outcome).__name__)

    return ask


def migrate(settings: SimulatorSettings) -> None:
    """Bring the schema up to date, as the role that owns it."""
    url = settings.migration_database_url or settings.database_url
    upgrade("simulator", url.get_secret_value())
