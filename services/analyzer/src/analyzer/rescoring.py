"""Stored answers are read again under newer rules or decisions, as a new version; old versions and reports stay.

Each batch is one message to ourselves: its states, its events, its progress and the message for the next batch are
committed together. A process that dies goes on where it was; what comes twice is done once.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from analyzer import store
from analyzer.judge import Judge
from analyzer.reactions import CONTEXT, extracted
from analyzer.reading import Reader, Reading
from analyzer.store import rescorings
from common.clock import Clock
from common.contracts.analyzer import RescoringAdvanced
from common.contracts.vocabulary import Classification
from common.ids import derived_id
from common.postgres import Tx, UnitOfWork
from common.telemetry import log

BATCH = 100
JUDGED_BATCH = 20
"""Answers about which a judge is asked side by side: as many as one answer's time allows."""
Row = Mapping[Any, Any]
_log = log("rescoring")


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer as it is kept, with what it takes to read it again."""

    row: Row
    reader: Reader
    classification: Classification

    @property
    def response_id(self) -> UUID:
        return UUID(str(self.row["id"]))

    @property
    def audit_id(self) -> UUID:
        return UUID(str(self.row["audit_id"]))

    @property
    def run_id(self) -> UUID:
        return UUID(str(self.row["run_id"]))

    async def read(self) -> Reading:
        return await self.reader.judged(self.row["text"], self.row["prompt_text"])


async def advance_rescoring(
    event: RescoringAdvanced, *, unit: UnitOfWork, clock: Clock, judge: Judge | None = None
) -> None:
    """Read one batch of answers again, and order the next."""
    if event.ended:
        return
    most = BATCH if judge is None else JUDGED_BATCH
    async with unit.begin(event.tenant_id) as tx:
        rows = await rescorings.answers_behind(tx, event.website_id, event.after, most)
        kept = await _with_readers(tx, rows, judge)
    behind = [each for each in kept if each.row["extractor_version"] != each.reader.version]
    readings = await asyncio.gather(*(each.read() for each in behind))
    async with unit.once(event) as tx:
        changed = 0
        for each, reading in zip(behind, readings, strict=True):
            changed += each.row["extractor_version"] != reading.version
            await _keep(tx, each, reading)
        ended = len(rows) < most
        done = event.done + len(rows)
        await rescorings.advance(tx, event.rescoring_id, done=done, changed=changed, ended=ended, now=clock.now())
        moved = {"done": done, "changed": event.changed + changed, "ended": ended}
        tx.emit(_next(event, rows, moved))
    if ended:
        _log.info("answers are read again", website=str(event.website_id), answers=done)


async def _keep(tx: Tx, each: _Kept, reading: Reading) -> None:
    """A version that is there already stays; the answer's newest reading is this one."""
    if each.row["extractor_version"] == reading.version:
        return
    await store.add_states(tx, each, reading.states, reading.version)
    await rescorings.read_as(tx, each.response_id, reading)
    context = {name: each.row[name] for name in CONTEXT - {"response_id"}} | {"response_id": each.response_id}
    tx.emit(extracted(context, each.classification, reading))


async def _with_readers(tx: Tx, rows: Sequence[Row], judge: Judge | None) -> list[_Kept]:
    """Answers with the reader of their plan. One whose plan or classification is not here is left as it is."""
    curation = await store.curation(tx)
    readers: dict[UUID, Reader | None] = {}
    judged: dict[tuple[UUID, UUID], Classification | None] = {}
    found = []
    for row in rows:
        plan_id, prompt = row["plan_id"], (row["plan_id"], row["prompt_id"])
        if plan_id not in readers:
            plan = await store.plan(tx, plan_id)
            readers[plan_id] = Reader(curation, plan.brands, judge) if plan else None
        if prompt not in judged:
            judged[prompt] = await store.classification_of(tx, *prompt)
        reader, classification = readers[plan_id], judged[prompt]
        if reader is not None and classification is not None:
            found.append(_Kept(row, reader, classification))
    return found


def _next(event: RescoringAdvanced, rows: Sequence[Row], moved: dict[str, Any]) -> RescoringAdvanced:
    after = rows[-1]["id"] if rows else event.after
    step = derived_id("rescoring-advanced", event.rescoring_id, str(after), str(moved["ended"]))
    return event.model_copy(update={"id": step, "after": after, **moved})
