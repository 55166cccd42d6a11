"""Topics ``tenants.subscription-changed`` and ``tenants.payment-failed``."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.contracts.message import Event, Technical, Terms


class SubscriptionChanged(Event):
    """The plan that applies to an organisation, or how it is paid for, is another one than before."""

    topic: ClassVar[str] = "tenants.subscription-changed"
    key_field: ClassVar[str] = "organization_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To follow what organisations pay for: customer care, and limits that others keep.",
        orders="the subscription of one organisation; its present plan is in tenants.organization-state, too",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    plan: Technical[str] = Field(description="The plan whose limits apply now, such as pro; plans are added.")
    tier: Technical[str] = Field(description="The plan that is subscribed to, also where it is not paid for.")
    status: Technical[str] = Field(
        description="How it stands: inactive, active, past_due or canceled; words are added, carry any."
    )
    period_end: AwareDatetime | None = Field(description="Until when is paid (UTC); null without a subscription.")
    cancel_at_period_end: bool = Field(description="True: it ends then and is not renewed.")
    grace_until: AwareDatetime | None = Field(
        description="Past due: when the plan becomes the free one unless it is paid (UTC); else null."
    )
    over: Technical[tuple[str, ...]] = Field(
        description="Quotas of which more is there than the plan allows, such as websites; nothing of it is deleted."
    )


class PaymentFailed(Event):
    """A payment did not succeed: the plan stays until ``grace_until``, and somebody should be told.

    Whoever sends mails: write to the members who may pay (roles owner and billing). It comes at the first failure
    (``reminder`` 0) and again some days before the plan is lost, if it is unpaid still.
    """

    topic: ClassVar[str] = "tenants.payment-failed"
    key_field: ClassVar[str] = "organization_id"
    terms: ClassVar[Terms] = Terms(
        purpose="To tell an organisation that its plan is unpaid, and until when it can be kept.",
        orders="the reminders of one organisation",
    )

    organization_id: UUID = Field(description="The organisation; the same as tenant_id.")
    tier: Technical[str] = Field(description="The plan that is not paid for.")
    grace_until: AwareDatetime = Field(description="When the plan becomes the free one (UTC).")
    reminder: int = Field(ge=0, description="0: the first word of it; then counted.")
