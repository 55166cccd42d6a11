"""The report as data: everything a report shows, so that an old one is rendered again to the same bytes.

The document is also the JSON export. It repeats the figures as analytics published them (``slices``,
``substitutions``, ``evidence``) and what these rest on (``material``), and adds what was decided when the report was
written: its sentences, its cautions and the order of its sections. The renderer reads nothing else, neither a clock
nor a database.
"""

from __future__ import annotations

import json
from typing import Literal, get_args
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.analytics import BrandFigures, EvidenceQuote, Slice, Substitution
from common.contracts.answer import RunContext
from common.contracts.message import Value
from common.contracts.vocabulary import Panel, SliceBy
from reports.documents.rules.material import Material

Section = Literal[
    "summary",
    "share_of_voice",
    "presence",
    "substitution",
    "evidence",
    "icps",
    "funnel",
    "providers",
    "branded",
    "method",
]
SECTIONS: tuple[Section, ...] = get_args(Section)


class AuditFacts(Value):
    """What was asked for: known from the request of the audit, not from its answers."""

    url: str
    name: str | None = None
    language: str
    providers: tuple[str, ...]
    panel: Panel
    requested_at: AwareDatetime
    failed_answers: int = Field(default=0, ge=0, description="Prompts that a provider never answered.")


class Measure(Value):
    """How the figures were made."""

    definition: int = Field(description="Which of the five definitions of share of voice.")
    universe: str = Field(description="Which brands the shares are over, in words.")
    interval_method: str
    extractor_version: str
    period_start: AwareDatetime
    period_end: AwareDatetime
    computed_at: AwareDatetime


class Finding(Value):
    """One thing to look at next: what was seen, and what to do about it."""

    text: str
    advice: str
    section: Section


class ReportDocument(RunContext):
    """One report. Brands of a slice are in order of mentions, then first positions, then name."""

    format_version: Literal[1] = 1
    report_id: UUID
    tenant_id: UUID
    generated_at: AwareDatetime
    sections: tuple[Section, ...] = SECTIONS
    brand: str = Field(description="The customer's brand as the report calls it.")
    brand_id: UUID | None = Field(description="Null where no figure is of a tracked brand.")
    audit: AuditFacts
    measure: Measure
    headline: str
    summary: str
    findings: tuple[Finding, ...]
    cautions: tuple[str, ...]
    slices: tuple[Slice, ...]
    substitutions: tuple[Substitution, ...]
    evidence: tuple[EvidenceQuote, ...]
    material: Material | None = Field(
        default=None,
        exclude_if=lambda value: value is None,
        description="What the figures rest on; left out of documents that were written before it was kept.",
    )

    def whole(self, *, branded: bool = False) -> Slice | None:
        """The slice over all answers, of unbranded prompts unless asked for the branded ones."""
        return next((part for part in self.parts("all", branded=branded)), None)

    def parts(self, by: SliceBy, *, branded: bool = False) -> tuple[Slice, ...]:
        """The slices of one kind, such as one per provider."""
        return tuple(part for part in self.slices if part.by == by and part.branded is branded)

    def own(self, part: Slice | None) -> BrandFigures | None:
        """The figures of the customer's brand within a slice."""
        return figures_of(part, self.brand_id)


def figures_of(part: Slice | None, brand_id: UUID | None) -> BrandFigures | None:
    """The figures of one brand within a slice, where the slice has any."""
    if part is None:
        return None
    return next((brand for brand in part.brands if brand.brand_id == brand_id), None)


def to_json(document: ReportDocument) -> bytes:
    """The document as canonical JSON: UTF-8, keys sorted, two spaces, a newline at the end."""
    values = document.model_dump(mode="json")
    for quote in values["evidence"]:  # documents of before grounds were told keep their bytes
        for field in ("ground", "ground_text"):
            if quote[field] is None:
                del quote[field]
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def json_schema() -> bytes:
    """The JSON Schema of the export, as it is committed beside the service."""
    schema = ReportDocument.model_json_schema(mode="serialization")
    return (json.dumps(schema, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def from_json(text: bytes | str) -> ReportDocument:
    """A stored document; ``ValidationError`` where it is none, or of a format this code does not know."""
    return ReportDocument.model_validate_json(text)
