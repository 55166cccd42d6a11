"""The facts everything here is measured from: one row per answer, one row per brand in an answer.

Their fields are the columns of ClickHouse, see ``analytics.shared.columns``.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pydantic import AwareDatetime

from common.contracts.answer import AnswerContext, RunContext
from common.contracts.message import Content, Open, Technical
from common.contracts.vocabulary import Belief, FunnelStage, GroundKind, Intent, Presence, QueryIntent


class AnswerRow(AnswerContext):
    """One answer as one extractor read it. An answer that names nobody is a row too: it is in every denominator."""

    tenant_id: UUID
    extractor_version: Technical[str]
    extracted_at: AwareDatetime
    intent: Open[Intent]
    funnel_stage: Open[FunnelStage]
    buying_signal: float
    trust_need: float
    query_intent: Open[QueryIntent]
    branded: bool
    refusal: bool


class StateRow(RunContext):
    """How one brand stands in one answer, with copies of what figures are cut by."""

    tenant_id: UUID
    response_id: UUID
    brand_id: UUID
    extractor_version: Technical[str]
    extracted_at: AwareDatetime
    answered_at: AwareDatetime
    conversation_id: UUID
    provider: Technical[str]
    intent: Open[Intent]
    funnel_stage: Open[FunnelStage]
    buying_signal: float
    trust_need: float
    branded: bool
    brand: Content[str]
    tracked: bool
    discovered: bool
    presence: Open[Presence]
    position: int | None
    rank: int | None
    belief: Open[Belief] | None
    sentiment: float | None
    confidence: float
    compared_with: Content[tuple[str, ...]]
    evidence_starts: tuple[int, ...]
    evidence_ends: tuple[int, ...]
    evidence_texts: Content[tuple[str, ...]]
    ground: Open[GroundKind] | None
    ground_text: Content[str | None]


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """An answer with the states of its brands, each brand once."""

    row: AnswerRow
    states: tuple[StateRow, ...]

    @property
    def named(self) -> frozenset[UUID]:
        """The brands it names."""
        return frozenset(state.brand_id for state in self.states if state.presence != "ignored")


def assemble(answers: Iterable[AnswerRow], states: Iterable[StateRow]) -> tuple[AnswerFacts, ...]:
    """The answers with their states, ordered by response id: neither order nor repetition of the rows matters.

    Of an answer that was read by several extractors the latest reading counts, and only states of that reading: a
    mention that a better extractor took back is gone.
    """
    latest: dict[UUID, AnswerRow] = {}
    for row in answers:
        known = latest.get(row.response_id)
        if known is None or _newer(row, known):
            latest[row.response_id] = row
    found: dict[UUID, dict[UUID, StateRow]] = defaultdict(dict)
    for state in states:
        reading = latest.get(state.response_id)
        if reading is not None and state.extractor_version == reading.extractor_version:
            found[state.response_id][state.brand_id] = state
    return tuple(
        AnswerFacts(latest[response_id], tuple(found[response_id][brand] for brand in sorted(found[response_id])))
        for response_id in sorted(latest)
    )


def _newer(row: AnswerRow, known: AnswerRow) -> bool:
    return (row.extracted_at, row.extractor_version) > (known.extracted_at, known.extractor_version)
