"""Two organisations in every table of every service: the one is erased, and of the other no row has changed."""

import pytest

from common.contracts.registry import SERVICES
from common.contracts.services import SERVICES_BY_NAME
from common.primitives.ids import uuid7
from common.stores.erasure.tenants import TenantHoldings
from common.stores.postgres import UnitOfWork
from common.stores.postgres.migrate import upgrade
from common.testing.postgres import DatabaseUrls, PostgresServer

from .filled import count, fill, rows_of
from .stores import declared_by

pytestmark = pytest.mark.engines
IN_POSTGRES = [name for name in SERVICES if SERVICES_BY_NAME[name].outbox == "postgres"]


async def erased(service: str, urls_app: str, tenant: object, holdings: TenantHoldings) -> int:
    unit = UnitOfWork(urls_app, service=service, forgets=True)
    try:
        async with unit.erasing(tenant) as tx:  # type: ignore[arg-type]
            return await holdings.delete(tx)
    finally:
        await unit.dispose()


@pytest.fixture
def urls(service: str, postgres: PostgresServer) -> DatabaseUrls:
    """A database of the service's own, which a test may change as it likes."""
    own = postgres.database()
    upgrade(service, own.owner)
    return own


@pytest.mark.parametrize("service", IN_POSTGRES)
async def test_nothing_of_an_erased_organisation_is_left_and_the_other_is_as_it_was(
    service: str, urls: DatabaseUrls
) -> None:
    holdings, (gone, stays) = declared_by(service).OF_TENANT, (uuid7(), uuid7())
    owned = await fill(urls.owner, (gone, stays))
    before, other = await rows_of(urls.owner, owned, gone), await rows_of(urls.owner, owned, stays)
    assert all(before.values()) and all(other.values()), "every table is filled"
    untied = {rows.table.name: await count(urls.owner, rows.table.name) for rows in holdings.rows if rows.unties}
    for _ in range(2):
        await erased(service, urls.app, gone, holdings)
        left = await rows_of(urls.owner, owned, gone)
        kept = holdings.kept.keys() - {"erasures"}
        assert {table for table, rows in left.items() if rows} == {"erasures", *kept & owned.keys()}
        assert {table: left[table] for table in kept & owned.keys()} == {
            table: before[table] for table in kept & owned.keys()
        }
        assert len(left["erasures"]) == 1, "the organisation's own tombstone"
        assert await rows_of(urls.owner, owned, stays) == other
    assert untied == {name: await count(urls.owner, name) for name in untied}, "what is a person's stays"


@pytest.mark.parametrize("service", ["analytics"])
async def test_a_table_that_nobody_declared_is_found(urls: DatabaseUrls) -> None:
    from analytics.erasure.holdings import OF_TENANT

    gone = uuid7()
    owned = await fill(urls.owner, [gone])
    forgetful = TenantHoldings(rows=tuple(each for each in OF_TENANT.rows if each.table.name != "materialisations"))
    await erased("analytics", urls.app, gone, forgetful)
    left = await rows_of(urls.owner, owned, gone)
    assert {table for table, rows in left.items() if rows} == {"erasures", "materialisations"}
