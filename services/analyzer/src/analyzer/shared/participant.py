"""Analyzer as a participant of the audit saga."""

from common.contracts.simulator.audit_commands import AuditCommand
from common.postgres import UnitOfWork
from common.saga.participant import first_reply

SERVICE = "analyzer"


async def answered_before(command: AuditCommand, unit: UnitOfWork) -> bool:
    """Repeat the first reply of a command that is sent again, without doing its work again."""
    async with unit.begin(command.tenant_id) as tx:
        if await tx.stored_reply(command.saga_id, command.type_name()) is None:
            return False
    async with unit.once(command) as tx:
        await first_reply(tx, command)
    return True
