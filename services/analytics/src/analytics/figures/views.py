"""Rows of figures as the API shows them: each figure with its interval, what it rests on, its formula and universe."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, get_args
from uuid import UUID

from pydantic import BaseModel, Field

from analytics.figures.rules.brands import FORMULAS, Definition
from analytics.figures.store import Shown
from common.contracts.answer import RunContext
from common.contracts.message import Open, as_it_came
from common.contracts.vocabulary import Belief, Presence, SliceBy

Row = dict[str, Any]

UNBRANDED = "answers to prompts that name no tracked brand, refusals included"
BRANDED = "answers to prompts that name a tracked brand, refusals included"
RATES = {
    "visibility": "answers naming the brand / answers",
    "recommendation_rate": "answers recommending the brand / answers",
    "trust_score": "answers trusting or recommending the brand / answers",
    "average_position": "mean position of the brand over the answers that name it; 1 is first",
}
SUBSTITUTION = "answers naming the substitute and not the missing brand / answers not naming the missing brand"


class MeasuredFigure(BaseModel):
    """A number with its 95 % interval; ``reason`` says why value or interval is null."""

    value: float | None
    low: float | None
    high: float | None
    n_answers: int = Field(description="Answers the figure rests on.")
    n_conversations: int = Field(description="Conversations those answers belong to.")
    definition: str = Field(description="The formula.")
    universe: str = Field(description="What it is over, in words.")
    reason: str | None


class BrandView(BaseModel):
    """One brand in one slice."""

    brand_id: UUID
    brand: str
    tracked: bool = Field(description="True for the customer's own brand.")
    discovered: bool = Field(description="True for a brand that answers name and the site does not.")
    share_of_voice: MeasuredFigure
    visibility: MeasuredFigure
    recommendation_rate: MeasuredFigure
    trust_score: MeasuredFigure
    average_position: MeasuredFigure
    mentions: int
    recommendations: int
    first_positions: int
    presence: dict[Open[Presence], int]
    beliefs: dict[Open[Belief], int]
    mean_sentiment: float | None


class SliceView(BaseModel):
    """The brands over one part of the answers, most named first."""

    by: SliceBy
    value: str | None
    label: str
    branded: bool
    answers: int
    conversations: int
    refusals: int = Field(description="How many of the answers are refusals.")
    brands: list[BrandView]


class Provenance(RunContext):
    """Where figures come from."""

    client_id: UUID | None = Field(description="The client whose website it was; null where it belonged to none.")
    extractor_version: str
    interval_method: str
    period_start: datetime
    period_end: datetime
    computed_at: datetime


class ShareOfVoiceView(Provenance):
    """Share of voice of one audit by one definition, cut one way."""

    definition: Definition
    universe: str
    by: SliceBy
    include_branded: bool
    slices: list[SliceView]
    reason: str | None = Field(description="Why there is no slice; null where there are some.")


class SubstitutionView(BaseModel):
    """One brand that stands in answers without the missing one."""

    missing_brand_id: UUID
    missing_brand: str
    substitute_brand_id: UUID
    substitute_brand: str
    occurrences: int
    missing_answers: int
    share: MeasuredFigure
    average_position: float | None


class SubstitutionsView(Provenance):
    """Who is named where the customer's brand is missing."""

    provider: str | None
    substitutions: list[SubstitutionView]
    reason: str | None


def share_of_voice_view(
    shown: Shown, rows: Sequence[Row], *, by: SliceBy, definition: Definition, include_branded: bool
) -> ShareOfVoiceView:
    """The rows of one definition and cut, slice by slice."""
    universe = shown.universes[definition]
    return ShareOfVoiceView(
        **_provenance(shown),
        definition=definition,
        universe=universe,
        by=by,
        include_branded=include_branded,
        slices=list(_slices(rows, definition, universe)),
        reason=None if rows else "No answer of the audit belongs to such a slice.",
    )


def _slices(rows: Sequence[Row], definition: Definition, universe: str) -> Iterator[SliceView]:
    for (branded, label, value), members in groupby(
        rows, key=lambda row: (row["branded"], row["slice_label"], row["slice_value"])
    ):
        brands = list(members)
        first = brands[0]
        yield SliceView(
            by=first["slice_by"],
            value=value or None,
            label=label,
            branded=branded,
            answers=first["total_responses"],
            conversations=first["conversations"],
            refusals=first["refusals"],
            brands=[_brand(row, definition, universe) for row in brands],
        )


def _brand(row: Row, definition: Definition, universe: str) -> BrandView:
    over = BRANDED if row["branded"] else UNBRANDED
    return BrandView(
        brand_id=row["brand_id"],
        brand=row["brand"],
        tracked=row["tracked"],
        discovered=row["discovered"],
        share_of_voice=_figure(row["share"], f"{definition}: {FORMULAS[definition]}", universe),
        **{name: _figure(row[name], formula, over) for name, formula in RATES.items()},
        mentions=row["mention_count"],
        recommendations=row["recommendation_count"],
        first_positions=row["first_position_count"],
        presence={as_it_came(word, get_args(Presence)): count for word, count in row["presence"].items()},
        beliefs={as_it_came(word, get_args(Belief)): count for word, count in row["beliefs"].items()},
        mean_sentiment=row["mean_sentiment"],
    )


def _figure(stored: Row, definition: str, universe: str) -> MeasuredFigure:
    return MeasuredFigure(
        value=stored["value"],
        low=stored["low"],
        high=stored["high"],
        n_answers=stored["answers"],
        n_conversations=stored["conversations"],
        definition=definition,
        universe=universe,
        reason=stored["reason"],
    )


def _provenance(shown: Shown) -> Row:
    return dict(Provenance.part_of(shown))


def substitutions_view(shown: Shown, rows: Sequence[Row], *, provider: str | None) -> SubstitutionsView:
    """The rows of one provider, or of all together."""
    patterns = [
        SubstitutionView(
            **{name: row[name] for name in SubstitutionView.model_fields if name in row and name != "share"},
            occurrences=row["occurrence_count"],
            average_position=row["avg_position"],
            share=_figure(row["share"], SUBSTITUTION, UNBRANDED),
        )
        for row in rows
    ]
    reason = None if rows else "No brand is named in the answers that do not name the customer's brand."
    return SubstitutionsView(**_provenance(shown), provider=provider, substitutions=patterns, reason=reason)
