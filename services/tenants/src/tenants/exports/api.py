"""HTTP of exports: parse, call, return."""

import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from common.http import Page, PageAsked, Principal, paged, provided, refuses
from common.http.principal import Caller
from tenants.exports import store
from tenants.exports.asking import Exporting, chunks_of
from tenants.exports.rules import ExportStatus
from tenants.shared.api import Store

router = APIRouter(prefix="/v1/exports", tags=["exports"])
TheExporting = Annotated[Exporting, Depends(provided(Exporting))]
_FROM = re.compile(r"bytes=(\d{1,15})-")
_OF = Query(
    description="Of this organisation of the caller's, instead of the one that the token acts for: nobody's token acts "
    "for a closing or suspended one, and its owner may export it all the same."
)


def _with(permission: str) -> Any:
    """The dependency of who has ``permission`` in the organisation, whether or not a token acts for that."""

    @refuses("permission-missing", "no-organisation", "organisation-not-found", "person-needed")
    async def acting(
        caller: Caller, exporting: TheExporting, organization_id: Annotated[UUID | None, _OF] = None
    ) -> Principal:
        return await exporting.acting(caller, organization_id, permission)

    acting.__permission__ = permission  # type: ignore[attr-defined]
    return Depends(acting)


Looking = Annotated[Principal, _with("export:read")]
Ordering = Annotated[Principal, _with("export:write")]
Listed = Annotated[PageAsked, Depends(paged("exports", datetime, UUID))]


class Export(BaseModel):
    """An export of all that an organisation has."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    created_at: datetime
    requested_by: UUID = Field(description="The user who ordered it.")
    status: ExportStatus = Field(
        description="`running`, `ready` for seven days, `failed` with a reason, `expired`: its file is gone."
    )
    steps_done: int = Field(ge=0, description="How many of its steps are done.")
    steps: int = Field(ge=0, description="How many steps it has: a part of each service, and putting them together.")
    ended_at: datetime | None
    expires_at: datetime | None = Field(description="Until when it can be downloaded; null where it can't be.")
    files: int | None = Field(description="How many files are in the ZIP.")
    bytes: int | None = Field(description="Size of the ZIP.")
    sha256: str | None = Field(description="Digest of the ZIP, in hexadecimal.")
    reason: str | None = Field(description="Why it failed, a slug.")


@router.post("", status_code=202)
@refuses(
    "organisation-not-found", "organisation-erased", "export-running", "too-often", "exports-unavailable"
)  # fmt: skip
async def order_export(who: Ordering, exporting: TheExporting) -> Export:
    """Have everything of the organisation exported, as its owner. One export runs at a time, and a few a day."""
    return Export.model_validate(await exporting.order(who))


@router.get("")
async def list_exports(who: Looking, database: Store, page: Listed) -> Page[Export]:
    """The organisation's exports, the newest first."""
    async with database.begin(who.tenant) as tx:
        found = await store.listed(tx, limit=page.fetch, after=page.after)
    shown, more = page.cut(found, key=lambda each: (each.created_at, each.id))
    return Page(items=[Export.model_validate(each) for each in shown], next=more)


@router.get("/{export_id}")
@refuses("export-not-found")
async def read_export(export_id: UUID, who: Looking, exporting: TheExporting) -> Export:
    """One export, and how far it is; 404 where it does not exist or is another organisation's."""
    return Export.model_validate(await exporting.one(who.tenant, export_id))


@router.get(
    "/{export_id}/download",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/zip": {}}}, 206: {"content": {"application/zip": {}}}},
)
@refuses("export-not-found", "export-not-ready", "export-expired", "exports-unavailable", "file-missing")
async def download_export(
    request: Request, export_id: UUID, who: Looking, exporting: TheExporting
) -> StreamingResponse:  # fmt: skip
    """The ZIP. With `Range: bytes=N-` the rest of it from byte N on: a download that was cut off goes on there."""
    found, objects = await exporting.file(who, export_id)
    size, first = found.bytes or 0, _first_of(request.headers.get("range"), found.bytes or 0)
    headers = {
        "ETag": f'"{found.sha256}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'attachment; filename="export-{export_id}.zip"',
        "Content-Length": str(size - first),
        "X-Content-Type-Options": "nosniff",
    }
    if first:
        headers["Content-Range"] = f"bytes {first}-{size - 1}/{size}"
    body = await chunks_of(objects, who.tenant, export_id, first)
    return StreamingResponse(body, 206 if first else 200, headers, media_type="application/zip")


def _first_of(asked: str | None, size: int) -> int:
    """From which byte on; whatever else is asked for is answered with the whole."""
    found = _FROM.fullmatch(asked or "")
    return int(found[1]) if found and int(found[1]) < size else 0
