"""The SQL of reports. The tenant comes first in every statement, beside what row-level security adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from common.contracts.answer import AuditContext
from common.primitives.ids import derived_id
from common.stores.postgres import Tx
from reports.archive.tables import report_files, reports, templates
from reports.documents.rules.compose import Facts
from reports.documents.rules.document import SECTIONS, ReportDocument, Section, to_json
from reports.pages.rendering import Format, ReportFile
from reports.pages.rules.views import clean

DEFAULT_TEMPLATE = "audit"
NAME_LENGTH = 255


class ReportRow(AuditContext):
    """A report as it is listed."""

    id: UUID
    name: str
    headline: str
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class FileRow:
    """A stored file of a report."""

    report_id: UUID
    format: Format
    file_path: str
    file_size: int
    sha256: str
    content_security_policy: str | None


async def sections(tx: Tx) -> tuple[Section, ...]:
    """The sections of the tenant's template, in its order; sections that this code does not know are left out."""
    query = select(templates.c.sections).where(
        templates.c.tenant_id == tx.tenant_id, templates.c.name == DEFAULT_TEMPLATE
    )
    wanted: list[str] | None = (await tx.execute(query)).scalar_one_or_none()
    known: dict[str, Section] = {section: section for section in SECTIONS}
    return SECTIONS if wanted is None else tuple(known[name] for name in wanted if name in known)


async def _template(tx: Tx) -> UUID:
    row = {"tenant_id": tx.tenant_id, "id": derived_id("template", tx.tenant_id, DEFAULT_TEMPLATE)}
    look = {"name": DEFAULT_TEMPLATE, "description": "One audit, all sections", "sections": list(SECTIONS)}
    await tx.execute(insert(templates).values(**row, **look, default_parameters={}).on_conflict_do_nothing())
    query = select(templates.c.id).where(templates.c.tenant_id == tx.tenant_id, templates.c.name == DEFAULT_TEMPLATE)
    template_id: UUID = (await tx.execute(query)).scalar_one()
    return template_id


async def save_report(tx: Tx, facts: Facts, document: ReportDocument, files: tuple[ReportFile, ...]) -> None:
    """Keep a report and its files' places; the same report again replaces nothing."""
    day = document.generated_at.date().isoformat()
    values = {
        "tenant_id": tx.tenant_id,
        "id": document.report_id,
        **dict(AuditContext.part_of(document)),
        "template_id": await _template(tx),
        "name": f"{clean(document.brand)[: NAME_LENGTH - len(day) - 2]}, {day}",
        "headline": clean(document.headline),
        "parameters": {"sections": list(document.sections)},
        "status": "completed",
        "document": to_json(document).decode(),
        "created_by": facts.request.requested_by,
        "completed_at": document.generated_at,
    }
    await tx.execute(insert(reports).values(values).on_conflict_do_nothing())
    await tx.execute(insert(report_files).on_conflict_do_nothing(), [_file_values(tx, document, one) for one in files])


def _file_values(tx: Tx, document: ReportDocument, file: ReportFile) -> dict[str, Any]:
    return {
        "tenant_id": tx.tenant_id,
        "report_id": document.report_id,
        "format": file.format,
        "file_path": file.key,
        "file_size": len(file.body),
        "sha256": file.sha256,
        "content_security_policy": file.policy,
    }


async def take_turns(tx: Tx, audit_id: UUID) -> None:
    """Wait until no other transaction that asked for the turn of this audit's report is under way."""
    lock = func.hashtextextended(f"report {tx.tenant_id} {audit_id}", 0)
    await tx.execute(select(func.pg_advisory_xact_lock(lock)))


async def withdraw(tx: Tx, audit_id: UUID, at: datetime) -> None:
    """Show an audit's report no more; files and document stay, so that it can be said what was withdrawn."""
    await tx.execute(
        update(reports)
        .where(reports.c.tenant_id == tx.tenant_id, reports.c.audit_id == audit_id)
        .values(status="withdrawn", updated_at=at)
    )


async def listed(
    tx: Tx, *, about: Mapping[str, UUID | None], limit: int, after: tuple[datetime, UUID] | None
) -> list[ReportRow]:
    """Reports that are shown, newest first, from behind the one that was completed at, and is called, ``after``.

    ``about``: ids by field of the context; null for any.
    """
    conditions: list[ColumnElement[bool]] = [reports.c[name] == own for name, own in about.items() if own is not None]
    if after is not None:
        at, own = after
        same = and_(reports.c.completed_at == at, reports.c.id > own)
        conditions.append(or_(reports.c.completed_at < at, same))
    query = _shown(tx).where(*conditions).order_by(reports.c.completed_at.desc(), reports.c.id).limit(limit)
    return [ReportRow(**row) for row in (await tx.execute(query)).mappings()]


async def report(tx: Tx, report_id: UUID, *, client_id: UUID | None = None) -> ReportRow | None:
    """One report, of one client where that is said, unless it was withdrawn."""
    query = _shown(tx).where(reports.c.id == report_id)
    if client_id is not None:
        query = query.where(reports.c.client_id == client_id)
    row = (await tx.execute(query)).mappings().one_or_none()
    return ReportRow(**row) if row else None


def _shown(tx: Tx) -> Any:
    columns = [reports.c[name] for name in ReportRow.model_fields]
    return select(*columns).where(reports.c.tenant_id == tx.tenant_id, reports.c.status == "completed")


async def files(tx: Tx, report_ids: list[UUID]) -> list[FileRow]:
    """The files of reports, by format."""
    columns = [report_files.c[name] for name in FileRow.__dataclass_fields__]
    query = select(*columns).where(report_files.c.tenant_id == tx.tenant_id, report_files.c.report_id.in_(report_ids))
    return [FileRow(**row) for row in (await tx.execute(query.order_by(report_files.c.format))).mappings()]
