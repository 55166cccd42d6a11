"""Clients of an agency: added within the plan, paused, archived, restored, deleted, purged when their time is over."""

import asyncio
from base64 import b64encode
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from common.contracts.tenants import ClientArchived, ClientDeleted, ClientRestored, ClientState, MemberRemoved
from common.jobs.postgres import PostgresJobs
from common.primitives.clock import ManualClock
from common.stores.postgres import UnitOfWork
from common.testing.tokens import bearer
from tenants.clients.tables import client_purges
from tenants.clients.worker import purge_client
from tenants.quota.plans import Plans

from .team import Team, new_team, slug

pytestmark = pytest.mark.engines
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
async def team(client: httpx.AsyncClient, unit: UnitOfWork) -> Team:
    return await new_team(client, unit)


async def made(team: Team, name: str = "Pier Nine") -> dict[str, Any]:
    answer = await team.as_owner("POST", "/v1/clients", {"name": name, "email": "hello@pier.example"})
    assert answer.status_code == 201, answer.text
    client: dict[str, Any] = answer.json()
    return client


async def purge_due(team: Team, clock: ManualClock) -> int:
    """What the worker does at its next look."""
    queue = PostgresJobs(team.unit, client_purges, lane="purge")
    jobs = [
        job
        for job in await queue.claim("purge", 100, clock.now(), timedelta(minutes=1))
        if job.tenant == team.id
    ]  # fmt: skip
    for job in jobs:
        await purge_client(job, database=team.unit, clock=clock)
    return len(jobs)


async def test_each_change_of_a_client_is_announced_as_its_state(team: Team) -> None:
    client = await made(team)
    path = f"/v1/clients/{client['id']}"
    assert (await team.as_owner("PATCH", path, {"status": "inactive"})).json()["status"] == "inactive"
    renamed = await team.as_owner("PATCH", path, {"name": "Pier Ten", "email": None, "status": "active"})
    assert (renamed.json()["name"], renamed.json()["email"]) == ("Pier Ten", None)
    assert (await team.as_owner("PATCH", path, {"name": "Pier Ten"})).json() == renamed.json()
    states = await team.told(ClientState)
    assert [(each.revision, each.name, each.status) for each in states] == [
        (1, "Pier Nine", "active"), (2, "Pier Nine", "inactive"), (3, "Pier Ten", "active"),
    ]  # fmt: skip


async def test_an_archived_client_is_hidden_and_comes_back_or_is_deleted_by_hand(team: Team) -> None:
    client = await made(team)
    path = f"/v1/clients/{client['id']}"
    assert slug(await team.as_owner("DELETE", path)) == (409, "client-not-archived")
    archived = await team.as_owner("POST", f"{path}/archiving")
    assert (archived.json()["status"], archived.json()["purge_after"]) == ("archived", "2026-06-13T00:00:00Z")
    assert (await team.as_owner("POST", f"{path}/archiving")).json() == archived.json()
    assert (await team.as_owner("GET", "/v1/clients")).json()["items"] == []
    assert len((await team.as_owner("GET", "/v1/clients?archived=true")).json()["items"]) == 1
    assert slug(await team.as_owner("PATCH", path, {"name": "Other"})) == (409, "client-archived")
    assert slug(await team.as_owner("PUT", f"{path}/logo", {"content": b64encode(PNG).decode()})) == (
        409, "client-archived",
    )  # fmt: skip
    assert (await team.as_owner("POST", f"{path}/restoration")).json()["status"] == "active"
    await team.as_owner("POST", f"{path}/archiving")
    assert (await team.as_owner("DELETE", path)).status_code == 204
    assert slug(await team.as_owner("GET", path)) == (404, "client-not-found")
    assert [len(await team.told(kind)) for kind in (ClientArchived, ClientRestored, ClientDeleted)] == [2, 1, 1]
    last = (await team.told(ClientState))[-1]
    assert (last.deleted, last.name, last.revision) == (True, None, 5)


async def test_an_archived_client_is_purged_when_its_time_is_over_with_its_users(
    team: Team, clock: ManualClock
) -> None:  # fmt: skip
    client = await made(team)
    user = await team.added("client", UUID(client["id"]))
    await team.as_owner("POST", f"/v1/clients/{client['id']}/archiving")
    clock.moment += timedelta(days=89)
    assert await purge_due(team, clock) == 0
    clock.moment += timedelta(days=1)
    assert await purge_due(team, clock) == 1
    assert await purge_due(team, clock) == 0
    assert slug(await team.as_owner("GET", f"/v1/clients/{client['id']}")) == (404, "client-not-found")
    [removed] = await team.told(MemberRemoved)
    assert (removed.user_id, removed.removed_by, removed.role) == (user, None, "client")
    [deleted] = await team.told(ClientDeleted)
    assert deleted.requested_by is None


async def test_a_client_that_was_restored_and_archived_again_has_its_whole_time(
    team: Team, clock: ManualClock
) -> None:  # fmt: skip
    client = await made(team)
    path = f"/v1/clients/{client['id']}"
    await team.as_owner("POST", f"{path}/archiving")
    clock.moment += timedelta(days=60)
    await team.as_owner("POST", f"{path}/restoration")
    await team.as_owner("POST", f"{path}/archiving")
    clock.moment += timedelta(days=60)
    assert await purge_due(team, clock) == 0
    clock.moment += timedelta(days=30)
    assert await purge_due(team, clock) == 1


async def test_the_plan_bounds_the_clients_also_of_those_who_come_side_by_side(
    team: Team, plans: Plans
) -> None:  # fmt: skip
    plans.limits["free"]["clients"] = 3  # type: ignore[index]
    answers = await asyncio.gather(
        *(team.as_owner("POST", "/v1/clients", {"name": f"Client {number}"}) for number in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 5
    assert {slug(each) for each in answers if each.is_error} == {(409, "quota-exceeded")}
    first = next(each for each in answers if each.status_code == 201).json()["id"]
    await team.as_owner("POST", f"/v1/clients/{first}/archiving")
    await made(team, "One more")
    assert slug(await team.as_owner("POST", f"/v1/clients/{first}/restoration")) == (409, "quota-exceeded")


async def test_a_name_is_one_clients_whatever_its_case(team: Team) -> None:
    client = await made(team, "Straße  Neun")
    assert slug(await team.as_owner("POST", "/v1/clients", {"name": "STRASSE NEUN"})) == (409, "client-exists")
    other = await made(team, "Other")
    renamed = await team.as_owner("PATCH", f"/v1/clients/{other['id']}", {"name": client["name"]})
    assert slug(renamed) == (409, "client-exists")


async def test_a_clients_user_sees_his_client_and_no_other(
    client: httpx.AsyncClient, unit: UnitOfWork, team: Team
) -> None:
    own, other = await made(team), await made(team, "Other")
    await team.as_owner("PUT", f"/v1/clients/{other['id']}/logo", {"content": b64encode(PNG).decode()})
    headers = bearer(team.id, "client", client=UUID(own["id"]))
    listed = (await client.get("/v1/clients", headers=headers)).json()["items"]
    assert [each["id"] for each in listed] == [own["id"]]
    assert (await client.get(f"/v1/clients/{own['id']}", headers=headers)).json() == own
    for path in (f"/v1/clients/{other['id']}", f"/v1/clients/{other['id']}/logo"):
        assert slug(await client.get(path, headers=headers)) == (404, "client-not-found")
    assert slug(await client.get("/v1/clients", headers=bearer(team.id, "client"))) == (403, "no-client")
    changed = await client.patch(f"/v1/clients/{own['id']}", json={"name": "x"}, headers=headers)
    assert slug(changed) == (403, "permission-missing")
    others = await new_team(client, unit, "Others")
    assert slug(await others.as_owner("GET", f"/v1/clients/{own['id']}")) == (404, "client-not-found")
    assert slug(await others.as_owner("POST", f"/v1/clients/{own['id']}/archiving")) == (404, "client-not-found")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "image/jpeg"),
        (b"GIF89a" + bytes(40), "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    ],
)
async def test_an_image_is_told_by_its_first_bytes(team: Team, content: bytes, kind: str) -> None:
    client = await made(team)
    path = f"/v1/clients/{client['id']}/logo"
    assert slug(await team.as_owner("GET", path)) == (404, "logo-not-found")
    assert (await team.as_owner("PUT", path, {"content": b64encode(content).decode()})).status_code == 204
    kept = await team.as_owner("GET", path)
    assert (kept.content, kept.headers["content-type"]) == (content, kind)
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in kept.headers["content-security-policy"]
    assert (await team.as_owner("GET", f"/v1/clients/{client['id']}")).json()["has_logo"] is True


@pytest.mark.parametrize(
    "content",
    [
        "not base64!",
        b64encode(b"<svg onload=alert(1)>").decode(),
        b64encode(b"<html>").decode(),
        b64encode(b"").decode(),
        b64encode(PNG[:4]).decode(),
        b64encode(PNG + bytes(70_000)).decode(),
    ],
)
async def test_what_is_no_small_image_is_refused(team: Team, content: str) -> None:
    client = await made(team)
    answer = await team.as_owner("PUT", f"/v1/clients/{client['id']}/logo", {"content": content})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "url",
    [
        "http://pier.example/logo.png", "javascript:alert(1)", "https://10.0.0.1/x.png", "https://localhost/x.png",
        "https://user:secret@pier.example/x.png", "https://pier.example:8443/x.png", "https://[::1]/x.png", "data:,x",
        "https://pier.example:99999/x", "//pier.example/x.png",
    ],
)  # fmt: skip
async def test_a_logos_address_is_one_of_the_public_web(team: Team, url: str) -> None:
    answer = await team.as_owner("POST", "/v1/clients", {"name": "Pier Nine", "logo_url": url})
    assert slug(answer) == (422, "logo-invalid")
