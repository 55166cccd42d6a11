"""Composition root: the one place where the parts of analytics are made and joined."""

from functools import partial

from fastapi import FastAPI

from analytics.consumer import consumer
from analytics.exports.declared import EXPORTS, sources
from analytics.figures.api import router
from analytics.rebuilds.worker import rebuild_worker
from analytics.settings import AnalyticsSettings
from analytics.shared import schema
from analytics.shared.clickhouse import ClickHouse, ClickHouseUnavailable
from common.contracts.tenants import ExportAnalytics
from common.exports.wiring import part_process
from common.http import Checks, TokenVerifier, create_app
from common.http.access.looks import OperatorLooks
from common.http.access.wiring import verifier_of
from common.messaging.kafka.history import KafkaHistory
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.primitives.clock import SystemClock
from common.process.service import Parts
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade


def build(settings: AnalyticsSettings) -> Parts:
    """All parts of the running service; nothing is connected yet."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="analytics", forgets=True)
    keeper = keeper_of(settings, "analytics")
    clickhouse = clickhouse_of(settings)
    listener = consumer(
        unit,
        clickhouse,
        SystemClock(),
        kafka_log(settings, "analytics"),
        protection_of(settings, fence=unit, rolled_back=keeper.rolled_back),
    )
    application = api(unit, clickhouse, verifier_of(settings, "analytics"), listener)
    history = partial(KafkaHistory, settings.kafka, client_id="analytics")
    rebuilder = rebuild_worker(unit, clickhouse, history, SystemClock())
    part = part_process(EXPORTS, sources(unit, clickhouse), settings, unit, ExportAnalytics)
    return Parts(
        application,
        [listener],
        [rebuilder, part.worker, keeper],
        opened=[clickhouse.open],
        closed=[clickhouse.close, part.close, keeper.close, unit.dispose],
    )


def clickhouse_of(settings: AnalyticsSettings) -> ClickHouse:
    """ClickHouse as the settings say: in this process or a server."""
    url = settings.clickhouse_url.get_secret_value() if settings.clickhouse_url else None
    return ClickHouse(path=settings.clickhouse_path, url=url)


def api(unit: UnitOfWork, clickhouse: ClickHouse, verifier: TokenVerifier, listener: Consumer | None) -> FastAPI:
    """The HTTP application."""
    return create_app(
        "analytics",
        description="Share of voice and substitution, with their uncertainty.",
        routers=[router],
        verifier=verifier,
        checks=Checks(
            ready={"postgres": unit.ping, "clickhouse": clickhouse.ping},
            alive={"consumer": listener.alive} if listener else {},
        ),
        provides={UnitOfWork: unit, ClickHouse: clickhouse, OperatorLooks: OperatorLooks(unit.begin)},
    )


def migrate(settings: AnalyticsSettings) -> None:
    """Bring both schemas up to date, PostgreSQL's as the role that owns it."""
    url = settings.migration_database_url or settings.database_url
    upgrade("analytics", url.get_secret_value())
    clickhouse = clickhouse_of(settings)
    try:
        clickhouse.connect()
        schema.upgrade(clickhouse)
    except (ClickHouseUnavailable, schema.SchemaDrift) as error:
        raise SystemExit(f"Cannot migrate: {error}") from None
    finally:
        clickhouse.disconnect()
