"""Facts and figures of a deleted website go, and late messages bring none back."""

from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import text

from analytics.consumer import subscriptions
from analytics.rebuilds.rebuild import rebuild
from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TABLES
from common.contracts.analyzer import BrandStateExtracted, RescoringAdvanced
from common.contracts.collector import WebsiteDeleted
from common.contracts.message import Message
from common.contracts.simulator import MaterialiseShareOfVoice
from common.contracts.tenants import EraseFigures
from common.messaging.outcomes import HANDLER, AlreadyHandled
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.erasure.sparing import unerased
from common.stores.postgres import UnitOfWork
from common.testing.examples import example
from common.testing.history import HeldEvents

pytestmark = pytest.mark.engines


async def told(unit: UnitOfWork, clickhouse: ClickHouse, *messages: Message) -> None:
    """Hand messages to their handlers."""
    clock = ManualClock(datetime(2026, 11, 3, tzinfo=UTC))
    table = {each.contract: each for each in subscriptions(unit, clickhouse, clock)}
    for message in messages:
        subscription = table[type(message)]
        token = HANDLER.set(f"analytics/{subscription.name}")
        try:
            await subscription.handle([message] if subscription.takes_lists else message)  # type: ignore[list-item]
        except AlreadyHandled:
            continue
        finally:
            HANDLER.reset(token)


def story(tenant: UUID, website: UUID) -> list[Message]:
    """A reading of an answer and the order to compute the figures of its run, of a website of a tenant."""
    audit, run = uuid7(), uuid7()
    about = {"tenant_id": tenant, "website_id": website}
    reading = {**about, "audit_id": audit, "run_id": run, "response_id": uuid7(), "id": uuid7()}
    order = {**about, "saga_id": audit, "run_id": run, "answers": 1, "id": uuid7()}
    return [
        example(BrandStateExtracted).model_copy(update=reading),
        example(MaterialiseShareOfVoice).model_copy(update=order),
    ]


def deleted(tenant: UUID, website: UUID) -> WebsiteDeleted:
    return example(WebsiteDeleted).model_copy(update={"tenant_id": tenant, "website_id": website, "id": uuid7()})


async def held(unit: UnitOfWork, clickhouse: ClickHouse, tenant: UUID, website: UUID) -> dict[str, int]:
    """How many rows each store has of a website; nothing is hidden by FINAL."""
    own = {"tenant": tenant, "website": website}
    found = {
        table: (
            await clickhouse.rows(
                f"SELECT count() AS n FROM {table} WHERE tenant_id = {{tenant:UUID}} AND website_id = {{website:UUID}}",
                own,
            )
        )[0]["n"]
        for table in sorted(TABLES)
    }
    async with unit.looking(tenant) as tx:
        sql = text("SELECT count(*) FROM materialisations WHERE website_id = :website")
        found["materialisations"] = (await tx.execute(sql, {"website": website})).scalar_one()
        found["replies"] = (await tx.execute(text("SELECT count(*) FROM saga_replies"))).scalar_one()
    return found


async def test_every_store_is_empty_of_a_deleted_website_and_holds_the_others_as_before(
    unit: UnitOfWork, clickhouse: ClickHouse
) -> None:
    ours, theirs, gone, stays = uuid7(), uuid7(), uuid7(), uuid7()
    await told(unit, clickhouse, *story(ours, stays), *story(theirs, gone))
    before = [await held(unit, clickhouse, *own) for own in ((ours, stays), (theirs, gone))]
    await told(unit, clickhouse, *story(ours, gone))
    assert all((await held(unit, clickhouse, ours, gone)).values())
    for _ in range(2):
        await told(unit, clickhouse, deleted(ours, gone))
        left = await held(unit, clickhouse, ours, gone)
        assert left == {**dict.fromkeys(left, 0), "replies": 1}
        assert [await held(unit, clickhouse, *own) for own in ((ours, stays), (theirs, gone))] == before


async def test_nothing_that_comes_late_brings_anything_back(unit: UnitOfWork, clickhouse: ClickHouse) -> None:
    tenant, website = uuid7(), uuid7()
    messages = story(tenant, website)
    await told(unit, clickhouse, *messages, deleted(tenant, website))
    again = example(RescoringAdvanced).model_copy(update={"tenant_id": tenant, "website_id": website, "id": uuid7()})
    await told(unit, clickhouse, *messages, again, *story(tenant, website))
    assert not any((await held(unit, clickhouse, tenant, website)).values())


async def test_facts_that_a_dying_process_left_behind_go_with_the_next_message(
    unit: UnitOfWork, clickhouse: ClickHouse
) -> None:
    from analytics.facts.handlers import keep_brand_states

    tenant, website = uuid7(), uuid7()
    reading, _ = story(tenant, website)
    await told(unit, clickhouse, deleted(tenant, website))
    await keep_brand_states([reading], clickhouse=clickhouse)  # type: ignore[list-item]
    assert (await held(unit, clickhouse, tenant, website))["answers"] == 1
    await told(unit, clickhouse, reading)
    assert not any((await held(unit, clickhouse, tenant, website)).values())


async def test_a_rebuild_leaves_out_what_was_erased(unit: UnitOfWork, clickhouse: ClickHouse) -> None:
    tenant, gone, stays = uuid7(), uuid7(), uuid7()
    messages = [*story(tenant, gone), *story(tenant, stays)]
    await told(unit, clickhouse, *messages, deleted(tenant, gone))

    async def tell(*_: object) -> None:
        return

    history = HeldEvents([each for each in messages if isinstance(each, BrandStateExtracted)])
    ended = await rebuild(clickhouse, history, switch=True, tell=tell, left=partial(unerased, unit=unit))
    assert ended.outcome == "switched"
    assert [(await held(unit, clickhouse, tenant, own))["answers"] for own in (gone, stays)] == [0, 1]


async def test_an_erased_organisation_leaves_no_fact_and_the_other_all_of_its(
    unit: UnitOfWork, clickhouse: ClickHouse
) -> None:
    ours, theirs, site = uuid7(), uuid7(), uuid7()
    messages = story(ours, site)
    await told(unit, clickhouse, *messages, *story(theirs, site))
    other = await held(unit, clickhouse, theirs, site)
    order = example(EraseFigures).model_copy(update={"tenant_id": ours})
    for _ in range(2):
        await told(unit, clickhouse, order)
        await told(unit, clickhouse, *messages, *story(ours, site), deleted(ours, site))
        assert not any((await held(unit, clickhouse, ours, site)).values())
        assert await held(unit, clickhouse, theirs, site) == other
