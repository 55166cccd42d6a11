"""Composition root: builds the clients and hands them to what uses them."""

from common.http import Checks, JwksVerifier, create_app
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbox.wiring import keeper_of
from common.process.service import Parts
from common.stores.objects import Objects, S3Objects
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade
from reports.archive.api import router
from reports.consumer import subscriptions
from reports.pages.renderer import Renderer
from reports.settings import ReportsSettings

DESCRIPTION = "Reports of audits: one self-contained page, and the same as data."


def build(settings: ReportsSettings) -> Parts:
    """Everything that the process runs."""
    unit = UnitOfWork(settings.database_url.get_secret_value(), service="reports")
    keeper = keeper_of(settings, "reports")
    objects = S3Objects(settings)
    renderer = Renderer()
    consumer = Consumer(
        "reports",
        subscriptions(unit, objects, renderer.page),
        kafka_log(settings, "reports"),
        protection=protection_of(settings, fence=unit, rolled_back=keeper.rolled_back),
    )
    api = create_app(
        "reports",
        description=DESCRIPTION,
        routers=[router],
        verifier=JwksVerifier(settings.jwks_url),
        checks=Checks(ready={"postgresql": unit.ping, "s3": objects.ping}, alive={"consumer": consumer.alive}),
        provides={UnitOfWork: unit, Objects: objects},
    )
    return Parts(
        api=api,
        consumers=[consumer],
        opened=[objects.open],
        workers=[keeper],
        closed=[renderer.close, objects.close, keeper.close, unit.dispose],
    )


def migrate(settings: ReportsSettings) -> None:
    """Bring the schema up to date."""
    url = settings.migration_database_url or settings.database_url
    upgrade("reports", url.get_secret_value())
