"""What simulator listens to: its own commands, the saga's replies, and what it shows of other services' work."""

from functools import partial

from common.contracts.analyzer import BrandStateExtracted, InputNeeded, PromptClassified, WebsiteAnalyzed
from common.contracts.collector import PageScraped, WebsiteDeleted
from common.contracts.simulator import ArchivePlan, AuditStepReplied, CancelRun, HoldConversations, PlanConversations
from common.contracts.tenants import EraseAudits, ExportSimulator
from common.messaging.log import Log
from common.messaging.runtime.consumer import Consumer, Protection, Subscription, on, on_batch
from common.saga.runner import SagaRunner
from common.stores.postgres import UnitOfWork
from simulator.audits.handlers import ask_for_input, count_brands, count_pages, count_prompts
from simulator.erasure.handlers import erase_audits, erase_website
from simulator.exports.handlers import export_part
from simulator.plans.handlers import archive_plan, plan_conversations, remember_analysis
from simulator.providers.rules import Providers
from simulator.runs.exchanges import Exchanges
from simulator.runs.handlers import cancel_run, hold_conversations


def subscriptions(
    unit: UnitOfWork, runner: SagaRunner, providers: Providers, exchanges: Exchanges
) -> tuple[Subscription, ...]:  # fmt: skip
    """The subscription table."""
    clock = runner.clock
    return (
        on(ExportSimulator, partial(export_part, unit=unit), name="export_part"),
        on(AuditStepReplied, runner.on_reply, name="on_reply"),
        on(PlanConversations, partial(plan_conversations, unit=unit, clock=clock), name="plan_conversations"),
        on(ArchivePlan, partial(archive_plan, unit=unit), name="archive_plan"),
        on(
            HoldConversations,
            partial(hold_conversations, unit=unit, providers=providers, clock=clock),
            name="hold_conversations",
        ),
        on(CancelRun, partial(cancel_run, unit=unit, clock=clock), name="cancel_run"),
        on(WebsiteAnalyzed, partial(remember_analysis, unit=unit), name="remember_analysis"),
        on(InputNeeded, partial(ask_for_input, unit=unit, runner=runner), name="ask_for_input"),
        on(
            WebsiteDeleted,
            partial(erase_website, unit=unit, runner=runner, exchanges=exchanges, clock=clock),
            name="erase_website",
        ),
        on(
            EraseAudits,
            partial(erase_audits, unit=unit, runner=runner, exchanges=exchanges, clock=clock),
            name="erase_audits",
        ),
        on_batch(PageScraped, partial(count_pages, unit=unit), name="count_pages"),
        on_batch(PromptClassified, partial(count_prompts, unit=unit), name="count_prompts"),
        on_batch(BrandStateExtracted, partial(count_brands, unit=unit), name="count_brands"),
    )


def consumer(
    unit: UnitOfWork,
    runner: SagaRunner,
    providers: Providers,
    exchanges: Exchanges,
    log: Log,
    protection: Protection | None = None,
) -> Consumer:
    """The consumer of this service."""
    return Consumer("simulator", subscriptions(unit, runner, providers, exchanges), log, protection=protection)
