"""The one statement that lets a website have one running audit, on a connection that has run it often."""

from uuid import UUID

import pytest
from sqlalchemy import text

from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.testing.postgres import DatabaseUrls
from simulator.audits.store import add_audit

pytestmark = pytest.mark.engines


def _row(website_id: UUID) -> dict[str, object]:
    return {
        "id": uuid7(), "name": None, "website_id": website_id, "url": "https://example.com/", "providers": ["local"],
        "panel": {}, "language": "en", "requested_by": uuid7(),
    }  # fmt: skip


@pytest.mark.parametrize("plan", ["auto", "force_generic_plan", "force_custom_plan"])
async def test_a_website_has_one_running_audit_however_the_server_plans(
    urls: DatabaseUrls, tenant_id: UUID, plan: str
) -> None:
    """PostgreSQL plans a statement anew five times, then keeps a plan in which parameters are unknown."""
    unit = UnitOfWork(urls.app, service="simulator", pool_size=1)
    for _ in range(8):
        website_id = uuid7()
        async with unit.begin(tenant_id) as tx:
            await tx.execute(text(f"SET LOCAL plan_cache_mode = {plan}"))
            assert await add_audit(tx, _row(website_id))
            assert not await add_audit(tx, _row(website_id))
    await unit.dispose()
