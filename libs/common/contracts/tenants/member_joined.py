"""Topic ``tenants.member-joined``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Personal, Terms
from common.contracts.vocabulary import Role


class MemberJoined(Event):
    """A user belongs to an organisation from now on."""

    topic: ClassVar[str] = "tenants.member-joined"
    key_field: ClassVar[str] = "user_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To let a user act for an organisation; auth writes the role into tokens.",
        orders="the memberships of one user",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    user_id: Personal[UUID] = Field(description="Who joined.")
    role: Role = Field(description="What the user may do there. A closed set: authority is not guessed.")
