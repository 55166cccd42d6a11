"""Organisations renamed, closed, opened again, suspended; and how many of them one person and one address found."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from common.contracts.tenants import OrganizationClosed, OrganizationState
from common.http.access.addresses import TrustedProxies
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.http import client_of
from common.testing.tokens import KnownTokens, bearer
from tenants.app import Around, api
from tenants.billing.paying import Paying
from tenants.organizations.founding import FoundingLimits
from tenants.organizations.limits import Window
from tenants.organizations.standing import resume, suspend

from .people import KnownPeople
from .team import Team, new_team, slug

pytestmark = pytest.mark.engines


@pytest.fixture
async def team(client: httpx.AsyncClient, unit: UnitOfWork) -> Team:
    return await new_team(client, unit)


def path(team: Team, more: str = "") -> str:
    return f"/v1/organizations/{team.id}{more}"


async def test_a_renamed_organisation_keeps_its_short_name_and_is_announced(team: Team) -> None:
    before = (await team.as_owner("GET", path(team))).json()
    settings = {"timezone": "Europe/Berlin", "language": "de-AT", "week_starts": "sunday"}
    changed = await team.as_owner("PATCH", path(team), {"name": "  Till   Vane ", "settings": settings})
    assert changed.status_code == 200, changed.text
    assert (changed.json()["name"], changed.json()["slug"]) == ("Till Vane", before["slug"])
    assert changed.json()["settings"] == settings
    taken_back = await team.as_owner("PATCH", path(team), {"settings": {"language": None}})
    assert taken_back.json()["settings"] == {**settings, "language": None}
    assert [(each.revision, each.name) for each in await team.told(OrganizationState)][-1] == (3, "Till Vane")


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": "x" * 256},
        {"slug": "mine"},
        {"settings": {"timezone": "Mars/Olympus"}},
        {"settings": {"timezone": "../../etc/passwd"}},
        {"settings": {"language": "german"}},
        {"settings": {"week_starts": "friday"}},
        {"settings": {"anything": 1}},
        {"settings": []},
    ],
)
async def test_what_an_organisation_cannot_be_is_refused(team: Team, body: dict[str, Any]) -> None:
    assert (await team.as_owner("PATCH", path(team), body)).status_code == 422


async def test_a_closed_organisation_is_at_rest_until_an_owner_opens_it_or_its_day_comes(
    team: Team, clock: ManualClock
) -> None:
    admin = await team.added("admin")
    refused = await team.ask(admin, "admin", "DELETE", path(team))
    assert slug(refused) == (403, "permission-missing")
    closed = await team.as_owner("DELETE", path(team))
    assert (closed.status_code, closed.json()["status"]) == (202, "closing")
    assert (await team.as_owner("DELETE", path(team))).json() == closed.json()
    [told] = await team.told(OrganizationClosed)
    assert told.erase_after == clock.now() + timedelta(days=30)
    for method, target, body in (
        ("PATCH", path(team), {"name": "x"}),
        ("POST", "/v1/clients", {"name": "x"}),
        ("POST", "/v1/invitations", {"email": "a@b.example", "role": "viewer"}),
        ("PATCH", f"/v1/members/{admin}", {"role": "viewer"}),
        ("DELETE", f"/v1/members/{admin}", None),
        ("PUT", "/v1/flags/digest", {"enabled": True}),
    ):
        assert slug(await team.as_owner(method, target, body)) == (403, "organisation-closing"), target
    opened = path(team, "/restoration")
    assert slug(await team.ask(admin, "admin", "POST", opened)) == (403, "permission-missing")
    stranger = await team.client.post(opened, headers=bearer(None, user=uuid7()))
    assert slug(stranger) == (404, "organisation-not-found")
    assert (await team.as_owner("POST", opened)).json()["status"] == "active"
    assert [each.status for each in await team.told(OrganizationState)] == ["active", "closing", "active"]
    await team.as_owner("DELETE", path(team))
    clock.moment += timedelta(days=30)
    assert slug(await team.as_owner("POST", opened)) == (409, "organisation-erased")


async def test_a_suspended_organisation_is_read_and_not_changed_until_an_operator_resumes_it(
    team: Team, clock: ManualClock
) -> None:
    async with team.unit.begin(team.id) as tx:
        assert await suspend(tx, "unpaid", clock.now())
        assert not await suspend(tx, "again", clock.now())
    assert (await team.as_owner("GET", path(team))).json()["status"] == "suspended"
    assert "unpaid" not in (await team.as_owner("GET", path(team))).text
    assert slug(await team.as_owner("PATCH", path(team), {"name": "x"})) == (403, "organisation-suspended")
    assert slug(await team.as_owner("DELETE", path(team))) == (403, "organisation-suspended")
    assert slug(await team.as_owner("POST", "/v1/clients", {"name": "x"})) == (403, "organisation-suspended")
    async with team.unit.begin(team.id) as tx:
        assert await resume(tx, clock.now())
        assert not await resume(tx, clock.now())
    assert (await team.as_owner("PATCH", path(team), {"name": "x"})).status_code == 200
    assert [each.status for each in await team.told(OrganizationState)] == ["active", "suspended", "active", "active"]


async def test_the_organisation_of_another_token_is_not_changed(team: Team, unit: UnitOfWork) -> None:
    others = await new_team(team.client, unit, "Others")
    for method in ("PATCH", "DELETE"):
        answer = await others.as_owner(method, path(team), {"name": "Mine"})
        assert slug(answer) == (404, "organisation-not-found")


@pytest.fixture
async def strict(paying: Paying) -> Any:
    """The API with limits as in production, behind one proxy."""
    limits = FoundingLimits(owned=3, of_a_person=Window(4), of_an_address=Window(6, timedelta(hours=1)))
    around = Around(KnownPeople(), founding=limits, proxies=TrustedProxies(1))
    async with client_of(api(paying, KnownTokens(), around)) as client:
        yield client


def address() -> str:
    """Some address nobody else has."""
    return f"2001:db8::{uuid7().hex[-4:]}:{uuid7().hex[-8:-4]}"


async def founding(client: httpx.AsyncClient, user: UUID, where: str) -> httpx.Response:
    headers = bearer(None, user=user) | {"X-Forwarded-For": f"198.51.100.7, {where}"}
    return await client.post("/v1/organizations", json={"name": "Tillvane"}, headers=headers)


async def test_one_person_owns_three_on_the_free_plan_however_fast_he_founds(strict: httpx.AsyncClient) -> None:
    user = uuid7()
    answers = await asyncio.gather(*(founding(strict, user, address()) for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 9
    assert {slug(each) for each in answers if each.is_error} == {(409, "organizations-full")}
    first = UUID(next(each for each in answers if each.status_code == 201).json()["id"])
    closed = await strict.delete(f"/v1/organizations/{first}", headers=bearer(first, "owner", user=user))
    assert closed.status_code == 202
    assert slug(await founding(strict, user, address())) == (409, "organizations-full")


async def test_one_address_founds_six_an_hour_whoever_it_is(strict: httpx.AsyncClient, clock: ManualClock) -> None:
    where = address()
    answers = await asyncio.gather(*(founding(strict, uuid7(), where) for _ in range(15)))
    assert sorted(answer.status_code for answer in answers) == [201] * 6 + [429] * 9
    refused = next(each for each in answers if each.is_error)
    assert slug(refused) == (429, "too-often")
    assert 0 < refused.json()["retry_after"] <= 3601
    assert (await founding(strict, uuid7(), address())).status_code == 201
    clock.moment += timedelta(hours=1, seconds=1)
    assert (await founding(strict, uuid7(), where)).status_code == 201


async def test_the_windows_count_what_was_founded_and_forget_a_day_later(paying: Paying, clock: ManualClock) -> None:
    around = Around(KnownPeople(), founding=FoundingLimits(owned=100, of_a_person=Window(2)), proxies=TrustedProxies(1))
    user = uuid7()
    async with client_of(api(paying, KnownTokens(), around)) as client:
        headers = bearer(None, user=user)
        for _ in range(5):  # refused ones are not counted
            assert (await client.post("/v1/organizations", json={"name": "\x00"}, headers=headers)).status_code == 422
        statuses = [(await founding(client, user, address())).status_code for _ in range(3)]
        assert statuses == [201, 201, 429]
        clock.moment += timedelta(days=1, seconds=1)
        assert (await founding(client, user, address())).status_code == 201
