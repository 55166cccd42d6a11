"""What the API shows."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import Field

from analyzer.shared.http import View
from common.contracts.answer import AnswerContext
from common.contracts.vocabulary import (
    Belief,
    BrandKind,
    EvidenceSpan,
    Ground,
    Judgement,
    Presence,
)


class BrandView(View):
    """A brand, with the number of answers about this website that name and recommend it."""

    id: UUID
    name: str
    aliases: tuple[str, ...]
    domain: str | None
    industry: str | None
    tracked: bool = Field(description="The customer's own.")
    competitor: bool = Field(description="The site itself names it as a rival.")
    discovered: bool = Field(description="Found in answers; nobody had listed it.")
    kind: BrandKind | None = Field(description="What a discovered one seems to be, in most answers; null if listed.")
    answers_naming: int
    answers_recommending: int
    established: bool = Field(description="Listed, or named by at least two answers: no accident.")

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> "BrandView":
        """From a row of ``brands_of``."""
        established = not row["discovered"] or row["answers_naming"] >= ESTABLISHED_BY
        told = {
            "tracked": row["is_tracked"],
            "aliases": tuple(sorted(row["aliases"] or ())),
            "established": established,
        }
        return cls.model_validate({**row, **told})


ESTABLISHED_BY = 2
"""Answers that must name a discovered brand before it counts as more than an accident."""


class BrandStateView(AnswerContext, View):
    """How one brand stands in one answer, with the answer's context and the spans that prove it."""

    id: UUID
    client_id: UUID | None = Field(description="The client whose website it was; null where it belonged to none.")
    brand_id: UUID
    brand: str
    presence: Presence
    position: int | None
    rank: int | None
    belief: Belief | None
    sentiment: float | None
    confidence: float
    tracked: bool
    discovered: bool
    compared_with: tuple[str, ...]
    evidence: tuple[EvidenceSpan, ...] = Field(description="Unicode code points of the stored answer.")
    ground: Ground | None = Field(
        description="Why the first span proves the presence: alone, or with what stands over it; null if ignored."
    )
    first_position: int | None = Field(description="Code point of the first mention; null for readings before it.")
    prominence: float | None = Field(
        description="Position-adjusted share of the answer's words in sentences that name the brand, 0 to 1."
    )
    co_mentions: tuple[str, ...] = Field(description="Brands named in a sentence with this one.")
    judgement: Judgement | None = Field(description="What the rules read where a model judged; null where it did not.")
    extractor_version: str

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> "BrandStateView":
        """From a row of ``states_of``."""
        named = {
            "position": row["position_rank"],
            "belief": row["belief_sold"],
            "co_mentions": row["co_mentions"] or (),
        }
        return cls.model_validate({**row, **named})
