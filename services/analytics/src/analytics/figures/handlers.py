"""What analytics does about the figures of an audit: compute, show and withdraw them."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from analytics.facts.queries import answers_arrived, answers_of_run, answers_read_since
from analytics.figures import store
from analytics.figures.clickhouse import write_figures
from analytics.figures.rules.materialisation import Materialisation, MeasuredRun, announcement, materialise
from analytics.shared.clickhouse import ClickHouse
from analytics.shared.tenancy import TenantReader
from common.contracts.analyzer import RescoringAdvanced
from common.contracts.simulator import MaterialiseShareOfVoice, WithdrawShareOfVoice
from common.contracts.simulator.audit_results import FiguresResult
from common.messaging.outcomes import NotReady
from common.primitives.clock import Clock
from common.process.telemetry import log, span
from common.saga.participant import Done, Refused, takes_part
from common.stores.postgres import Tx, UnitOfWork

FACTS_WITHIN = timedelta(minutes=10)
"""How long facts may lag behind the command that needs them."""

_log = log("figures")


_WITHDRAWN = Refused("withdrawn", "The figures of this audit were withdrawn.")


@dataclass(frozen=True, slots=True)
class Computed:
    """Figures that are written but not shown yet, and the moment they were computed at."""

    figures: Materialisation
    at: datetime


async def _computed(
    command: MaterialiseShareOfVoice, _unit: UnitOfWork, *, clickhouse: ClickHouse, clock: Clock
) -> Computed:
    """Compute the figures of a run, once all its answers' facts are here."""
    reader = TenantReader(clickhouse, command.tenant_id)
    run = {"website_id": command.website_id, "run_id": command.run_id}
    arrived = await answers_arrived(reader, **run)
    if arrived < command.answers:
        raise NotReady(f"facts of {arrived} of {command.answers} answers are here", give_up_after=FACTS_WITHIN)
    answers = await answers_of_run(reader, **run)
    subject = MeasuredRun(tenant_id=command.tenant_id, run_id=command.run_id, **dict(command.audit()))
    with span("compute share of voice", answers=len(answers)):
        figures = await asyncio.to_thread(materialise, subject, answers)
    computed = Computed(figures, clock.now())
    await write_figures(clickhouse, figures, computed_at=computed.at)
    return computed


@takes_part(after=_computed, undo=WithdrawShareOfVoice, late=_WITHDRAWN)
async def materialise_share_of_voice(command: MaterialiseShareOfVoice, tx: Tx, made: Computed) -> Done | Refused:
    """Show the figures of a run and announce them.

    ``show`` writes the row that a withdrawal writes, too: where that is under way beside this, the second waits for
    the first, and figures that are withdrawn stay so.
    """
    if not await store.show(tx, made.figures, computed_at=made.at):
        return _WITHDRAWN
    tx.emit(announcement(made.figures))
    slices = len(made.figures.slices)
    _log.info("figures shown", audit_id=str(command.audit_id), slices=slices)
    return Done(FiguresResult(slices=slices, materialisation_id=made.figures.id))


async def materialise_again(
    event: RescoringAdvanced, *, unit: UnitOfWork, clickhouse: ClickHouse, clock: Clock
) -> None:
    """Once a website's answers are read again and their facts are here: new figures for each of its audits.

    Reports that were written keep theirs. Figures that come out the same are the same, and are not announced again.
    """
    if not event.ended or not event.changed or event.began_at is None:
        return
    reader = TenantReader(clickhouse, event.tenant_id)
    arrived = await answers_read_since(reader, website_id=event.website_id, moment=event.began_at)
    if arrived < event.changed:
        raise NotReady(f"facts of {arrived} of {event.changed} answers are here", give_up_after=FACTS_WITHIN)
    async with unit.begin(event.tenant_id) as tx:
        audits = await store.shown_audits(tx, event.website_id)
    results = []
    for subject, before in audits:
        answers = await answers_of_run(reader, website_id=event.website_id, run_id=subject.run_id)
        result = await asyncio.to_thread(materialise, subject, answers)
        if result.id != before:
            results.append(result)
    moment = clock.now()
    for result in results:
        await write_figures(clickhouse, result, computed_at=moment)
    async with unit.once(event) as tx:
        for result in results:
            if await store.show(tx, result, computed_at=moment):
                tx.emit(announcement(result))
    _log.info("figures computed again", website_id=str(event.website_id), audits=len(results))


@takes_part()
async def withdraw_share_of_voice(command: WithdrawShareOfVoice, tx: Tx) -> Done:
    """Show the figures of an audit no more. Nothing to withdraw is fine: figures that come later stay hidden too."""
    await store.withdraw(tx, command.audit())
    return Done()
