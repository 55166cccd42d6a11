"""HTTP of members: parse, call, return."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from common.contracts.vocabulary import Role
from common.http import Body, Page, PageAsked, Principal, like, needs, paged, refuses
from tenants.members.changing import give_role, remove_member
from tenants.organizations.membership import members_after
from tenants.shared.api import Store, TheClock

router = APIRouter()
Reader = Annotated[Principal, needs("members:read")]
Writer = Annotated[Principal, needs("members:write")]
PageOfMembers = Annotated[PageAsked, Depends(paged("members", datetime, UUID))]


class NewRole(Body):
    """What a member is to be."""

    model_config = like({"role": "viewer"})

    role: Role
    client_id: UUID | None = Field(default=None, description="For the role client: the one client that he sees.")


class Member(BaseModel):
    """Somebody who belongs to the organisation. Who he is, auth knows."""

    model_config = ConfigDict(from_attributes=True)

    user_id: UUID
    role: Role
    client_id: UUID | None
    joined_at: datetime


@router.get("/v1/members")
async def list_members(principal: Reader, database: Store, page: PageOfMembers) -> Page[Member]:
    """The members of the organisation that the caller acts for, the first joined first."""
    async with database.begin(principal.tenant) as tx:
        after = (page.after[0], page.after[1]) if page.after else None
        rows = await members_after(tx, after, page.fetch)
    shown, following = page.cut(rows, lambda each: (each.joined_at, each.user_id))
    return Page(items=[Member.model_validate(each) for each in shown], next=following)


@router.patch("/v1/members/{user_id}")
@refuses(
    "organisation-not-found", "organisation-suspended", "organisation-closing", "member-not-found", "client-not-found",
    "role-beyond-yours", "client-missing", "client-archived", "last-owner",
)  # fmt: skip
async def change_member(
    user_id: UUID, body: NewRole, principal: Writer, database: Store, clock: TheClock
) -> Member:  # fmt: skip
    """Give a member another role: at most what one may oneself; only owners make owners, the last one stays."""
    async with database.begin(principal.tenant) as tx:
        changed = await give_role(tx, principal, user_id, body.role, body.client_id, now=clock.now())
    return Member.model_validate(changed)


@router.delete("/v1/members/{user_id}", status_code=204)
@refuses(
    "organisation-not-found", "organisation-suspended", "organisation-closing", "member-not-found",
    "role-beyond-yours", "last-owner",
)  # fmt: skip
async def delete_member(user_id: UUID, principal: Writer, database: Store, clock: TheClock) -> None:
    """Remove a member. What he made belongs to the organisation and stays."""
    async with database.begin(principal.tenant) as tx:
        await remove_member(tx, principal, user_id, clock.now())
