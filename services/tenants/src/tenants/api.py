"""HTTP: parse, call, return."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from common.contracts.vocabulary import Role
from common.errors import NotFound
from common.http import CurrentTenant, CurrentUser
from common.postgres import Database
from tenants import store
from tenants.organizations import found
from tenants.quota import Tier, period_after, period_of, standing
from tenants.reactions import Plans

router = APIRouter()


class NewOrganization(BaseModel):
    """What to found."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: str = Field(max_length=1024)


class Organization(BaseModel):
    """An organisation, with the caller's role in it. Its id is the tenant id of all that belongs to it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    slug: str
    role: Role
    created_at: datetime


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


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _plans(request: Request) -> Plans:
    plans: Plans = request.app.state.plans
    return plans


Store = Annotated[Database, Depends(_database)]
KnownPlans = Annotated[Plans, Depends(_plans)]

_UNKNOWN = ("organisation-not-found", "There is no such organisation, or you do not belong to it.")


@router.post("/v1/organizations", status_code=201)
async def create_organization(
    body: NewOrganization, principal: CurrentUser, database: Store, plans: KnownPlans
) -> Organization:  # fmt: skip
    """Found an organisation; the caller becomes its admin. To act for it, refresh the token with its id."""
    founded = await found(body.name, principal.user_id, database=database, clock=plans.clock)
    return Organization.model_validate(founded)


@router.get("/v1/organizations")
async def list_organizations(principal: CurrentUser, database: Store) -> list[Organization]:
    """The caller's organisations, the first joined first."""
    async with database.system() as conn:
        own = await store.organizations_of(conn, principal.user_id)
    return [Organization.model_validate(each) for each in own]


@router.get("/v1/organizations/{organization_id}")
async def read_organization(organization_id: UUID, principal: CurrentUser, database: Store) -> Organization:
    """One of the caller's organisations; 404 where it does not exist or is not his."""
    async with database.system() as conn:
        own = await store.organization_of(conn, principal.user_id, organization_id)
    if own is None:
        raise NotFound(*_UNKNOWN)
    return Organization.model_validate(own)


@router.get("/v1/quota")
async def read_quota(principal: CurrentTenant, database: Store, plans: KnownPlans) -> Quota:
    """How the plan of the caller's organisation stands in the present UTC month."""
    period_start = period_of(plans.clock.now())
    async with database.begin(principal.tenant) as tx:
        plan = await store.plan(tx)
        own = await store.reservations_in(tx, period_start)
    if plan is None:
        raise NotFound(*_UNKNOWN)
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
