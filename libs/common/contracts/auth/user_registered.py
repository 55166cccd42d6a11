"""Topic ``auth.user-registered``."""

from typing import ClassVar
from uuid import UUID

from common.contracts.message import Event


class UserRegistered(Event):
    """A person has an account. It carries no personal data: who needs a name asks auth on behalf of the user."""

    topic: ClassVar[str] = "auth.user-registered"
    key_field: ClassVar[str] = "user_id"

    user_id: UUID
