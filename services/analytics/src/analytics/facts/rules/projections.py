"""Events to facts. Pure: the same event gives the same rows, so a redelivery replaces rows by themselves."""

from dataclasses import dataclass

from analytics.facts.rules.facts import AnswerRow, StateRow
from common.contracts.analyzer import BrandStateExtracted
from common.contracts.answer import RunContext
from common.contracts.vocabulary import BrandState


@dataclass(frozen=True, slots=True)
class FactRows:
    """What one event adds to the facts."""

    answer: AnswerRow
    states: tuple[StateRow, ...]


def fact_rows(event: BrandStateExtracted) -> FactRows:
    """One row for the answer, one for each brand in it, those it ignores included."""
    run = RunContext.part_of(event)
    return FactRows(_answer_row(event), tuple(_state_row(event, run, state) for state in event.states))


def _answer_row(event: BrandStateExtracted) -> AnswerRow:
    about = event.classification
    return AnswerRow(
        **dict(event.context()),
        tenant_id=event.tenant_id,
        extractor_version=event.extractor_version,
        extracted_at=event.occurred_at,
        intent=about.intent,
        funnel_stage=about.funnel_stage,
        buying_signal=about.buying_signal,
        trust_need=about.trust_need,
        query_intent=about.query_intent,
        branded=about.branded,
        refusal=event.refusal,
    )


def _state_row(event: BrandStateExtracted, run: RunContext, state: BrandState) -> StateRow:
    about = event.classification
    return StateRow(
        **dict(run),
        tenant_id=event.tenant_id,
        response_id=event.response_id,
        brand_id=state.brand_id,
        extractor_version=event.extractor_version,
        extracted_at=event.occurred_at,
        answered_at=event.answered_at,
        conversation_id=event.conversation_id,
        provider=event.provider,
        intent=about.intent,
        funnel_stage=about.funnel_stage,
        buying_signal=about.buying_signal,
        trust_need=about.trust_need,
        branded=about.branded,
        brand=state.brand,
        tracked=state.tracked,
        discovered=state.discovered,
        presence=state.presence,
        position=state.position,
        rank=state.rank,
        belief=state.belief,
        sentiment=state.sentiment,
        confidence=state.confidence,
        compared_with=state.compared_with,
        evidence_starts=tuple(span.start for span in state.evidence),
        evidence_ends=tuple(span.end for span in state.evidence),
        evidence_texts=tuple(span.text for span in state.evidence),
        ground=state.ground.kind if state.ground else None,
        ground_text=state.ground.evidence.text if state.ground and state.ground.evidence else None,
    )
