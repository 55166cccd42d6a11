"""What analyzer listens to. Two groups: a slow graph never delays an extraction."""

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from analyzer.answers.handlers import JUDGED_TOGETHER, TOGETHER, extract_brand_state, extract_brand_states
from analyzer.answers.judge import Judge
from analyzer.answers.reader_cache import Readers
from analyzer.answers.rescoring.handlers import advance_rescoring
from analyzer.exports.handlers import export_part
from analyzer.graph.erasure.handlers import (
    erase_drawings,
    erase_graph,
    erase_late,
    erase_readings,
    erase_website,
)
from analyzer.graph.handlers import draw_analyses, draw_answers, draw_classifications, draw_decisions, draw_plans
from analyzer.graph.store import TenantGraph
from analyzer.prompts.classifiers import PromptClassifier
from analyzer.prompts.handlers import classify_prompts, keep_plan
from analyzer.sites.analysts import WebsiteAnalyst
from analyzer.sites.corrections.handlers import confirm_understanding, withdraw_confirmation
from analyzer.sites.handlers import Analyst, analyze_website, keep_page
from common.contracts.analyzer import (
    BrandDecided,
    BrandStateExtracted,
    PromptClassified,
    RescoringAdvanced,
    WebsiteAnalyzed,
)
from common.contracts.collector import PageScraped, WebsiteDeleted
from common.contracts.simulator import (
    AnalyzeWebsite,
    ClassifyPrompts,
    ConfirmUnderstanding,
    ConversationsPlanned,
    ExtractBrandStates,
    ResponseReceived,
    WithdrawConfirmation,
)
from common.contracts.tenants import EraseGraph, EraseReadings, ExportAnalyzer
from common.messaging.log import Log
from common.messaging.runtime.consumer import Consumer, Protection, Subscription, on, on_batch, on_key
from common.messaging.runtime.retry import Retry
from common.primitives.clock import Clock
from common.stores.erasure.sparing import sparing
from common.stores.postgres import Database, UnitOfWork


@dataclass(frozen=True, slots=True)
class Experts:
    """Who reads sites, who classifies prompts, whose clock says when, and who judges answers (nobody: rules alone)."""

    sites: WebsiteAnalyst
    prompts: PromptClassifier
    clock: Clock
    answers: Judge | None = None


def subscriptions(unit: UnitOfWork, experts: Experts) -> tuple[Subscription, ...]:
    """The subscription table of group ``analyzer``."""
    clock, readers = experts.clock, Readers(experts.answers)
    analyst = Analyst(experts.sites, clock)
    together = TOGETHER if experts.answers is None else JUDGED_TOGETHER
    return (
        on(PageScraped, partial(keep_page, unit=unit), name="keep_page"),
        on(AnalyzeWebsite, sparing(partial(analyze_website, unit=unit, analyst=analyst), unit), name="analyze_website"),
        on(ConfirmUnderstanding, partial(confirm_understanding, unit=unit), name="confirm_understanding"),
        on(WithdrawConfirmation, partial(withdraw_confirmation, unit=unit), name="withdraw_confirmation"),
        on(ConversationsPlanned, partial(keep_plan, unit=unit), name="keep_plan"),
        on(
            ClassifyPrompts,
            sparing(partial(classify_prompts, unit=unit, classifier=experts.prompts, clock=clock), unit),
            name="classify_prompts",
        ),
        on_key(
            ResponseReceived,
            sparing(partial(extract_brand_state, unit=unit, readers=readers), unit),
            most=together,
            name="extract_brand_state",
        ),
        on(ExtractBrandStates, partial(extract_brand_states, unit=unit), name="extract_brand_states"),
        on(
            RescoringAdvanced,
            sparing(partial(advance_rescoring, unit=unit, clock=clock, readers=readers), unit),
            name="advance_rescoring",
        ),
        on(ExportAnalyzer, partial(export_part, unit=unit), name="export_part"),
        on(WebsiteDeleted, partial(erase_website, unit=unit), name="erase_website"),
        on(EraseReadings, partial(erase_readings, unit=unit), name="erase_readings"),
    )


def graph_subscriptions(store: TenantGraph, unit: Database) -> tuple[Subscription, ...]:
    """The subscription table of group ``analyzer-graph``. It asks ``unit`` what was erased."""

    def drawing(draw: Callable[..., Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
        return sparing(partial(draw, store=store), unit, partial(erase_late, store=store, unit=unit))

    return (
        on_batch(WebsiteAnalyzed, drawing(draw_analyses), name="draw_analyses"),
        on_batch(ConversationsPlanned, drawing(draw_plans), name="draw_plans"),
        on_batch(PromptClassified, drawing(draw_classifications), name="draw_classifications"),
        on_batch(BrandStateExtracted, drawing(draw_answers), name="draw_answers"),
        on(WebsiteDeleted, partial(erase_drawings, store=store, unit=unit), name="erase_drawings"),
        on_batch(BrandDecided, drawing(draw_decisions), name="draw_decisions"),
        on(EraseGraph, partial(erase_graph, store=store, unit=unit), name="erase_graph"),
    )


def consumer(unit: UnitOfWork, experts: Experts, log: Log, protection: Protection | None = None) -> Consumer:
    """The consumer that analyses, classifies and extracts."""
    return Consumer("analyzer", subscriptions(unit, experts), log, protection=protection)


def graph_consumer(
    store: TenantGraph, unit: Database, log: Log, protection: Protection | None = None
) -> Consumer:  # fmt: skip
    """The consumer that draws the graph. It waits for an absent graph as long as it takes: the others must not end."""
    return Consumer(
        "analyzer-graph",
        graph_subscriptions(store, unit),
        log,
        retry=Retry(failures=sys.maxsize, longest_wait_s=10),
        protection=protection,
    )
