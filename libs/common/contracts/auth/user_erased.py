"""Topic ``auth.user-erased``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Personal, Technical, Terms


class UserErased(Event):
    """A person was erased, and is to be forgotten; it belongs to no organisation, so ``tenant_id`` is all zeros.

    auth has deleted account, credentials, sessions, factors and mails, and the key of what was sealed for the person.
    tenants ends every membership, each with a ``tenants.member-removed``, and deletes invitations to the address, which
    is sealed with a key that the two share. Elsewhere the id stays where it says who did something (``requested_by``,
    ``decided_by``): it leads to nobody any more. Others delete what is the person's alone by ``erase_by``.
    """

    topic: ClassVar[str] = "auth.user-erased"
    key_field: ClassVar[str] = "user_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To have a person's traces erased by whoever keeps some of them.",
        orders="what happens to one user",
    )

    user_id: Personal[UUID] = Field(description="The user; the id is used by nobody again.")
    erase_by: AwareDatetime = Field(description="Until when every owner must be done (UTC).")
    key_id: Technical[str | None] = Field(
        default=None, max_length=16, description="Which key of auth and tenants opens the address."
    )
    sealed: Technical[str | None] = Field(
        default=None,
        max_length=8192,
        description="Base64 of nonce, ciphertext and tag (AES-256-GCM) of a JSON object: email.",
    )
