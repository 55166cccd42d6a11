"""What analytics does about the figures of an audit: compute, show and withdraw them."""

import asyncio
from datetime import timedelta

from analytics.facts.queries import answers_arrived, answers_of_run, answers_read_since
from analytics.figures import store
from analytics.figures.clickhouse import write_figures
from analytics.figures.rules.materialisation import Materialisation, Subject, announcement, materialise
from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TenantReader
from common.clock import Clock
from common.contracts.analyzer import RescoringAdvanced
from common.contracts.simulator import MaterialiseShareOfVoice, WithdrawShareOfVoice
from common.messaging.outcomes import NotReady
from common.postgres import Tx, UnitOfWork
from common.saga.participant import done, first_reply, refuse
from common.telemetry import log, span

SERVICE = "analytics"
FACTS_WITHIN = timedelta(minutes=10)
"""How long facts may lag behind the command that needs them."""

_log = log("reactions")


async def materialise_share_of_voice(
    command: MaterialiseShareOfVoice, *, unit: UnitOfWork, engine: ClickHouse, clock: Clock
) -> None:
    """Compute the figures of a run once all its answers' facts are here, show them, announce them, reply."""
    if await _settled(command, unit):
        return
    result = await _figures(command, engine)
    moment = clock.now()
    await write_figures(engine, result, computed_at=moment)
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        if not await store.show(tx, result, computed_at=moment):
            await _refuse_withdrawn(tx, command)
            return
        tx.emit(announcement(result))
        await done(tx, command, SERVICE, slices=len(result.slices), materialisation_id=str(result.id))
    _log.info("figures shown", audit_id=str(command.audit_id), slices=len(result.slices))


async def _settled(command: MaterialiseShareOfVoice, unit: UnitOfWork) -> bool:
    """Whether nothing is to be computed: the command was answered before, or its figures were withdrawn meanwhile."""
    async with unit.begin(command.tenant_id) as tx:
        answered = await tx.stored_reply(command.saga_id, command.type_name()) is not None
        withdrawn = await store.status_of(tx, command.audit_id) == "withdrawn"
    if not (answered or withdrawn):
        return False
    async with unit.once(command) as tx:
        if not await first_reply(tx, command):
            await _refuse_withdrawn(tx, command)
    return True


async def _refuse_withdrawn(tx: Tx, command: MaterialiseShareOfVoice) -> None:
    await refuse(tx, command, SERVICE, reason="withdrawn", detail="The figures of this audit were withdrawn.")


async def _figures(command: MaterialiseShareOfVoice, engine: ClickHouse) -> Materialisation:
    reader = TenantReader(engine, command.tenant_id)
    run = {"website_id": command.website_id, "run_id": command.run_id}
    arrived = await answers_arrived(reader, **run)
    if arrived < command.answers:
        raise NotReady(f"facts of {arrived} of {command.answers} answers are here", give_up_after=FACTS_WITHIN)
    answers = await answers_of_run(reader, **run)
    subject = Subject(command.tenant_id, command.website_id, command.audit_id, command.run_id)
    with span("compute share of voice", answers=len(answers)):
        return await asyncio.to_thread(materialise, subject, answers)


async def materialise_again(event: RescoringAdvanced, *, unit: UnitOfWork, engine: ClickHouse, clock: Clock) -> None:
    """Once a website's answers are read again and their facts are here: new figures for each of its audits.

    Reports that were written keep theirs. Figures that come out the same are the same, and are not announced again.
    """
    if not event.ended or not event.changed or event.began_at is None:
        return
    reader = TenantReader(engine, event.tenant_id)
    arrived = await answers_read_since(reader, website_id=event.website_id, moment=event.began_at)
    if arrived < event.changed:
        raise NotReady(f"facts of {arrived} of {event.changed} answers are here", give_up_after=FACTS_WITHIN)
    async with unit.begin(event.tenant_id) as tx:
        audits = await store.shown_audits(tx, event.website_id)
    results = []
    for audit_id, run_id, before in audits:
        answers = await answers_of_run(reader, website_id=event.website_id, run_id=run_id)
        subject = Subject(event.tenant_id, event.website_id, audit_id, run_id)
        result = await asyncio.to_thread(materialise, subject, answers)
        if result.id != before:
            results.append(result)
    moment = clock.now()
    for result in results:
        await write_figures(engine, result, computed_at=moment)
    async with unit.once(event) as tx:
        for result in results:
            if await store.show(tx, result, computed_at=moment):
                tx.emit(announcement(result))
    _log.info("figures computed again", website_id=str(event.website_id), audits=len(results))


async def withdraw_share_of_voice(command: WithdrawShareOfVoice, *, unit: UnitOfWork) -> None:
    """Show the figures of an audit no more. Nothing to withdraw is fine: figures that come later stay hidden too."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        await store.withdraw(tx, audit_id=command.audit_id, website_id=command.website_id)
        await done(tx, command, SERVICE)
