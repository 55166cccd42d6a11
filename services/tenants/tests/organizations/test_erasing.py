"""A closed organisation is erased when its grace is over: by a saga that only goes forward, and says who hangs."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from common.contracts.collector import WebsiteState
from common.contracts.message import Command, Message
from common.contracts.simulator import AuditCancelled, ReserveQuota
from common.contracts.tenants import (
    ClientState,
    EndPayments,
    ErasureStepReplied,
    FlagsState,
    OrganizationState,
    TenantErased,
)
from common.messaging.outcomes import HANDLER, AlreadyHandled
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from common.testing.outbox import emitted, noted
from tenants.billing.paying import Paying
from tenants.consumer import Tools, subscriptions
from tenants.erasure.rules import erasure_id
from tenants.erasure.worker import erasure_worker

from .team import Team, new_team, slug

pytestmark = pytest.mark.engines
GRACE = timedelta(days=30)


@pytest.fixture
async def team(client: httpx.AsyncClient, unit: UnitOfWork) -> Team:
    return await new_team(client, unit)


class Ground:
    """Tenants with all other services played: each says that it has erased its part, unless it is down."""

    def __init__(self, paying: Paying, keyring: "KnownKeys") -> None:
        self.tools = Tools(paying, keyring)
        self.down: set[str] = set()
        self.delivered: set[UUID] = set()

    @property
    def unit(self) -> UnitOfWork:
        return self.tools.unit

    async def begin(self) -> None:
        """What the worker does now."""
        worker = erasure_worker(self.unit, self.tools.runner, self.tools.billing.clock)
        while await worker.claim():
            await worker.drain()

    async def give(self, message: Message) -> None:
        for each in subscriptions(self.tools):
            if isinstance(message, each.contract):
                token = HANDLER.set(each.name)
                try:
                    await each.handle(message)  # type: ignore[arg-type]
                except AlreadyHandled:
                    pass
                finally:
                    HANDLER.reset(token)

    async def move(self, tenant: UUID) -> None:
        """Deliver orders and answers until nothing new comes of it."""
        while fresh := [each for each in await emitted(self.unit, tenant) if each.id not in self.delivered]:
            for message in fresh:
                self.delivered.add(message.id)
                if not isinstance(message, Command) or message.participant == "tenants":
                    await self.give(message)
                elif message.participant not in self.down:
                    await self.give(answer(message))


def answer(order: Command) -> ErasureStepReplied:
    return ErasureStepReplied(
        tenant_id=order.tenant_id, saga_id=order.saga_id, step=order.step, command=order.type_name(),
        command_id=order.id, participant=order.participant, outcome="done", result={"rows": 3},
    )  # fmt: skip


class KnownKeys:
    """Which organisations' keys were destroyed."""

    def __init__(self) -> None:
        self.destroyed: list[UUID] = []

    async def destroy(self, tenant_id: UUID) -> None:
        self.destroyed.append(tenant_id)


@pytest.fixture
def keyring() -> KnownKeys:
    return KnownKeys()


@pytest.fixture
def ground(paying: Paying, keyring: KnownKeys) -> Ground:
    return Ground(paying, keyring)


async def closed(team: Team) -> None:
    answered = await team.as_owner("DELETE", f"/v1/organizations/{team.id}")
    assert answered.status_code == 202, answered.text


async def erasure_of(team: Team) -> httpx.Response:
    return await team.as_owner("GET", f"/v1/organizations/{team.id}/erasure")


async def rows(unit: UnitOfWork, tenant: UUID) -> dict[str, int]:
    """How many rows of an organisation each table has."""
    columns = "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
    counted = {}
    async with unit.looking(tenant) as tx:
        for table in (await tx.execute(text(f"{columns} AND column_name = 'tenant_id'"))).scalars().all():
            own = text(f"SELECT count(*) FROM {table} WHERE tenant_id = :own")
            counted[table] = (await tx.execute(own, {"own": tenant})).scalar_one()
    return {table: number for table, number in counted.items() if number}


async def test_nothing_is_erased_before_its_time_and_an_owner_prevents_it(
    team: Team, ground: Ground, clock: ManualClock
) -> None:
    await closed(team)
    await ground.begin()
    assert (await erasure_of(team)).json()["status"] == "closing"
    clock.advance(GRACE - timedelta(seconds=1))
    await ground.begin()
    opened = await team.as_owner("POST", f"/v1/organizations/{team.id}/restoration")
    assert opened.status_code == 200, opened.text
    clock.advance(timedelta(days=1))
    await ground.begin()
    assert (await erasure_of(team)).json() == {
        "status": "open", "erase_after": None, "began_at": None, "waits_for": None, "parts": [],
    }  # fmt: skip
    await closed(team)
    await ground.begin()
    assert (await erasure_of(team)).json()["status"] == "closing", "the grace is a new one"


async def test_nobody_opens_what_is_being_erased(team: Team, ground: Ground, clock: ManualClock) -> None:
    admin = await team.added("admin")
    await closed(team)
    clock.advance(GRACE)
    await ground.begin()
    await ground.begin()
    clock.advance(-timedelta(days=2))  # a replica whose clock is behind
    refused = await team.as_owner("POST", f"/v1/organizations/{team.id}/restoration")
    assert slug(refused) == (409, "organisation-erased")
    shown = (await erasure_of(team)).json()
    assert (shown["status"], shown["waits_for"]) == ("erasing", "tenants")
    assert len([each for each in await emitted(ground.unit, team.id) if isinstance(each, EndPayments)]) == 1
    assert (await team.ask(admin, "admin", "GET", f"/v1/organizations/{team.id}/erasure")).status_code == 403


async def test_everything_goes_in_the_end_and_who_has_not_answered_is_said(
    team: Team, ground: Ground, keyring: KnownKeys, clock: ManualClock, client: httpx.AsyncClient, unit: UnitOfWork
) -> None:
    other = await new_team(client, unit)
    assert (await team.as_owner("POST", "/v1/clients", {"name": "Theirs"})).status_code == 201
    assert (await team.as_owner("PUT", "/v1/flags/beta", {"enabled": True})).status_code == 200
    before = await rows(unit, other.id)
    await closed(team)
    clock.advance(GRACE)
    ground.down = {"analyzer"}
    await ground.begin()
    await ground.move(team.id)
    shown = (await erasure_of(team)).json()
    assert (shown["status"], shown["waits_for"]) == ("erasing", "analyzer")
    assert [each["status"] for each in shown["parts"][:4]] == ["done", "done", "done", "running"]
    assert [each["erased"] for each in shown["parts"][:4]] == [0, 3, 3, None]
    for _ in range(3):  # for hours: it is asked again, and nothing is undone
        clock.advance(timedelta(hours=1))
        await ground.tools.runner.pass_deadlines()
        await ground.move(team.id)
    assert (await erasure_of(team)).json()["parts"][3]["orders"] == 4
    assert not keyring.destroyed
    ground.down = set()
    clock.advance(timedelta(hours=1))
    await ground.tools.runner.pass_deadlines()
    await ground.move(team.id)
    assert keyring.destroyed == [team.id]
    [told] = [each for each in await emitted(unit, team.id) if isinstance(each, TenantErased)]
    assert (told.requested_by, told.organization_id) == (team.owner, team.id)
    last = {type(each): each for each in await emitted(unit, team.id)}
    assert all(last[state].deleted for state in (OrganizationState, ClientState, FlagsState))  # type: ignore[attr-defined]
    assert [each.action for each in await noted(unit, team.id)][-1] == "organization.erased"
    assert (await erasure_of(team)).status_code == 404
    left = await rows(unit, team.id)
    assert left.keys() == {"erasures", "inbox", "outbox", "sagas", "saga_history"}
    assert await rows(unit, other.id) == before


async def test_late_messages_and_repeated_orders_change_nothing(
    team: Team, ground: Ground, clock: ManualClock, unit: UnitOfWork
) -> None:
    await closed(team)
    clock.advance(GRACE)
    await ground.begin()
    await ground.move(team.id)
    before = await rows(unit, team.id)
    orders = [each for each in await emitted(unit, team.id) if isinstance(each, Command)]
    for contract in (ReserveQuota, AuditCancelled, WebsiteState):
        await ground.give(example(contract).model_copy(update={"tenant_id": team.id, "id": uuid7()}))
    assert await rows(unit, team.id) == before
    for order in orders:
        await ground.give(order if order.participant == "tenants" else answer(order))
    await ground.move(team.id)
    assert len([each for each in await emitted(unit, team.id) if isinstance(each, TenantErased)]) == 1
    assert (await rows(unit, team.id)).keys() == before.keys()
    founded = await team.as_owner("PUT", "/v1/flags/beta", {"enabled": True})
    assert founded.status_code == 401, "an old token makes nothing"


async def test_nobody_aborts_an_erasure(team: Team, ground: Ground, clock: ManualClock, unit: UnitOfWork) -> None:
    await closed(team)
    clock.advance(GRACE)
    ground.down = {"simulator"}
    await ground.begin()
    await ground.move(team.id)
    runner = ground.tools.runner
    ended = await runner.abort(team.id, erasure_id(team.id), by="ops", reason="no")
    assert ended is not None
    assert not ended.moved
    assert (await erasure_of(team)).json()["waits_for"] == "simulator"
