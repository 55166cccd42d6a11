"""The service behind the log: orders in any order, more than once, undone before they arrive."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from common.contracts.message import Message
from common.contracts.simulator import WithdrawReport
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import inbox, outbox, saga_replies
from reports.archive.handlers import generate_report, withdraw_report
from reports.archive.store import take_turns
from reports.archive.tables import report_files, reports
from reports.consumer import subscriptions
from reports.documents.rules.document import from_json
from reports.pages.html import render
from reports.pages.rendering import files_of

from .cases import in_process

pytestmark = pytest.mark.engines


async def consume(unit: UnitOfWork, objects: Any, *messages: Message, late: tuple[Message, ...] = ()) -> MemoryBroker:
    """Run the service's consumer until every message is handled; ``late`` ones arrive while it runs."""
    broker = MemoryBroker()
    for message in messages:
        broker.emit(message)
    log = MemoryLog(broker)
    consumer = Consumer("reports", subscriptions(unit, objects, in_process), log)
    running = asyncio.create_task(consumer.run())

    async def behind() -> int:
        return sum([end - (await log.committed(at) or 0) for at, end in (await log.ends()).items()])

    await asyncio.sleep(0.2)
    for message in late:
        broker.emit(message)
    async with asyncio.timeout(30):
        while not running.done() and await behind() > 0:  # noqa: ASYNC110 - a log tells no one that it is empty
            await asyncio.sleep(0.02)
    consumer.stop()
    await running
    return broker


async def announced(unit: UnitOfWork, tenant: UUID, topic: str) -> list[dict[str, Any]]:
    async with unit.begin(tenant) as tx:
        query = select(outbox.c.payload).where(outbox.c.topic == topic).order_by(outbox.c.created_at, outbox.c.id)
        return [json.loads(payload) for payload in (await tx.execute(query)).scalars()]


async def rows(unit: UnitOfWork, tenant: UUID, table: Any) -> list[Any]:
    async with unit.begin(tenant) as tx:
        return list((await tx.execute(select(table))).mappings())


def undo(audit: Any) -> WithdrawReport:
    command = audit.command()
    return WithdrawReport(tenant_id=audit.tenant, saga_id=command.saga_id, step="report", website_id=command.website_id)


async def test_an_order_becomes_two_files_a_report_an_event_and_a_reply(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    await consume(unit, objects, audit.request(), audit.figures(), audit.command())
    report = (await rows(unit, audit.tenant, reports))[0]
    stored = await rows(unit, audit.tenant, report_files)
    assert report["status"] == "completed"
    assert report["headline"] == "Tillvane is named in 6 of 27 answers; Klaviyo is named in 14"
    assert {row["file_path"] for row in stored} == {
        f"{audit.tenant}/exports/{report['id']}/report.{suffix}" for suffix in ("html", "json")
    }
    assert {row["file_path"]: row["file_size"] for row in stored} == {
        key: len(body) for key, body in objects.kept.items()
    }
    (event,) = await announced(unit, audit.tenant, "reports.report-generated")
    assert event["sha256"] == {row["format"]: row["sha256"] for row in stored}
    (reply,) = await announced(unit, audit.tenant, "simulator.audit-step-replied")
    assert reply["outcome"] == "done"
    assert reply["result"] == {"report_id": str(report["id"])}
    assert reply["command_id"] == str(audit.command().id)


async def test_an_order_waits_for_the_figures(unit: UnitOfWork, objects: Any, case: Callable[..., Any]) -> None:
    audit = case(tenant=uuid7())
    broker = await consume(unit, objects, audit.command(), audit.request(), late=(audit.figures(),))
    assert len(await rows(unit, audit.tenant, reports)) == 1
    assert broker.on_topic("reports.dead-letters") == []


async def test_everything_delivered_twice_has_one_effect(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    messages = (audit.request(), audit.figures(), audit.command())
    await consume(unit, objects, *messages, *messages)
    await consume(unit, objects, *messages)
    assert objects.writes == 2
    assert len(await rows(unit, audit.tenant, reports)) == 1
    assert len(await announced(unit, audit.tenant, "reports.report-generated")) == 1
    assert len(await announced(unit, audit.tenant, "simulator.audit-step-replied")) == 1


async def test_an_order_repeated_under_another_id_gets_the_first_reply_and_writes_nothing(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    await consume(unit, objects, audit.request(), audit.figures(), audit.command())
    before = dict(objects.kept)
    again = audit.command(id=uuid7(), failed_answers=9)
    await consume(unit, objects, again)
    first, second = await announced(unit, audit.tenant, "simulator.audit-step-replied")
    assert second["result"] == first["result"]
    assert second["command_id"] == str(again.id)
    assert objects.kept == before
    assert objects.writes == 2


async def test_a_store_that_is_away_for_a_while_only_delays_the_report(
    unit: UnitOfWork, new_objects: Callable[..., Any], case: Callable[..., Any]
) -> None:
    audit, objects = case(tenant=uuid7()), new_objects(faults=3)
    await consume(unit, objects, audit.request(), audit.figures(), audit.command())
    assert len(await rows(unit, audit.tenant, reports)) == 1
    assert len(objects.kept) == 2


async def test_the_stored_document_is_rendered_again_to_the_stored_bytes(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(
        tenant=uuid7(), pattern="\x00 @ <b>\u2028\U0001f600", own="Tillvane\x00<i>", odds=(("Tillvane\x00<i>", 1.0),)
    )
    await consume(unit, objects, audit.request(), audit.figures(), audit.command())
    document = from_json((await rows(unit, audit.tenant, reports))[0]["document"])
    assert {file.key: file.body for file in files_of(document, render(document))} == objects.kept


async def test_a_withdrawn_report_keeps_its_row_and_the_undo_is_answered(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    await consume(unit, objects, audit.request(), audit.figures(), audit.command())
    await consume(unit, objects, undo(audit))
    assert [row["status"] for row in await rows(unit, audit.tenant, reports)] == ["withdrawn"]
    replies = await announced(unit, audit.tenant, "simulator.audit-step-replied")
    assert [(reply["command"], reply["outcome"]) for reply in replies] == [
        ("simulator.generate-report.v1", "done"),
        ("simulator.withdraw-report.v1", "done"),
    ]


async def test_an_undo_with_nothing_to_undo_is_done_and_the_late_order_is_refused(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    await consume(unit, objects, undo(audit))
    await consume(unit, objects, audit.request(), audit.figures(), audit.command())
    undone, refused = await announced(unit, audit.tenant, "simulator.audit-step-replied")
    assert undone["outcome"] == "done"
    assert (refused["outcome"], refused["reason"]) == ("refused", "given-up")
    assert objects.kept == {}
    assert await rows(unit, audit.tenant, reports) == []


async def test_the_end_of_an_order_and_its_undo_take_turns(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    """Whichever is first: what was withdrawn is not shown, though both were under way at the same time."""
    audit = case(tenant=uuid7())
    await consume(unit, objects, audit.request(), audit.figures())
    command = audit.command()
    async with unit.begin(audit.tenant) as tx:
        await take_turns(tx, command.audit_id)
        both = [
            generate_report(command, unit=unit, objects=objects, draw=in_process),
            withdraw_report(undo(audit), unit=unit),
        ]
        tasks = [asyncio.ensure_future(each) for each in both]
        ended, _ = await asyncio.wait(tasks, timeout=0.5)
        assert not ended
    await asyncio.gather(*tasks)
    assert all(row["status"] == "withdrawn" for row in await rows(unit, audit.tenant, reports))


async def test_older_figures_never_replace_newer_ones(unit: UnitOfWork, objects: Any, case: Callable[..., Any]) -> None:
    audit = case(tenant=uuid7())
    newer = audit.figures()
    older = newer.model_copy(update={"id": uuid7(), "occurred_at": audit.request().occurred_at, "universe": "old"})
    await consume(unit, objects, newer)
    await consume(unit, objects, older, audit.request(), audit.command())
    assert from_json((await rows(unit, audit.tenant, reports))[0]["document"]).measure.universe == newer.universe


async def test_another_tenant_sees_no_row_of_any_table(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    await consume(unit, objects, audit.request(), audit.figures(), audit.command())
    for table in (*reports.metadata.tables.values(), outbox, inbox, saga_replies):
        if table.name in {"sagas", "saga_deadlines"}:
            continue
        async with unit.begin(audit.tenant) as tx:
            assert (await tx.execute(select(func.count()).select_from(table))).scalar_one() > 0, table.name
        async with unit.begin(uuid7()) as tx:
            assert (await tx.execute(select(func.count()).select_from(table))).scalar_one() == 0, table.name
