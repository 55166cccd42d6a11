"""The service behind the log: orders in any order, more than once, undone before they arrive."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.collector import WebsiteDeleted
from common.contracts.message import Message
from common.contracts.simulator import WithdrawReport
from common.messaging.memory import MemoryBroker, MemoryLog
from common.messaging.runtime.consumer import Consumer
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from common.stores.postgres.tables import inbox, outbox, saga_replies
from common.testing.examples import example
from reports.archive.handlers import generate_report, withdraw_report
from reports.archive.store import take_turns
from reports.archive.tables import report_files, reports
from reports.audits.material import keep, of_audit
from reports.audits.tables import audit_figures, audit_requests
from reports.consumer import subscriptions
from reports.documents.rules.document import from_json
from reports.documents.rules.material import is_whole
from reports.pages.html import render
from reports.pages.rendering import files_of

from .cases import in_process, material_for

pytestmark = pytest.mark.engines


async def consume(unit: UnitOfWork, objects: Any, *messages: Message, late: tuple[Message, ...] = ()) -> MemoryBroker:
    """Run the service's consumer until every message is handled; ``late`` ones arrive while it runs."""
    broker = MemoryBroker()
    for message in messages:
        for own in material_for(message) if isinstance(message, ShareOfVoiceMaterialised) else ():
            broker.emit(own)
        broker.emit(message)
    log = MemoryLog(broker)
    consumer = Consumer("reports", subscriptions(unit, objects, in_process), log)
    running = asyncio.create_task(consumer.run())

    async def behind() -> int:
        return sum([end - (await log.committed(at) or 0) for at, end in (await log.ends()).items()])

    await asyncio.sleep(0.2)
    for message in late:
        for own in material_for(message) if isinstance(message, ShareOfVoiceMaterialised) else ():
            broker.emit(own)
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


async def test_the_export_holds_what_the_figures_rest_on_word_for_word(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    figures = audit.figures()
    await consume(unit, objects, audit.request(), figures, audit.command())
    [body] = [body for key, body in objects.kept.items() if key.endswith(".json")]
    material = json.loads(body)["material"]
    analysis, plan, answer, reading, *_ = [each.model_dump(mode="json") for each in material_for(figures)]
    assert len(material["answers"]) == sum(part.answers for part in figures.slices if part.by == "all")
    for each in material["answers"]:
        assert (each["text"], each["prompt_text"]) == (answer["text"], answer["prompt_text"])
        assert each["reading"]["states"] == reading["states"]
        assert not {"tenant_id", "response_object", "id"} & each.keys()
    assert material["icps"] == plan["icps"]
    assert material["conversations"] == plan["conversations"]
    assert material["analysis"]["summary"] == analysis["summary"]
    [page] = [body.decode() for key, body in objects.kept.items() if key.endswith(".html")]
    assert "every prompt and whole answer" in page
    assert "every prompt and whole answer" not in render(case().document()).decode(), "one of before it was kept"


async def test_an_order_waits_for_the_answers_that_the_figures_rest_on(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    await consume(unit, objects, audit.request(), audit.figures(), audit.command())
    whole = dict(objects.kept)
    other = case(tenant=uuid7())
    *early, last = material_for(other.figures())
    async with unit.begin(other.tenant) as tx:
        await keep(tx, early)
        assert not is_whole(await of_audit(tx, other.audit_id, other.figures().run_id), len(early) // 2)
        await keep(tx, [last, last])
        found = await of_audit(tx, other.audit_id, other.figures().run_id)
    assert is_whole(found, len(early) // 2)
    assert len(whole) == 2


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


# -- a website that was deleted --------------------------------------------------------------------------------------

KEPT = (reports, report_files, audit_requests, audit_figures)


def deleted(tenant: UUID, website: UUID) -> WebsiteDeleted:
    told = {"tenant_id": tenant, "website_id": website, "id": uuid7()}
    return example(WebsiteDeleted).model_copy(update=told)


def of_website(audit: Any, website: UUID, saga: UUID) -> list[Any]:
    """The audit's three messages as another audit's of another website."""
    told: dict[str, Any] = {"website_id": website}
    return [
        audit.request().model_copy(update={**told, "audit_id": saga, "id": uuid7()}),
        audit.figures().model_copy(update={**told, "audit_id": saga, "id": uuid7()}),
        audit.command(id=uuid7()).model_copy(update={**told, "saga_id": saga}),
    ]


async def contents(unit: UnitOfWork, tenant: UUID) -> list[list[Any]]:
    return [sorted(map(str, await rows(unit, tenant, table))) for table in KEPT]


async def test_every_store_is_as_if_the_website_had_never_been(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    ours, theirs = case(tenant=uuid7()), case(tenant=uuid7())
    await consume(unit, objects, *of_website(ours, uuid7(), uuid7()))
    website = ours.command().website_id
    await consume(unit, objects, *of_website(theirs, website, uuid7()))
    before, other, files = await contents(unit, ours.tenant), await contents(unit, theirs.tenant), dict(objects.kept)
    await consume(unit, objects, ours.request(), ours.figures(), ours.command())
    assert all(len(now) > len(then) for now, then in zip(await contents(unit, ours.tenant), before, strict=True))
    for _ in range(2):
        await consume(unit, objects, deleted(ours.tenant, website))
        assert await contents(unit, ours.tenant) == before
        assert await contents(unit, theirs.tenant) == other
        assert objects.kept == files


async def test_nothing_that_comes_late_writes_a_report(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    await consume(unit, objects, audit.request())
    await consume(unit, objects, deleted(audit.tenant, audit.command().website_id))
    late = (audit.request(), audit.figures(), audit.command())
    broker = await consume(unit, objects, *late, *late)
    assert not any(await contents(unit, audit.tenant))
    assert not objects.kept
    assert not await announced(unit, audit.tenant, "simulator.audit-step-replied")
    assert not broker.on_topic("reports.dead-letters")


async def test_files_that_were_written_while_the_website_was_erased_are_taken_back(
    unit: UnitOfWork, objects: Any, case: Callable[..., Any]
) -> None:
    audit = case(tenant=uuid7())
    await consume(unit, objects, audit.request(), audit.figures())
    put = objects.put

    async def slow(key: str, body: bytes, content_type: str) -> None:
        await put(key, body, content_type)
        if key.endswith("html"):
            await consume(unit, objects, deleted(audit.tenant, audit.command().website_id))

    objects.put = slow
    await consume(unit, objects, audit.command())
    assert not any(await contents(unit, audit.tenant))
    assert not objects.kept
