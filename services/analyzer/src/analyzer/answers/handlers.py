"""Answers are read: those of one run that wait together share their plan, their reader and one transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from analyzer.answers import store
from analyzer.answers.reader import Reading, answerer, read_together
from analyzer.answers.reader_cache import OfPlan, Readers
from analyzer.prompts.handlers import PLAN_WITHIN
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.answer import AnswerContext
from common.contracts.simulator import ExtractBrandStates, ResponseReceived
from common.contracts.simulator.audit_results import ExtractionResult
from common.contracts.vocabulary import Citation, Classification
from common.messaging.outcomes import AlreadyHandled, NotReady
from common.primitives.ids import derived_id
from common.process.telemetry import span
from common.saga.participant import Done, takes_part
from common.stores.postgres import Tx, UnitOfWork

STATES_WITHIN = timedelta(minutes=15)
TOGETHER, JUDGED_TOGETHER = 50, 20
"""Answers that share a transaction; a judge is asked about fewer, as many as one answer's time allows."""


async def extract_brand_state(events: Sequence[ResponseReceived], *, unit: UnitOfWork, readers: Readers) -> None:
    """Have answers of one run read, keep how brands stand in them, announce it."""
    if readers.judge is not None:  # asking costs: what was answered before is not asked again
        events = [event for event in events if not await unit.seen(event)]
        if not events:
            raise AlreadyHandled
    async with unit.begin(events[0].tenant_id) as tx:
        plans = {plan_id: await readers.of(tx, plan_id) for plan_id in {event.plan_id for event in events}}
    known = [_known(plans[event.plan_id], event) for event in events]
    with span("extract brand states", answers=len(events)):
        readings = await read_together(
            [
                (of.reader, event.text, event.prompt_text, answerer(event))
                for (of, _), event in zip(known, events, strict=True)
            ]
        )
    of_event = {event.id: at for at, event in enumerate(events)}
    async with unit.once_each(events) as (tx, fresh):
        read = [(event, readings[of_event[event.id]]) for event in fresh]
        await store.add_answers(tx, read)
        await store.add_states(tx, read)
        for event, reading in read:
            tx.emit(extracted(event.tenant_id, event.context(), known[of_event[event.id]][1], reading))


def _known(of: OfPlan | None, event: ResponseReceived) -> tuple[OfPlan, Classification]:
    classification = of.classifications.get(event.prompt_id) if of else None
    if of is None or classification is None:
        lacking = "plan" if of is None else "classification of its prompt"
        raise NotReady(f"the {lacking} is not here", give_up_after=PLAN_WITHIN)
    return of, classification


def extracted(
    tenant_id: UUID, context: AnswerContext, classification: Classification, reading: Reading,
    again: tuple[UUID, ...] = (),
) -> BrandStateExtracted:  # fmt: skip
    """What is announced of one reading of an answer; its id is derived, so that it is announced once.

    A re-reading gives its id as ``again``: rules that were taken back, or a judge that was silent, lead to a version
    that the answer had before, and whoever counts has to learn that it holds again.
    """
    extraction = reading.extraction
    return BrandStateExtracted(
        id=derived_id("brand-state-extracted", context.response_id, reading.version, *again),
        tenant_id=tenant_id,
        classification=classification,
        extractor_version=reading.version,
        refusal=extraction.refusal,
        states=reading.states,
        language=extraction.language,
        depth=extraction.depth,
        citations=tuple(Citation(**asdict(one)) for one in extraction.citations),
        fallback_reason=reading.fallback_reason,
        **dict(context),
    )


@takes_part()
async def extract_brand_states(command: ExtractBrandStates, tx: Tx) -> Done:
    """Reply once the states of all answers of the run are here; the answers are read as they arrive."""
    answers, brands = await store.extracted(tx, command.run_id)
    if answers < command.answers:
        raise NotReady(f"{answers} of {command.answers} answers are read", give_up_after=STATES_WITHIN)
    return Done(ExtractionResult(answers=answers, brands=brands))
