"""What simulator does when a website was deleted: its audits end, and all that was made for them goes."""

from uuid import UUID

from sqlalchemy import select, update

from common.contracts.collector import WebsiteDeleted
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.saga.definition import FINAL
from common.saga.runner import SagaRunner
from common.stores.postgres import Tx, UnitOfWork
from common.stores.postgres.erasures import buried_with, bury, bury_audits
from simulator.audits.rules.audit import ending
from simulator.audits.tables import audits
from simulator.erasure.holdings import HOLDINGS
from simulator.plans.tables import plans
from simulator.runs.exchanges import Exchanges
from simulator.runs.store.answers import count_answers
from simulator.runs.store.runs import run_id_of
from simulator.runs.tables import runs

_log = log("erasure")


async def erase_website(
    event: WebsiteDeleted, *, unit: UnitOfWork, runner: SagaRunner, exchanges: Exchanges, clock: Clock
) -> None:
    """Erase a website. No inbox: what is erased twice is gone once, and an end has a derived id.

    The bucket is emptied after the transaction, of what its tombstones name: whoever writes an exchange later finds no
    run any more, and takes it back.
    """
    async with unit.begin(event.tenant_id) as tx:
        await bury(tx.conn, tx.tenant_id, event.website_id)
        own = await _audits(tx, event.website_id)
        await bury_audits(tx.conn, tx.tenant_id, event.website_id, own)
        await _stop(tx, event.website_id)
        for audit_id in own:
            await _end(tx, audit_id, runner, clock)
        await HOLDINGS.delete(tx, event.website_id)
        buried = await buried_with(tx.conn, tx.tenant_id, event.website_id)
    for audit_id in buried:
        await exchanges.forget(event.tenant_id, run_id_of(audit_id))
    _log.info("website erased", website_id=str(event.website_id), audits=len(buried))


async def _audits(tx: Tx, website_id: UUID) -> list[UUID]:
    query = select(audits.c.id).where(audits.c.tenant_id == tx.tenant_id, audits.c.website_id == website_id)
    return list((await tx.execute(query)).scalars())


async def _stop(tx: Tx, website_id: UUID) -> None:
    """Workers that are about to keep something hold the row of their run or plan: they are waited for here."""
    for table, state in ((runs, {"status": "cancelled"}), (plans, {"state": "archived"})):
        await tx.execute(
            update(table).where(table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id).values(state)
        )


async def _end(tx: Tx, audit_id: UUID, runner: SagaRunner, clock: Clock) -> None:
    """Announce the end of an audit that runs: its quota is settled by it. Nothing is undone step by step: every
    participant erases all that it made."""
    state = await runner.state(tx, audit_id)
    if state is None or state.status in FINAL:
        return
    ended = ending(
        state.model_copy(update={"status": "cancelled", "ended_at": clock.now()}), await count_answers(tx, audit_id)
    )
    assert ended is not None, "a cancelled audit has an end"
    tx.emit(ended)
