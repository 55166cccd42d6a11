"""HTTP of quotas: parse, call, return."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from common.http import Viewer, provided, refuses
from common.primitives.errors import NotFound
from tenants.quota import store
from tenants.quota.plans import Plans
from tenants.quota.rules import Tier, period_after, period_of, standing
from tenants.shared.api import UNKNOWN_ORGANIZATION, Store

router = APIRouter()


class Answers(BaseModel):
    """Answers of the period: what the plan allows, what audits under way have set aside, what ended ones used."""

    limit: int
    reserved: int
    used: int
    available: int


class Audits(BaseModel):
    """Audits that count in the period."""

    under_way: int
    ended: int


class Quota(BaseModel):
    """How the plan stands in the present UTC month."""

    period: str = Field(description="The month, such as 2026-01.")
    period_start: date
    resets_on: date
    plan: Tier
    answers: Answers
    audits: Audits


KnownPlans = Annotated[Plans, Depends(provided(Plans))]


@router.get("/v1/quota")
@refuses("organisation-not-found")
async def read_quota(principal: Viewer, database: Store, plans: KnownPlans) -> Quota:
    """How the plan of the caller's organisation stands in the present UTC month."""
    period_start = period_of(plans.clock.now())
    async with database.begin(principal.tenant) as tx:
        plan = await store.plan(tx)
        own = await store.reservations_in(tx, period_start)
    if plan is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    now = standing(plans.limits[plan], own)
    under_way = sum(each.state == "reserved" for each in own)
    ended = sum(each.state != "reserved" and each.reserved > 0 for each in own)
    return Quota(
        period=f"{period_start:%Y-%m}",
        period_start=period_start,
        resets_on=period_after(period_start),
        plan=plan,
        answers=Answers(limit=now.limit, reserved=now.reserved, used=now.used, available=now.available),
        audits=Audits(under_way=under_way, ended=ended),
    )
