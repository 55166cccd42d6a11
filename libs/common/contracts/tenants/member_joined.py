"""Topic ``tenants.member-joined``."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Body, Event, Personal, Terms, Upcast
from common.contracts.vocabulary import Role


def _of_a_founder(body: Body) -> Body:
    """Founders alone joined when version 1 was written, as admins: today they are owners."""
    return {**body, "role": "owner"} if body.get("role") == "admin" else body


class MemberJoined(Event):
    """A user belongs to an organisation from now on."""

    topic: ClassVar[str] = "tenants.member-joined"
    version: ClassVar[int] = 2
    upcasts: ClassVar[Mapping[int, Upcast]] = {1: _of_a_founder}
    key_field: ClassVar[str] = "user_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To let a user act for an organisation; auth writes the role into tokens.",
        orders="the memberships of one user; joined, changed and removed are three topics, so revision decides",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    user_id: Personal[UUID] = Field(description="Who joined.")
    role: Role = Field(description="What the user may do there. A closed set: authority is not guessed.")
    client_id: UUID | None = Field(
        default=None, description="The one client that the user sees; null where he sees all that his role shows."
    )
    revision: int = Field(
        default=0,
        ge=0,
        description="Grows with every change of the organisation's members; a lower one than known of a user is old "
        "news. 0: of before there was one.",
    )
