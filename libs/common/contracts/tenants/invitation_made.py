"""Topic ``tenants.invitation-made``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Technical, Terms


class InvitationMade(Event):
    """Somebody is invited into an organisation, or once more: auth sends the mail.

    Address, token and what the mail says are sealed with a key that tenants and auth share, so that neither the log
    nor the outbox tells them: see ``common.messaging.sealed``.
    """

    topic: ClassVar[str] = "tenants.invitation-made"
    key_field: ClassVar[str] = "invitation_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To have an invitation sent by mail.",
        orders="the mails of one invitation; the last one's token alone is good",
        retention_days=7,
        visibility="internal",
    )

    invitation_id: UUID = Field(description="The invitation.")
    key_id: Technical[str] = Field(max_length=16, description="Which of the shared keys opens it.")
    sealed: Technical[str] = Field(
        max_length=8192,
        description="Base64 of nonce, ciphertext and tag (AES-256-GCM) of a JSON object: email, token, organization "
        "(its name), role.",
    )
    expires_at: AwareDatetime = Field(description="Until when it can be accepted (UTC).")
