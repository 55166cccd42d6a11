"""The order to write this service's part of an export becomes a job, which answers it."""

from common.contracts.tenants import ExportAnalytics
from common.exports.ledger import order
from common.saga.participant import StepAnswer, takes_part
from common.stores.postgres import Tx


@takes_part()
async def export_part(command: ExportAnalytics, tx: Tx) -> StepAnswer:
    """Have what analytics keeps written. It has no undo: files that nobody wants are removed by tenants."""
    return await order(tx, command)
