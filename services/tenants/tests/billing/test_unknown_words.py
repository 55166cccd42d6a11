"""Words that a later release may say: a website counts whatever is said of how its crawl stands."""

from uuid import UUID

import pytest

from common.contracts.collector import WebsiteState
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from tenants.quota import holding
from tenants.quota.handlers import count_website
from tenants.quota.plans import Plans

pytestmark = pytest.mark.engines


async def test_a_website_with_a_status_that_nobody_knows_counts(unit: UnitOfWork, plans: Plans, tenant: UUID) -> None:
    said = {"tenant_id": str(tenant), "website_id": str(uuid7()), "revision": 1, "deleted": False, "name": None}
    about = {"url": "https://shop.example", "domain": "shop.example", "status": "resting", "registered_at": None}
    event = WebsiteState.as_kept({**said, **about})
    await count_website(event, unit=unit, plans=plans)
    async with unit.begin(tenant) as tx:
        assert (await holding.uses(tx, plans, "free"))["websites"].used == 1
