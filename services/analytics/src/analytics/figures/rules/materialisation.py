"""Everything that one audit's facts say, computed at once: what is stored, and the event that announces it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from analytics.facts.rules.facts import AnswerFacts
from analytics.figures.rules.bootstrap import METHOD
from analytics.figures.rules.brands import Definition, Universe, brands_of, universes
from analytics.figures.rules.estimates import Estimate
from analytics.figures.rules.evidence import evidence_quotes
from analytics.figures.rules.share_of_voice import BrandMeasures, Scope, SliceMeasures, measure
from analytics.figures.rules.slices import cut
from analytics.figures.rules.substitution import SubstitutionPattern, substitution_patterns
from common.contracts.analytics import (
    BrandFigures,
    EvidenceQuote,
    Figure,
    ShareOfVoiceMaterialised,
    Slice,
    Substitution,
)
from common.contracts.answer import RunContext
from common.primitives.ids import derived_id

METHOD_VERSION = "1"
"""Raise it when the same facts would give other figures: the old ones then stay beside the new ones."""
BRANDS_OF_ALL = 40
BRANDS_OF_A_CUT = 20
SUBSTITUTES = 20
"""Bounds of the event (a Kafka record is at most 1 MB by default); the store has everything."""


class MeasuredRun(RunContext):
    """What the figures are of."""

    tenant_id: UUID


@dataclass(frozen=True, slots=True)
class Materialisation:
    """The figures of one audit. ``id`` is derived from the facts: the same facts give the same id and figures."""

    id: UUID
    subject: MeasuredRun
    universes: Mapping[Definition, Universe]
    extractor_version: str
    period_start: datetime
    period_end: datetime
    slices: tuple[SliceMeasures, ...]
    substitutions: tuple[SubstitutionPattern, ...]
    evidence: tuple[EvidenceQuote, ...]

    @property
    def interval_method(self) -> str:
        """How the intervals were made."""
        return METHOD


def materialise(subject: MeasuredRun, answers: Sequence[AnswerFacts]) -> Materialisation:
    """Compute all figures of ``answers`` (at least one; any order). Takes about a second for a full panel."""
    answers = sorted(answers, key=lambda answer: answer.row.response_id)
    scope = Scope(subject.audit_id, brands_of(answers), universes(answers))
    moments = [answer.row.answered_at for answer in answers]
    return Materialisation(
        id=_id(subject, answers),
        subject=subject,
        universes=scope.universes,
        extractor_version=", ".join(sorted({answer.row.extractor_version for answer in answers})),
        period_start=min(moments),
        period_end=max(moments),
        slices=tuple(measure(key, part, scope) for key, part in cut(answers)),
        substitutions=substitution_patterns(answers, audit_id=subject.audit_id),
        evidence=evidence_quotes(answers),
    )


def _id(subject: MeasuredRun, answers: Sequence[AnswerFacts]) -> UUID:
    readings = [f"{answer.row.response_id}:{answer.row.extractor_version}" for answer in answers]
    return derived_id("materialisation", METHOD_VERSION, subject.audit_id, subject.run_id, *readings)


def announcement(result: Materialisation) -> ShareOfVoiceMaterialised:
    """The event: definition 1, every cut of the unbranded answers, and the branded ones as one slice.

    Shares are over the whole universe even where only its most named brands are carried.
    """
    universe = result.universes[1]
    most = f"; the {BRANDS_OF_ALL} most named are shown" if len(universe.brands) > BRANDS_OF_ALL else ""
    carried = [part for part in result.slices if not part.key.branded or part.key.by == "all"]
    overall = [pattern for pattern in result.substitutions if not pattern.provider]
    return ShareOfVoiceMaterialised(
        id=derived_id("share-of-voice-materialised", result.id),
        tenant_id=result.subject.tenant_id,
        **dict(RunContext.part_of(result.subject)),
        definition=1,
        universe=universe.text + most,
        interval_method=result.interval_method,
        extractor_version=result.extractor_version,
        period_start=result.period_start,
        period_end=result.period_end,
        slices=tuple(_slice(part) for part in carried),
        substitutions=tuple(_substitution(pattern) for pattern in overall[:SUBSTITUTES]),
        evidence=result.evidence,
    )


def _slice(part: SliceMeasures) -> Slice:
    members = [each for each in part.brands if 1 in each.shares]
    most = BRANDS_OF_ALL if part.key.by == "all" else BRANDS_OF_A_CUT
    shown = [each for at, each in enumerate(members) if at < most or each.brand.tracked]
    return Slice(
        by=part.key.by,
        value=part.key.value or None,
        label=part.key.label,
        branded=part.key.branded,
        answers=part.answers,
        conversations=part.conversations,
        refusals=part.refusals,
        brands=tuple(_brand(each) for each in shown),
    )


def _brand(measures: BrandMeasures) -> BrandFigures:
    rates, counts = measures.rates, measures.counts
    return BrandFigures(
        brand_id=measures.brand.id,
        brand=measures.brand.name,
        tracked=measures.brand.tracked,
        discovered=measures.brand.discovered,
        share_of_voice=_figure(measures.shares[1]),
        visibility=_figure(rates.visibility),
        recommendation_rate=_figure(rates.recommendation_rate),
        trust_score=_figure(rates.trust_score),
        average_position=_figure(rates.average_position),
        mentions=counts.mentions,
        first_positions=counts.first_positions,
        presence=dict(counts.presence),
        beliefs=dict(counts.beliefs),
        mean_sentiment=counts.mean_sentiment,
    )


def _figure(estimate: Estimate) -> Figure:
    return Figure(value=estimate.value, low=estimate.low, high=estimate.high, reason=estimate.reason)


def _substitution(pattern: SubstitutionPattern) -> Substitution:
    return Substitution(
        missing_brand_id=pattern.missing.id,
        missing_brand=pattern.missing.name,
        substitute_brand_id=pattern.substitute.id,
        substitute_brand=pattern.substitute.name,
        occurrences=pattern.occurrences,
        missing_answers=pattern.missing_answers,
        share=_figure(pattern.share),
        average_position=pattern.average_position,
    )
