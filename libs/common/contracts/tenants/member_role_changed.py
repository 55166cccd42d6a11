"""Topic ``tenants.member-role-changed``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Personal, Terms
from common.contracts.vocabulary import Role


class MemberRoleChanged(Event):
    """A member of an organisation may do something else there from now on.

    auth: writes the new role, and the client, into tokens, and lets those with the earlier one end.
    """

    topic: ClassVar[str] = "tenants.member-role-changed"
    key_field: ClassVar[str] = "user_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To have a member's authority follow his role at once.",
        orders="the memberships of one user; joined, changed and removed are three topics, so revision decides",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    user_id: Personal[UUID] = Field(description="Whose role it is.")
    role: Role = Field(description="What the user may do there now. A closed set: authority is not guessed.")
    client_id: UUID | None = Field(
        default=None, description="The one client that the user sees; null where he sees all that his role shows."
    )
    changed_by: Personal[UUID] = Field(description="The member who changed it; it may be the same user.")
    revision: int = Field(
        ge=1,
        description="Grows with every change of the organisation's members; a lower one than known of a user is old "
        "news.",
    )
