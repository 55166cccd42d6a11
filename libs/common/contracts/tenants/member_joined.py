"""Topic ``tenants.member-joined``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event
from common.contracts.vocabulary import Role


class MemberJoined(Event):
    """A user belongs to an organisation from now on."""

    topic: ClassVar[str] = "tenants.member-joined"
    key_field: ClassVar[str] = "user_id"

    organization_id: UUID
    user_id: UUID
    role: Role
