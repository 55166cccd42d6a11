"""Row-level security: no way to another tenant's rows, and each planted hole is found."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from common.exports import tables as export_tables
from common.http import Principal
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import SYSTEM_TABLES, inbox, outbox, saga_replies
from common.testing.postgres import DatabaseUrls
from common.testing.row_security import Declared, row_security_faults
from tenants.billing import store as billing_store
from tenants.billing import tables as billing_tables
from tenants.billing.tables import checkouts
from tenants.clients import rooms
from tenants.clients.tables import WORK_TABLES, client_logos, clients
from tenants.members.invitations import store as invitation_store
from tenants.members.invitations.rules import Invitation
from tenants.members.invitations.tables import invitations
from tenants.organizations import store as organization_store
from tenants.organizations.flags.store import Flag, set_flag
from tenants.organizations.flags.tables import feature_flags
from tenants.organizations.founding import found
from tenants.organizations.tables import READ_POLICIES, memberships, organizations
from tenants.organizations.tables import SYSTEM_TABLES as OWN_SYSTEM_TABLES
from tenants.organizations.tables import WORK_TABLES as OWN_WORK_TABLES
from tenants.quota import store as quota_store
from tenants.quota.plans import Plans
from tenants.quota.rules import Reservation, period_of
from tenants.quota.tables import reservations, subscriptions

pytestmark = pytest.mark.engines

DECLARED = Declared(
    system_tables={**SYSTEM_TABLES, **OWN_SYSTEM_TABLES, **billing_tables.SYSTEM_TABLES},
    work_tables=WORK_TABLES | OWN_WORK_TABLES | billing_tables.WORK_TABLES | export_tables.WORK_TABLES,
    read_policies=READ_POLICIES,
)
OWN = "nullif(current_setting('app.tenant', true), '')::uuid"
TABLES = (
    organizations, memberships, subscriptions, reservations, clients, client_logos, invitations, feature_flags,
    checkouts, outbox, inbox, saga_replies,
)  # fmt: skip


@pytest.fixture
async def other(unit: UnitOfWork, clock: ManualClock, plans: Plans) -> UUID:
    """Another tenant, with a row in each table."""
    organization = await found("Others", uuid7(), database=unit, clock=clock)
    caller = Principal(uuid7(), organization.id, "owner", None, "")
    async with unit.begin(organization.id) as tx:
        await quota_store.add_reservation(tx, Reservation(uuid7(), uuid7(), period_of(clock.now()), 10))
        await tx.execute(inbox.insert().values(tenant_id=organization.id, handler="h", message_id=uuid7()))
        await tx.store_reply(uuid7(), "c", {})
        added = await rooms.add_client(tx, caller, {"name": "Theirs"}, plans, clock.now())
        await rooms.keep_logo(tx, caller, added.id, "image/png", b"x")
        now = clock.now()
        invited = Invitation(uuid7(), "a@b.example", "viewer", None, uuid7(), now, 1, now, "pending", now)
        await invitation_store.add(tx, invited, bytes(32))
        await set_flag(tx, caller, Flag("theirs", True, {}, False), now)
        page = {"id": uuid7(), "tier": "pro", "session_id": f"cs_{uuid7()}", "url": "u", "expires_at": clock.now()}
        await billing_store.add_checkout(tx, {**page, "requested_by": uuid7()})
    return organization.id


@pytest.fixture
async def rolled_back(urls: DatabaseUrls) -> AsyncIterator[AsyncConnection]:
    """A connection of the owner for planting defects; nothing of it stays."""
    engine = create_async_engine(urls.owner)
    async with engine.connect() as conn:
        yield conn
        await conn.rollback()
    await engine.dispose()


async def test_every_table_is_protected_or_declared(unit: UnitOfWork) -> None:
    async with unit.system() as conn:
        assert await row_security_faults(conn, app_role="app", declared=DECLARED) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
async def test_another_tenants_rows_can_be_neither_read_nor_changed_nor_deleted(
    unit: UnitOfWork, tenant: UUID, other: UUID, table: object
) -> None:
    name = table.name  # type: ignore[attr-defined]
    theirs = {"theirs": other}
    async with unit.begin(other) as tx:
        assert (await tx.execute(text(f"SELECT count(*) FROM {name}"))).scalar_one() > 0
    async with unit.begin(tenant) as tx:
        where = f"{name} WHERE tenant_id = :theirs"
        assert (await tx.execute(text(f"SELECT count(*) FROM {where}"), theirs)).scalar_one() == 0
        assert (await tx.execute(text(f"DELETE FROM {where}"), theirs)).rowcount == 0
        change = text(f"UPDATE {name} SET tenant_id = :mine WHERE tenant_id = :theirs")
        assert (await tx.execute(change, {"mine": tenant} | theirs)).rowcount == 0
    async with unit.system() as conn:
        assert (await conn.execute(text(f"SELECT count(*) FROM {name}"))).scalar_one() == 0


async def test_a_row_can_be_neither_written_for_nor_moved_to_another_tenant(
    unit: UnitOfWork, tenant: UUID, other: UUID
) -> None:
    statements = (
        "INSERT INTO memberships VALUES (:theirs, now(), gen_random_uuid(), 'admin', now(), NULL)",
        "UPDATE subscriptions SET tenant_id = :theirs",
        "INSERT INTO subscriptions (tenant_id) VALUES (:theirs) ON CONFLICT (tenant_id) DO UPDATE SET tier = 'pro'",
    )
    for statement in statements:
        with pytest.raises(ProgrammingError, match="row-level security"):
            async with unit.begin(tenant) as tx:
                await tx.execute(text(statement), {"theirs": other})


async def test_a_member_who_asks_for_his_organisations_can_read_but_not_change_them(
    unit: UnitOfWork, clock: ManualClock, tenant: UUID
) -> None:
    user_id = uuid7()
    own = await found("His", user_id, database=unit, clock=clock)
    async with unit.begin(tenant) as tx:
        assert [each.id for each in await organization_store.organizations_of(tx.conn, user_id, limit=9)] == [own.id]
        for table in ("organizations", "memberships"):
            where = {"own": own.id}
            changed = await tx.execute(text(f"UPDATE {table} SET created_at = now() WHERE tenant_id = :own"), where)
            deleted = await tx.execute(text(f"DELETE FROM {table} WHERE tenant_id = :own"), where)
            assert (changed.rowcount, deleted.rowcount) == (0, 0)
        assert (await tx.execute(text("SELECT count(*) FROM subscriptions"))).scalar_one() == 1


async def test_a_pooled_connection_carries_neither_tenant_nor_user_to_the_next_transaction(
    urls: DatabaseUrls, clock: ManualClock
) -> None:
    narrow, user_id = UnitOfWork(urls.app, service="tenants", pool_size=1), uuid7()
    organization = await found("Narrow", user_id, database=narrow, clock=clock)
    async with narrow.system() as conn:
        backend = (await conn.execute(text("SELECT pg_backend_pid()"))).scalar_one()
        assert await organization_store.organizations_of(conn, user_id, limit=9)
    async with narrow.begin(organization.id) as tx:
        assert (await tx.execute(text("SELECT count(*) FROM organizations"))).scalar_one() == 1
    for _ in range(3):
        async with narrow.system() as conn:
            assert (await conn.execute(text("SELECT pg_backend_pid()"))).scalar_one() == backend
            for table in ("organizations", "memberships", "subscriptions"):
                assert (await conn.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() == 0
    await narrow.dispose()


async def test_the_owner_of_the_tables_sees_no_tenant_either(rolled_back: AsyncConnection, other: UUID) -> None:
    for table in TABLES:
        assert (await rolled_back.execute(text(f"SELECT count(*) FROM {table.name}"))).scalar_one() == 0


PLANTED = {
    "ALTER TABLE organizations NO FORCE ROW LEVEL SECURITY": "organizations does not FORCE",
    "ALTER TABLE reservations DISABLE ROW LEVEL SECURITY": "reservations has row-level security not enabled",
    "DROP POLICY own_rows ON outbox": "outbox has no policy that ties",
    "CREATE TABLE plain (id uuid)": "plain has no tenant_id",
    "CREATE TABLE leaky (tenant_id uuid NOT NULL, id uuid)": "leaky has row-level security not enabled",
    "ALTER TABLE inbox DROP CONSTRAINT inbox_pkey, ALTER COLUMN tenant_id DROP NOT NULL": "inbox.tenant_id may be null",
    f"ALTER POLICY own_rows ON inbox USING (true) WITH CHECK (tenant_id = {OWN})": "inbox has no policy that ties",
    f"ALTER POLICY own_rows ON inbox USING (tenant_id = {OWN}) WITH CHECK (true)": "inbox has no policy that ties",
    "CREATE POLICY more ON subscriptions FOR SELECT USING (true)": "subscriptions.more shows more than",
    "CREATE POLICY more ON subscriptions FOR INSERT WITH CHECK (true)": "subscriptions.more lets rows be written",
    "CREATE VIEW everybody AS SELECT * FROM organizations": "view everybody runs as its owner",
    "CREATE MATERIALIZED VIEW everybody AS SELECT * FROM organizations": "materialized view everybody",
    "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'": "function peek",
}


@pytest.mark.parametrize(("defect", "sentence"), PLANTED.items(), ids=range(len(PLANTED)))
async def test_a_planted_hole_is_found(rolled_back: AsyncConnection, defect: str, sentence: str) -> None:
    await rolled_back.execute(text(defect))
    faults = await row_security_faults(rolled_back, app_role="app", declared=DECLARED)
    assert any(fault.startswith((sentence, f"policy {sentence}")) for fault in faults), faults


async def test_a_view_that_asks_as_its_reader_is_sound(rolled_back: AsyncConnection) -> None:
    await rolled_back.execute(text("CREATE VIEW own WITH (security_invoker = true) AS SELECT * FROM organizations"))
    assert await row_security_faults(rolled_back, app_role="app", declared=DECLARED) == []


async def test_a_role_that_owns_bypasses_or_does_not_exist_is_found(rolled_back: AsyncConnection) -> None:
    async def faults(role: str) -> str:
        return "; ".join(await row_security_faults(rolled_back, app_role=role, declared=DECLARED))

    assert "role owner owns organizations" in await faults("owner")
    assert "role postgres is a superuser; role postgres has BYPASSRLS" in await faults("postgres")
    assert "role nobody does not exist" in await faults("nobody")


async def test_a_declaration_that_does_not_hold_is_found(unit: UnitOfWork) -> None:
    wrong = Declared(
        system_tables={"outbox": "no", "ghost": "no", "alembic_version": ""},
        work_tables={"inbox": "no", "saga_replies": ""},
        read_policies={},
    )
    async with unit.system() as conn:
        found_faults = await row_security_faults(conn, app_role="app", declared=wrong)
    for sentence in (
        "outbox is declared a system table but has a tenant_id",
        "ghost is declared a system table but does not exist",
        "alembic_version is a system table without a reason",
        "inbox is declared a work table but handler may tell something of a tenant",
        "saga_replies is a work table without a reason",
        "policy memberships.member_reads_own shows more than the tenant's rows and is not declared",
    ):
        assert sentence in found_faults
