"""Topic ``auth.user-erased``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Personal, Terms


class UserErased(Event):
    """A person is to be forgotten; it belongs to no organisation, so ``tenant_id`` is all zeros.

    auth: deletes account, credentials, sessions and keys at once. tenants: removes every membership, each with a
    ``tenants.member-removed``. Others: replace the id where it says who did something (``requested_by``,
    ``decided_by``) by the id of all zeros, and delete conversations and settings of the person, by ``erase_by``.
    """

    topic: ClassVar[str] = "auth.user-erased"
    key_field: ClassVar[str] = "user_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To have a person's traces erased by whoever keeps some of them.",
        orders="what happens to one user",
        status="planned",
    )

    user_id: Personal[UUID] = Field(description="The user; the id is used by nobody again.")
    erase_by: AwareDatetime = Field(description="Until when every owner must be done (UTC).")
