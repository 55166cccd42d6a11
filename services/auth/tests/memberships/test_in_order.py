"""Memberships come by three topics, late and twice: the newest revision decides, and closed rooms let nobody in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from auth.memberships.handlers import remember_client, remember_membership, remember_organization
from auth.memberships.rules import Membership
from auth.memberships.store import memberships_of
from common.contracts.tenants import ClientState, MemberJoined, MemberRemoved, MemberRoleChanged, OrganizationState
from common.messaging.outcomes import AlreadyHandled
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

from ..service import Service

pytestmark = pytest.mark.engines
Told = MemberJoined | MemberRoleChanged | MemberRemoved
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


def story(organization_id: UUID, user_id: UUID) -> list[Told]:
    """Somebody joins, rises, is removed, and comes back for one client."""
    own: dict[str, Any] = {"tenant_id": organization_id, "organization_id": organization_id, "user_id": user_id}
    at = [START + timedelta(minutes=minute) for minute in range(4)]
    return [
        MemberJoined(**own, role="viewer", revision=2, occurred_at=at[0]),
        MemberRoleChanged(**own, role="admin", changed_by=uuid7(), revision=5, occurred_at=at[1]),
        MemberRemoved(**own, role="admin", revision=6, occurred_at=at[2]),
        MemberJoined(**own, role="client", client_id=UUID(int=7), revision=9, occurred_at=at[3]),
    ]


async def handled(unit: UnitOfWork, events: Sequence[Told]) -> None:
    for event in events:
        try:
            await remember_membership(event, unit=unit)
        except AlreadyHandled:
            continue


async def own(unit: UnitOfWork, user_id: UUID) -> Sequence[Membership]:
    async with unit.system() as conn:
        return await memberships_of(conn, user_id)


@pytest.mark.parametrize("until", [1, 2, 3, 4])
async def test_every_order_of_a_story_and_its_repetition_ends_in_the_same_membership(
    unit: UnitOfWork, until: int
) -> None:  # fmt: skip
    for order in permutations(range(until)):
        organization_id, user_id = uuid7(), uuid7()
        events = story(organization_id, user_id)[:until]
        await handled(unit, [events[index] for index in order] + events[:1])
        last = {
            1: [Membership(organization_id, "viewer")],
            2: [Membership(organization_id, "admin")],
            3: [],
            4: [Membership(organization_id, "client", UUID(int=7))],
        }
        assert await own(unit, user_id) == last[until], order


async def test_an_event_with_another_id_but_an_old_revision_changes_nothing(unit: UnitOfWork) -> None:
    organization_id, user_id = uuid7(), uuid7()
    joined, changed, removed, _ = story(organization_id, user_id)
    await handled(unit, [joined, changed, removed])
    for late in (joined, changed):
        await handled(unit, [late.model_copy(update={"id": uuid7()})])
    assert await own(unit, user_id) == []


async def test_whoever_was_removed_gets_no_token_for_the_organisation(service: Service) -> None:
    email, user_id = await service.register()
    organization_id = await service.join(user_id, "member")
    tokens = (await service.log_in(email, organization_id)).json()
    facts = {"tenant_id": organization_id, "organization_id": organization_id, "user_id": user_id}
    await remember_membership(MemberRemoved(**facts, revision=2), unit=service.unit)
    assert (await service.log_in(email, organization_id)).status_code == 409
    refreshed = (await service.refresh(tokens["refresh_token"])).json()
    assert refreshed["organization_id"] is None


async def test_a_token_carries_the_role_and_the_client_as_they_are_now(service: Service) -> None:
    email, user_id = await service.register()
    organization_id, client_id = await service.join(user_id, "viewer"), uuid7()
    facts = {"tenant_id": organization_id, "organization_id": organization_id, "user_id": user_id}
    changed = MemberRoleChanged(**facts, role="client", client_id=client_id, changed_by=uuid7(), revision=3)
    await remember_membership(changed, unit=service.unit)
    token = (await service.log_in(email, organization_id)).json()["access_token"]
    principal = await service.uses.keys.verify(token)
    assert (principal.role, principal.client_id) == ("client", client_id)


def state(organization_id: UUID, revision: int, status: str | None, *, deleted: bool = False) -> OrganizationState:
    return OrganizationState.model_validate(
        {
            "tenant_id": organization_id, "organization_id": organization_id, "revision": revision, "deleted": deleted,
            "name": None if deleted else "Tillvane", "slug": "tillvane", "tier": "free", "founded_at": START,
            "status": status,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "deleted", "lets_in"),
    [("active", False, True), (None, False, True), ("suspended", False, False), ("closing", False, False),
     (None, True, False)],
)  # fmt: skip
async def test_only_an_active_organisation_is_acted_for(
    service: Service, status: str | None, deleted: bool, lets_in: bool
) -> None:
    _, user_id = await service.register()
    organization_id = await service.join(user_id)
    await remember_organization(state(organization_id, 2, status, deleted=deleted), unit=service.unit)
    assert bool(await own(service.unit, user_id)) is lets_in
    other = "suspended" if lets_in else "active"
    await remember_organization(state(organization_id, 1, other), unit=service.unit)  # late: old news
    assert bool(await own(service.unit, user_id)) is lets_in
    await remember_organization(state(organization_id, 3, other), unit=service.unit)
    assert bool(await own(service.unit, user_id)) is not lets_in


async def test_an_archived_client_lets_its_own_users_in_no_more_and_touches_nobody_else(service: Service) -> None:
    _, ada = await service.register()
    _, bob = await service.register()
    organization_id, client_id = await service.join(ada, "member"), uuid7()
    facts = {"tenant_id": organization_id, "organization_id": organization_id}
    await remember_membership(
        MemberJoined(**facts, user_id=bob, role="client", client_id=client_id, revision=2), unit=service.unit
    )
    told: dict[str, Any] = {"tenant_id": organization_id, "client_id": client_id, "name": "x", "purge_after": None}
    for revision, status, count in ((1, "inactive", 1), (2, "archived", 0), (3, "active", 1)):
        await remember_client(
            ClientState(**told, revision=revision, deleted=False, status=status),
            unit=service.unit,
        )
        assert len(await own(service.unit, bob)) == count
        assert len(await own(service.unit, ada)) == 1


async def test_a_state_of_one_organisation_closes_no_other(service: Service) -> None:
    _, user_id = await service.register()
    first, second = await service.join(user_id), await service.join(user_id)
    await remember_organization(state(first, 2, "suspended"), unit=service.unit)
    assert [each.organization_id for each in await own(service.unit, user_id)] == [second]
    async with service.unit.begin(second) as tx:
        assert (await tx.execute(text("SELECT count(*) FROM standings"))).scalar_one() == 0
