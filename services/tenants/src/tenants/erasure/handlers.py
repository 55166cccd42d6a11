"""What tenants does itself in the erasure of an organisation: payments end first, the organisation goes last."""

from typing import Protocol
from uuid import UUID

from common.contracts.tenants import EndPayments, EraseOrganization
from common.messaging.outcomes import FOR_EVER, NotReady
from common.process.telemetry import log
from common.stores.erasure.erasing import answer_erasure, erase_tenant
from common.stores.postgres import Tx
from tenants.billing import store as billing_store
from tenants.billing.following import Billing
from tenants.billing.rules.payments import PaymentsAway, PaymentsRefused
from tenants.erasure.holdings import OF_TENANT
from tenants.erasure.store import leave_last_states

_log = log("erasure")


class Keyring(Protocol):
    """The keys that an organisation's data are sealed with."""

    async def destroy(self, tenant_id: UUID) -> None:
        """Destroy an organisation's keys for good; done, too, where there are none."""
        ...


async def end_payments(command: EndPayments, *, billing: Billing) -> None:
    """End what the organisation pays for, and have the payment service forget it. No inbox: ended twice is ended."""
    await _end_payments(command.tenant_id, billing)
    async with billing.unit.looking(command.tenant_id) as tx:
        answer_erasure(tx, command)


class Files(Protocol):
    """The bucket of exports."""

    async def remove_all(self, prefix: str) -> int:
        """See ``Objects``."""
        ...


async def erase_organization(
    command: EraseOrganization, *, billing: Billing, keyring: Keyring, files: Files | None = None
) -> None:
    """Erase the organisation itself, when nobody else keeps anything of it any more, and then its keys."""

    async def first(tx: Tx) -> None:
        await leave_last_states(tx, billing.clock.now())

    async def elsewhere(tenant_id: UUID) -> None:
        if files is not None:
            for place in OF_TENANT.of_engine("s3"):
                await files.remove_all(place.prefix_of(tenant_id))
        await keyring.destroy(tenant_id)

    await _end_payments(command.tenant_id, billing)  # an account may have been opened since
    await erase_tenant(command, OF_TENANT, unit=billing.unit, first=first, elsewhere=elsewhere)


async def _end_payments(tenant_id: UUID, billing: Billing) -> None:
    """Close the open page and delete the customer, with whom subscriptions end. ``NotReady`` until that is done."""
    async with billing.unit.looking(tenant_id) as tx:
        customer, page = await billing_store.customer(tx), await billing_store.open_checkout(tx)
    if customer is None:
        return
    if billing.payments is None:
        raise NotReady("there is a customer at a payment service that is not configured", give_up_after=FOR_EVER)
    try:
        if page is not None:
            await billing.payments.close_page(page["session_id"])
        await billing.payments.close_account(customer)
    except (PaymentsAway, PaymentsRefused) as away:
        _log.warning("the payment service has not forgotten an organisation yet", tenant_id=str(tenant_id))
        raise NotReady(away.detail, give_up_after=FOR_EVER) from None
    async with billing.unit.looking(tenant_id) as tx:
        await billing_store.forget_customer(tx)
