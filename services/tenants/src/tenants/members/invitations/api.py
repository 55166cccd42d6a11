"""HTTP of invitations: parse, call, return."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from common.contracts.vocabulary import Role
from common.http import Body, CurrentUser, Page, PageAsked, Principal, like, needs, paged, provided, refuses
from common.primitives.text import Name, Secret
from tenants.members.invitations import store
from tenants.members.invitations.inviting import Inviting, Wanted
from tenants.members.invitations.people import People
from tenants.members.invitations.rules import InvitationStatus
from tenants.shared.api import Store

router = APIRouter()
Reader = Annotated[Principal, needs("members:read")]
Writer = Annotated[Principal, needs("members:write")]
Uses = Annotated[Inviting, Depends(provided(Inviting))]
KnownPeople = Annotated[People, Depends(provided(People))]
PageOfInvitations = Annotated[PageAsked, Depends(paged("invitations", UUID))]
STANDING = ("organisation-not-found", "organisation-suspended", "organisation-closing")
OF_ROLES = ("role-beyond-yours", "client-missing", "client-not-found", "client-archived")


class NewInvitation(Body):
    """Whom to invite, as what."""

    model_config = like({"email": "ada@shop.example", "role": "viewer"})

    email: Name
    role: Role
    client_id: UUID | None = Field(default=None, description="For the role client: the one client that he will see.")


class Acceptance(Body):
    """The token of the mail."""

    model_config = like({"token": "bmi_..."})

    token: Secret


class Invitation(BaseModel):
    """An invitation. Its token is in the mail alone."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    role: Role
    client_id: UUID | None
    invited_by: UUID
    sent_at: datetime
    times_sent: int
    expires_at: datetime
    status: InvitationStatus
    created_at: datetime


class Accepted(BaseModel):
    """Where one belongs now. To act for it, refresh the token with its id."""

    organization_id: UUID
    role: Role
    client_id: UUID | None


@router.post("/v1/invitations", status_code=201)
@refuses(*STANDING, *OF_ROLES, "email-invalid", "invitations-full", "invitation-just-sent", "too-often")
async def create_invitation(body: NewInvitation, principal: Writer, uses: Uses) -> Invitation:
    """Invite somebody by mail, whether or not he has an account: he accepts within seven days."""
    sent = await uses.invite(principal, Wanted(body.email, body.role, body.client_id))
    return Invitation.model_validate(sent)


@router.get("/v1/invitations")
async def list_invitations(
    principal: Reader, database: Store, page: PageOfInvitations, status: InvitationStatus | None = None
) -> Page[Invitation]:  # fmt: skip
    """The organisation's invitations, the newest first."""
    async with database.begin(principal.tenant) as tx:
        rows = await store.invitations_after(tx, page.after_id, page.fetch, status=status)
    shown, following = page.cut(rows, lambda each: (each.id,))
    return Page(items=[Invitation.model_validate(each) for each in shown], next=following)


@router.post("/v1/invitations/acceptance")
@refuses(
    "invitation-not-found", "invitation-used", "invitation-revoked", "invitation-expired", "invitation-for-another",
    "email-unconfirmed", "member-already", "quota-exceeded", "accounts-unavailable", "client-not-found",
    "client-archived", *STANDING,
)  # fmt: skip
async def accept_invitation(body: Acceptance, principal: CurrentUser, uses: Uses, people: KnownPeople) -> Accepted:
    """Accept, as the user whose confirmed e-mail address was invited."""
    person = await people.behind(principal.token)
    organization_id, accepted = await uses.accept(body.token, person)
    return Accepted(organization_id=organization_id, role=accepted.role, client_id=accepted.client_id)


@router.post("/v1/invitations/{invitation_id}/mail")
@refuses(
    *STANDING, "invitation-not-found", "invitation-used", "invitation-revoked", "role-beyond-yours",
    "invitation-just-sent", "too-often",
)  # fmt: skip
async def send_again(invitation_id: UUID, principal: Writer, uses: Uses) -> Invitation:
    """Send a new mail, with a new token and seven more days; the old token is good no longer."""
    return Invitation.model_validate(await uses.send_again(principal, invitation_id))


@router.delete("/v1/invitations/{invitation_id}", status_code=204)
@refuses(*STANDING, "invitation-not-found", "invitation-used", "invitation-revoked", "role-beyond-yours")
async def revoke_invitation(invitation_id: UUID, principal: Writer, uses: Uses) -> None:
    """Take an invitation back: its token is good no longer."""
    await uses.revoke(principal, invitation_id)
