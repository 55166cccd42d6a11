"""What tenants listens to: its part in the sagas, how audits end, websites that come and go, and its own foundings."""

from dataclasses import dataclass, field
from functools import partial

from common.contracts.auth import UserErased
from common.contracts.collector import WebsiteState
from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed, ReleaseQuota, ReserveQuota
from common.contracts.tenants import (
    ApplySubscription,
    AssembleExport,
    AwaitPayment,
    BeginSubscription,
    BillingStepReplied,
    CloseAccount,
    DiscardExport,
    EndPayments,
    EraseOrganization,
    ErasureStepReplied,
    ExpireCheckout,
    ExportStepReplied,
    ExportTenants,
    NotePayment,
    OpenAccount,
    OrganizationCreated,
)
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.log import Log
from common.messaging.runtime.consumer import Consumer, Protection, Subscription, on
from common.saga.runner import SagaRunner
from common.stores.postgres import UnitOfWork
from tenants.billing.following import Billing
from tenants.billing.handlers import (
    apply_subscription,
    await_payment,
    begin_sign_up,
    begin_subscription,
    close_account,
    expire_checkout,
    note_payment,
    open_account,
)
from tenants.billing.paying import Paying
from tenants.erasure.handlers import Files, Keyring, end_payments, erase_organization
from tenants.erasure.keys import NoKeys
from tenants.exports.handlers import assemble_export, discard_export, export_part
from tenants.members.handlers import forget_person
from tenants.quota.handlers import count_website, release_quota, reserve_quota, settle_quota
from tenants.quota.plans import Plans


@dataclass(frozen=True, slots=True)
class Tools:
    """What the handlers are given."""

    paying: Paying
    keyring: Keyring = field(default_factory=NoKeys)
    sealing: Sealing = field(default_factory=Sealing.ephemeral)
    files: Files | None = None
    """The bucket of exports."""

    @property
    def billing(self) -> Billing:
        """What billing is done with."""
        return self.paying.billing

    @property
    def unit(self) -> UnitOfWork:
        """The database."""
        return self.billing.unit

    @property
    def plans(self) -> Plans:
        """What the plans allow."""
        return self.billing.plans

    @property
    def runner(self) -> SagaRunner:
        """Who moves the sagas."""
        return self.paying.runner


def subscriptions(tools: Tools) -> tuple[Subscription, ...]:
    """The subscription table."""
    unit, plans = tools.unit, tools.plans
    return (
        on(ReserveQuota, partial(reserve_quota, unit=unit, plans=plans), name="reserve_quota"),
        on(ReleaseQuota, partial(release_quota, unit=unit, plans=plans), name="release_quota"),
        on(AuditCompleted, partial(settle_quota, unit=unit, plans=plans), name="settle_quota"),
        on(AuditFailed, partial(settle_quota, unit=unit, plans=plans), name="settle_quota"),
        on(AuditCancelled, partial(settle_quota, unit=unit, plans=plans), name="settle_quota"),
        on(WebsiteState, partial(count_website, unit=unit, plans=plans), name="count_website"),
        *_billing(tools, unit),
        *_erasure(tools),
        on(
            UserErased,
            partial(forget_person, unit=unit, sealing=tools.sealing, clock=plans.clock),
            name="forget_person",
        ),
        on(ExportStepReplied, tools.runner.on_reply, name="move_export_saga"),
        on(ExportTenants, partial(export_part, unit=unit), name="export_part"),
        on(AssembleExport, partial(assemble_export, unit=unit), name="assemble_export"),
        on(DiscardExport, partial(discard_export, unit=unit), name="discard_export"),
    )


def _billing(tools: Tools, unit: UnitOfWork) -> tuple[Subscription, ...]:
    billing, paying, runner = tools.billing, tools.paying, tools.runner
    return (
        on(OrganizationCreated, partial(begin_sign_up, unit=unit, runner=runner), name="begin_sign_up"),
        on(BillingStepReplied, runner.on_reply, name="move_billing_saga"),
        on(OpenAccount, partial(open_account, unit=unit, paying=paying), name="open_account"),
        on(CloseAccount, partial(close_account, unit=unit, billing=billing), name="close_account"),
        on(BeginSubscription, partial(begin_subscription, unit=unit, billing=billing), name="begin_subscription"),
        on(AwaitPayment, partial(await_payment, unit=unit), name="await_payment"),
        on(ExpireCheckout, partial(expire_checkout, unit=unit, billing=billing), name="expire_checkout"),
        on(ApplySubscription, partial(apply_subscription, unit=unit, billing=billing), name="apply_subscription"),
        on(NotePayment, partial(note_payment, unit=unit), name="note_payment"),
    )


def _erasure(tools: Tools) -> tuple[Subscription, ...]:
    billing, keyring = tools.billing, tools.keyring
    return (
        on(ErasureStepReplied, tools.runner.on_reply, name="move_erasure"),
        on(EndPayments, partial(end_payments, billing=billing), name="end_payments"),
        on(
            EraseOrganization,
            partial(erase_organization, billing=billing, keyring=keyring, files=tools.files),
            name="erase_organization",
        ),
    )


def consumer(tools: Tools, log: Log, protection: Protection | None = None) -> Consumer:
    """The consumer of this service."""
    return Consumer("tenants", subscriptions(tools), log, protection=protection)
