"""A state as the extraction reads it, and as it is announced."""

from uuid import UUID

from analyzer.extraction import Evidence, ReadState
from common.contracts.vocabulary import BrandState, EvidenceSpan, Ground


def announced(own: UUID, state: ReadState, *, tracked: bool) -> BrandState:
    """A state as it is announced."""
    return BrandState(
        brand_id=own,
        brand=state.brand,
        tracked=tracked,
        discovered=state.discovered,
        presence=state.presence,
        position=state.position,
        rank=state.rank,
        belief=state.belief,
        sentiment=state.sentiment,
        confidence=state.confidence,
        compared_with=state.compared_with,
        evidence=tuple(map(_span, state.evidence)),
        ground=_ground(state),
        first_position=state.first_position,
        prominence=state.prominence,
        co_mentions=state.co_mentions,
        kind=state.kind,
    )


def _span(evidence: Evidence) -> EvidenceSpan:
    return EvidenceSpan(start=evidence.start, end=evidence.end, text=evidence.text)


def _ground(state: ReadState) -> Ground | None:
    if state.ground is None:
        return None
    over = state.ground.evidence
    return Ground(kind=state.ground.kind, evidence=_span(over) if over else None)
