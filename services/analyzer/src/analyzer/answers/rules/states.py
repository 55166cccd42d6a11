"""A state as the extraction reads it, and as it is announced."""

from uuid import UUID

from analyzer.extraction import ReadState
from common.contracts.vocabulary import BrandState, EvidenceSpan


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
        evidence=tuple(EvidenceSpan(start=span.start, end=span.end, text=span.text) for span in state.evidence),
        first_position=state.first_position,
        prominence=state.prominence,
        co_mentions=state.co_mentions,
        kind=state.kind,
    )
