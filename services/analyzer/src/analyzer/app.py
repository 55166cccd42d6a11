"""Composition root: the one place where the parts of analyzer are made and joined."""

from fastapi import FastAPI

from analyzer import graph_schema
from analyzer.api import router
from analyzer.consumer import consumer, graph_consumer
from analyzer.curation_api import router as curation_router
from analyzer.engines import DeterministicEngine, LlmEngine
from analyzer.graph_api import router as graph_router
from analyzer.graph_store import TenantGraph
from analyzer.judge import LlmJudge
from analyzer.llm import Complete, completion
from analyzer.reactions import Analyst
from analyzer.settings import AnalyzerSettings
from common.clock import SystemClock
from common.http import Checks, JwksVerifier, TokenVerifier, create_app
from common.messaging.consumer import Consumer
from common.messaging.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.postgres import UnitOfWork
from common.postgres.migrate import upgrade
from common.service import Parts


def build(settings: AnalyzerSettings) -> Parts:
    """All parts of the running service; nothing is connected yet."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="analyzer")
    keeper = keeper_of(settings, "analyzer")
    graph = TenantGraph.at(settings.neo4j_url, settings.neo4j_user, settings.neo4j_password.get_secret_value())
    engine = _engine(settings)
    analyst = Analyst(engine, engine, SystemClock(), _judge(settings))
    listener = consumer(
        unit,
        analyst,
        kafka_log(settings, "analyzer"),
        protection_of(settings, fence=unit, rolled_back=keeper.rolled_back),
    )
    drawer = graph_consumer(graph, kafka_log(settings, "analyzer-graph"), protection_of(settings))
    application = api(unit, JwksVerifier(settings.jwks_url), listener, graph)
    return Parts(application, [listener, drawer], [keeper], closed=[keeper.close, unit.dispose, graph.close])


def _engine(settings: AnalyzerSettings) -> DeterministicEngine | LlmEngine:
    rules = DeterministicEngine()
    if settings.llm_model is None:
        return rules
    return LlmEngine(_complete(settings, settings.llm_model), rules, within_s=settings.llm_timeout_s)


def _judge(settings: AnalyzerSettings) -> LlmJudge | None:
    model = settings.judge_model
    return None if model is None else LlmJudge(_complete(settings, model), model, within_s=settings.llm_timeout_s)


def _complete(settings: AnalyzerSettings, model: str) -> Complete:
    within = settings.llm_timeout_s
    return completion(model, api_key=settings.llm_api_key, api_base=settings.llm_api_base, timeout_s=within)


def api(
    unit: UnitOfWork, verifier: TokenVerifier, listener: Consumer | None = None, graph: TenantGraph | None = None
) -> FastAPI:
    """The HTTP application. Where the graph is away, only the questions to it fail."""
    return create_app(
        "analyzer",
        description="What websites offer, what prompts are about, how brands stand in answers.",
        routers=[router, curation_router, *([graph_router] if graph else [])],
        verifier=verifier,
        checks=Checks(ready={"postgres": unit.ping}, alive={listener.name: listener.alive} if listener else {}),
        state={"database": unit, "graph": graph},
    )


def migrate(settings: AnalyzerSettings) -> None:
    """Bring both schemas up to date: PostgreSQL as the role that owns it, then the graph."""
    url = settings.migration_database_url or settings.database_url
    upgrade("analyzer", url.get_secret_value())
    with graph_schema.connect(
        settings.neo4j_url, settings.neo4j_user, settings.neo4j_password.get_secret_value()
    ) as driver:
        graph_schema.upgrade(driver)
