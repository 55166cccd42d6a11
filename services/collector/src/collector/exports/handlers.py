"""The order to write this service's part of an export becomes a job, which answers it."""

from collector.exports.ledger import order
from common.contracts.tenants import ExportCollector
from common.saga.participant import StepAnswer, takes_part
from common.stores.mongo import MongoTx


@takes_part()
async def export_part(command: ExportCollector, tx: MongoTx) -> StepAnswer:
    """Have what collector keeps written. It has no undo: files that nobody wants are removed by tenants."""
    return await order(tx, command)
