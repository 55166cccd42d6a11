"""Facts rebuilt from their events on the real ClickHouse clickhouse, while new ones arrive."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from analytics.facts.rules.projections import fact_rows
from analytics.facts.store import write_facts
from analytics.rebuilds.rebuild import rebuild
from analytics.rebuilds.shadow import FACTS
from analytics.shared.clickhouse import ClickHouse
from common.contracts.analyzer import BrandStateExtracted
from common.messaging.envelope import Record
from common.process.rebuilds import Rebuilt
from common.testing.history import HeldEvents

pytestmark = pytest.mark.engines


async def keep(clickhouse: ClickHouse, events: Sequence[BrandStateExtracted]) -> None:
    await write_facts(clickhouse, [fact_rows(event) for event in events])


async def tell(_records: int, _total: int) -> None:
    return


async def run(clickhouse: ClickHouse, kept: HeldEvents, *, switch: bool = True) -> Rebuilt:
    return await rebuild(clickhouse, kept, switch=switch, tell=tell)


def tables(clickhouse: ClickHouse) -> set[str]:
    return {row["name"] for row in clickhouse.select("SHOW TABLES", {})}


def count(clickhouse: ClickHouse, table: str) -> int:
    return int(clickhouse.select(f"SELECT count() AS n FROM {table} FINAL", {})[0]["n"])


async def test_equal_facts_are_switched_and_nothing_is_left_over(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    await keep(clickhouse, panel)
    await keep(clickhouse, panel[:3])  # redelivered
    before = tables(clickhouse), [count(clickhouse, table) for table in FACTS]
    ended = await run(clickhouse, HeldEvents(panel))
    assert (ended.outcome, ended.records, ended.carried_over) == ("switched", len(panel), 0)
    assert [each.live for each in ended.differences] == before[1] == [each.rebuilt for each in ended.differences]
    assert (tables(clickhouse), [count(clickhouse, table) for table in FACTS]) == before


async def test_facts_that_arrive_meanwhile_are_in_the_new_tables(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    await keep(clickhouse, panel[:10])
    ended = await run(clickhouse, HeldEvents(panel[:10], meanwhile=lambda: keep(clickhouse, panel[10:])))
    assert ended.outcome == "switched"
    assert count(clickhouse, "answers") == len(panel)


async def test_facts_written_after_the_switch_stay(clickhouse: ClickHouse, panel: list[BrandStateExtracted]) -> None:
    await keep(clickhouse, panel[:10])
    await run(clickhouse, HeldEvents(panel[:10]))
    await keep(clickhouse, panel[10:])
    assert count(clickhouse, "answers") == len(panel)


async def test_a_fact_that_no_event_speaks_of_is_found_and_nothing_is_switched(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    changed = panel[4].model_copy(update={"prompt_text": "Which one did nobody ask for?"})
    await keep(clickhouse, [*panel[:4], changed, *panel[5:]])
    ended = await run(clickhouse, HeldEvents(panel))
    assert ended.outcome == "different"
    answers = next(each for each in ended.differences if each.part == "answers")
    assert (answers.missing, answers.extra, answers.changed) == (0, 0, 1)
    assert (
        clickhouse.select("SELECT count() AS n FROM answers FINAL WHERE prompt_text LIKE '%nobody%'", {})[0]["n"] == 1
    )


async def test_a_fact_with_nulls_that_differs_is_found(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    """A brand that is not named has neither position, rank, belief nor sentiment, and nobody's website no client."""
    nobody = panel[3]
    assert all(state.position is None for state in nobody.states)
    surer = tuple(state.model_copy(update={"confidence": 0.99}) for state in nobody.states)
    await keep(clickhouse, [*panel[:3], nobody.model_copy(update={"states": surer}), *panel[4:]])
    ended = await run(clickhouse, HeldEvents(panel))
    assert {each.part: each.changed for each in ended.differences} == {
        "answers": 0, "brand_state_facts": len(nobody.states),
    }  # fmt: skip


async def test_a_lost_fact_is_found(clickhouse: ClickHouse, panel: list[BrandStateExtracted]) -> None:
    await keep(clickhouse, panel[:-1])
    ended = await run(clickhouse, HeldEvents(panel))
    assert [each.extra for each in ended.differences if each.part == "answers"] == [1]


async def test_facts_whose_events_are_gone_are_carried_over(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    old = [event.model_copy(update={"occurred_at": event.occurred_at - timedelta(days=60)}) for event in panel[:4]]
    await keep(clickhouse, [*old, *panel[4:]])
    ended = await run(clickhouse, HeldEvents(panel[4:], whole=False))
    assert ended.outcome == "switched"
    assert ended.carried_over == len(old) + sum(len(event.states) for event in old)
    assert count(clickhouse, "answers") == len(panel)


async def test_a_comparison_alone_leaves_everything_as_it_is(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    await keep(clickhouse, panel)
    ended = await run(clickhouse, HeldEvents(panel), switch=False)
    assert ended.outcome == "equal"
    assert not [name for name in tables(clickhouse) if name.endswith(("_rebuilt", "_copied"))]


async def test_records_that_no_contract_takes_are_counted(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    await keep(clickhouse, panel)
    rubbish = Record(BrandStateExtracted.topic, 0, 99, b"k", b"{")
    ended = await run(clickhouse, HeldEvents(panel, rubbish=[rubbish]))
    assert (ended.outcome, ended.rejected) == ("switched", 1)


async def test_a_rebuild_that_broke_off_leaves_the_live_facts_and_the_next_begins_anew(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    async def broken() -> None:
        raise RuntimeError("the broker is away")

    await keep(clickhouse, panel)
    with pytest.raises(RuntimeError):
        await run(clickhouse, HeldEvents(panel, meanwhile=broken))
    assert count(clickhouse, "answers") == len(panel)
    assert (await run(clickhouse, HeldEvents(panel))).outcome == "switched"
