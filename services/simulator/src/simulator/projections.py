"""What simulator keeps of other services' events: analyses, and how far an audit is."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from common.contracts.analyzer import BrandStateExtracted, PromptClassified, WebsiteAnalyzed
from common.contracts.collector import PageScraped
from common.contracts.message import Message
from common.postgres import UnitOfWork
from simulator.store.audits import count_items
from simulator.store.plans import remember_analysis as store_analysis

Counted = list[tuple[UUID, UUID]]
M = TypeVar("M", bound=Message)


def pages_read(events: Iterable[PageScraped]) -> Counted:
    """(audit, page) of pages that were read for an audit."""
    return [(event.audit_id, event.page_id) for event in events if event.audit_id is not None]


def prompts_classified(events: Iterable[PromptClassified]) -> Counted:
    """(audit, prompt) of classified prompts."""
    return [(event.audit_id, event.prompt_id) for event in events]


def answers_read(events: Iterable[BrandStateExtracted]) -> Counted:
    """(audit, answer) of answers whose brand states were extracted."""
    return [(event.audit_id, event.response_id) for event in events]


def brands_found(events: Iterable[BrandStateExtracted]) -> Counted:
    """(audit, brand) of brands that an answer names."""
    return [
        (event.audit_id, state.brand_id) for event in events for state in event.states if state.presence != "ignored"
    ]


def by_tenant(events: Sequence[M]) -> Iterable[tuple[UUID, list[M]]]:
    """The events of each tenant: one transaction sees one tenant."""
    for tenant_id, own in groupby(sorted(events, key=attrgetter("tenant_id")), key=attrgetter("tenant_id")):
        yield tenant_id, list(own)


async def remember_analysis(event: WebsiteAnalyzed, *, unit: UnitOfWork) -> None:
    """Keep the analysis: planning needs it."""
    async with unit.once(event) as tx:
        await store_analysis(tx, event)


async def count_pages(events: Sequence[PageScraped], *, unit: UnitOfWork) -> None:
    """Count pages of audits. Rows are keyed by what is counted, so a redelivery counts nothing twice."""
    for tenant_id, own in by_tenant(events):
        async with unit.begin(tenant_id) as tx:
            await count_items(tx, "page", pages_read(own))


async def count_prompts(events: Sequence[PromptClassified], *, unit: UnitOfWork) -> None:
    """Count classified prompts of audits."""
    for tenant_id, own in by_tenant(events):
        async with unit.begin(tenant_id) as tx:
            await count_items(tx, "prompt", prompts_classified(own))


async def count_brands(events: Sequence[BrandStateExtracted], *, unit: UnitOfWork) -> None:
    """Count answers that were read and brands that were found."""
    for tenant_id, own in by_tenant(events):
        async with unit.begin(tenant_id) as tx:
            await count_items(tx, "answer", answers_read(own))
            await count_items(tx, "brand", brands_found(own))
