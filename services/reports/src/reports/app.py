"""Composition root: builds the clients and hands them to what uses them."""

from common.contracts.tenants import ExportReports
from common.exports.wiring import part_process
from common.http import Checks, create_app
from common.http.access.looks import OperatorLooks
from common.http.access.wiring import verifier_of
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbound.addresses import Guard, connection_pool, parse_allowlist
from common.outbox.wiring import keeper_of
from common.primitives.clock import SystemClock
from common.process.service import Parts
from common.stores.keyed import FirstAnswers
from common.stores.objects import Objects, S3Objects
from common.stores.postgres import UnitOfWork
from common.stores.postgres.keyed import PostgresAnswers
from common.stores.postgres.migrate import upgrade
from reports.archive.api import router
from reports.consumer import subscriptions
from reports.exports.declared import EXPORTS, sources
from reports.pages.renderer import Renderer
from reports.settings import ReportsSettings
from reports.webhooks.api import router as webhooks_router
from reports.webhooks.registry import Webhooks
from reports.webhooks.rules.secrets import Seal
from reports.webhooks.sending import Sender
from reports.webhooks.store import queue_of
from reports.webhooks.worker import Sending, sending_worker

DESCRIPTION = "Reports of audits: one self-contained page, and the same as data. Webhooks that tell of what is ready."


def build(settings: ReportsSettings) -> Parts:
    """Everything that the process runs."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="reports", forgets=True)
    keeper = keeper_of(settings, "reports")
    objects = S3Objects(settings)
    renderer = Renderer()
    guard, clock = Guard(parse_allowlist(settings.loopback_allowlist)), SystemClock()
    pool, seal = connection_pool(guard), Seal(settings.key_encryption_secret.get_secret_value())
    webhooks = Webhooks(unit, guard, seal, clock, plain_too=settings.mode == "local")
    sending = Sending(unit, queue_of(unit), Sender(pool, guard), seal, clock)
    consumer = Consumer(
        "reports",
        subscriptions(unit, objects, renderer.page),
        kafka_log(settings, "reports"),
        protection=protection_of(settings, fence=unit, rolled_back=keeper.rolled_back),
    )
    api = create_app(
        "reports",
        description=DESCRIPTION,
        routers=[router, webhooks_router],
        verifier=verifier_of(settings, "reports"),
        checks=Checks(ready={"postgresql": unit.ping, "s3": objects.ping}, alive={"consumer": consumer.alive}),
        provides={
            UnitOfWork: unit,
            Objects: objects,
            OperatorLooks: OperatorLooks(unit.begin),
            Webhooks: webhooks,
            FirstAnswers: PostgresAnswers(unit),
        },
    )
    part = part_process(EXPORTS, sources(unit, objects), settings, unit, ExportReports)
    return Parts(
        api=api,
        consumers=[consumer],
        opened=[objects.open],
        workers=[keeper, sending_worker(sending), part.worker],
        closed=[pool.aclose, renderer.close, objects.close, part.close, keeper.close, unit.dispose],
    )


def migrate(settings: ReportsSettings) -> None:
    """Bring the schema up to date."""
    url = settings.migration_database_url or settings.database_url
    upgrade("reports", url.get_secret_value())
