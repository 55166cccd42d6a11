"""Topic ``auth.user-registered``."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Event, Personal, Terms


class UserRegistered(Event):
    """A person has an account. It carries no name or address: who needs one asks auth on behalf of the user."""

    topic: ClassVar[str] = "auth.user-registered"
    key_field: ClassVar[str] = "user_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To greet new users, and to count them.",
        orders="what happens to one user",
    )

    user_id: Personal[UUID] = Field(description="The new user; the same id in every service.")
