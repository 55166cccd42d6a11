"""Stored answers are read again under newer rules or decisions, as a new version; old versions and reports stay.

Each batch is one message to ourselves: its states, its events, its progress and the message for the next batch are
committed together. A process that dies goes on where it was; what comes twice is done once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.answers import store
from analyzer.answers.handlers import JUDGED_TOGETHER, extracted
from analyzer.answers.reader import Reader, answerer, read_together
from analyzer.answers.reader_cache import Readers
from analyzer.answers.rescoring import store as rescorings
from analyzer.answers.rescoring.store import KeptAnswer
from common.contracts.analyzer import RescoringAdvanced
from common.contracts.vocabulary import Classification
from common.primitives.clock import Clock
from common.primitives.ids import derived_id
from common.process.telemetry import log
from common.stores.postgres import Tx, UnitOfWork

BATCH = 250
_log = log("rescoring")


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer as it is kept, with what it takes to read it again."""

    answer: KeptAnswer
    reader: Reader
    classification: Classification


async def advance_rescoring(event: RescoringAdvanced, *, unit: UnitOfWork, clock: Clock, readers: Readers) -> None:
    """Read one batch of answers again, and order the next."""
    if event.ended:
        return
    most = BATCH if readers.judge is None else JUDGED_TOGETHER
    async with unit.begin(event.tenant_id) as tx:
        answers = await rescorings.answers_behind(tx, event.website_id, event.after, most)
        kept = await _with_readers(tx, answers, readers)
    behind = [each for each in kept if each.answer.extractor_version != each.reader.version]
    readings = await read_together(
        [(each.reader, each.answer.text, each.answer.prompt_text, answerer(each.answer)) for each in behind]
    )
    # a version that is there already stays: its states are those of this reading
    new = [
        (each, reading)
        for each, reading in zip(behind, readings, strict=True)
        if each.answer.extractor_version != reading.version
    ]
    async with unit.once(event) as tx:
        await store.add_states(tx, [(each.answer, reading) for each, reading in new])
        await rescorings.read_as(tx, [(each.answer.response_id, reading) for each, reading in new])
        for each, reading in new:
            again = (event.rescoring_id,)
            tx.emit(extracted(event.tenant_id, each.answer.context(), each.classification, reading, again))
        ended = len(answers) < most
        done = event.done + len(answers)
        await rescorings.advance(tx, event.rescoring_id, done=done, changed=len(new), ended=ended, now=clock.now())
        moved = {"done": done, "changed": event.changed + len(new), "ended": ended}
        tx.emit(_next(event, answers, moved))
    if ended:
        _log.info("answers are read again", website=str(event.website_id), answers=done)


async def _with_readers(tx: Tx, answers: Sequence[KeptAnswer], readers: Readers) -> list[_Kept]:
    """Answers with the reader of their plan. One whose plan or classification is not here is left as it is."""
    plans = {plan_id: await readers.of(tx, plan_id) for plan_id in {answer.plan_id for answer in answers}}
    return [
        _Kept(answer, of.reader, of.classifications[answer.prompt_id])
        for answer in answers
        if (of := plans[answer.plan_id]) is not None and answer.prompt_id in of.classifications
    ]


def _next(event: RescoringAdvanced, answers: Sequence[KeptAnswer], moved: dict[str, Any]) -> RescoringAdvanced:
    after = answers[-1].response_id if answers else event.after
    step = derived_id("rescoring-advanced", event.rescoring_id, str(after), str(moved["ended"]))
    return event.model_copy(update={"id": step, "after": after, **moved})
