"""The crawler among its neighbours: commands in, pages and replies out."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from collector.consumer import subscriptions
from collector.crawl.worker import Tools, crawl_worker
from collector.fetching.fetch import Fetcher, Limits, Pacer
from collector.shared.store import Store
from common.contracts.message import Command, Message
from common.contracts.registry import MESSAGES
from common.contracts.simulator import AuditStepReplied, CancelCrawl, CrawlWebsite
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer
from common.outbound.addresses import Guard, connection_pool
from common.primitives.clock import SystemClock
from common.primitives.ids import derived_id
from common.stores.mongo import MongoUnit


@dataclass
class Service:
    """Consumer and worker of collector around one database, for one organisation's website."""

    unit: MongoUnit
    objects: Any
    site: Any
    tenant: UUID
    website: UUID
    lease_seconds: float = 5.0

    @property
    def guard(self) -> Guard:
        return Guard(loopback=frozenset({("127.0.0.1", self.site.port)}))

    async def register(self) -> None:
        fields = {"url": f"{self.site.url}/", "domain": f"127.0.0.1:{self.site.port}", "name": None}
        await Store(self.unit.db, self.tenant).insert_website(self.website, fields, datetime.now(UTC))

    def crawl(self, audit: UUID, **more: Any) -> CrawlWebsite:
        given = {
            "url": f"{self.site.url}/",
            "page_limit": 20,
            "website_id": self.website,
            "tenant_id": self.tenant,
            **more,
        }
        return CrawlWebsite(saga_id=audit, step="crawl", **given)

    def cancel(self, audit: UUID) -> CancelCrawl:
        return CancelCrawl(saga_id=audit, step="crawl", website_id=self.website, tenant_id=self.tenant)

    async def handle(self, *commands: Command) -> list[Any]:
        """Deliver commands through the consumer; what was laid aside."""
        broker = MemoryBroker()
        for command in commands:
            broker.emit(command)
        consumer = Consumer(
            "collector", subscriptions(self.unit, self.guard, SystemClock(), self.objects), MemoryLog(broker)
        )
        running = asyncio.create_task(consumer.run())
        async with asyncio.timeout(20):
            while sum(offset for (group, _), offset in broker.committed.items()) < len(commands):  # noqa: ASYNC110 - the log tells nobody
                await asyncio.sleep(0.01)
        consumer.stop()
        await running
        return broker.on_topic("collector.dead-letters")

    async def work(self, until: Callable[[], Awaitable[bool]]) -> None:
        """Run a worker until something holds."""
        guard = self.guard
        fetcher = Fetcher(
            connection_pool(guard), guard, user_agent="test", pacer=Pacer(0), limits=Limits(page_bytes=100_000)
        )
        lease = timedelta(seconds=self.lease_seconds)
        worker = crawl_worker(Tools(self.unit, self.objects, fetcher, SystemClock(), lease, 60))
        stopping = asyncio.Event()
        running = asyncio.create_task(worker(stopping))
        try:
            async with asyncio.timeout(30):
                while not await until():
                    assert not running.done(), running.exception()
                    await asyncio.sleep(0.02)
        finally:
            stopping.set()
            await running
            await fetcher.close()

    async def announced(self, contract: type[Message]) -> list[Any]:
        rows = await self.unit.db["outbox"].find({"topic": contract.topic}).sort("created_at", 1).to_list()
        return [MESSAGES[row["topic"]].model_validate_json(row["payload"]) for row in rows]

    async def replies(self) -> list[AuditStepReplied]:
        return await self.announced(AuditStepReplied)

    async def replied(self) -> bool:
        return bool(await self.replies())

    async def job(self, audit: UUID) -> dict[str, Any]:
        found = await Store(self.unit.db, self.tenant).job(derived_id("crawl", audit))
        assert found is not None
        return found

    async def website_status(self) -> str:
        found = await Store(self.unit.db, self.tenant).website(self.website)
        assert found is not None
        return str(found["status"])


def small_site(site: Any, pages: int = 6) -> list[str]:
    names = [f"/p{n}" for n in range(pages - 1)]
    site.page("/", links=tuple(names))
    for name in names:
        site.page(name)
    return ["/", *names]
