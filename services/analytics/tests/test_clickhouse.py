"""Facts and figures on the real ClickHouse clickhouse: redelivery, order, tenants, corrections, migrations."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from analytics.facts import queries as fact_queries
from analytics.facts.rules.facts import AnswerFacts
from analytics.facts.rules.projections import fact_rows
from analytics.facts.store import write_facts
from analytics.figures import queries as figure_queries
from analytics.figures.clickhouse import write_figures
from analytics.figures.rules.materialisation import Materialisation, MeasuredRun, materialise
from analytics.shared import schema
from analytics.shared.clickhouse import ClickHouse, ClickHouseUnavailable
from analytics.shared.tenancy import TenantReader
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.answer import RunContext
from common.primitives.ids import derived_id, uuid7

pytestmark = pytest.mark.engines

EventOf = Callable[..., BrandStateExtracted]
AnswersOf = Callable[[Sequence[BrandStateExtracted]], tuple[AnswerFacts, ...]]
RUN = {"website_id": derived_id("website"), "run_id": derived_id("run")}
MOMENT = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)


async def keep(clickhouse: ClickHouse, events: Sequence[BrandStateExtracted]) -> None:
    await write_facts(clickhouse, [fact_rows(event) for event in events])


def figures(events: Sequence[BrandStateExtracted], answers: AnswersOf) -> Materialisation:
    first = events[0]
    return materialise(MeasuredRun(tenant_id=first.tenant_id, **dict(RunContext.part_of(first))), answers(events))


def key_of(result: Materialisation) -> dict[str, UUID]:
    about = result.subject
    return {"website": about.website_id, "audit": about.audit_id, "materialisation": result.id}


async def test_facts_come_back_as_they_were_told(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted], answers: AnswersOf
) -> None:
    await keep(clickhouse, panel)
    reader = TenantReader(clickhouse, panel[0].tenant_id)
    assert await fact_queries.answers_of_run(reader, **RUN) == answers(panel)
    assert await fact_queries.answers_arrived(reader, **RUN) == len(panel)


async def test_redelivered_and_shuffled_events_give_the_same_figures_and_a_summing_view_would_not(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted], answers: AnswersOf
) -> None:
    # The planted defect: what a view that counts up does with the same deliveries.
    clickhouse.command(
        "CREATE MATERIALIZED VIEW mention_sums (brand String, mentions UInt64) ENGINE = SummingMergeTree ORDER BY brand"
        " AS SELECT brand, presence != 'ignored' AS mentions FROM brand_state_facts"
    )
    deliveries = list(panel)
    for round_ in range(3):
        random.Random(round_).shuffle(deliveries)
        await keep(clickhouse, deliveries[: len(deliveries) // 2])
        await keep(clickhouse, deliveries[len(deliveries) // 2 :])
    reader = TenantReader(clickhouse, panel[0].tenant_id)
    read = await fact_queries.answers_of_run(reader, **RUN)
    first = panel[0]
    subject = MeasuredRun(tenant_id=first.tenant_id, **dict(RunContext.part_of(first)))
    assert await fact_queries.answers_arrived(reader, **RUN) == len(panel)
    assert materialise(subject, read) == figures(panel, answers)
    (sums,) = await clickhouse.rows("SELECT sum(mentions) AS n FROM mention_sums WHERE brand = 'Mailchimp'", {})
    counted = await reader.rows(
        "SELECT uniqExact(response_id) AS n FROM $brand_state_facts"
        " WHERE brand = 'Mailchimp' AND presence != 'ignored'",
        {},
    )
    assert (sums["n"], counted[0]["n"]) == (21, 7)


async def test_merging_in_the_background_changes_nothing(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted], answers: AnswersOf
) -> None:
    await keep(clickhouse, panel)
    await keep(clickhouse, panel)
    clickhouse.command("OPTIMIZE TABLE brand_state_facts FINAL")
    clickhouse.command("OPTIMIZE TABLE answers FINAL")
    reader = TenantReader(clickhouse, panel[0].tenant_id)
    assert await fact_queries.answers_of_run(reader, **RUN) == answers(panel)


async def test_an_answer_that_names_nobody_and_has_no_states_is_still_an_answer(
    clickhouse: ClickHouse, event: EventOf
) -> None:
    silent = event(1, 1, {}).model_copy(update={"states": ()})
    await keep(clickhouse, [silent])
    (answer,) = await fact_queries.answers_of_run(TenantReader(clickhouse, silent.tenant_id), **RUN)
    assert answer.states == ()


async def test_a_later_reading_replaces_an_earlier_one_in_either_order(clickhouse: ClickHouse, event: EventOf) -> None:
    old = event(1, 1, {"Mailchimp": "mentioned", "Klaviyo": "mentioned"})
    new = event(1, 1, {"Klaviyo": "trusted"}, extractor_version="2.0", occurred_at=event(5, 1, {}).occurred_at)
    await keep(clickhouse, [new])
    await keep(clickhouse, [old])
    (answer,) = await fact_queries.answers_of_run(TenantReader(clickhouse, old.tenant_id), **RUN)
    assert answer.row.extractor_version == "2.0"
    assert {state.brand for state in answer.states if state.presence != "ignored"} == {"Klaviyo"}


async def test_figures_come_back_as_they_were_computed(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted], answers: AnswersOf
) -> None:
    result = figures(panel, answers)
    await write_figures(clickhouse, result, computed_at=MOMENT)
    await write_figures(clickhouse, result, computed_at=MOMENT)
    reader = TenantReader(clickhouse, panel[0].tenant_id)
    rows = await figure_queries.share_of_voice(reader, key_of(result), by="all", definition=1, include_branded=False)
    overall = result.slices[0]
    assert [(row["brand"], row["mention_count"]) for row in rows] == [
        (each.brand.name, each.counts.mentions) for each in overall.brands if 1 in each.shares
    ]
    expected = overall.brands[0]
    assert tuple(rows[0]["share"].values()) == (
        expected.shares[1].value, expected.shares[1].low, expected.shares[1].high, None, 12, 6,
    )  # fmt: skip
    assert rows[0]["presence"] == expected.counts.presence
    assert rows[0]["computed_at"] == MOMENT
    patterns = await figure_queries.substitutions(reader, key_of(result), provider="")
    assert [(row["substitute_brand"], row["occurrence_count"]) for row in patterns] == [
        (each.substitute.name, each.occurrences) for each in result.substitutions if not each.provider
    ]


async def test_branded_slices_are_shown_only_where_they_are_asked_for(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted], answers: AnswersOf
) -> None:
    result = figures(panel, answers)
    await write_figures(clickhouse, result, computed_at=MOMENT)
    reader = TenantReader(clickhouse, panel[0].tenant_id)
    for wanted, seen in ((False, {False}), (True, {False, True})):
        rows = await figure_queries.share_of_voice(
            reader, key_of(result), by="all", definition=2, include_branded=wanted
        )
        assert {row["branded"] for row in rows} == seen


async def test_another_tenant_sees_nothing_even_where_it_knows_every_id(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted], answers: AnswersOf
) -> None:
    await keep(clickhouse, panel)
    result = figures(panel, answers)
    await write_figures(clickhouse, result, computed_at=MOMENT)
    stranger = TenantReader(clickhouse, uuid7())
    assert await fact_queries.answers_arrived(stranger, **RUN) == 0
    assert await fact_queries.answers_of_run(stranger, **RUN) == ()
    for by in ("all", "provider"):
        assert not await figure_queries.share_of_voice(
            stranger, key_of(result), by=by, definition=1, include_branded=True
        )
    assert not await figure_queries.substitutions(stranger, key_of(result), provider="")


async def test_a_parameter_cannot_break_out_of_its_query(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    await keep(clickhouse, panel)
    stranger = TenantReader(clickhouse, uuid7())
    about = {"website": RUN["website_id"], "audit": RUN["run_id"], "materialisation": RUN["run_id"]}
    assert await figure_queries.substitutions(stranger, about, provider="' OR 1 = 1 --") == []


async def test_a_query_reads_the_granules_of_its_tenant_and_run_only(
    clickhouse: ClickHouse, panel: list[BrandStateExtracted]
) -> None:
    from analytics.shared.tenancy import scoped

    await keep(clickhouse, panel)
    plan = await clickhouse.rows(
        "EXPLAIN indexes = 1 "
        + scoped("SELECT * FROM $answers WHERE website_id = {website:UUID} AND run_id = {run:UUID}"),
        {"tenant": panel[0].tenant_id, "website": RUN["website_id"], "run": RUN["run_id"]},
    )
    text = "\n".join(row["explain"] for row in plan)
    keys = text[text.index("PrimaryKey") :]
    for column in ("tenant_id", "website_id", "run_id"):
        assert column in keys, text


async def test_migrations_can_be_undone_and_applied_again(tmp_path: Path) -> None:
    clickhouse = ClickHouse(path=tmp_path / "clickhouse")
    clickhouse.connect()
    everything = [step.version for step in schema.migrations()]
    assert schema.upgrade(clickhouse) == everything
    assert schema.upgrade(clickhouse) == []
    assert schema.downgrade(clickhouse) == everything[::-1]
    assert schema.downgrade(clickhouse) == []
    left = clickhouse.select("SELECT name FROM system.tables WHERE database = currentDatabase()", {})
    assert [row["name"] for row in left] == ["schema_versions"]
    assert schema.upgrade(clickhouse) == everything
    await clickhouse.close()


async def test_a_migration_that_was_changed_after_it_was_applied_is_noticed(clickhouse: ClickHouse) -> None:
    clickhouse.insert_now(
        "schema_versions", ["version", "name", "checksum", "applied"], [[1, "facts_and_figures", "another", True]]
    )
    with pytest.raises(schema.SchemaDrift, match="0001"):
        schema.upgrade(clickhouse)


async def test_data_survive_a_restart_and_a_folder_that_cannot_be_opened_is_one_clear_error(
    tmp_path: Path, panel: list[BrandStateExtracted]
) -> None:
    clickhouse = ClickHouse(path=tmp_path / "data")
    clickhouse.connect()
    schema.upgrade(clickhouse)
    await keep(clickhouse, panel)
    await clickhouse.close()
    again = ClickHouse(path=tmp_path / "data")
    await again.open()
    assert await fact_queries.answers_arrived(TenantReader(again, panel[0].tenant_id), **RUN) == 12
    await again.close()
    (tmp_path / "file").write_text("not a folder")
    blocked = ClickHouse(path=tmp_path / "file")
    with pytest.raises(ClickHouseUnavailable, match="folder of ClickHouse"):
        await blocked.open()
    with pytest.raises(ClickHouseUnavailable, match="not opened"):
        await blocked.ping()
    await blocked.close()
