"""The copy of memberships makes owners of founders by the same rule as tenants does with the truth."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.tenants import MemberJoined
from common.primitives.ids import uuid7
from common.stores.postgres.migrate import upgrade
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines
MEMBER = (
    "INSERT INTO memberships (tenant_id, user_id, role, joined_at) VALUES "
    "(:tenant, :first, 'admin', '2026-01-01Z'), (:tenant, :second, 'admin', '2026-01-02Z')"
)


async def asked(url: str, sql: str, **values: object) -> list[tuple[object, ...]]:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.execute(text("SELECT set_config('app.tenant', :own, true)"), {"own": str(values["tenant"])})
        done = await conn.execute(text(sql), values)
        rows = [tuple(row) for row in done] if done.returns_rows else []
    await engine.dispose()
    return rows


def test_the_earliest_admin_owns(empty_urls: DatabaseUrls) -> None:
    tenant, first, second = uuid7(), uuid7(), uuid7()
    upgrade("auth", empty_urls.owner, to="0003")
    asyncio.run(asked(empty_urls.owner, MEMBER, tenant=tenant, first=first, second=second))
    upgrade("auth", empty_urls.owner)
    found = asyncio.run(asked(empty_urls.owner, "SELECT user_id, role FROM memberships", tenant=tenant))
    assert dict(found) == {first: "owner", second: "admin"}  # type: ignore[arg-type]


def test_a_founders_event_of_before_says_owner_when_it_is_read_today() -> None:
    organization_id, user_id = uuid7(), uuid7()
    body = {"tenant_id": str(organization_id), "organization_id": str(organization_id), "user_id": str(user_id)}
    assert MemberJoined.of_version(1, {**body, "role": "admin"}).role == "owner"
    assert MemberJoined.of_version(2, {**body, "role": "admin"}).role == "admin"
