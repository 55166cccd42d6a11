"""From the facts of an audit to its report: pure, so the same facts give the same document."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from common.contracts.analytics import BrandFigures, ShareOfVoiceMaterialised, Slice
from common.contracts.answer import RunContext
from common.contracts.simulator import AuditRequested, GenerateReport
from common.primitives.ids import derived_id
from reports.documents.rules.document import SECTIONS, AuditFacts, Measure, ReportDocument, Section
from reports.documents.rules.material import Material
from reports.documents.rules.story import cautions, findings, headline, summary


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a report is written from; ``sections`` come from the tenant's template."""

    command: GenerateReport
    request: AuditRequested
    figures: ShareOfVoiceMaterialised
    sections: tuple[Section, ...] = SECTIONS
    material: Material | None = None

    @property
    def generated_at(self) -> datetime:
        """The moment of the order, not of the rendering: a repeated attempt writes the same bytes."""
        return self.command.occurred_at


def report_id(tenant_id: UUID, audit_id: UUID) -> UUID:
    """The id of an audit's report: one audit has one, however often it is ordered."""
    return derived_id("report", tenant_id, audit_id)


def compose(facts: Facts) -> ReportDocument:
    """Write the report of an audit."""
    slices = tuple(_in_order(part) for part in facts.figures.slices)
    own = _own_brand(slices, facts.command.name)
    brand = own.brand if own else facts.command.name or urlsplit(facts.command.url).hostname or facts.command.url
    brand_id = own.brand_id if own else None
    audit = _audit_facts(facts)
    whole = next((part for part in slices if part.by == "all" and not part.branded), None)
    mine = next((one for one in whole.brands if one.brand_id == brand_id), None) if whole else None
    return ReportDocument(
        report_id=report_id(facts.command.tenant_id, facts.command.audit_id),
        tenant_id=facts.command.tenant_id,
        **dict(RunContext.part_of(facts.figures)),
        generated_at=facts.generated_at,
        sections=facts.sections,
        brand=brand,
        brand_id=brand_id,
        audit=audit,
        measure=_measure(facts.figures),
        headline=headline(whole, brand, mine),
        summary=summary(whole, mine, audit.providers),
        findings=findings(slices, facts.figures.substitutions, brand, brand_id),
        cautions=cautions(slices, audit, brand, brand_id),
        slices=slices,
        substitutions=facts.figures.substitutions,
        evidence=facts.figures.evidence,
        material=facts.material,
    )


def _audit_facts(facts: Facts) -> AuditFacts:
    return AuditFacts(
        url=facts.command.url,
        name=facts.command.name,
        language=facts.request.language,
        providers=facts.request.providers,
        panel=facts.request.panel,
        requested_at=facts.request.occurred_at,
        failed_answers=facts.command.failed_answers,
    )


def _measure(figures: ShareOfVoiceMaterialised) -> Measure:
    return Measure(
        definition=figures.definition,
        universe=figures.universe,
        interval_method=figures.interval_method,
        extractor_version=figures.extractor_version,
        period_start=figures.period_start,
        period_end=figures.period_end,
        computed_at=figures.occurred_at,
    )


def _in_order(part: Slice) -> Slice:
    """Most named first; the id settles brands of one name, so the order never depends on the producer's."""
    order = sorted(part.brands, key=lambda one: (-one.mentions, -one.first_positions, one.brand, str(one.brand_id)))
    return part.model_copy(update={"brands": tuple(order)})


def _own_brand(slices: tuple[Slice, ...], name: str | None) -> BrandFigures | None:
    """The customer's brand: the tracked one of the audit's name, else the tracked one named most."""
    tracked = [brand for part in slices if part.by == "all" for brand in part.brands if brand.tracked]
    by_name = [brand for brand in tracked if name and brand.brand.casefold() == name.casefold()]
    return next(iter(by_name or tracked), None)
