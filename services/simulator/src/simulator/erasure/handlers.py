"""What simulator does when a website was deleted, or an organisation is erased: audits end, and all of them goes."""

from uuid import UUID

from sqlalchemy import select, update

from common.contracts.collector import WebsiteDeleted
from common.contracts.tenants import EraseAudits
from common.primitives.clock import Clock
from common.process.telemetry import log
from common.saga.definition import FINAL
from common.saga.runner import SagaRunner
from common.stores.erasure.erasing import erase_tenant
from common.stores.postgres import Tx, UnitOfWork
from common.stores.postgres.erasures import buried_with, bury, bury_audits
from simulator.audits.rules.audit import ending
from simulator.audits.tables import audits
from simulator.erasure.holdings import HOLDINGS, OF_TENANT
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


async def erase_audits(
    command: EraseAudits, *, unit: UnitOfWork, runner: SagaRunner, exchanges: Exchanges, clock: Clock
) -> None:
    """End what runs for an organisation, by which its quota is settled, and erase all that was made for it."""

    async def first(tx: Tx) -> None:
        await _stop(tx)
        for audit_id in await _audits(tx):
            await _end(tx, audit_id, runner, clock)

    await erase_tenant(command, OF_TENANT, unit=unit, first=first, elsewhere=exchanges.forget_all)


async def _audits(tx: Tx, website_id: UUID | None = None) -> list[UUID]:
    """The audits of a website, or of all."""
    query = select(audits.c.id).where(audits.c.tenant_id == tx.tenant_id)
    of_website = query if website_id is None else query.where(audits.c.website_id == website_id)
    return list((await tx.execute(of_website)).scalars())


async def _stop(tx: Tx, website_id: UUID | None = None) -> None:
    """Workers that are about to keep something hold the row of their run or plan: they are waited for here."""
    for table, state in ((runs, {"status": "cancelled"}), (plans, {"state": "archived"})):
        stopped = update(table).where(table.c.tenant_id == tx.tenant_id)
        await tx.execute(
            (stopped if website_id is None else stopped.where(table.c.website_id == website_id)).values(state)
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
