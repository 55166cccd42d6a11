"""Which messages collector handles, and with what."""

from datetime import timedelta
from functools import partial

from collector.crawl.handlers import cancel_crawl, start_crawl
from collector.crawl.keeping import PageStore
from collector.erasure.handlers import Erasing, erase_website, erase_websites, follow_audits
from collector.exports.handlers import export_part
from common.contracts.collector import WebsiteDeleted
from common.contracts.simulator import (
    AuditCancelled,
    AuditCompleted,
    AuditFailed,
    AuditRequested,
    CancelCrawl,
    CrawlWebsite,
)
from common.contracts.tenants import EraseWebsites, ExportCollector
from common.messaging.runtime.consumer import Subscription, on
from common.outbound.addresses import Guard
from common.primitives.clock import Clock
from common.stores.mongo import MongoUnit

TRANSACTIONS = timedelta(seconds=60)
"""How long a transaction of MongoDB lives at most, where nobody has said anything else."""


def subscriptions(
    unit: MongoUnit, guard: Guard, clock: Clock, objects: PageStore, transactions: timedelta = TRANSACTIONS
) -> tuple[Subscription, ...]:  # fmt: skip
    """The subscription table. ``transactions``: how long one of MongoDB's can live."""
    erasing = Erasing(unit, objects, clock, transactions)
    return (
        on(CrawlWebsite, partial(start_crawl, unit=unit, guard=guard, clock=clock), name="start_crawl"),
        on(CancelCrawl, partial(cancel_crawl, unit=unit, clock=clock), name="cancel_crawl"),
        on(AuditRequested, partial(follow_audits, unit=unit), name="follow_audits"),
        on(AuditCompleted, partial(follow_audits, unit=unit), name="follow_audits"),
        on(AuditFailed, partial(follow_audits, unit=unit), name="follow_audits"),
        on(AuditCancelled, partial(follow_audits, unit=unit), name="follow_audits"),
        on(ExportCollector, partial(export_part, unit=unit), name="export_part"),
        on(WebsiteDeleted, partial(erase_website, unit=unit, objects=objects), name="erase_website"),
        on(EraseWebsites, partial(erase_websites, tools=erasing), name="erase_websites"),
    )
