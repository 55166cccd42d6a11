"""Whoever founded before there were owners is one after the migration, and is an admin again after its undo."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.primitives.ids import uuid7
from common.stores.postgres.migrate import downgrade, upgrade
from common.testing.postgres import DatabaseUrls

pytestmark = pytest.mark.engines
TENANT, FOUNDER, LATER, LOOKER = (uuid7() for _ in range(4))
ORGANIZATION = "INSERT INTO organizations (tenant_id, name, slug) VALUES (:tenant, 'Tillvane', 'tillvane')"
MEMBER = "INSERT INTO memberships (tenant_id, user_id, role, joined_at) VALUES (:tenant, :user, :role, :at)"


async def founded(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.execute(text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": str(TENANT)})
        await conn.execute(text(ORGANIZATION), {"tenant": TENANT})
        for minute, (user, role) in enumerate([(FOUNDER, "admin"), (LATER, "admin"), (LOOKER, "viewer")]):
            sql = text(MEMBER.replace(":at", f"timestamptz '2026-01-01 00:0{minute}Z'"))
            await conn.execute(sql, {"tenant": TENANT, "user": user, "role": role})
    await engine.dispose()


async def roles(url: str) -> dict[object, str]:
    engine = create_async_engine(url)
    async with engine.begin() as conn:
        await conn.execute(text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": str(TENANT)})
        rows = (await conn.execute(text("SELECT user_id, role FROM memberships"))).all()
    await engine.dispose()
    return {row.user_id: row.role for row in rows}


def test_the_earliest_admin_owns_and_everybody_else_stays_what_he_is(empty_urls: DatabaseUrls) -> None:
    url = empty_urls.owner
    upgrade("tenants", url, to="0004")
    asyncio.run(founded(url))
    upgrade("tenants", url)
    assert asyncio.run(roles(url)) == {FOUNDER: "owner", LATER: "admin", LOOKER: "viewer"}
    downgrade("tenants", url, to="0004")
    assert asyncio.run(roles(url)) == {FOUNDER: "admin", LATER: "admin", LOOKER: "viewer"}
