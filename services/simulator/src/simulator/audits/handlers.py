"""How far an audit is, counted from other services' events, and whether it waits for a person."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from common.contracts.analyzer import BrandStateExtracted, InputNeeded, PromptClassified
from common.contracts.collector import PageScraped
from common.contracts.message import Message
from common.saga.runner import SagaRunner
from common.stores.postgres import UnitOfWork
from simulator.audits.rules.audit import waits_for_a_person
from simulator.audits.rules.progress import answers_read, brands_found, pages_read, prompts_classified
from simulator.audits.store import audit_row, count_items, set_needs

M = TypeVar("M", bound=Message)


def by_tenant(events: Sequence[M]) -> Iterable[tuple[UUID, list[M]]]:
    """The events of each tenant: one transaction sees one tenant."""
    for tenant_id, own in groupby(sorted(events, key=attrgetter("tenant_id")), key=attrgetter("tenant_id")):
        yield tenant_id, list(own)


async def count_pages(events: Sequence[PageScraped], *, unit: UnitOfWork) -> None:
    """Count pages of audits. Rows are keyed by what is counted, so a redelivery counts nothing twice."""
    for _, own in by_tenant(events):
        async with unit.spared(own) as (tx, left):
            await count_items(tx, "page", pages_read(left))


async def count_prompts(events: Sequence[PromptClassified], *, unit: UnitOfWork) -> None:
    """Count classified prompts of audits."""
    for _, own in by_tenant(events):
        async with unit.spared(own) as (tx, left):
            await count_items(tx, "prompt", prompts_classified(left))


async def count_brands(events: Sequence[BrandStateExtracted], *, unit: UnitOfWork) -> None:
    """Count answers that were read and brands that were found."""
    for _, own in by_tenant(events):
        async with unit.spared(own) as (tx, left):
            await count_items(tx, "answer", answers_read(left))
            await count_items(tx, "brand", brands_found(left))


async def ask_for_input(event: InputNeeded, *, unit: UnitOfWork, runner: SagaRunner) -> None:
    """Show what an audit needs of a person, unless that was given before the question came."""
    async with unit.once(event) as tx:
        await audit_row(tx, event.audit_id, lock=True)
        state = await runner.state(tx, event.audit_id)
        if state is not None and waits_for_a_person(state):
            needs = event.model_dump(mode="json", include={"fields", "understood"})
            await set_needs(tx, event.audit_id, needs)
