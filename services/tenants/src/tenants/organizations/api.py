"""HTTP of organisations: parse, call, return."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from common.contracts.vocabulary import Role
from common.http import CurrentUser, like, refuses
from common.primitives.errors import NotFound
from common.primitives.text import Name
from tenants.organizations import store
from tenants.organizations.founding import found
from tenants.quota.api import KnownPlans
from tenants.shared.api import UNKNOWN_ORGANIZATION, Store

router = APIRouter()


class NewOrganization(BaseModel):
    """What to found."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True) | like({"name": "Shop of examples"})

    name: Name


class Organization(BaseModel):
    """An organisation, with the caller's role in it. Its id is the tenant id of all that belongs to it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    slug: str
    role: Role
    created_at: datetime


@router.post("/v1/organizations", status_code=201)
@refuses("name-invalid", "slug-taken")
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
@refuses("organisation-not-found")
async def read_organization(organization_id: UUID, principal: CurrentUser, database: Store) -> Organization:
    """One of the caller's organisations; 404 where it does not exist or is not his."""
    async with database.system() as conn:
        own = await store.organization_of(conn, principal.user_id, organization_id)
    if own is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    return Organization.model_validate(own)
