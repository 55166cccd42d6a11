"""What tenants does in the sagas of sign-up and payment.

A payment page and the command that awaits it meet on the page's row, whichever comes first: its lock makes the webhook
that ends the page and the command take turns.
"""

from typing import Any
from uuid import UUID

from common.contracts.tenants import (
    ApplySubscription,
    AwaitPayment,
    BeginSubscription,
    CloseAccount,
    ExpireCheckout,
    NotePayment,
    OpenAccount,
    OrganizationCreated,
)
from common.contracts.tenants.plans.billing_commands import SubscriptionResult
from common.messaging.outcomes import NotReady
from common.primitives.errors import NotFound
from common.primitives.ids import derived_id
from common.process.telemetry import log
from common.saga.participant import Done, Refused, StepAnswer, Working, takes_part
from common.saga.runner import SagaRunner
from common.stores.postgres import Tx, UnitOfWork
from tenants.billing import store
from tenants.billing.following import RAN_OUT, Billing, Fetched, fetch, take_over, tell
from tenants.billing.paying import Paying
from tenants.billing.rules.payments import PaymentsAway
from tenants.billing.rules.sagas import SIGN_UP
from tenants.billing.rules.standing import Subscribed

_log = log("billing")
_NO_ORGANISATION = Refused("unknown-organisation", "This organisation does not exist, or not any more.")
_NO_PAGE = Refused("unknown-checkout", "There is no such payment page.")


async def begin_sign_up(event: OrganizationCreated, *, unit: UnitOfWork, runner: SagaRunner) -> None:
    """A new organisation: its sign-up begins."""
    async with unit.once(event) as tx:
        await runner.start(tx, SIGN_UP, derived_id("sign-up", event.tenant_id), {})


async def _turn(tx: Tx, _: OpenAccount | CloseAccount) -> None:
    """The subscription's row: opening and closing an account side by side take turns."""
    await store.subscribed(tx, lock=True)


async def _opened(command: OpenAccount, _unit: UnitOfWork, *, paying: Paying) -> str | Refused | None:
    if paying.billing.payments is None:
        return None
    try:
        return await paying.account(command.tenant_id)
    except NotFound:
        return _NO_ORGANISATION
    except PaymentsAway as away:
        raise NotReady(away.detail) from None


@takes_part(after=_opened, undo=CloseAccount, lock=_turn)
async def open_account(_command: OpenAccount, _tx: Tx, _customer: str | None) -> Done:
    """The organisation has its account at Stripe, or needs none."""
    return Done()


async def _closed(command: CloseAccount, unit: UnitOfWork, *, billing: Billing) -> bool:
    """Whether the account is gone. One that something is subscribed with is left."""
    async with unit.begin(command.tenant_id) as tx:
        customer, now_is = await store.customer(tx), await store.subscribed(tx)
    if customer is None or billing.payments is None or (now_is is not None and now_is.stripe_subscription_id):
        return False
    try:
        await billing.payments.close_account(customer)
    except PaymentsAway as away:
        raise NotReady(away.detail) from None
    return True


@takes_part(after=_closed, lock=_turn)
async def close_account(_command: CloseAccount, tx: Tx, gone: bool) -> Done:
    """The account is closed; done, too, where there was none."""
    if gone:
        await store.forget_customer(tx)
    return Done()


@takes_part()
async def begin_subscription(_command: BeginSubscription, tx: Tx, *, billing: Billing) -> Done | Refused:
    """Announce the subscription that the organisation was founded with."""
    now_is = await store.subscribed(tx, lock=True)
    if now_is is None:
        return _NO_ORGANISATION
    await tell(billing, tx, now_is)
    return Done(_result(now_is))


async def _page(tx: Tx, command: AwaitPayment | ExpireCheckout) -> None:
    """The page's row."""
    await store.checkout(tx, command.checkout_id)


@takes_part(undo=ExpireCheckout, late=RAN_OUT, lock=_page)
async def await_payment(command: AwaitPayment, tx: Tx) -> StepAnswer:
    """Answer when the page has ended; it may have by now."""
    page = await store.checkout(tx, command.checkout_id)
    if page is None:
        return _NO_PAGE
    if page["status"] == "open":
        await store.change_checkout(tx, page["id"], awaiting=command.model_dump(mode="json"))
        return Working()
    return Done() if page["status"] == "paid" else RAN_OUT


async def _shut(command: ExpireCheckout, unit: UnitOfWork, *, billing: Billing) -> None:
    async with unit.begin(command.tenant_id) as tx:
        page = await store.checkout(tx, command.checkout_id)
    if page is not None and page["status"] == "open" and billing.payments is not None:
        try:
            await billing.payments.close_page(page["session_id"])
        except PaymentsAway as away:
            raise NotReady(away.detail) from None


@takes_part(after=_shut, lock=_page)
async def expire_checkout(command: ExpireCheckout, tx: Tx, _: None) -> Done:
    """Nobody can pay on the page any more; one that was paid stays so."""
    page = await store.checkout(tx, command.checkout_id)
    if page is not None and page["status"] == "open":
        await store.change_checkout(tx, page["id"], status="expired", awaiting=None)
    return Done()


async def _fetched(command: ApplySubscription, _unit: UnitOfWork, *, billing: Billing) -> Any:
    try:
        return billing, await fetch(billing, command.tenant_id)
    except PaymentsAway as away:
        raise NotReady(away.detail) from None


@takes_part(after=_fetched)
async def apply_subscription(
    _command: ApplySubscription, tx: Tx, made: tuple[Billing, Fetched | None]
) -> Done | Refused:
    """What Stripe has now is what is subscribed to."""
    try:
        return Done(_result(await take_over(made[0], tx, made[1])))
    except NotFound:
        return _NO_ORGANISATION


@takes_part()
async def note_payment(command: NotePayment, tx: Tx) -> Done:
    """Note who paid for what."""
    page = await store.checkout(tx, command.checkout_id)
    by: UUID | None = page["requested_by"] if page is not None else None
    _log.info("a plan is paid for", tier=command.tier, status=command.status, user_id=str(by))
    return Done()


def _result(now_is: Subscribed) -> SubscriptionResult:
    return SubscriptionResult(tier=now_is.tier, status=now_is.status)
