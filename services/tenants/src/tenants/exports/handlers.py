"""What tenants does in the saga of an export: each order becomes a job, which answers it when it is done.

An order and the saga's undo need no lock between them: the undo removes what there is, and what is written after it is
removed by the sweep that it leaves behind.
"""

from common.contracts.tenants import AssembleExport, DiscardExport, ExportTenants
from common.exports.ledger import order
from common.saga.participant import StepAnswer, Working, takes_part
from common.stores.postgres import Tx
from tenants.exports import store
from tenants.exports.rules import ASSEMBLE, DISCARD


@takes_part(undo=DiscardExport)
async def export_part(command: ExportTenants, tx: Tx) -> StepAnswer:
    """Have what tenants keeps written."""
    return await order(tx, command)


@takes_part()
async def assemble_export(command: AssembleExport, tx: Tx) -> StepAnswer:
    """Have the parts put together."""
    await store.add_job(tx, ASSEMBLE, command.saga_id, command.id, command.occurred_at)
    return Working()


@takes_part()
async def discard_export(command: DiscardExport, tx: Tx) -> StepAnswer:
    """Have all files of the export removed."""
    await store.add_job(tx, DISCARD, command.saga_id, command.id, command.occurred_at)
    return Working()
