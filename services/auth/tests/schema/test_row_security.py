"""Row-level security of auth's tables, and what stays unprotected on purpose."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from auth.accounts import tables as accounts
from auth.api_keys import tables as api_keys
from auth.audit_log import tables as logged
from auth.factors import tables as factors
from auth.factors.passkeys import tables as passkeys
from auth.keys import tables as keys
from auth.mails import tables as mails
from auth.memberships import tables as memberships
from auth.operators import tables as operators
from auth.persons.registration import tables as registration
from auth.revocations import tables as revocations
from auth.sessions import tables as sessions
from common.exports import tables as exports
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres import tables as postgres_tables
from common.testing.postgres import DatabaseUrls
from common.testing.row_security import Declared, row_security_faults

from ..service import Service

pytestmark = pytest.mark.engines
ADDED = text("INSERT INTO memberships VALUES (:tenant, now(), :user, 'admin', now(), NULL, 0, NULL)")
SYSTEM_TABLES = {
    name: reason
    for each in (
        postgres_tables,
        accounts,
        factors,
        passkeys,
        sessions,
        keys,
        logged,
        mails,
        operators,
        registration,
        revocations,
    )
    for name, reason in each.SYSTEM_TABLES.items()
}


async def test_every_table_is_protected_or_declared(unit: UnitOfWork) -> None:
    declared = Declared(
        system_tables=SYSTEM_TABLES, work_tables=logged.WORK_TABLES | exports.WORK_TABLES,
        read_policies=memberships.READ_POLICIES | api_keys.READ_POLICIES, definers=logged.DEFINERS,
    )  # fmt: skip
    async with unit.system() as conn:
        assert await row_security_faults(conn, app_role="app", declared=declared) == []


async def test_memberships_show_to_their_tenant_and_to_the_member_and_to_nobody_else(service: Service) -> None:
    _, ada = await service.register()
    _, bob = await service.register()
    first, second = await service.join(ada), await service.join(bob)
    count = text("SELECT count(*) FROM memberships")

    async with service.unit.begin(first) as tx:
        assert (await tx.execute(count)).scalar_one() == 1
    async with service.unit.begin(second) as tx:
        await tx.execute(text("SELECT set_config('app.user', :user, true)"), {"user": str(ada)})
        rows = (await tx.execute(text("SELECT tenant_id FROM memberships"))).scalars().all()
        assert set(rows) == {first, second}
        changed = await tx.execute(text("UPDATE memberships SET role = 'viewer' WHERE user_id = :ada"), {"ada": ada})
        deleted = await tx.execute(text("DELETE FROM memberships WHERE user_id = :ada"), {"ada": ada})
        assert (changed.rowcount, deleted.rowcount) == (0, 0)
    async with service.unit.system() as conn:
        assert (await conn.execute(count)).scalar_one() == 0


async def test_a_pooled_connection_carries_neither_tenant_nor_user_to_the_next_transaction(urls: DatabaseUrls) -> None:
    narrow = UnitOfWork(urls.app, service="auth", pool_size=1)
    user, organization_id = uuid7(), uuid7()
    async with narrow.begin(organization_id) as tx:
        row = {"tenant": organization_id, "user": user}
        await tx.execute(ADDED, row)
        await tx.execute(text("SELECT set_config('app.user', :user, true)"), {"user": str(user)})
    for _ in range(3):
        async with narrow.system() as conn:
            assert (await conn.execute(text("SELECT count(*) FROM memberships"))).scalar_one() == 0
    await narrow.dispose()


async def test_a_row_of_another_tenant_cannot_be_written(unit: UnitOfWork) -> None:
    row = {"tenant": uuid7(), "user": uuid7()}
    with pytest.raises(ProgrammingError, match="row-level security"):
        async with unit.begin(uuid7()) as tx:
            await tx.execute(ADDED, row)
