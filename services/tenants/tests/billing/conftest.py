"""Billing with the double of Stripe, spoken to over a socket by Stripe's own client."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
import uvicorn
from pydantic import SecretStr

from brandmon_local.billing_double.api import Api
from brandmon_local.billing_double.shapes import Json
from brandmon_local.billing_double.webhooks import body_of, signature
from brandmon_local.billing_double.world import World
from common.contracts.message import Message
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.outbox import emitted
from common.testing.tokens import KnownTokens, bearer
from tenants.app import Around, api, saga_runner_of
from tenants.billing import store
from tenants.billing.following import Billing
from tenants.billing.paying import Paying
from tenants.billing.rules.standing import Subscribed
from tenants.billing.stripe_api import Stripe
from tenants.billing.worker import billing_worker
from tenants.consumer import Tools, consumer, subscriptions
from tenants.quota.plans import Plans

from ..plans import TERMS

KEY = "sk_test_of_the_double"
SECRETS = ("whsec_new", "whsec_old")
HOOK = "/v1/billing/stripe/webhook"


@pytest.fixture
async def world() -> World:
    return World()


@pytest.fixture
async def stripe_at(world: World) -> AsyncIterator[str]:
    """The double on a free port."""
    server = uvicorn.Server(uvicorn.Config(Api(world, KEY).app(), port=0, log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - it tells in no other way
        await asyncio.sleep(0.01)
    world.pages = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield world.pages
    server.should_exit = True
    await serving


@dataclass
class Desk:
    """One organisation that pays, and everything around it."""

    tenant: UUID
    world: World
    paying: Paying
    http: httpx.AsyncClient
    clock: ManualClock

    @property
    def billing(self) -> Billing:
        return self.paying.billing

    @property
    def unit(self) -> UnitOfWork:
        return self.billing.unit

    async def ask(self, method: str, path: str, role: str = "owner", **body: object) -> httpx.Response:
        headers = bearer(self.tenant, role)  # type: ignore[arg-type]
        return await self.http.request(method, f"/v1/billing/{path}", json=body or None, headers=headers)

    async def hook(self, event: Json) -> int:
        """Deliver one event as Stripe does."""
        body = body_of(event)
        headers = {"Stripe-Signature": signature(body, SECRETS[0]), "Content-Type": "application/json"}
        return (await self.http.post(HOOK, content=body, headers=headers)).status_code

    async def follow(self) -> None:
        """Have the worker do all that is due."""
        worker = billing_worker(self.billing)
        while await worker.claim():
            await worker.drain()

    async def all_hooks(self) -> None:
        """Deliver every event that there is, and follow them."""
        for event in self.world.events:
            assert await self.hook(event) == 200
        await self.follow()

    async def subscribed(self) -> Subscribed:
        async with self.unit.begin(self.tenant) as tx:
            found = await store.subscribed(tx)
        assert found is not None
        return found

    async def customer(self) -> str:
        return await self.paying.account(self.tenant)

    async def pay(self, tier: str = "pro") -> str:
        """Open a page, pay on it; the subscription's id at Stripe."""
        opened = await self.ask("POST", "checkout", tier=tier)
        assert opened.status_code == 201, opened.text
        return str(self.world.pay(opened.json()["url"].rsplit("/", 1)[1])["id"])

    async def move_sagas(self) -> None:
        """Deliver what the outbox holds to the consumer, over and over, until nothing new comes of it."""
        seen: set[UUID] = set()
        while True:
            fresh = [each for each in await emitted(self.unit, self.tenant) if each.id not in seen]
            wanted = {each.contract.topic for each in subscriptions(Tools(self.paying))}
            fresh = [each for each in fresh if each.topic in wanted]
            if not fresh:
                return
            seen |= {each.id for each in fresh}
            await self._deliver(fresh)

    async def _deliver(self, messages: list[Message]) -> None:
        broker = MemoryBroker()
        for message in messages:
            broker.emit(message)
        member = consumer(Tools(self.paying), MemoryLog(broker))
        running = asyncio.create_task(member.run())
        for _ in range(500):
            if running.done() or sum(broker.committed.values()) == len(messages):
                break
            await asyncio.sleep(0.01)
        member.stop()
        await running
        assert not broker.on_topic("tenants.dead-letters")


@pytest.fixture
async def desk(
    unit: UnitOfWork, plans: Plans, clock: ManualClock, tenant: UUID, world: World, stripe_at: str, around: Around
) -> AsyncIterator[Desk]:
    world.now = lambda: int(clock.now().timestamp())
    stripe = Stripe(SecretStr(KEY), stripe_at)
    billing = Billing(unit, plans, TERMS, stripe, SECRETS)
    paying = Paying(billing, saga_runner_of(unit, clock))
    async with client_of(api(paying, KnownTokens(), around)) as http:
        yield Desk(tenant, world, paying, http, clock)
    await stripe.close()


def some_event(kind: str = "invoice.paid", customer: str | None = None) -> Json:
    return {
        "id": f"evt_{uuid7().hex}", "object": "event", "type": kind, "created": 1,
        "data": {"object": {"id": "in_1", "object": "invoice", "customer": customer}},
    }  # fmt: skip
