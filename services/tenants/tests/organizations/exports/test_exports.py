"""An export from its order to its file, on a real database and object store: who may, how often, what is in it."""

import hashlib
import json
from datetime import timedelta

import pytest
from sqlalchemy import Table

from common.contracts.auth import ActionNoted
from common.contracts.vocabulary import Role
from common.primitives.ids import uuid7
from common.testing.exports import canary, fill, lines_of, written_part
from common.testing.http import sent_again
from common.testing.tokens import bearer
from tenants.billing.tables import checkouts
from tenants.clients.tables import clients
from tenants.exports.declared import EXPORTS, sources
from tenants.exports.rules import PARTS, READY_FOR
from tenants.members.invitations.tables import invitations
from tenants.organizations.flags.tables import feature_flags
from tenants.organizations.standing import suspend

from ..team import slug
from .conftest import Desk

pytestmark = pytest.mark.connected
FILLED: dict[Table, dict[str, object]] = {
    clients: {"status": "active", "purge_after": None, "name": "=1+1"},
    feature_flags: {},
    invitations: {"role": "viewer", "client_id": None, "status": "pending", "token_hash": bytes(32)},
    checkouts: {"status": "open", "tier": "pro"},
}
"""What is put into some tables; that every holding has its rows is tested in ``tests/exports``."""


async def fill_all(desk: Desk) -> None:
    for table, given in FILLED.items():
        await fill(desk.unit, table, desk.team.id, **given)


async def test_everything_is_in_the_zip_and_nothing_of_another_organisation(desk: Desk, other: Desk) -> None:
    await fill_all(desk)
    await fill_all(other)
    export_id = await desk.ordered()
    await desk.run()
    state = await desk.state(export_id)
    assert (state["status"], state["steps_done"], state["steps"]) == ("ready", 8, 8)
    archive = await desk.downloaded(export_id)
    assert archive.testzip() is None
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["organization"] == {"id": str(desk.team.id), "name": "Tillvane", "slug": _slug(manifest)}
    assert manifest["requested_by"] == str(desk.team.owner)
    told = {each["path"]: each for each in manifest["files"]}
    assert {*told, "manifest.json", "README.txt"} == set(archive.namelist())
    assert {each["service"] for each in manifest["files"]} == set(PARTS)
    for path, each in told.items():
        body = archive.read(path)
        assert (each["bytes"], each["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())
        assert each["about"].endswith(".")
    for name in ("organizations", "memberships", *(table.name for table in FILLED)):
        assert told[f"tenants/{name}.jsonl"]["rows"] > 0
    assert b",'=1+1," in archive.read("tenants/clients.csv"), "no formula is run"
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert canary(desk.team.id).encode() in everything
    for theirs in (canary(other.team.id), str(other.team.id), str(other.team.owner), "Others & Co"):
        assert everything.count(theirs.encode()) == 0
    left_out = {(each["store"], each["column"]) for each in manifest["left_out"]}
    assert {("invitations", "token_hash"), ("checkouts", "url"), ("sagas", None)} <= left_out
    assert "Tillvane" in archive.read("README.txt").decode()
    assert await desk.keys(export_id) == ["export.zip"], "the parts are gone"


def _slug(manifest: dict[str, dict[str, str]]) -> str:
    return manifest["organization"]["slug"]


async def test_a_part_holds_no_secret(desk: Desk) -> None:
    await fill_all(desk)
    part = await written_part(EXPORTS, sources(desk.unit), desk.team.id)
    for store, exported in EXPORTS.taken.items():
        for row in lines_of(part, store):
            assert not exported.without.keys() & row.keys()


async def test_only_its_owner_may_and_others_do_not_find_it(desk: Desk, other: Desk) -> None:
    roles: tuple[Role, ...] = ("admin", "member", "viewer", "billing")
    for role in roles:
        user = await desk.team.added(role)
        for method, path in (("POST", "/v1/exports"), ("GET", "/v1/exports"), ("GET", f"/v1/exports/{uuid7()}")):
            assert slug(await desk.team.ask(user, role, method, path)) == (403, "permission-missing")
        own = await desk.team.ask(user, role, "POST", f"/v1/exports?organization_id={other.team.id}")
        assert slug(own) == (404, "organisation-not-found")
    operator = bearer(desk.team.id, "operator")  # looks, and has nothing made
    assert (await desk.http.get("/v1/exports", headers=operator)).status_code == 200
    assert slug(await desk.http.post("/v1/exports", headers=operator)) == (403, "permission-missing")
    export_id = await desk.ordered()
    await desk.run()
    for path in (f"/v1/exports/{export_id}", f"/v1/exports/{export_id}/download"):
        assert slug(await other.team.as_owner("GET", path)) == (404, "export-not-found")
        with_id = await other.team.as_owner("GET", f"{path}?organization_id={desk.team.id}")
        assert slug(with_id) == (404, "organisation-not-found")
    listed = await other.team.as_owner("GET", "/v1/exports")
    assert listed.json()["items"] == []


async def test_an_owner_exports_a_closed_or_suspended_organisation_by_his_membership(desk: Desk) -> None:
    assert (await desk.team.as_owner("DELETE", f"/v1/organizations/{desk.team.id}")).status_code == 202
    async with desk.unit.begin(desk.team.id) as tx:
        await suspend(tx, "unpaid", desk.clock.now())
    own = f"?organization_id={desk.team.id}"
    nobody = bearer(None, user=desk.team.owner)
    ordered = await desk.http.post(f"/v1/exports{own}", headers=nobody)
    assert ordered.status_code == 202, ordered.text
    await desk.run()
    got = await desk.http.get(f"/v1/exports/{ordered.json()['id']}/download{own}", headers=nobody)
    assert (got.status_code, got.headers["content-type"]) == (200, "application/zip")
    assert f"export-{ordered.json()['id']}.zip" in got.headers["content-disposition"]
    member = await desk.team.added("admin")
    refused = await desk.http.get(f"/v1/exports{own}", headers=bearer(None, user=member))
    assert slug(refused) == (403, "permission-missing")


async def test_one_runs_at_a_time_and_a_few_a_day(desk: Desk) -> None:
    first = await desk.ordered()
    again = await desk.order()
    assert (slug(again), again.json()["export_id"]) == ((409, "export-running"), first)
    await desk.run()
    for _ in range(2):
        await desk.ordered()
        await desk.run()
    full = await desk.order()
    assert slug(full) == (429, "too-often")
    assert 0 < full.json()["retry_after"] <= 86_401
    desk.clock.moment += timedelta(days=1, seconds=1)
    assert (await desk.order()).status_code == 202


async def test_an_order_that_is_sent_twice_is_one_export(desk: Desk) -> None:
    await sent_again(desk.http, "/v1/exports", None, bearer(desk.team.id, "owner", user=desk.team.owner))
    assert len((await desk.team.as_owner("GET", "/v1/exports")).json()["items"]) == 1


async def test_one_whose_erasure_has_begun_is_not_exported(desk: Desk) -> None:
    from sqlalchemy import update

    from tenants.organizations.tables import organizations

    async with desk.unit.begin(desk.team.id) as tx:
        own = update(organizations).where(organizations.c.tenant_id == desk.team.id)
        await tx.execute(own.values(erasing_since=desk.clock.now()))
    assert slug(await desk.order()) == (409, "organisation-erased")


async def test_what_was_done_is_noted(desk: Desk) -> None:
    export_id = await desk.ordered()
    await desk.run()
    await desk.downloaded(export_id)
    noted = [each for each in await desk.team.told(ActionNoted) if each.facts.get("export_id") == export_id]
    assert [each.action for each in noted] == [
        "organization.export-ordered", "organization.exported", "organization.export-downloaded",
    ]  # fmt: skip
    assert {each.user_id for each in noted} == {desk.team.owner}


async def test_a_download_that_was_cut_off_goes_on_where_it_was(desk: Desk) -> None:
    export_id = await desk.ordered()
    path = f"/v1/exports/{export_id}/download"
    assert slug(await desk.team.as_owner("GET", path)) == (409, "export-not-ready")
    await desk.run()
    whole = (await desk.team.as_owner("GET", path)).content
    state = await desk.state(export_id)
    assert (state["bytes"], state["sha256"]) == (len(whole), hashlib.sha256(whole).hexdigest())
    headers = {**bearer(desk.team.id, "owner", user=desk.team.owner), "Range": "bytes=100-"}
    rest = await desk.http.get(path, headers=headers)
    assert (rest.status_code, rest.content) == (206, whole[100:])
    assert rest.headers["content-range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    for odd in ("bytes=9999999999-", "bytes=-5", "lines=1-", "bytes=0-1,5-6", "bytes=\u0663-"):
        answer = await desk.http.get(path, headers={**headers, "Range": odd.encode()})  # type: ignore[dict-item]
        assert (answer.status_code, answer.content) == (200, whole)


async def test_a_file_is_gone_after_its_days(desk: Desk) -> None:
    export_id = await desk.ordered()
    await desk.run()
    desk.clock.moment += READY_FOR + timedelta(seconds=1)
    path = f"/v1/exports/{export_id}/download"
    assert slug(await desk.team.as_owner("GET", path)) == (404, "export-expired")
    await desk.work()
    assert await desk.keys(export_id) == []
    assert (await desk.state(export_id))["status"] == "expired"
    assert slug(await desk.team.as_owner("GET", path)) == (404, "export-expired")


async def test_without_a_store_nothing_is_ordered(client: object, desk: Desk) -> None:
    answer = await client.post(  # type: ignore[attr-defined]
        "/v1/exports", headers=bearer(desk.team.id, "owner", user=desk.team.owner)
    )
    assert slug(answer) == (503, "exports-unavailable")
