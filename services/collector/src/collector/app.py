"""The composition root: every client is built here, and nothing is connected at import."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from pymongo import AsyncMongoClient

from collector.consumer import subscriptions
from collector.crawl.worker import Tools, crawl_worker
from collector.erasure.api import router as deletion
from collector.erasure.deletion import Deletion
from collector.exports.declared import EXPORTS, sources
from collector.exports.ledger import MongoLedger
from collector.fetching.fetch import Fetcher, Limits, Pacer
from collector.pages.objects import PageObjects
from collector.settings import CollectorSettings
from collector.shared.schema import create_collections
from collector.shared.store import Document
from collector.websites.api import router
from collector.websites.quota import Quota
from collector.websites.registration import Registry
from collector.websites.state import announce_again
from common.exports.parts import PartMaker, part_worker
from common.exports.places import parts_of
from common.exports.wiring import PartProcess, closing
from common.http import Checks, create_app
from common.http.access.looks import OperatorLooks
from common.http.access.wiring import verifier_of
from common.http.state import Provides
from common.messaging.runtime.consumer import Consumer
from common.messaging.runtime.wiring import kafka_log, protection_of
from common.outbound.addresses import Guard, connection_pool, parse_allowlist
from common.outbox.mongo import MongoOutbox
from common.outbox.reconcile import Store
from common.outbox.wiring import keeper
from common.primitives.clock import SystemClock
from common.process.service import Parts, Worker
from common.stores.keyed import FirstAnswers
from common.stores.mongo import MongoUnit
from common.stores.mongo_keyed import MongoAnswers
from common.stores.objects import S3Objects

DESCRIPTION = "Websites and the pages that were read of them."


def mongo_client(settings: CollectorSettings) -> AsyncMongoClient[Document]:
    """A client that waits for the majority: what was acknowledged survives the loss of a node."""
    return AsyncMongoClient(
        settings.mongo_url.get_secret_value(),
        appname="collector",
        tz_aware=True,
        w="majority",
        readConcernLevel="majority",
        serverSelectionTimeoutMS=5000,
        uuidRepresentation="standard",
    )


def provided_by(unit: MongoUnit, guard: Guard, clock: SystemClock, quota: Quota | None) -> Provides:
    """What routes ask for."""
    return {
        Registry: Registry(unit, guard, clock, quota),
        Deletion: Deletion(unit, clock),
        FirstAnswers: MongoAnswers(unit),
        OperatorLooks: OperatorLooks(unit.begin),
    }


def build(settings: CollectorSettings) -> Parts:
    """Everything a process of this service runs."""
    clock = SystemClock()
    client = mongo_client(settings)
    unit = MongoUnit(client, settings.mongo_database, service="collector")
    guard = Guard(loopback=parse_allowlist(settings.loopback_allowlist))
    fetcher = Fetcher(
        connection_pool(guard),
        guard,
        user_agent=settings.user_agent,
        pacer=Pacer(settings.delay_seconds),
        limits=Limits(page_bytes=settings.page_bytes),
    )
    objects = S3Objects(settings)
    quota = Quota(settings.tenants_url) if settings.tenants_url else None
    lease = timedelta(seconds=settings.lease_seconds)
    tools = Tools(unit, PageObjects(objects), fetcher, clock, lease, settings.crawl_seconds)
    keep = keeper(settings, "collector", MongoOutbox(client, settings.mongo_database))
    consumer = Consumer(
        "collector",
        subscriptions(unit, guard, clock, PageObjects(objects), timedelta(seconds=settings.transaction_seconds)),
        kafka_log(settings, "collector"),
        protection=protection_of(settings, fence=unit, rolled_back=keep.rolled_back),
    )
    api = create_app(
        "collector",
        description=DESCRIPTION,
        routers=[router, deletion],
        verifier=verifier_of(settings, "collector"),
        checks=Checks(ready={"mongodb": unit.ping, "s3": objects.ping}, alive={"consumer": consumer.alive}),
        provides=provided_by(unit, guard, clock, quota),
    )
    exporting = exporting_of(settings, unit, objects)
    closed = [fetcher.close, *([quota.close] if quota else []), objects.close, exporting.close, client.close]
    workers: list[Worker] = [keep, crawl_worker(tools, settings.crawls_at_once), exporting.worker]
    return Parts(api=api, consumers=[consumer], workers=workers, opened=[objects.open], closed=closed)


def exporting_of(settings: CollectorSettings, unit: MongoUnit, objects: S3Objects) -> PartProcess:
    """Who writes collector's part of an export."""
    store = parts_of(settings)
    maker = PartMaker(EXPORTS, sources(unit, objects), store, MongoLedger(unit))
    return PartProcess(part_worker(maker, SystemClock()), closing(store))


@asynccontextmanager
async def outbox(settings: CollectorSettings) -> AsyncIterator[Store]:
    """The outbox, for operators."""
    async with mongo_client(settings) as client:
        yield MongoOutbox(client, settings.mongo_database)


def migrate(settings: CollectorSettings) -> None:
    """Create collections, indexes and the bucket; running it again changes nothing."""
    asyncio.run(_migrate(settings))


async def _migrate(settings: CollectorSettings) -> None:
    async with mongo_client(settings) as client:
        unit = MongoUnit(client, settings.mongo_database, service="collector")
        await unit.prepare()
        await create_collections(unit.db)
    objects = S3Objects(settings)
    try:
        await objects.open()
    finally:
        await objects.close()


async def announce_states(settings: CollectorSettings, every: bool) -> int:
    """Announce the states of websites again; how many."""
    async with mongo_client(settings) as client:
        return await announce_again(MongoUnit(client, settings.mongo_database, service="collector"), every=every)
