"""Two sagas in one database: their orchestrator and three services on a log in memory, which a relay fills.

The relay does what happens to commands on their way: it holds one back until everything is over, or has the saga
cancelled as the command leaves.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func, insert, select

from common.contracts.message import Command, Message
from common.contracts.registry import MESSAGES
from common.contracts.simulator import AuditStepReplied, CancelCrawl, CrawlWebsite, ReleaseQuota, ReserveQuota
from common.contracts.simulator.audit_results import CrawlResult, ReservationResult, StoppedCrawlResult
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer, Subscription, on
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.saga import Saga, SagaState
from common.saga.participant import Done, Refused, takes_part
from common.saga.runner import SagaRunner
from common.stores.postgres import Tx, UnitOfWork
from common.stores.postgres.tables import inbox, outbox

from .organisation_deletion import (
    DELETION,
    NO,
    DeletionStepReplied,
    EraseFigures,
    ErasePages,
    FreezeOrganization,
    Refusing,
    RemoveOrganization,
    UnfreezeOrganization,
    erase,
    freeze,
    mark,
    marks,
    organizations,
    remove,
    unfreeze,
)
from .stage import SHORT

Fate = Literal["done", "refused", "silent", "cancelled"]


async def _lock(tx: Tx, command: Command) -> None:
    """A command and its undo, handled side by side, take turns."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{command.saga_id}/{command.step}"))))


async def _do(command: Command, tx: Tx, *, refusing: Refusing) -> Done | Refused:
    if (command.saga_id, command.step) in refusing:
        return NO
    await mark(tx, command, "done")
    return Done(CrawlResult(crawl_id=uuid7(), pages=3) if isinstance(command, CrawlWebsite) else ReservationResult())


reserve = takes_part(undo=ReleaseQuota, lock=_lock)(_do)
crawl = takes_part(undo=CancelCrawl, lock=_lock)(_do)
unguarded = takes_part()(_do)
"""A planted defect: it does what was given up before it came."""


@takes_part(lock=_lock)
async def undo(command: Command, tx: Tx) -> Done:
    await mark(tx, command, "undone")
    return Done(StoppedCrawlResult()) if isinstance(command, CancelCrawl) else Done()


@dataclass(frozen=True)
class Case:
    """What happens to an instance at one of its steps."""

    saga: Saga
    at: str
    fate: Fate
    id: UUID = field(default_factory=uuid7)


def cases(saga: Saga) -> list[Case]:
    """Every way it can go, of one instance each."""
    fates: tuple[Fate, ...] = ("refused", "silent", "cancelled")
    return [Case(saga, "", "done"), *(Case(saga, step.name, fate) for step in saga.steps for fate in fates)]


class Services:
    """Everybody, and the log between them."""

    def __init__(self, url: str, cases: list[Case], *, crawls: Any = crawl) -> None:
        self.unit = UnitOfWork(url, service="tenants", pool_size=6)
        self.clock, self.broker, self.tenant = ManualClock(), MemoryBroker(partitions_per_topic=1), uuid7()
        self.cases = {case.id: case for case in cases}
        self.refusing = frozenset((case.id, case.at) for case in cases if case.fate == "refused")
        self.runner = SagaRunner((SHORT, DELETION), self.unit, self.clock, self._changed)
        self.moves: list[tuple[str, str]] = []
        self._crawls = crawls
        self._sent: set[UUID] = set()
        self.held: list[Message] = []

    async def _changed(self, _: Tx, state: SagaState) -> None:
        self.moves.append((state.saga, state.status))

    # -- who listens to what ------------------------------------------------------------------------------------------

    def _listeners(self) -> Mapping[str, tuple[Subscription, ...]]:
        told = {"unit": self.unit, "refusing": self.refusing}
        return {
            "orchestrator": (
                on(AuditStepReplied, self.runner.on_reply, name="on_reply"),
                on(DeletionStepReplied, self.runner.on_reply, name="on_deletion_reply"),
            ),
            "tenants": (
                on(ReserveQuota, partial(reserve, **told), name="reserve"),
                on(ReleaseQuota, partial(undo, unit=self.unit), name="release"),
                on(FreezeOrganization, partial(freeze, **told), name="freeze"),
                on(UnfreezeOrganization, partial(unfreeze, unit=self.unit), name="unfreeze"),
                on(RemoveOrganization, partial(remove, **told), name="remove"),
            ),
            "collector": (
                on(CrawlWebsite, partial(self._crawls, **told), name="crawl"),
                on(CancelCrawl, partial(undo, unit=self.unit), name="cancel_crawl"),
                on(ErasePages, partial(erase, **told), name="erase"),
            ),
            "analytics": (on(EraseFigures, partial(erase, **told), name="erase"),),
        }

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The consumers run within the block."""
        members = [Consumer(name, table, MemoryLog(self.broker)) for name, table in self._listeners().items()]
        tasks = [asyncio.create_task(member.run()) for member in members]
        try:
            yield
        finally:
            for member in members:
                member.stop()
            await asyncio.gather(*tasks)

    # -- what happens -------------------------------------------------------------------------------------------------

    async def play(self) -> None:
        """Begin every case, and let it come to its end; then what was held back arrives after all."""
        async with self.running():
            for case in self.cases.values():
                await self._begin(case)
            await self._settle()
            while not await self._ended():
                self.clock.advance(timedelta(hours=1))
                await self.runner.pass_deadlines()
                await self._settle()
            for message in self.held:
                self.broker.emit(message)
            await self._settle()

    async def _begin(self, case: Case) -> None:
        async with self.unit.begin(self.tenant) as tx:
            await tx.execute(insert(organizations).values(tenant_id=self.tenant, id=case.id, state="active"))
            data = {"organization_id": str(case.id), "website_id": str(case.id)}
            await self.runner.start(tx, case.saga.name, case.id, data)

    async def _settle(self) -> None:
        """Relay until every message that was sent is handled and, after that, none is new."""
        async with asyncio.timeout(60):
            while True:
                if await self._handled() and not await self._relay():
                    return
                await asyncio.sleep(0.01)

    async def _relay(self) -> bool:
        query = select(outbox.c.topic, outbox.c.payload).order_by(outbox.c.created_at, outbox.c.id)
        async with self.unit.begin(self.tenant) as tx:
            messages = [MESSAGES[row.topic].model_validate_json(row.payload) for row in await tx.execute(query)]
        fresh = [message for message in messages if message.id not in self._sent]
        for message in fresh:
            self._sent.add(message.id)
            if isinstance(message, Command) and await self._stopped(message):
                self.held.append(message)
            else:
                self.broker.emit(message)
        return bool(fresh)

    async def _stopped(self, command: Command) -> bool:
        case = self.cases[command.saga_id]
        forward = case.saga.steps[case.saga.index(command.step)].order.command
        if case.at != command.step or type(command) is not forward or case.fate not in ("silent", "cancelled"):
            return False
        if case.fate == "cancelled":
            await self.runner.cancel(self.tenant, case.id)
        return True

    async def _handled(self) -> bool:
        async with self.unit.begin(self.tenant) as tx:
            done: int = (await tx.execute(select(func.count()).select_from(inbox))).scalar_one()
        return done == sum(map(len, self.broker.records.values()))

    # -- what came of it ----------------------------------------------------------------------------------------------

    async def _ended(self) -> bool:
        return all([(await self.state(case)).ended_at is not None for case in self.cases.values()])

    async def state(self, case: Case) -> SagaState:
        """Where an instance stands."""
        async with self.unit.begin(self.tenant) as tx:
            state = await self.runner.state(tx, case.id)
        assert state is not None
        return state

    async def marks(self, case: Case) -> list[tuple[str, str]]:
        """(step, what) of its effects, in order."""
        query = select(marks.c.step, marks.c.kind).where(marks.c.saga_id == case.id).order_by(marks.c.place)
        async with self.unit.begin(self.tenant) as tx:
            return [(row.step, row.kind) for row in await tx.execute(query)]

    async def organization(self, case: Case) -> str:
        """The state of the case's organisation."""
        async with self.unit.begin(self.tenant) as tx:
            query = select(organizations.c.state).where(organizations.c.id == case.id)
            state: str = (await tx.execute(query)).scalar_one()
            return state


@asynccontextmanager
async def played(url: str, cases: list[Case], *, crawls: Any = crawl) -> AsyncIterator[Services]:
    """Services after every case has come to its end."""
    services = Services(url, cases, crawls=crawls)
    try:
        await services.play()
        yield services
    finally:
        await services.unit.dispose()
