"""HTTP of organisations: parse, call, return."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter, Depends, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from common.contracts.vocabulary import OrganizationStatus, Role
from common.http import Body, CurrentUser, Page, PageAsked, Principal, like, needs, paged, provided, refuses
from common.http.access.addresses import Proxies, client_address
from common.primitives.errors import NotFound
from common.primitives.text import Given, Name, Word
from tenants.organizations import standing, store
from tenants.organizations.founding import Founding
from tenants.organizations.leaving import leave
from tenants.shared.api import UNKNOWN_ORGANIZATION, Store, TheClock

router = APIRouter()
TheFounding = Annotated[Founding, Depends(provided(Founding))]
Writer = Annotated[Principal, needs("organization:write")]
TheGrace = Annotated[standing.Grace, Depends(provided(standing.Grace))]
Closer = Annotated[Principal, needs("organization:delete")]
OrganizationsAsked = Annotated[PageAsked, Depends(paged("organizations", datetime, UUID))]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("No time zone of this name is known; one is called like Europe/Berlin")
    return name


Zone = Annotated[Word, AfterValidator(_known_zone)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$"), Given(5)]


class NewOrganization(Body):
    """What to found."""

    model_config = like({"name": "Shop of examples"})

    name: Name


class Settings(Body):
    """What an organisation set for all its members; null where it left that to each of them."""

    timezone: Zone | None = Field(default=None, description="Where its days begin, such as Europe/Berlin.")
    language: Language | None = Field(default=None, description="What reports are written in, such as en or de-AT.")
    week_starts: Literal["monday", "sunday"] | None = Field(default=None, description="First day of a week.")


class ChangedOrganization(Body):
    """What is to be other than it is; what is left out stays, a setting that is null falls back."""

    model_config = like({"name": "Shop of examples", "settings": {"timezone": "Europe/Berlin"}})

    name: Name | None = None
    settings: Settings | None = None

    def changes(self) -> dict[str, Any]:
        """The settings that were named."""
        return self.settings.model_dump(exclude_unset=True) if self.settings else {}


class Organization(BaseModel):
    """An organisation, with the caller's role in it. Its id is the tenant id of all that belongs to it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    slug: str
    role: Role
    status: OrganizationStatus
    erase_after: datetime | None = Field(description="When a closing one is erased; until then it can be restored.")
    settings: Settings
    created_at: datetime


@router.post("/v1/organizations", status_code=201)
@refuses("name-invalid", "slug-taken", "organizations-full", "too-often")
async def create_organization(
    body: NewOrganization, request: Request, principal: CurrentUser, founding: TheFounding, proxies: Proxies
) -> Organization:  # fmt: skip
    """Found an organisation; the caller becomes its owner. To act for it, refresh the token with its id."""
    founded = await founding.by(principal.user_id, body.name, address=client_address(request, proxies))
    return Organization.model_validate(founded)


@router.get("/v1/organizations")
async def list_organizations(principal: CurrentUser, database: Store, page: OrganizationsAsked) -> Page[Organization]:
    """The caller's organisations, the first joined first."""
    async with database.system() as conn:
        own = await store.organizations_of(conn, principal.user_id, limit=page.fetch, after=page.after)
    shown, more = page.cut(own, key=lambda each: (each.joined_at, each.id))
    return Page(items=[Organization.model_validate(each) for each in shown], next=more)


@router.get("/v1/organizations/{organization_id}")
@refuses("organisation-not-found")
async def read_organization(organization_id: UUID, principal: CurrentUser, database: Store) -> Organization:
    """One of the caller's organisations; 404 where it does not exist or is not his."""
    return await _own(organization_id, principal, database)


@router.patch("/v1/organizations/{organization_id}")
@refuses("organisation-not-found", "organisation-suspended", "organisation-closing", "name-invalid")
async def change_organization(
    organization_id: UUID, body: ChangedOrganization, principal: Writer, database: Store, clock: TheClock
) -> Organization:  # fmt: skip
    """Rename the organisation that the caller acts for, or change its settings. Its short name stays."""
    async with database.begin(_acted_for(organization_id, principal)) as tx:
        await standing.rename(tx, principal, body.name, body.changes(), clock.now())
    return await _own(organization_id, principal, database)


@router.delete("/v1/organizations/{organization_id}", status_code=202)
@refuses("organisation-not-found", "organisation-suspended", "organisation-closing")
async def close_organization(
    organization_id: UUID, principal: Closer, database: Store, clock: TheClock, grace: TheGrace
) -> Organization:  # fmt: skip
    """Close the organisation that the caller acts for: nobody acts for it any more, and after 30 days it is erased."""
    async with database.begin(_acted_for(organization_id, principal)) as tx:
        await standing.close(tx, principal, clock.now(), grace)
    return await _own(organization_id, principal, database)


@router.post("/v1/organizations/{organization_id}/restoration")
@refuses("organisation-not-found", "permission-missing", "organisation-erased")
async def restore_organization(
    organization_id: UUID, principal: CurrentUser, database: Store, clock: TheClock
) -> Organization:  # fmt: skip
    """Open a closed organisation again, as one of its owners; nobody's token acts for it until then."""
    async with database.begin(organization_id) as tx:
        await standing.reopen(tx, principal, clock.now())
    return await _own(organization_id, principal, database)


@router.delete("/v1/organizations/{organization_id}/membership", status_code=204)
@refuses("organisation-not-found", "last-owner")
async def leave_organization(
    organization_id: UUID, principal: CurrentUser, database: Store, clock: TheClock
) -> None:  # fmt: skip
    """Leave an organisation; its last owner can't: he makes somebody else an owner, or closes it."""
    async with database.begin(organization_id) as tx:
        await leave(tx, principal.user_id, clock.now())


def _acted_for(organization_id: UUID, principal: Principal) -> UUID:
    if organization_id != principal.tenant:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    return organization_id


async def _own(organization_id: UUID, principal: Principal, database: Store) -> Organization:
    async with database.system() as conn:
        own = await store.organization_of(conn, principal.user_id, organization_id)
    if own is None:
        raise NotFound("organisation-not-found", UNKNOWN_ORGANIZATION)
    return Organization.model_validate(own)
