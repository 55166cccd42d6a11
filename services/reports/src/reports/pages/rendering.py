"""A report's files: pure bytes, and where they belong."""

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from reports.documents.rules.document import ReportDocument, to_json
from reports.pages import html

Format = Literal["html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
CONTENT_TYPES: dict[Format, str] = {"html": "text/html; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of a report; ``policy`` is the content security policy that an HTML file was written with."""

    format: Format
    key: str
    body: bytes
    policy: str | None = None

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


def object_key(tenant_id: UUID, report_id: UUID, file_format: Format) -> str:
    """Where a file is kept: the tenant first, as in every key."""
    return f"{folder_of(tenant_id, report_id)}report.{file_format}"


def folder_of(tenant_id: UUID, report_id: UUID) -> str:
    """What the keys of a report's files begin with."""
    return f"{tenant_id}/exports/{report_id}/"


def files_of(document: ReportDocument, page: bytes) -> tuple[ReportFile, ...]:
    """A report in every format; ``page`` is it as HTML."""
    bodies = {"html": page, "json": to_json(document)}
    policies = {"html": html.content_security_policy()}
    return tuple(
        ReportFile(
            file_format,
            object_key(document.tenant_id, document.report_id, file_format),
            bodies[file_format],
            policies.get(file_format),
        )
        for file_format in FORMATS
    )
