"""SQL on ClickHouse that writes: figures as they were computed. Every write bears repetition."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from analytics.figures.rules.brands import DEFINITIONS
from analytics.figures.rules.estimates import Estimate
from analytics.figures.rules.materialisation import Materialisation
from analytics.figures.rules.share_of_voice import BrandMeasures, SliceMeasures
from analytics.shared.clickhouse import ClickHouse
from common.contracts.answer import AuditContext

Row = dict[str, Any]


async def write_figures(clickhouse: ClickHouse, result: Materialisation, *, computed_at: datetime) -> None:
    """Store every figure of a materialisation; written again, the same rows replace themselves."""
    common = {
        "tenant_id": result.subject.tenant_id,
        **dict(AuditContext.part_of(result.subject)),
        "materialisation_id": result.id,
        "period_start": result.period_start,
        "period_end": result.period_end,
        "computed_at": computed_at,
    }
    await _insert(clickhouse, "share_of_voice", [{**common, **row} for row in _share_rows(result)])
    await _insert(clickhouse, "substitution_patterns", [{**common, **row} for row in _substitution_rows(result)])


async def _insert(clickhouse: ClickHouse, table: str, rows: Sequence[Row]) -> None:
    if rows:
        columns = tuple(rows[0])
        await clickhouse.insert(table, columns, [tuple(row[column] for column in columns) for row in rows])


def _share_rows(result: Materialisation) -> Iterator[Row]:
    for part in result.slices:
        for measures in part.brands:
            same = {**_slice_columns(part), **_brand_columns(measures)}
            for definition in DEFINITIONS:
                if definition in measures.shares:
                    yield {**same, "definition": definition, "share": _tuple(measures.shares[definition])}


def _slice_columns(part: SliceMeasures) -> Row:
    return {
        "slice_by": part.key.by,
        "slice_value": part.key.value,
        "slice_label": part.key.label,
        "branded": part.key.branded,
        "total_responses": part.answers,
        "conversations": part.conversations,
        "refusals": part.refusals,
    }


def _brand_columns(measures: BrandMeasures) -> Row:
    brand, rates, counts = measures.brand, measures.rates, measures.counts
    return {
        "brand_id": brand.id,
        "brand": brand.name,
        "tracked": brand.tracked,
        "discovered": brand.discovered,
        "mention_count": counts.mentions,
        "recommendation_count": counts.recommendations,
        "first_position_count": counts.first_positions,
        "presence": dict(counts.presence),
        "beliefs": dict(counts.beliefs),
        "mean_sentiment": counts.mean_sentiment,
        "visibility": _tuple(rates.visibility),
        "recommendation_rate": _tuple(rates.recommendation_rate),
        "trust_score": _tuple(rates.trust_score),
        "average_position": _tuple(rates.average_position),
    }


def _substitution_rows(result: Materialisation) -> Iterator[Row]:
    for pattern in result.substitutions:
        yield {
            "provider": pattern.provider,
            "missing_brand_id": pattern.missing.id,
            "missing_brand": pattern.missing.name,
            "substitute_brand_id": pattern.substitute.id,
            "substitute_brand": pattern.substitute.name,
            "occurrence_count": pattern.occurrences,
            "missing_answers": pattern.missing_answers,
            "share": _tuple(pattern.share),
            "avg_position": pattern.average_position,
        }


def _tuple(estimate: Estimate) -> tuple[Any, ...]:
    return astuple(estimate)
