"""The service as its tests drive it: messages in, what it emits and shows out, for a tenant of its own."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import httpx
from sqlalchemy import text

from analyzer.consumer import Experts, consumer
from analyzer.prompts.classifiers import RuleClassifier
from analyzer.prompts.handlers import classify_prompts, keep_plan
from analyzer.sites.analysts import RuleAnalyst
from analyzer.sites.handlers import Analyst
from common.contracts.message import Message
from common.contracts.simulator import (
    AuditStepReplied,
    ClassifyPrompts,
    ConversationsPlanned,
)
from common.messaging.memory import MemoryBroker, MemoryLog
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from common.testing.outbox import consuming, emitted, noted, once_there_are
from common.testing.tokens import bearer

M = TypeVar("M", bound=Message)


@dataclass
class Service:
    """The running parts, for one tenant that no other test has."""

    unit: UnitOfWork
    client: httpx.AsyncClient
    broker: MemoryBroker = field(default_factory=MemoryBroker)
    clock: ManualClock = field(default_factory=lambda: ManualClock(datetime(2026, 11, 2, 10, tzinfo=UTC)))
    tenant: UUID = field(default_factory=uuid7)

    @property
    def analyst(self) -> Analyst:
        return Analyst(RuleAnalyst(), self.clock)

    async def classify(self, command: ClassifyPrompts) -> None:
        await classify_prompts(command, unit=self.unit, classifier=RuleClassifier(), clock=self.clock)

    def own(self, contract: type[M], **changes: Any) -> M:
        """The example of a contract as this tenant's, with an id of its own."""
        return example(contract).model_copy(update={"tenant_id": self.tenant, "id": uuid7(), **changes})

    async def get(self, path: str, *, tenant: UUID | None = None, **params: Any) -> httpx.Response:
        return await self.client.get(path, params=params, headers=bearer(tenant or self.tenant))

    async def outbox(self, contract: type[M]) -> list[M]:
        return [message for message in await emitted(self.unit, self.tenant) if isinstance(message, contract)]

    async def noted(self) -> list[tuple[str, dict[str, str]]]:
        """What was noted for the audit log: the action and its facts."""
        return [(each.action, dict(each.facts)) for each in await noted(self.unit, self.tenant)]

    async def count(self, table: str) -> int:
        async with self.unit.begin(self.tenant) as tx:
            return int((await tx.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one())

    def consuming(self) -> AbstractAsyncContextManager[asyncio.Task[None]]:
        """The consumer runs within the block."""
        experts = Experts(RuleAnalyst(), RuleClassifier(), self.clock)
        return consuming(consumer(self.unit, experts, MemoryLog(self.broker)))

    async def replies(self, number: int, by: asyncio.Task[None]) -> list[AuditStepReplied]:
        """The replies, once there are so many."""
        return await once_there_are(number, partial(self.outbox, AuditStepReplied), by=by, within_s=30)


async def prepared(service: Service) -> ClassifyPrompts:
    """Plan and classifications are here."""
    await keep_plan(service.own(ConversationsPlanned), unit=service.unit)
    command = service.own(ClassifyPrompts)
    await service.classify(command)
    return command
