"""The HTTP API of reports: find a report, read it as a page or as data."""

import hashlib
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from common.audit_log import note
from common.contracts.answer import AuditContext
from common.http import Page, PageAsked, Principal, answered_as, needs, paged, provided, refuses
from common.http.access.clients import of_client, only_client
from common.primitives.errors import NotFound, Unavailable
from common.process.telemetry import log
from common.stores.objects import ObjectMissing, Objects
from common.stores.postgres import UnitOfWork
from reports.archive import store
from reports.archive.store import FileRow, ReportRow
from reports.pages.rendering import CONTENT_TYPES, Format

router = APIRouter(prefix="/v1/reports", tags=["reports"])
Reader = Annotated[Principal, needs("reports:read")]
_log = log("archive")


class ReportFileOut(BaseModel):
    """One file of a report."""

    format: Format
    url: str = Field(description="Path of the file, below the same address.")
    bytes: int
    sha256: str = Field(description="Digest of the file's bytes, in hexadecimal.")


class ReportOut(AuditContext):
    """A report of an audit."""

    id: UUID
    client_id: UUID | None = Field(description="The client whose website it was; null where it belonged to none.")
    name: str
    headline: str = Field(description="The report in one sentence.")
    completed_at: datetime
    files: list[ReportFileOut]


Unit = Annotated[UnitOfWork, Depends(provided(UnitOfWork))]
ObjectStore = Annotated[Objects, Depends(provided(Objects))]
Listed = Annotated[PageAsked, Depends(paged("reports", datetime, UUID))]


@router.get("")
@refuses("no-client")
async def list_reports(
    who: Reader, unit: Unit, page: Listed, audit_id: UUID | None = None, website_id: UUID | None = None,
    client_id: UUID | None = None,
) -> Page[ReportOut]:  # fmt: skip
    """The organisation's reports, newest first; of one audit, website or client where that is asked for."""
    about = {"audit_id": audit_id, "website_id": website_id, "client_id": of_client(who, client_id)}
    async with unit.begin(who.tenant) as tx:
        rows = await store.listed(tx, about=about, limit=page.fetch, after=page.after)
        shown, more = page.cut(rows, key=lambda row: (row.completed_at, row.id))
        files = await store.files(tx, [row.id for row in shown])
    return Page(items=[_report_out(row, files) for row in shown], next=more)


@router.get("/{report_id}")
@refuses("no-client", "report-not-found")
async def read_report(report_id: UUID, who: Reader, unit: Unit) -> ReportOut:
    """One report; 404 where it does not exist, was withdrawn or is another organisation's."""
    row, files = await _find(report_id, who, unit)
    return _report_out(row, files)


@router.get("/{report_id}/html", response_class=Response, responses=answered_as("text/html"))
@refuses("no-client", "report-not-found", "format-not-found", "file-missing", "file-damaged")
async def read_html(request: Request, report_id: UUID, who: Reader, unit: Unit, objects: ObjectStore) -> Response:
    """The report as one self-contained page."""
    answer = await _file(request, await _find(report_id, who, unit), "html", objects)
    return await _noted(answer, report_id, who, unit, "html")


@router.get("/{report_id}/json", response_class=Response, responses=answered_as("application/json", shape="object"))
@refuses("no-client", "report-not-found", "format-not-found", "file-missing", "file-damaged")
async def read_json(request: Request, report_id: UUID, who: Reader, unit: Unit, objects: ObjectStore) -> Response:
    """The report as data: every figure, interval and quote."""
    answer = await _file(request, await _find(report_id, who, unit), "json", objects)
    return await _noted(answer, report_id, who, unit, "json")


async def _find(report_id: UUID, who: Principal, unit: UnitOfWork) -> tuple[ReportRow, list[FileRow]]:
    async with unit.begin(who.tenant) as tx:
        row = await store.report(tx, report_id, client_id=only_client(who))
        files = await store.files(tx, [report_id]) if row else []
    if row is None:
        raise NotFound("report-not-found", "There is no such report.")
    return row, files


async def _noted(answer: Response, report_id: UUID, who: Principal, unit: UnitOfWork, file_format: Format) -> Response:
    """The answer, once it is noted who reads the report; a copy that is still good was noted when it was read."""
    if answer.status_code == HTTPStatus.OK:
        async with unit.begin(who.tenant) as tx:
            note(tx, who, "report.read", report_id, format=file_format)
    return answer


async def _file(
    request: Request, found: tuple[ReportRow, list[FileRow]], file_format: Format, objects: Objects
) -> Response:
    file = next((one for one in found[1] if one.format == file_format), None)
    if file is None:
        raise NotFound("format-not-found", "The report was not written in this format.")
    headers = _headers(file)
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    try:
        body = await objects.get(file.file_path)
    except ObjectMissing:
        raise Unavailable("file-missing", "The report's file is not in the store.") from None
    if hashlib.sha256(body).hexdigest() != file.sha256:
        _log.error("a report's file is not what was written", report_id=str(file.report_id), format=file.format)
        raise Unavailable("file-damaged", "The report's file is not what was written.")
    return Response(body, media_type=CONTENT_TYPES[file_format], headers=headers)


def _headers(file: FileRow) -> dict[str, str]:
    policy = file.content_security_policy or "default-src 'none'"
    return {
        "ETag": f'"{file.sha256}"',
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="report-{file.report_id}.{file.format}"',
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def _report_out(row: ReportRow, files: list[FileRow]) -> ReportOut:
    own: list[dict[str, Any]] = [
        {
            "format": file.format,
            "url": f"/v1/reports/{row.id}/{file.format}",
            "bytes": file.file_size,
            "sha256": file.sha256,
        }
        for file in files
        if file.report_id == row.id
    ]
    return ReportOut(**dict(row), files=[ReportFileOut(**file) for file in own])
