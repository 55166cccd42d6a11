"""Erasing an organisation from one service's stores: the tombstone and the rows, the other stores, then the answer."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from common.contracts.tenants.erasing import ErasureCommand, ErasureResult
from common.primitives.ids import derived_id
from common.process.telemetry import log
from common.saga.participant import ReplyTx
from common.stores.erasure.tenants import TenantHoldings
from common.stores.postgres import Database, Tx

_log = log("erasure")
First = Callable[[Tx], Awaitable[None]]
"""What is done before the rows go, in their transaction."""
Elsewhere = Callable[[UUID], Awaitable[None]]
"""Empties a store outside of the transaction of an organisation; to repeat it changes nothing."""


async def erase_tenant(
    command: ErasureCommand,
    holdings: TenantHoldings,
    *,
    unit: Database,
    first: First | None = None,
    elsewhere: Elsewhere | None = None,
) -> None:
    """Erase all that ``holdings`` declares of the command's organisation, and say so.

    No inbox: what is erased twice is gone once. A process that is killed in between begins anew.
    """
    tenant_id = command.tenant_id
    async with unit.erasing(tenant_id) as tx:
        if first is not None:
            await first(tx)
        rows = await holdings.delete(tx)
    if elsewhere is not None:
        await elsewhere(tenant_id)
    async with unit.erasing(tenant_id) as tx:
        answer_erasure(tx, command, rows)
    _log.info("organisation erased", tenant_id=str(tenant_id), rows=rows)


def answer_erasure(tx: ReplyTx, command: ErasureCommand, rows: int = 0) -> None:
    """Say that nothing of the organisation is left, in a transaction after the last store was emptied.

    No first reply is kept, as it would be a row of the organisation: whoever is asked again erases again.
    """
    told = {"outcome": "done", "result": ErasureResult(rows=rows).model_dump(mode="json")}
    tx.emit(
        command.reply(
            id=derived_id("erased", command.id),
            tenant_id=command.tenant_id,
            saga_id=command.saga_id,
            step=command.step,
            command=command.type_name(),
            command_id=command.id,
            participant=command.participant,
            **told,
        )
    )
