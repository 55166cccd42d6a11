"""HTTP: reading answers again."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from analyzer.answers.rescoring import store
from analyzer.brands import decisions
from analyzer.extraction import EXTRACTOR_VERSION
from analyzer.shared.arrivals import known_website
from analyzer.shared.http import CurrentClock, CurrentDatabase
from common.audit_log import note
from common.contracts.analyzer import RescoringAdvanced
from common.http import SOME_ID, Body, Principal, like, needs, refuses
from common.primitives.errors import Conflict, NotFound
from common.primitives.ids import uuid7
from common.stores.postgres import Tx

router = APIRouter(tags=["brands"])
Reader = Annotated[Principal, needs("readings:read")]
Writer = Annotated[Principal, needs("readings:write")]


class NewRescoring(Body):
    """Which website's answers are to be read again."""

    model_config = like({"website_id": SOME_ID})

    website_id: UUID


class RescoringView(BaseModel):
    """How far it is: ``done`` of ``total`` answers are looked at, ``changed`` of them had an older reading."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    website_id: UUID
    extractor_version: str
    total: int
    done: int
    changed: int
    status: Literal["running", "done"]
    requested_at: datetime
    advanced_at: datetime | None
    ended_at: datetime | None
    answers_per_s: float | None = Field(description="Null before the first batch.")
    seconds_left: float | None = Field(description="At that rate; null where it cannot be told.")


@router.post("/v1/rescorings", status_code=202)
@refuses("website-not-found", "rescoring-running")
async def order_rescoring(
    new: NewRescoring, principal: Writer, database: CurrentDatabase, clock: CurrentClock
) -> RescoringView:
    """Read the answers of a website again by today's rules and decisions, unless that is under way."""
    async with database.begin(principal.tenant) as tx:
        await tx.hold_website(new.website_id)
        await known_website(tx, new.website_id)
        await decisions.take_turns(tx)
        if await store.unfinished(tx, new.website_id) is not None:
            raise Conflict("rescoring-running", "The answers of this website are being read again already.")
        version = (await decisions.curation(tx)).version(EXTRACTOR_VERSION)
        own = uuid7()
        by, now = principal.user_id, clock.now()
        total = await store.begin(tx, own, new.website_id, version, by=by, now=now)
        note(tx, principal, "rescoring.ordered", own, website_id=new.website_id)
        tx.emit(
            RescoringAdvanced(
                tenant_id=principal.tenant, rescoring_id=own, website_id=new.website_id, extractor_version=version,
                done=0, total=total, began_at=now,
            )
        )  # fmt: skip
        return await _rescoring(tx, own)


@router.get("/v1/rescorings/{rescoring_id}")
@refuses("rescoring-not-found")
async def read_rescoring(rescoring_id: UUID, principal: Reader, database: CurrentDatabase) -> RescoringView:
    """How far a re-scoring is."""
    async with database.begin(principal.tenant) as tx:
        return await _rescoring(tx, rescoring_id)


async def _rescoring(tx: Tx, rescoring_id: UUID) -> RescoringView:
    row = await store.one(tx, rescoring_id)
    if row is None:
        raise NotFound("rescoring-not-found", "There is no such re-scoring.")
    took = (row["advanced_at"] - row["requested_at"]).total_seconds() if row["advanced_at"] else 0.0
    rate = round(row["done"] / took, 1) if took > 0 else None
    left = round((row["total"] - row["done"]) / rate, 1) if rate and not row["ended_at"] else None
    status = "done" if row["ended_at"] else "running"
    return RescoringView.model_validate({**row, "status": status, "answers_per_s": rate, "seconds_left": left})
