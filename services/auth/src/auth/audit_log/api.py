"""HTTP of the audit log: parse, call, return."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from auth.audit_log import reading
from auth.audit_log.export import csv_head, csv_lines, json_lines
from auth.audit_log.proof.anchors import Anchor
from auth.audit_log.proof.verifying import Findings, evidence, reading_of, verify
from auth.audit_log.reading import Shown, Wanted
from auth.audit_log.sealed.origins import note_here
from auth.audit_log.sealed.sealing import MasterKey
from common.http import Page, PageAsked, Principal, answered_as, needs, paged, provided
from common.primitives.moments import Moment
from common.primitives.text import Word
from common.stores.postgres import UnitOfWork

router = APIRouter(prefix="/v1/audit-log", tags=["audit log"])
SHOWN_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Archive:
    """What the routes read with. ``secret``: what our signing keys are sealed with."""

    unit: UnitOfWork
    master: MasterKey
    anchor: Anchor
    secret: str


Reader = Annotated[Principal, needs("audit_log:read")]
Log = Annotated[Archive, Depends(provided(Archive))]


async def _wanted(
    since: Annotated[Moment | None, Query(description="Not before this moment.")] = None,
    until: Annotated[Moment | None, Query(description="Before this moment.")] = None,
    action: Annotated[
        Word | None, Query(description="An action, such as `brand.decided`, or a subject: `brand`.")
    ] = None,
    user_id: Annotated[UUID | None, Query(description="Of this person.")] = None,
    resource_type: Annotated[Word | None, Query(description="Done to things of this kind, such as `website`.")] = None,
    resource_id: Annotated[UUID | None, Query(description="Done to this one.")] = None,
) -> Wanted:
    return Wanted(since, until, action, user_id, resource_type, resource_id)


Asked = Annotated[Wanted, Depends(_wanted)]


class LoggedAction(BaseModel):
    """Who did what. Entries are numbered without a gap; ``hash`` covers all of it and the entry before."""

    sequence: int
    id: UUID
    occurred_at: datetime
    action: str
    service: str
    actor: str
    user_id: UUID | None
    session_id: UUID | None
    key_id: UUID | None
    resource_type: str
    resource_id: UUID | None
    facts: dict[str, str]
    address: str | None = Field(description="Where the session was last seen; null where that is not known, or erased.")
    user_agent: str | None
    is_erased: bool = Field(description="The person was erased, and with him where it came from.")
    hash: str

    @classmethod
    def of(cls, shown: Shown) -> "LoggedAction":
        """As a reader sees it."""
        entry, origin = shown.entry, shown.origin
        told = {name: getattr(entry, name) for name in cls.model_fields if hasattr(entry, name)}
        told |= {"facts": dict(entry.facts), "hash": entry.hash.hex(), "is_erased": shown.is_erased}
        whence = {"address": origin.address if origin else None, "user_agent": origin.user_agent if origin else None}
        return cls.model_validate(told | whence)


class Verification(BaseModel):
    """What a verification found. Sound: every entry is as it was written, and none is gone."""

    is_sound: bool
    entries_checked: int
    anchored_entries: int = Field(description="Entries up to the last root that lies outside of the database.")
    roots: int
    faults: list[str] = Field(description="What is wrong, a sentence each, the first fifty.")

    @classmethod
    def of(cls, found: Findings) -> "Verification":
        """As a reader sees it."""
        return cls(
            is_sound=found.is_sound, entries_checked=found.entries, anchored_entries=found.anchored, roots=found.roots,
            faults=found.faults[:SHOWN_FAULTS],
        )  # fmt: skip


@router.get("", summary="Read the audit log")
async def read(
    caller: Reader, log: Log, wanted: Asked, page: Annotated[PageAsked, Depends(paged("audit-log", int))]
) -> Page[LoggedAction]:
    """Who did what in the organisation, the newest first. That it was read is an entry, too."""
    async with log.unit.begin(caller.tenant) as tx:
        before = page.after[0] if page.after else None
        rows = await reading.newest(tx.conn, caller.tenant, wanted, before=before, most=page.fetch)
        entries, following = page.cut(rows, lambda entry: (entry.sequence,))
        shown = await reading.shown(tx.conn, log.master, entries)
        if page.after is None:
            await note_here(tx, caller, "audit-log.read", caller.tenant, since=wanted.since, until=wanted.until)
    return Page(items=[LoggedAction.of(each) for each in shown], next=following)


@router.get(
    "/export",
    summary="Export the audit log",
    response_class=StreamingResponse,
    responses=answered_as("application/x-ndjson", "text/csv"),
)
async def export(
    caller: Reader, log: Log, wanted: Asked, form: Annotated[Literal["csv", "jsonl"], Query(alias="format")] = "jsonl"
) -> Response:
    """All entries, the oldest first, as CSV or as JSON lines with all that hashes are made of."""
    async with log.unit.begin(caller.tenant) as tx:
        told = {"format": form, "since": wanted.since, "until": wanted.until}
        await note_here(tx, caller, "audit-log.exported", caller.tenant, **told)
    kind = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}[form]
    headers = {"Content-Disposition": f'attachment; filename="audit-log.{form}"', "Cache-Control": "no-store"}
    return StreamingResponse(_lines(log, caller.tenant, wanted, form), media_type=kind, headers=headers)


async def _lines(log: Archive, tenant_id: UUID, wanted: Wanted, form: str) -> AsyncIterator[str]:
    """Each part of it in a transaction of its own: a slow reader holds no connection."""
    if form == "csv":
        yield csv_head()
    async for shown in reading.parts(log.unit, tenant_id, log.master, wanted):
        yield csv_lines(shown) if form == "csv" else json_lines(shown)


@router.get("/verification", summary="Verify the audit log")
async def verification(caller: Reader, log: Log) -> Verification:
    """Compute every hash of the organisation's chain anew, and compare it with the signed roots that lie outside."""
    found = await evidence(log.unit, log.anchor, log.secret)
    return Verification.of(await verify(reading_of(log.unit), found, only=caller.tenant))
