"""Composition root: the one place where the parts of analyzer are made and joined."""

from fastapi import FastAPI

from analyzer.answers.api import router as answers_router
from analyzer.answers.judge import LlmJudge
from analyzer.answers.rescoring.api import router as rescoring_router
from analyzer.brands.api import router as brands_router
from analyzer.consumer import Experts, consumer, graph_consumer
from analyzer.exports.declared import EXPORTS, sources
from analyzer.graph import schema as graph_schema
from analyzer.graph.api import router as graph_router
from analyzer.graph.store import TenantGraph
from analyzer.prompts.api import router as prompts_router
from analyzer.prompts.classifiers import ModelClassifier, PromptClassifier, RuleClassifier
from analyzer.settings import AnalyzerSettings
from analyzer.sites.analysts import ModelAnalyst, RuleAnalyst, WebsiteAnalyst
from analyzer.sites.api import router as sites_router
from analyzer.sites.corrections.api import router as site_router
from common.asking import asking
from common.contracts.tenants import ExportAnalyzer
from common.exports.wiring import part_process
from common.http import Checks, TokenVerifier, create_app
from common.http.access.looks import OperatorLooks
from common.http.access.wiring import verifier_of
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.primitives.clock import Clock, SystemClock
from common.process.service import Parts
from common.stores.keyed import FirstAnswers
from common.stores.postgres import Database, UnitOfWork
from common.stores.postgres.keyed import PostgresAnswers
from common.stores.postgres.migrate import upgrade


def build(settings: AnalyzerSettings) -> Parts:
    """All parts of the running service; nothing is connected yet."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="analyzer", forgets=True)
    keeper = keeper_of(settings, "analyzer")
    graph = TenantGraph.at(settings.neo4j_url, settings.neo4j_user, settings.neo4j_password.get_secret_value())
    listener = consumer(
        unit,
        _experts(settings),
        kafka_log(settings, "analyzer"),
        protection_of(settings, fence=unit, rolled_back=keeper.rolled_back),
    )
    drawer = graph_consumer(graph, unit, kafka_log(settings, "analyzer-graph"), protection_of(settings))
    application = api(unit, verifier_of(settings, "analyzer"), listener, graph)
    part = part_process(EXPORTS, sources(unit, graph.bench()), settings, unit, ExportAnalyzer)
    closed = [keeper.close, part.close, unit.dispose, graph.close]
    return Parts(application, [listener, drawer], [keeper, part.worker], closed=closed)


def _experts(settings: AnalyzerSettings) -> Experts:
    return Experts(_analyst(settings), _classifier(settings), SystemClock(), _judge(settings))


def _analyst(settings: AnalyzerSettings) -> WebsiteAnalyst:
    rules, model = RuleAnalyst(), settings.reading()
    return rules if model is None else ModelAnalyst(asking(model), rules, within_s=settings.llm_timeout_s)


def _classifier(settings: AnalyzerSettings) -> PromptClassifier:
    rules, name = RuleClassifier(), settings.llm_model
    if name is None:
        return rules
    return ModelClassifier(asking(settings.model(name)), rules, within_s=settings.llm_timeout_s)


def _judge(settings: AnalyzerSettings) -> LlmJudge | None:
    model = settings.judge_model
    if model is None:
        return None
    return LlmJudge(asking(settings.model(model)), model, within_s=settings.llm_timeout_s)


def api(
    unit: UnitOfWork,
    verifier: TokenVerifier,
    listener: Consumer | None = None,
    graph: TenantGraph | None = None,
    *,
    clock: Clock | None = None,
) -> FastAPI:
    """The HTTP application. Where the graph is away, only the questions to it fail."""
    routers = [sites_router, site_router, answers_router, prompts_router, brands_router, rescoring_router]
    return create_app(
        "analyzer",
        description="What websites offer, what prompts are about, how brands stand in answers.",
        routers=[*routers, *([graph_router] if graph else [])],
        verifier=verifier,
        checks=Checks(ready={"postgres": unit.ping}, alive={listener.name: listener.alive} if listener else {}),
        provides={
            Database: unit,
            Clock: clock or SystemClock(),
            TenantGraph: graph,
            FirstAnswers: PostgresAnswers(unit),
            OperatorLooks: OperatorLooks(unit.begin),
        },
    )


def migrate(settings: AnalyzerSettings) -> None:
    """Bring both schemas up to date: PostgreSQL as the role that owns it, then the graph."""
    url = settings.migration_database_url or settings.database_url
    upgrade("analyzer", url.get_secret_value())
    with graph_schema.connect(
        settings.neo4j_url, settings.neo4j_user, settings.neo4j_password.get_secret_value()
    ) as driver:
        graph_schema.upgrade(driver)
