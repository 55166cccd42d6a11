"""HTTP of quotas: parse, call, return."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from common.http import SOME_ID, Body, Principal, like, needs, provided, refuses, unkeyed
from common.primitives.errors import NotFound
from tenants.quota import holding, store
from tenants.quota.plans import Plans
from tenants.quota.rules import QUOTAS, QuotaName, QuotaUse, Tier, period_after, period_of, resets_on
from tenants.shared.api import UNKNOWN_ORGANIZATION, Store

router = APIRouter()

Reader = Annotated[Principal, needs("quota:read")]
Registrar = Annotated[Principal, needs("websites:write")]
KnownPlans = Annotated[Plans, Depends(provided(Plans))]
HELD_FOR = timedelta(minutes=10)
"""A website that was not entered by then is not going to be; one that is entered later is counted all the same."""


class Answers(Body):
    """Answers of the period: what the plan allows, what audits under way have set aside, what ended ones used."""

    limit: int
    reserved: int
    used: int
    available: int


class Audits(BaseModel):
    """Audits that count in the period."""

    under_way: int
    ended: int


class QuotaLine(BaseModel):
    """How one quota stands, in its unit; ``spend`` in millionths of a US dollar."""

    quota: QuotaName
    limit: int
    reserved: int = Field(description="Set aside by what is under way, such as audits and invitations.")
    used: int
    available: int
    over: int = Field(description="By how much more is there than the plan allows: nothing is deleted, nothing added.")
    resets_at: date | None = Field(description="The day (UTC) on which it is full again; null for what never resets.")


class Quota(BaseModel):
    """How the plan stands now: each quota, and answers and audits of the present UTC month."""

    period: str = Field(description="The month, such as 2026-01.")
    period_start: date
    resets_on: date
    plan: Tier
    answers: Answers
    audits: Audits
    quotas: list[QuotaLine]


class NewWebsite(BaseModel):
    """The website that room is asked for."""

    model_config = like({"website_id": SOME_ID})

    website_id: UUID


@router.get("/v1/quota")
@refuses("organisation-not-found")
async def read_quota(principal: Reader, database: Store, plans: KnownPlans) -> Quota:
    """What the plan of the caller's organisation allows, and how much of it is used and reserved."""
    now = plans.clock.now()
    async with database.begin(principal.tenant) as tx:
        plan = await store.plan(tx, now)
        if plan is None:
            raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
        use = await holding.uses(tx, plans, plan)
        own = await store.reservations_in(tx, period_of(now))
    under_way = sum(each.state == "reserved" for each in own)
    ended = sum(each.state != "reserved" and each.reserved > 0 for each in own)
    return _shown(plan, period_of(now), use, Audits(under_way=under_way, ended=ended), now.date())


@router.post("/internal/quota/websites", status_code=204)
@refuses("organisation-not-found", "quota-exceeded")
@unkeyed("a website that holds room already holds it once")
async def hold_website(body: NewWebsite, principal: Registrar, database: Store, plans: KnownPlans) -> None:
    """For collector, on behalf of a user: set room for a website aside, for ten minutes or until it is entered."""
    until = plans.clock.now() + HELD_FOR
    async with database.begin(principal.tenant) as tx:
        await holding.hold(tx, plans, {"websites": 1}, body.website_id, until)


def _shown(
    plan: Tier, month: date, use: Mapping[QuotaName, QuotaUse], audits: Audits, today: date
) -> Quota:  # fmt: skip
    answers = use["answers"]
    return Quota(
        period=f"{month:%Y-%m}",
        period_start=month,
        resets_on=period_after(month),
        plan=plan,
        answers=Answers(limit=answers.limit, reserved=answers.reserved, used=answers.used, available=answers.available),
        audits=audits,
        quotas=[_line(quota, use[quota], today if quota == "spend" else month) for quota in QUOTAS],
    )


def _line(quota: QuotaName, use: QuotaUse, period_start: date) -> QuotaLine:
    return QuotaLine(
        quota=quota,
        limit=use.limit,
        reserved=use.reserved,
        used=use.used,
        available=use.available,
        over=use.over,
        resets_at=resets_on(quota, period_start),
    )
