"""What analyzer does when it is told something. Each effect is one transaction with its inbox row and its messages."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from analyzer import store
from analyzer.analysis import NothingToRead, Site, WebsiteAnalysis
from analyzer.engines import ClassificationEngine, WebsiteAnalysisEngine
from analyzer.judge import Judge
from analyzer.judged import Judged
from common.clock import Clock
from common.contracts.analyzer import PromptClassified, WebsiteAnalyzed
from common.contracts.collector import PageScraped
from common.contracts.simulator import (
    AnalyzeWebsite,
    ClassifyPrompts,
    ConversationsPlanned,
    ExtractBrandStates,
)
from common.contracts.vocabulary import BrandName, Classification
from common.ids import derived_id
from common.messaging.outcomes import NotReady
from common.postgres import Tx, UnitOfWork
from common.saga.participant import done, first_reply, refuse
from common.telemetry import log, span

SERVICE = "analyzer"
PAGES_WITHIN = timedelta(seconds=60)
"""How long pages may lag behind the command that needs them; then the site is analysed from those that came."""
PLAN_WITHIN = timedelta(minutes=2)
STATES_WITHIN = timedelta(minutes=15)

_log = log("reactions")


@dataclass(frozen=True, slots=True)
class Analyst:
    """Who judges, and whose clock says when."""

    sites: WebsiteAnalysisEngine
    prompts: ClassificationEngine
    clock: Clock
    answers: Judge | None = None
    first_tried: dict[UUID, datetime] = field(default_factory=dict)

    def waits_since(self, message_id: UUID) -> timedelta:
        """How long this process has been waiting for what a message needs: not since it was sent, for the process
        may have been away, and what it needs then waits in the log beside it."""
        now = self.clock.now()
        return now - self.first_tried.setdefault(message_id, now)


# -- projections ----------------------------------------------------------------------------------------------------


async def keep_page(event: PageScraped, *, unit: UnitOfWork) -> None:
    """Keep what an analysis may read."""
    async with unit.once(event) as tx:
        await store.add_page(tx, event)


async def keep_plan(event: ConversationsPlanned, *, unit: UnitOfWork) -> None:
    """Keep which brands the answers will be searched for, and the prompts to classify."""
    async with unit.once(event) as tx:
        await store.add_plan(tx, event)


# -- the site -------------------------------------------------------------------------------------------------------


async def analyze_website(command: AnalyzeWebsite, *, unit: UnitOfWork, analyst: Analyst) -> None:
    """Say what a business does, once the pages of its crawl are here."""
    if await _answered_before(command, unit):
        return
    async with unit.begin(command.tenant_id) as tx:
        pages = await store.pages_of(tx, command.crawl_id)
    if len(pages) < command.pages and analyst.waits_since(command.id) < PAGES_WITHIN:
        raise NotReady(f"{len(pages)} of {command.pages} pages are here", give_up_after=2 * PAGES_WITHIN)
    analyst.first_tried.pop(command.id, None)
    if not pages:
        await _refuse(command, unit, "pages-missing", "None of the pages that were read has reached the analysis.")
        return
    try:
        with span("analyse website", pages=len(pages)):
            judged = await analyst.sites.analyse(Site.of(pages, command.url, command.name))
    except NothingToRead:
        detail = "The pages of this website hold no text that could be read: they may need a browser to show it."
        await _refuse(command, unit, "no-text", detail)
        return
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        own = await store.add_analysis(tx, command, judged, analyst.clock.now())
        tx.emit(_analyzed(command, own, judged))
        await done(tx, command, SERVICE, analysis_id=str(own), pages=len(pages))
    _log.info("website analysed", audit_id=str(command.audit_id), pages=len(pages), version=judged.version)


async def _answered_before(command: AnalyzeWebsite | ClassifyPrompts, unit: UnitOfWork) -> bool:
    """Repeat the first reply of a command that is sent again, without doing its work again."""
    async with unit.begin(command.tenant_id) as tx:
        if await tx.stored_reply(command.saga_id, command.type_name()) is None:
            return False
    async with unit.once(command) as tx:
        await first_reply(tx, command)
    return True


async def _refuse(command: AnalyzeWebsite, unit: UnitOfWork, reason: str, detail: str) -> None:
    async with unit.once(command) as tx:
        if not await first_reply(tx, command):
            await refuse(tx, command, SERVICE, reason=reason, detail=detail)


def _analyzed(command: AnalyzeWebsite, own: UUID, judged: Judged[WebsiteAnalysis]) -> WebsiteAnalyzed:
    found = judged.value
    shared = found.model_dump(exclude={"competitors", "business_model_reason", "tone", "tone_reason", "sources"})
    return WebsiteAnalyzed(
        id=derived_id("website-analyzed", own),
        tenant_id=command.tenant_id,
        website_id=command.website_id,
        audit_id=command.audit_id,
        crawl_id=command.crawl_id,
        analysis_id=own,
        analyzer_version=judged.version,
        competitors=tuple(BrandName(name=rival.name) for rival in found.competitors),
        **shared,
    )


# -- prompts --------------------------------------------------------------------------------------------------------


async def classify_prompts(command: ClassifyPrompts, *, unit: UnitOfWork, analyst: Analyst) -> None:
    """Say of every prompt of a plan what it is about."""
    if await _answered_before(command, unit):
        return
    async with unit.begin(command.tenant_id) as tx:
        plan = await store.plan(tx, command.plan_id)
    if plan is None:
        raise NotReady("the plan is not here", give_up_after=PLAN_WITHIN)
    judged = await _classified(plan, analyst)
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        await store.add_classifications(tx, plan, command.plan_id, judged, analyst.clock.now())
        tx.emit(*_announcements(command, plan, judged))
        await done(tx, command, SERVICE, prompts=len(judged))


async def _classified(plan: store.Plan, analyst: Analyst) -> dict[UUID, Judged[Classification]]:
    """Every prompt's classification; the conversations side by side, as a model may be asked about each."""
    conversations: dict[UUID, list[store.PlannedPrompt]] = {}
    for prompt in plan.prompts:
        conversations.setdefault(prompt.conversation_id, []).append(prompt)
    spoken = list(conversations.values())
    found = await asyncio.gather(
        *(analyst.prompts.classify([prompt.text for prompt in prompts], plan.brands) for prompts in spoken)
    )
    return {
        prompt.prompt_id: Judged(classification, judged.version, judged.fallback_reason)
        for prompts, judged in zip(spoken, found, strict=True)
        for prompt, classification in zip(prompts, judged.value, strict=True)
    }


def _announcements(
    command: ClassifyPrompts, plan: store.Plan, judged: dict[UUID, Judged[Classification]]
) -> Sequence[PromptClassified]:
    return [
        PromptClassified(
            id=derived_id("prompt-classified", command.plan_id, prompt.prompt_id, judged[prompt.prompt_id].version),
            tenant_id=command.tenant_id,
            audit_id=command.audit_id,
            plan_id=command.plan_id,
            conversation_id=prompt.conversation_id,
            prompt_id=prompt.prompt_id,
            classifier_version=judged[prompt.prompt_id].version,
            classification=judged[prompt.prompt_id].value,
        )
        for prompt in plan.prompts
    ]


# -- states ---------------------------------------------------------------------------------------------------------


async def extract_brand_states(command: ExtractBrandStates, *, unit: UnitOfWork) -> None:
    """Reply once the states of all answers of the run are here; the answers are read as they arrive."""
    async with unit.once(command) as tx:
        if await first_reply(tx, command):
            return
        await _reply_when_complete(tx, command)


async def _reply_when_complete(tx: Tx, command: ExtractBrandStates) -> None:
    answers, brands = await store.extracted(tx, command.run_id)
    if answers < command.answers:
        raise NotReady(f"{answers} of {command.answers} answers are read", give_up_after=STATES_WITHIN)
    await done(tx, command, SERVICE, answers=answers, brands=brands)
