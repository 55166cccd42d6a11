"""Invitations: sealed on their way, good once, for one address, for a week, as long as who sent them may."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from common.contracts.tenants import InvitationMade, MemberJoined
from common.messaging.dead_letters.sealing import CannotOpen, Sealing
from common.messaging.sealed import open_json
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.tokens import bearer
from tenants.members.invitations.rules import new_token
from tenants.quota.plans import Plans

from .people import KnownPeople
from .team import Team, new_team, slug

pytestmark = pytest.mark.engines
ADA = "Ada@Shop.example"


@pytest.fixture
async def team(client: httpx.AsyncClient, unit: UnitOfWork) -> Team:
    return await new_team(client, unit)


async def mails(team: Team, sealing: Sealing) -> list[dict[str, Any]]:
    """What was mailed, as auth opens it."""
    told = await team.told(InvitationMade)
    return [open_json(sealing, each.key_id, each.sealed, f"{each.topic}/{each.invitation_id}") for each in told]


async def invited(team: Team, sealing: Sealing, role: str = "member", **more: Any) -> tuple[dict[str, Any], str]:
    """An invitation of Ada, and the token in her mail."""
    answer = await team.as_owner("POST", "/v1/invitations", {"email": ADA, "role": role, **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made, str((await mails(team, sealing))[-1]["token"])


async def accepted(client: httpx.AsyncClient, user: UUID, token: str) -> httpx.Response:
    return await client.post("/v1/invitations/acceptance", json={"token": token}, headers=bearer(None, user=user))


@pytest.fixture
def ada(people: KnownPeople) -> UUID:
    """Somebody whose confirmed address auth knows, written a little otherwise."""
    user_id = uuid7()
    people.emails[user_id] = "ada@shop.EXAMPLE"
    return user_id


async def test_whoever_has_the_invited_address_comes_in_with_its_role(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, ada: UUID
) -> None:
    made, token = await invited(team, sealing, "viewer")
    assert "token" not in made
    answer = await accepted(client, ada, token)
    assert answer.json() == {"organization_id": str(team.id), "role": "viewer", "client_id": None}
    assert (await team.roles())[ada] == "viewer"
    assert (await team.told(MemberJoined))[-1].user_id == ada
    listed = (await team.as_owner("GET", "/v1/invitations?status=accepted")).json()["items"]
    assert [each["id"] for each in listed] == [made["id"]]


async def test_neither_address_nor_token_can_be_read_in_the_outbox_or_the_table(
    team: Team, sealing: Sealing
) -> None:  # fmt: skip
    made, token = await invited(team, sealing)
    async with team.unit.begin(team.id) as tx:
        payloads = (await tx.execute(text("SELECT payload FROM outbox"))).scalars().all()
        rows = (await tx.execute(text("SELECT i::text FROM invitations i"))).scalars().all()
    assert not any(ADA.lower() in each.lower() or token in each for each in payloads)
    assert not any(token in each for each in rows)
    [event] = await team.told(InvitationMade)
    for other in (Sealing.ephemeral(), sealing):
        with pytest.raises(CannotOpen):
            open_json(other, event.key_id, event.sealed, f"{event.topic}/{uuid7()}")
    assert str(event.invitation_id) == made["id"]


async def test_the_plan_bounds_the_members_and_an_invitation_waits_for_room(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, ada: UUID, plans: Plans
) -> None:
    _, token = await invited(team, sealing)
    plans.limits["free"]["members"] = 1  # type: ignore[index]
    assert slug(await accepted(client, ada, token)) == (409, "quota-exceeded")
    assert list(await team.roles()) == [team.owner]
    plans.limits["free"]["members"] = 2  # type: ignore[index]
    assert (await accepted(client, ada, token)).status_code == 200


async def test_an_invitation_is_good_once_however_many_tabs_accept_it(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, ada: UUID
) -> None:
    _, token = await invited(team, sealing)
    answers = await asyncio.gather(*(accepted(client, ada, token) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 5]
    assert {slug(each) for each in answers if each.is_error} == {(409, "invitation-used")}
    assert len([each for each in await team.told(MemberJoined) if each.user_id == ada]) == 1


async def test_an_invitation_for_another_address_lets_nobody_in(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, people: KnownPeople, ada: UUID
) -> None:
    _, token = await invited(team, sealing)
    eve = uuid7()
    people.emails[eve] = "eve@shop.example"
    assert slug(await accepted(client, eve, token)) == (403, "invitation-for-another")
    people.unconfirmed.add(ada)
    assert slug(await accepted(client, ada, token)) == (403, "email-unconfirmed")
    people.away = True
    assert slug(await accepted(client, ada, token)) == (503, "accounts-unavailable")
    assert (await team.roles()).keys() == {team.owner}
    people.away, people.unconfirmed = False, set()
    assert (await accepted(client, ada, token)).status_code == 200


async def test_an_expired_a_replaced_and_a_revoked_invitation_let_nobody_in(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, clock: ManualClock, ada: UUID
) -> None:
    made, first = await invited(team, sealing)
    path = f"/v1/invitations/{made['id']}"
    assert slug(await team.as_owner("POST", f"{path}/mail")) == (409, "invitation-just-sent")
    clock.moment += timedelta(days=7)
    assert slug(await accepted(client, ada, first)) == (409, "invitation-expired")
    again = await team.as_owner("POST", f"{path}/mail")
    assert (again.status_code, again.json()["times_sent"]) == (200, 2)
    second = (await mails(team, sealing))[-1]["token"]
    assert slug(await accepted(client, ada, first)) == (404, "invitation-not-found")
    assert (await team.as_owner("DELETE", path)).status_code == 204
    assert slug(await accepted(client, ada, second)) == (409, "invitation-revoked")
    assert slug(await team.as_owner("DELETE", path)) == (409, "invitation-revoked")
    assert slug(await team.as_owner("POST", f"{path}/mail")) == (409, "invitation-revoked")


@pytest.mark.parametrize("token", ["", "x", "bmi_", "bmi_!!!", "bmi_" + "A" * 64, "bmi_" + "A" * 1000, "bmi_\u00e9"])
async def test_what_is_no_token_of_ours_is_told_so(client: httpx.AsyncClient, ada: UUID, token: str) -> None:
    answer = await accepted(client, ada, token)
    assert answer.status_code in (404, 422)


async def test_a_forged_token_of_a_known_organisation_finds_nothing(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, ada: UUID
) -> None:
    await invited(team, sealing)
    for organization_id in (team.id, uuid7()):
        assert slug(await accepted(client, ada, new_token(organization_id))) == (404, "invitation-not-found")


async def test_nobody_invites_with_a_role_beyond_his_own(team: Team) -> None:
    admin, viewer = await team.added("admin"), await team.added("viewer")
    for role in ("owner", "billing"):
        answer = await team.ask(admin, "admin", "POST", "/v1/invitations", {"email": ADA, "role": role})
        assert slug(answer) == (403, "role-beyond-yours")
    answer = await team.ask(viewer, "admin", "POST", "/v1/invitations", {"email": ADA, "role": "viewer"})
    assert slug(answer) == (403, "permission-missing")
    answer = await team.ask(viewer, "viewer", "POST", "/v1/invitations", {"email": ADA, "role": "viewer"})
    assert slug(answer) == (403, "permission-missing")


async def test_the_word_of_somebody_who_was_removed_since_counts_no_more(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, ada: UUID
) -> None:
    admin = await team.added("admin")
    await team.ask(admin, "admin", "POST", "/v1/invitations", {"email": ADA, "role": "admin"})
    token = (await mails(team, sealing))[-1]["token"]
    await team.as_owner("PATCH", f"/v1/members/{admin}", {"role": "member"})
    assert slug(await accepted(client, ada, token)) == (409, "invitation-revoked")
    await team.as_owner("DELETE", f"/v1/members/{admin}")
    assert slug(await accepted(client, ada, token)) == (409, "invitation-revoked")


async def test_a_member_who_is_invited_again_stays_what_he_is(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, people: KnownPeople
) -> None:
    people.emails[team.owner] = ADA
    _, token = await invited(team, sealing, "viewer")
    assert slug(await accepted(client, team.owner, token)) == (409, "member-already")
    assert (await team.roles())[team.owner] == "owner"


async def test_invitations_of_others_can_be_neither_seen_nor_sent_nor_revoked(
    client: httpx.AsyncClient, unit: UnitOfWork, team: Team, sealing: Sealing
) -> None:
    made, _ = await invited(team, sealing)
    others = await new_team(client, unit, "Others")
    assert (await others.as_owner("GET", "/v1/invitations")).json()["items"] == []
    path = f"/v1/invitations/{made['id']}"
    for method, target in (("POST", f"{path}/mail"), ("DELETE", path)):
        assert slug(await others.as_owner(method, target)) == (404, "invitation-not-found")


async def test_one_address_is_written_to_ten_times_a_day(team: Team, clock: ManualClock, sealing: Sealing) -> None:
    email = f"{uuid7().hex}@shop.example"
    for _ in range(10):
        answer = await team.as_owner("POST", "/v1/invitations", {"email": email, "role": "viewer"})
        assert answer.status_code == 201, answer.text
        clock.moment += timedelta(minutes=2)
    answer = await team.as_owner("POST", "/v1/invitations", {"email": email, "role": "viewer"})
    assert slug(answer) == (429, "too-often")
    assert answer.json()["retry_after"] > 0
    assert len(await mails(team, sealing)) == 10
    assert len((await team.as_owner("GET", "/v1/invitations")).json()["items"]) == 1


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "a b@c.example", "a@b", "x" * 300 + "@b.example", "a@b.example,c@d.e"]
)
async def test_what_is_no_address_is_refused(team: Team, email: str) -> None:
    answer = await team.as_owner("POST", "/v1/invitations", {"email": email, "role": "viewer"})
    assert answer.status_code == 422


async def test_a_clients_user_comes_in_for_his_client_unless_it_was_archived_meanwhile(
    client: httpx.AsyncClient, team: Team, sealing: Sealing, ada: UUID
) -> None:
    made = (await team.as_owner("POST", "/v1/clients", {"name": "Pier Nine"})).json()
    _, token = await invited(team, sealing, "client", client_id=made["id"])
    await team.as_owner("POST", f"/v1/clients/{made['id']}/archiving")
    assert slug(await accepted(client, ada, token)) == (409, "client-archived")
    await team.as_owner("POST", f"/v1/clients/{made['id']}/restoration")
    assert (await accepted(client, ada, token)).json()["client_id"] == made["id"]
