"""HTTP in, rows and events out, on a real database."""

import asyncio
import json
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest

from common.contracts.simulator import AuditCompleted, ReserveQuota
from common.contracts.tenants import MemberJoined, OrganizationCreated, OrganizationState
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.http import sent_again
from common.testing.outbox import emitted, noted
from common.testing.tokens import bearer
from tenants.quota.handlers import reserve_quota, settle_quota
from tenants.quota.plans import Plans

from .plans import LIMIT

pytestmark = pytest.mark.engines


async def founded(client: httpx.AsyncClient, user_id: UUID, name: str = "Tillvane") -> dict[str, str]:
    answer = await client.post("/v1/organizations", json={"name": name}, headers=bearer(None, user=user_id))
    assert answer.status_code == 201, answer.text
    created: dict[str, str] = answer.json()
    return created


async def test_whoever_founds_an_organisation_is_its_owner_and_both_are_announced(
    client: httpx.AsyncClient, unit: UnitOfWork
) -> None:
    user_id, name = uuid7(), f"Shop {uuid7().hex}"
    created = await founded(client, user_id, name)
    assert (created["name"], created["role"]) == (name, "owner")
    told = await emitted(unit, UUID(created["id"]))
    [state] = [each for each in told if isinstance(each, OrganizationState)]
    announced, joined = [each for each in told if isinstance(each, OrganizationCreated | MemberJoined)]
    assert isinstance(announced, OrganizationCreated)
    assert (announced.name, announced.slug, announced.tier) == (name, created["slug"], "free")
    assert isinstance(joined, MemberJoined)
    assert (joined.user_id, joined.role) == (user_id, "owner")
    assert announced.tenant_id == joined.tenant_id == state.tenant_id == UUID(created["id"])
    assert (state.revision, state.name, state.slug, state.tier) == (1, name, created["slug"], "free")
    [entry] = await noted(unit, UUID(created["id"]))
    assert (entry.action, entry.user_id, entry.facts) == ("organization.founded", user_id, {"slug": created["slug"]})


async def test_founding_that_is_sent_again_under_its_key_founds_one(client: httpx.AsyncClient) -> None:
    headers, body = bearer(None, user=uuid7()), {"name": f"Shop {uuid7().hex}"}
    created = (await sent_again(client, "/v1/organizations", body, headers)).json()
    assert [each["id"] for each in (await client.get("/v1/organizations", headers=headers)).json()["items"]] == [
        created["id"]
    ]


async def test_namesakes_get_slugs_of_their_own_even_when_founded_side_by_side(client: httpx.AsyncClient) -> None:
    name = f"Acme {uuid7().hex}"
    created = await asyncio.gather(*(founded(client, uuid7(), name) for _ in range(8)))
    slugs = {each["slug"] for each in created}
    plain = name.lower().replace(" ", "-")
    assert len(slugs) == 8
    assert plain in slugs
    assert all(slug.startswith(plain) for slug in slugs)


@pytest.mark.parametrize(
    "body",
    [{}, {"name": "  "}, {"name": "x" * 256}, {"name": "nul\x00"}, {"name": "\ud800"}, {"name": "A", "tier": "pro"}],
)
async def test_an_unsound_name_is_a_problem(client: httpx.AsyncClient, body: dict[str, str]) -> None:
    answer = await client.post("/v1/organizations", content=json.dumps(body), headers=bearer(None))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_user_lists_his_organisations_and_no_others(client: httpx.AsyncClient) -> None:
    ada, bob = uuid7(), uuid7()
    first, second = await founded(client, ada, "First"), await founded(client, ada, "Second")
    others = await founded(client, bob, "Others")
    for headers in (
        bearer(None, user=ada),
        bearer(UUID(first["id"]), user=ada),
        bearer(UUID(others["id"]), user=ada),
    ):
        listed = (await client.get("/v1/organizations", headers=headers)).json()
        assert [each["id"] for each in listed["items"]] == [first["id"], second["id"]]
        page = (await client.get("/v1/organizations", params={"limit": 1}, headers=headers)).json()
        rest = (await client.get("/v1/organizations", params={"after": page["next"]}, headers=headers)).json()
        assert ([each["id"] for each in (*page["items"], *rest["items"])], rest["next"]) == (
            [first["id"], second["id"]],
            None,
        )
    assert (await client.get("/v1/organizations", headers=bearer(None))).json() == {"items": [], "next": None}


async def test_an_organisation_of_others_is_not_found_like_one_that_does_not_exist(client: httpx.AsyncClient) -> None:
    ada, bob = uuid7(), uuid7()
    own = await founded(client, ada)
    read = await client.get(f"/v1/organizations/{own['id']}", headers=bearer(None, user=ada))
    assert read.json() == own
    bodies = [
        await client.get(f"/v1/organizations/{organization_id}", headers=bearer(UUID(own["id"]), user=bob))
        for organization_id in (own["id"], uuid7())
    ]
    assert [answer.status_code for answer in bodies] == [404, 404]
    assert bodies[0].json() == bodies[1].json()


async def test_without_a_token_nothing_is_told(client: httpx.AsyncClient) -> None:
    for method, path in (("GET", "/v1/organizations"), ("GET", "/v1/quota"), ("POST", "/v1/organizations")):
        assert (await client.request(method, path, json={"name": "A"})).status_code == 401


async def test_the_quota_shows_what_is_reserved_used_and_left_in_this_month(
    client: httpx.AsyncClient, unit: UnitOfWork, plans: Plans, clock: ManualClock, tenant: UUID
) -> None:
    headers, website_id = bearer(tenant), uuid7()
    audits = uuid7(), uuid7()
    for audit_id in audits:
        command = ReserveQuota(tenant_id=tenant, saga_id=audit_id, step="s", website_id=website_id, answers=20)
        await reserve_quota(command, unit=unit, plans=plans)
    event = AuditCompleted(tenant_id=tenant, audit_id=audits[0], website_id=website_id, answers=15)
    await settle_quota(event, unit=unit, plans=plans)
    quota = (await client.get("/v1/quota", headers=headers)).json()
    lines = {line["quota"]: line for line in quota.pop("quotas")}
    assert list(lines) == ["websites", "audits", "answers", "spend", "members", "clients"]
    assert (lines["audits"]["reserved"], lines["audits"]["used"]) == (1, 1)
    assert lines["answers"] == {
        "quota": "answers", "limit": LIMIT, "reserved": 20, "used": 15, "available": LIMIT - 35, "over": 0,
        "resets_at": "2026-04-01",
    }  # fmt: skip
    assert (lines["members"]["used"], lines["members"]["resets_at"], lines["spend"]["resets_at"]) == (
        1, None, "2026-03-16"
    )  # fmt: skip
    assert quota == {
        "period": "2026-03",
        "period_start": "2026-03-01",
        "resets_on": "2026-04-01",
        "plan": "free",
        "answers": {"limit": LIMIT, "reserved": 20, "used": 15, "available": LIMIT - 35},
        "audits": {"under_way": 1, "ended": 1},
    }
    clock.moment = datetime(2026, 4, 1, tzinfo=UTC)
    assert (await client.get("/v1/quota", headers=headers)).json()["answers"]["available"] == LIMIT


async def test_the_quota_needs_an_organisation(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/quota", headers=bearer(None))).status_code == 403
