"""Features of an organisation: off until they are set, by its people unless an operator holds them."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from common.audit_log import Actor
from common.contracts.tenants import FlagsState
from common.stores.postgres import UnitOfWork
from common.testing.tokens import bearer
from tenants.organizations.flags.store import Flag, set_flag

from .team import Team, new_team, slug

pytestmark = pytest.mark.engines


@pytest.fixture
async def team(client: httpx.AsyncClient, unit: UnitOfWork) -> Team:
    return await new_team(client, unit)


async def test_a_feature_that_is_set_is_announced_with_all_others(team: Team) -> None:
    assert (await team.as_owner("GET", "/v1/flags")).json()["items"] == []
    put = await team.as_owner("PUT", "/v1/flags/weekly-digest", {"enabled": True, "config": {"weekday": 1}})
    expected = {"name": "weekly-digest", "enabled": True, "config": {"weekday": 1}, "held": False}
    assert put.json() == expected
    await team.as_owner("PUT", "/v1/flags/beta.graph", {"enabled": False})
    listed = (await team.as_owner("GET", "/v1/flags")).json()["items"]
    assert [each["name"] for each in listed] == ["beta.graph", "weekly-digest"]
    states = await team.told(FlagsState)
    assert [(each.revision, len(each.flags)) for each in states] == [(1, 1), (2, 2)]
    assert states[-1].flags[1].config == '{"weekday": 1}'


async def test_a_feature_that_an_operator_holds_is_left_alone(team: Team) -> None:
    async with team.unit.begin(team.id) as tx:
        await set_flag(tx, Actor("operator"), Flag("beta", True, {}, held=True), datetime(2026, 3, 15, tzinfo=UTC))
    assert slug(await team.as_owner("PUT", "/v1/flags/beta", {"enabled": False})) == (403, "flag-held")
    assert (await team.as_owner("GET", "/v1/flags")).json()["items"][0]["enabled"] is True


async def test_features_set_side_by_side_are_all_told_in_the_last_state(team: Team) -> None:
    names = [f"feature-{number}" for number in range(8)]
    await asyncio.gather(*(team.as_owner("PUT", f"/v1/flags/{name}", {"enabled": True}) for name in names))
    states = sorted(await team.told(FlagsState), key=lambda state: state.revision)
    assert [state.revision for state in states] == list(range(1, 9))
    assert {flag.name for flag in states[-1].flags} == set(names)


@pytest.mark.parametrize("name", ["Beta", "a b", "-a", "x" * 101, "a--b", "%00", "..", "a\u0301"])
async def test_what_is_no_feature_is_refused(team: Team, name: str) -> None:
    assert (await team.as_owner("PUT", f"/v1/flags/{name}", {"enabled": True})).status_code in (404, 405, 422)


@pytest.mark.parametrize(
    "config",
    [
        [], {"a": {"b": 1}}, {"a": None}, {"a": "x\x00"}, {"a": 1e300}, {"a": 2**70}, {"": 1},
        {f"k{number}": "x" * 200 for number in range(50)}, {str(number): 1 for number in range(51)},
    ],
)  # fmt: skip
async def test_a_config_is_small_and_flat(team: Team, config: Any) -> None:
    answer = await team.as_owner("PUT", "/v1/flags/beta", {"enabled": True, "config": config})
    assert answer.status_code == 422


async def test_an_organisation_sets_a_hundred_features_at_most(team: Team) -> None:
    for number in range(100):
        await team.as_owner("PUT", f"/v1/flags/f{number}", {"enabled": True})
    assert slug(await team.as_owner("PUT", "/v1/flags/more", {"enabled": True})) == (409, "flags-full")
    assert (await team.as_owner("PUT", "/v1/flags/f7", {"enabled": False})).status_code == 200


async def test_members_look_and_change_nothing_and_others_see_nothing(
    client: httpx.AsyncClient, unit: UnitOfWork, team: Team
) -> None:
    await team.as_owner("PUT", "/v1/flags/beta", {"enabled": True})
    assert (await client.get("/v1/flags", headers=bearer(team.id, "viewer"))).status_code == 200
    for role in ("member", "viewer", "billing", "client", "operator"):
        headers = bearer(team.id, role)
        answer = await client.put("/v1/flags/beta", json={"enabled": False}, headers=headers)
        assert slug(answer) == (403, "permission-missing")
    others = await new_team(client, unit, "Others")
    assert (await others.as_owner("GET", "/v1/flags")).json()["items"] == []
