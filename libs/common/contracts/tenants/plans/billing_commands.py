"""Topics of the sagas of sign-up and payment. Tenants orders, and tenants acts: the steps outlive its processes."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Command, StepReply, StepResult, Technical, Terms


class BillingStepReplied(StepReply):
    """The answer to a command of a sign-up or a payment."""

    topic: ClassVar[str] = "tenants.billing-step-replied"
    terms: ClassVar[Terms] = Terms(
        purpose="The answer of a participant to an order of the sign-up's or the payment's saga.",
        orders="the answers within one saga",
    )


class BillingCommand(Command):
    """What all commands of a sign-up or payment carry."""

    participant: ClassVar[str] = "tenants"
    reply: ClassVar[type[BillingStepReplied]] = BillingStepReplied
    terms: ClassVar[Terms] = Terms(
        purpose="An order of the sign-up's or the payment's saga, answered on tenants.billing-step-replied.",
        orders="the orders of one saga on this topic: the first and its repetitions",
    )


class SubscriptionResult(StepResult):
    """What is subscribed to now."""

    tier: Technical[str] = Field(description="The plan that is subscribed to.")
    status: Technical[str] = Field(description="How it stands, such as active.")


class OpenAccount(BillingCommand):
    """To tenants: have a customer account at the payment service. Done, too, where nobody pays here."""

    topic: ClassVar[str] = "tenants.open-account"


class CloseAccount(BillingCommand):
    """To tenants: delete the customer account again."""

    topic: ClassVar[str] = "tenants.close-account"


class BeginSubscription(BillingCommand):
    """To tenants: the new organisation has its inactive subscription, on the free plan; announce it."""

    topic: ClassVar[str] = "tenants.begin-subscription"
    result: ClassVar[type[SubscriptionResult]] = SubscriptionResult


class AwaitPayment(BillingCommand):
    """To tenants: answer when the payment page was paid, or refuse when it ran out."""

    topic: ClassVar[str] = "tenants.await-payment"

    checkout_id: UUID = Field(description="The payment page.")


class ExpireCheckout(BillingCommand):
    """To tenants: close the payment page, so that nobody pays on it any more."""

    topic: ClassVar[str] = "tenants.expire-checkout"

    checkout_id: UUID = Field(description="The payment page.")


class ApplySubscription(BillingCommand):
    """To tenants: read the subscription's present state and take it over."""

    topic: ClassVar[str] = "tenants.apply-subscription"
    result: ClassVar[type[SubscriptionResult]] = SubscriptionResult


class NotePayment(BillingCommand):
    """To tenants: note the payment in the log of sensitive actions."""

    topic: ClassVar[str] = "tenants.note-payment"

    checkout_id: UUID = Field(description="The payment page.")
    tier: Technical[str] = Field(description="The plan that was paid for.")
    status: Technical[str] = Field(description="How the subscription stands.")
