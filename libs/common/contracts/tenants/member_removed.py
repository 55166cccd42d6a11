"""Topic ``tenants.member-removed``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Personal, Terms
from common.contracts.vocabulary import Role


class MemberRemoved(Event):
    """A user belongs to an organisation no longer.

    auth: forgets the membership and ends the sessions and API keys that act for it. Others: end what they do in the
    user's name, such as reports sent to that address; what the user made belongs to the organisation and stays.
    """

    topic: ClassVar[str] = "tenants.member-removed"
    key_field: ClassVar[str] = "user_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To let a user act for an organisation no longer.",
        orders="the memberships of one user; joined, changed and removed are three topics, so revision decides",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    user_id: Personal[UUID] = Field(description="Who belongs to it no longer.")
    removed_by: Personal[UUID | None] = Field(
        default=None, description="The admin who did it; null where the user left or was erased."
    )
    role: Role | None = Field(default=None, description="What the user was; null where nobody told.")
    client_id: UUID | None = Field(default=None, description="The one client that the user saw, if it was one.")
    revision: int = Field(
        default=0,
        ge=0,
        description="Grows with every change of the organisation's members; a lower one than known of a user is old "
        "news.",
    )
