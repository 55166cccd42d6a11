"""Which messages collector handles, and with what."""

from functools import partial

from collector.crawl.handlers import cancel_crawl, start_crawl
from collector.fetching.addresses import Guard
from common.contracts.simulator import CancelCrawl, CrawlWebsite
from common.messaging.runtime.consumer import Subscription, on
from common.primitives.clock import Clock
from common.stores.mongo import MongoUnit


def subscriptions(unit: MongoUnit, guard: Guard, clock: Clock) -> tuple[Subscription, ...]:
    """The subscription table."""
    return (
        on(CrawlWebsite, partial(start_crawl, unit=unit, guard=guard, clock=clock), name="start_crawl"),
        on(CancelCrawl, partial(cancel_crawl, unit=unit, clock=clock), name="cancel_crawl"),
    )
