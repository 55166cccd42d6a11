"""Roles change hands within what each may do, an organisation keeps an owner, and every change is told in order."""

import asyncio
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from common.contracts.auth import UserErased
from common.contracts.tenants import MemberJoined, MemberRemoved, MemberRoleChanged
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.outcomes import Rejected
from common.messaging.sealed import seal_json
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from common.testing.outbox import noted
from common.testing.tokens import bearer
from tenants.members.handlers import forget_person

from .team import Team, new_team, slug

pytestmark = pytest.mark.engines


@pytest.fixture
async def team(client: httpx.AsyncClient, unit: UnitOfWork) -> Team:
    return await new_team(client, unit)


async def test_every_change_of_members_is_announced_with_a_higher_revision(team: Team) -> None:
    bob = await team.added("member")
    changed = await team.as_owner("PATCH", f"/v1/members/{bob}", {"role": "admin"})
    assert (changed.status_code, changed.json()["role"]) == (200, "admin")
    again = await team.as_owner("PATCH", f"/v1/members/{bob}", {"role": "admin"})
    assert again.json() == changed.json()
    assert (await team.as_owner("DELETE", f"/v1/members/{bob}")).status_code == 204
    assert await team.roles() == {team.owner: "owner"}
    joined, [raised], [removed] = (
        await team.told(MemberJoined), await team.told(MemberRoleChanged), await team.told(MemberRemoved),
    )  # fmt: skip
    assert [each.revision for each in (*joined, raised, removed)] == [1, 2, 3, 4]
    assert (raised.user_id, raised.role, raised.changed_by) == (bob, "admin", team.owner)
    assert (removed.user_id, removed.role, removed.removed_by) == (bob, "admin", team.owner)


async def test_two_owners_who_demote_each_other_at_the_same_moment_leave_one(team: Team) -> None:
    for _ in range(6):
        other = await team.added("owner")
        answers = await asyncio.gather(
            team.ask(team.owner, "owner", "PATCH", f"/v1/members/{other}", {"role": "member"}),
            team.ask(other, "owner", "PATCH", f"/v1/members/{team.owner}", {"role": "member"}),
        )
        roles = await team.roles()
        owners = [user for user, role in roles.items() if role == "owner"]
        assert len(owners) == 1
        assert sorted(answer.status_code for answer in answers) == [200, 403]
        async with team.unit.begin(team.id) as tx:  # back to the beginning for the next round
            await tx.execute(text("UPDATE memberships SET role = 'viewer'"))
            await tx.execute(text("UPDATE memberships SET role = 'owner' WHERE user_id = :own"), {"own": team.owner})


async def test_owners_who_all_leave_at_once_leave_one_behind(team: Team) -> None:
    owners = [team.owner, *[await team.added("owner") for _ in range(4)]]
    path = f"/v1/organizations/{team.id}/membership"
    answers = await asyncio.gather(*(team.ask(each, "owner", "DELETE", path) for each in owners))
    assert sorted(answer.status_code for answer in answers) == [204, 204, 204, 204, 409]
    [refused] = [answer for answer in answers if answer.status_code == 409]
    assert slug(refused) == (409, "last-owner")
    assert len(await team.told(MemberRemoved)) == 4


async def test_the_last_owner_can_be_neither_demoted_nor_removed_nor_leave(team: Team) -> None:
    await team.added("admin")
    own = f"/v1/members/{team.owner}"
    assert slug(await team.as_owner("PATCH", own, {"role": "admin"})) == (409, "last-owner")
    assert slug(await team.as_owner("DELETE", own)) == (409, "last-owner")
    left = await team.as_owner("DELETE", f"/v1/organizations/{team.id}/membership")
    assert slug(left) == (409, "last-owner")
    assert (await team.roles())[team.owner] == "owner"


@pytest.mark.parametrize("role", ["owner", "billing"])
async def test_an_admin_gives_nobody_what_he_may_not_himself(team: Team, role: str) -> None:
    admin, bob = await team.added("admin"), await team.added("viewer")
    for target in (admin, bob):
        answer = await team.ask(admin, "admin", "PATCH", f"/v1/members/{target}", {"role": role})
        assert slug(answer) == (403, "role-beyond-yours")
    for change in ("PATCH", "DELETE"):
        answer = await team.ask(admin, "admin", change, f"/v1/members/{team.owner}", {"role": "viewer"})
        assert slug(answer) == (403, "role-beyond-yours")
    assert await team.roles() == {team.owner: "owner", admin: "admin", bob: "viewer"}


@pytest.mark.parametrize("role", ["member", "viewer", "billing"])
async def test_who_does_not_run_the_organisation_changes_nobody_himself_least(team: Team, role: str) -> None:
    bob = await team.added(role)  # type: ignore[arg-type]
    for target in (bob, team.owner):
        for method in ("PATCH", "DELETE"):
            answer = await team.ask(bob, role, method, f"/v1/members/{target}", {"role": "owner"})  # type: ignore[arg-type]
            assert slug(answer) == (403, "permission-missing")


async def test_a_token_that_is_older_than_a_demotion_or_removal_changes_nobody(team: Team) -> None:
    bob, eve = await team.added("admin"), await team.added("viewer")
    await team.as_owner("PATCH", f"/v1/members/{bob}", {"role": "viewer"})
    for _ in range(2):  # first demoted, then removed: the token says admin all the while
        answer = await team.ask(bob, "admin", "PATCH", f"/v1/members/{bob}", {"role": "admin"})
        assert slug(answer) == (403, "permission-missing")
        answer = await team.ask(bob, "admin", "DELETE", f"/v1/members/{eve}")
        assert slug(answer) == (403, "permission-missing")
        await team.as_owner("DELETE", f"/v1/members/{bob}")


async def test_members_of_another_organisation_are_out_of_reach(
    client: httpx.AsyncClient, unit: UnitOfWork, team: Team
) -> None:
    others = await new_team(client, unit, "Others")
    theirs = await others.added("viewer")
    assert theirs not in await team.roles()
    for method in ("PATCH", "DELETE"):
        answer = await team.as_owner(method, f"/v1/members/{theirs}", {"role": "owner"})
        assert slug(answer) == (404, "member-not-found")
    stranger = await client.delete(f"/v1/organizations/{team.id}/membership", headers=bearer(None, user=uuid7()))
    assert slug(stranger) == (404, "organisation-not-found")
    assert (await client.get("/v1/members", headers=bearer(team.id, "client"))).status_code == 403


async def test_members_come_in_pages_who_joined_first_first(team: Team) -> None:
    added = [await team.added("viewer") for _ in range(7)]
    found: list[UUID] = []
    after = ""
    while True:
        page = (await team.as_owner("GET", f"/v1/members?limit=3{after}")).json()
        found += [UUID(each["user_id"]) for each in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert sorted(found) == sorted([team.owner, *added])
    assert len(found) == 8


async def test_a_clients_user_needs_a_client_and_nobody_else_has_one(team: Team) -> None:
    bob = await team.added("viewer")
    path = f"/v1/members/{bob}"
    assert slug(await team.as_owner("PATCH", path, {"role": "client"})) == (422, "client-missing")
    body = {"role": "viewer", "client_id": str(uuid7())}
    assert slug(await team.as_owner("PATCH", path, body)) == (422, "client-missing")
    unknown = {"role": "client", "client_id": str(uuid7())}
    assert slug(await team.as_owner("PATCH", path, unknown)) == (404, "client-not-found")
    made = (await team.as_owner("POST", "/v1/clients", {"name": "Pier Nine"})).json()
    changed = await team.as_owner("PATCH", path, {"role": "client", "client_id": made["id"]})
    assert (changed.json()["role"], changed.json()["client_id"]) == ("client", made["id"])
    [told] = await team.told(MemberRoleChanged)
    assert str(told.client_id) == made["id"]


async def test_who_changed_what_is_noted_with_it_and_what_was_refused_is_not(team: Team) -> None:
    bob = await team.added("member")
    await team.as_owner("PATCH", f"/v1/members/{bob}", {"role": "viewer"})
    await team.as_owner("PATCH", f"/v1/members/{team.owner}", {"role": "viewer"})  # refused: the last owner
    await team.as_owner("PATCH", f"/v1/organizations/{team.id}", {"name": "Other", "settings": {"language": "en"}})
    await team.as_owner("PUT", "/v1/flags/beta", {"enabled": True})
    made = (await team.as_owner("POST", "/v1/clients", {"name": "Pier Nine"})).json()
    await team.as_owner("POST", f"/v1/clients/{made['id']}/archiving")
    await team.as_owner("DELETE", f"/v1/clients/{made['id']}")
    await team.as_owner("DELETE", f"/v1/members/{bob}")
    kept = await noted(team.unit, team.id)
    assert sorted(each.action for each in kept) == sorted([
        "organization.founded", "member.role-changed", "organization.renamed", "organization.settings-changed",
        "feature.switched", "client.made", "client.archived", "client.deleted", "member.removed",
    ])  # fmt: skip
    assert {each.user_id for each in kept} == {team.owner}
    [changed] = [each for each in kept if each.action == "member.role-changed"]
    assert (changed.resource_id, dict(changed.facts)) == (bob, {"role": "viewer", "before": "member"})


async def test_an_erased_person_belongs_to_nothing_and_stands_in_no_list(
    client: httpx.AsyncClient, unit: UnitOfWork, sealing: Sealing
) -> None:
    first, second = await new_team(client, unit), await new_team(client, unit)
    person, address = await first.added("admin"), "ada@atelier.example"
    for team in (first, second):
        for invited in (address, "other@atelier.example"):
            answer = await team.as_owner("POST", "/v1/invitations", {"email": invited, "role": "member"})
            assert answer.status_code == 201, answer.text
    key_id, sealed = seal_json(sealing, {"email": "Ada@Atelier.example"}, f"{UserErased.topic}/{person}")
    told = {"user_id": person, "key_id": key_id, "sealed": sealed, "id": uuid7()}
    event = example(UserErased).model_copy(update=told)
    for _ in range(2):
        await forget_person(event, unit=unit, sealing=sealing, clock=ManualClock())
        assert person not in await first.roles()
        assert first.owner in await first.roles()
        for team in (first, second):
            listed = (await team.as_owner("GET", "/v1/invitations")).json()["items"]
            assert [each["email"] for each in listed] == ["other@atelier.example"]
    assert [each.user_id for each in await first.told(MemberRemoved)] == [person]
    with pytest.raises(Rejected):
        await forget_person(event, unit=unit, sealing=Sealing.ephemeral(), clock=ManualClock())
