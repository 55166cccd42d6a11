"""Two organisations with an audit each; one is closed without grace, and a while later no store knows it any more."""

import asyncio
import time
from collections import Counter
from typing import Any
from uuid import UUID

import httpx
import pytest
from pymongo import AsyncMongoClient
from sqlalchemy import text

from analyzer.graph.editions import LABELS
from analyzer.graph.store import TenantGraph
from brandmon_cli.gateway.client import Gateway, GatewayProblem
from common.contracts.services import SERVICES_BY_NAME
from common.stores.postgres import UnitOfWork

from .conftest import Journey

pytestmark = pytest.mark.journeys
WITHIN_S = 120
LEFT = {
    "auth": {"audit_log", "audit_log_heads", "audit_log_lengths"},
    "tenants": {"sagas", "saga_history"},
    "simulator": {"cost_ledger"},
}
"""What outlives an organisation, beside what every service keeps: as ``erasure/holdings.py`` says, with the reasons."""
EVERYWHERE = {"erasures", "outbox", "inbox"}
TABLES = text(
    "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, "
    "table_name) WHERE c.table_schema = 'public' AND c.column_name = 'tenant_id' AND t.table_type = 'BASE TABLE' "
    "AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = format('%I', c.table_name)::regclass)"
)


async def rows(journey: Journey, service: str, tenant: UUID) -> dict[str, int]:
    """How many rows of an organisation a service's database holds, by table."""
    unit = UnitOfWork(journey.stack.urls.postgres(service, "app"), service=service, pool_size=1)
    found = {}
    async with unit.looking(tenant) as tx:
        for table in (await tx.execute(TABLES)).scalars().all():
            own = text(f"SELECT count(*) FROM {table} WHERE tenant_id = :own")
            found[table] = (await tx.execute(own, {"own": tenant})).scalar_one()
    await unit.dispose()
    return {table: number for table, number in found.items() if number}


async def documents(journey: Journey, tenant: UUID) -> dict[str, int]:
    async with AsyncMongoClient[dict[str, Any]](journey.stack.urls.mongo("collector_owner")) as client:
        db = client["collector"]
        names = await db.list_collection_names()
        found = {name: await db[name].count_documents({"tenant_id": str(tenant)}) for name in names}
    return {name: number for name, number in found.items() if number}


async def nodes(journey: Journey, tenant: UUID) -> int:
    address = journey.stack.urls.neo4j
    graph = TenantGraph.at(address.url, address.user, address.password)
    counted = [
        (await graph.read(tenant, f"MATCH (n:{label} {{tenant_id: $tenant_id}}) RETURN count(n) AS n"))[0]["n"]
        for label in LABELS
    ]
    await graph.close()
    return sum(counted)


async def objects(journey: Journey, tenant: UUID) -> Counter[str]:
    """How many objects each bucket holds of an organisation."""
    import aioboto3

    found: Counter[str] = Counter()
    for service in ("collector", "simulator", "reports"):
        at = journey.stack.urls.s3_as(service)
        keys = {"aws_access_key_id": at.access_key, "aws_secret_access_key": at.secret_key}
        async with aioboto3.Session().client("s3", endpoint_url=at.endpoint, region_name="us-east-1", **keys) as s3:
            listed = await s3.list_objects_v2(Bucket=service, Prefix=f"{tenant}/")
            found[service] = listed["KeyCount"]
    return +found


async def everything(journey: Journey, tenant: UUID) -> dict[str, Any]:
    """All that the stores hold of an organisation, by store."""
    databases = [name for name, each in SERVICES_BY_NAME.items() if each.outbox == "postgres"]
    found: dict[str, Any] = {name: await rows(journey, name, tenant) for name in databases}
    found["mongodb"] = await documents(journey, tenant)
    found["graph"], found["objects"] = await nodes(journey, tenant), await objects(journey, tenant)
    return found


def quiet(held: dict[str, Any]) -> dict[str, Any]:
    """Without messaging, which goes on for who is looked at."""
    quiet = EVERYWHERE | {"first_answers", "audit_log", "audit_log_heads", "audit_log_lengths"}
    return {
        store: {k: n for k, n in each.items() if k not in quiet} if isinstance(each, dict) else each
        for store, each in held.items()
    }


def gone(gateway: Gateway, organization: str) -> bool:
    try:
        gateway.get(f"/v1/organizations/{organization}/erasure")
    except GatewayProblem as problem:
        assert problem.status == 404, problem
        return True
    return False


def test_a_closed_organisation_is_erased_everywhere_and_the_other_stays_as_it_was(journey: Journey) -> None:
    ours, theirs = journey.account(), journey.account()
    small = {"panel": {"icps": 1, "conversations": 1}}
    audits = [journey.order(each, journey.site(), **small) for each in (ours, theirs)]
    for gateway, audit in zip((ours, theirs), audits, strict=True):
        assert journey.finished(gateway, audit)["status"] == "completed"
    running = journey.order(ours, journey.site(), **small)
    journey.until(ours, running, lambda now: now["steps"][1]["status"] != "waiting")
    mine, other = UUID(ours.organization_id), UUID(theirs.organization_id)
    full, before = asyncio.run(everything(journey, mine)), asyncio.run(everything(journey, other))
    assert all(full.values()), f"every store is filled: {full}"
    token = ours._access
    began = time.monotonic()
    ours.delete(f"/v1/organizations/{mine}")
    ours.sign_in(acting=False)
    while not gone(ours, str(mine)):
        assert time.monotonic() - began < WITHIN_S, ours.get(f"/v1/organizations/{mine}/erasure")
        time.sleep(0.5)
    print(f"erased after {time.monotonic() - began:.1f} s")
    time.sleep(3)  # what was on its way has come
    left = asyncio.run(everything(journey, mine))
    for store in (name for name, each in SERVICES_BY_NAME.items() if each.outbox == "postgres"):
        assert left[store].keys() - EVERYWHERE <= LEFT.get(store, set()), (store, left[store])
    assert left["mongodb"].keys() <= {"outbox", "inbox", "erased_tenants"}
    assert not left["graph"]
    assert not left["objects"]
    assert quiet(asyncio.run(everything(journey, other))) == quiet(before)
    refused = httpx.get(f"{journey.stack.urls.gateway}/v1/websites", headers={"Authorization": f"Bearer {token}"})
    assert refused.status_code == 401
    assert theirs.get(f"/v1/audits/{audits[1]['id']}")["status"] == "completed"
