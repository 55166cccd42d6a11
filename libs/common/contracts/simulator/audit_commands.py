"""Topics ``simulator.<command>``: what the audit saga orders. Each undo accepts that nothing was done."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.answer import AuditContext, WebsiteContext
from common.contracts.message import Command, Content, Technical, Terms
from common.contracts.simulator.audit_results import (
    AnalysisResult,
    ClassificationResult,
    ConfirmationResult,
    CrawlResult,
    ExtractionResult,
    FiguresResult,
    PlanResult,
    ReportResult,
    ReservationResult,
    RunResult,
    StoppedCrawlResult,
    StoppedRunResult,
    cost,
)
from common.contracts.simulator.audit_step_replied import AuditStepReplied
from common.contracts.vocabulary import Panel
from common.primitives.text import Kept


class AuditCommand(WebsiteContext, Command):
    """What all commands of an audit carry; the saga's id is the audit's."""

    reply: ClassVar[type[AuditStepReplied]] = AuditStepReplied
    terms: ClassVar[Terms] = Terms(
        purpose="An order of the audit saga to one participant, which answers on simulator.audit-step-replied.",
        orders="the orders of one audit on this topic: the first and its repetitions",
    )

    @property
    def audit_id(self) -> UUID:
        """The audit this command belongs to."""
        return self.saga_id

    def audit(self) -> AuditContext:
        """Whose audit it is."""
        return AuditContext(audit_id=self.saga_id, **dict(WebsiteContext.part_of(self)))


class ReserveQuota(AuditCommand):
    """To tenants: set aside room for the audit's answers."""

    topic: ClassVar[str] = "simulator.reserve-quota"
    participant: ClassVar[str] = "tenants"
    result: ClassVar[type[ReservationResult]] = ReservationResult

    answers: int = Field(ge=1, description="How many answers the audit can come to.")
    spend_microdollars: int = cost("What they may cost, in millionths of a US dollar; 0: nothing.")


class ReleaseQuota(AuditCommand):
    """To tenants: give the reservation back, but for the answers that were received."""

    topic: ClassVar[str] = "simulator.release-quota"
    participant: ClassVar[str] = "tenants"

    used: int = Field(default=0, ge=0, description="Answers that were received; they stay charged.")
    spent_microdollars: int = cost("What they cost, in millionths of a US dollar.")


class CrawlWebsite(AuditCommand):
    """To collector: read the site. Done with ``crawl_id``, ``pages``."""

    topic: ClassVar[str] = "simulator.crawl-website"
    participant: ClassVar[str] = "collector"
    result: ClassVar[type[CrawlResult]] = CrawlResult

    url: Content[str] = Field(description="Where to begin: the website's canonical address.")
    page_limit: int = Field(ge=1, le=1000, description="Most pages to read.")


class CancelCrawl(AuditCommand):
    """To collector: stop reading; what was collected stays."""

    topic: ClassVar[str] = "simulator.cancel-crawl"
    participant: ClassVar[str] = "collector"
    result: ClassVar[type[StoppedCrawlResult]] = StoppedCrawlResult


class AnalyzeWebsite(AuditCommand):
    """To analyzer: say what the business does. Done with ``analysis_id``."""

    topic: ClassVar[str] = "simulator.analyze-website"
    participant: ClassVar[str] = "analyzer"
    result: ClassVar[type[AnalysisResult]] = AnalysisResult

    crawl_id: UUID = Field(description="The crawl whose pages are to be read.")
    pages: int = Field(ge=1, description="How many pages it has; all must have arrived.")
    url: Content[str] = Field(description="The website's canonical address.")
    name: Content[Kept | None] = Field(default=None, description="What the tenant calls it; null where it has no name.")
    language: Technical[str] = Field(
        description="ISO 639-1 code of the language that was asked for; und: the site's, as findings are."
    )


class ConfirmUnderstanding(AuditCommand):
    """To analyzer: see that the business is understood well enough to ask about; else a person is asked first.

    Done with ``analysis_id`` and ``language``; it may take days. Nothing has been spent until then.
    """

    topic: ClassVar[str] = "simulator.confirm-understanding"
    participant: ClassVar[str] = "analyzer"
    result: ClassVar[type[ConfirmationResult]] = ConfirmationResult

    analysis_id: UUID = Field(description="The analysis in question.")
    accept: bool = Field(default=False, description="True: take what is proposed, where a person would be asked.")
    language: Technical[str] = Field(description="As in analyze-website.")


class WithdrawConfirmation(AuditCommand):
    """To analyzer: nobody needs to be asked any more."""

    topic: ClassVar[str] = "simulator.withdraw-confirmation"
    participant: ClassVar[str] = "analyzer"


class PlanConversations(AuditCommand):
    """To simulator itself: ICPs, conversations, prompts. Done with ``plan_id``, ``prompts``."""

    topic: ClassVar[str] = "simulator.plan-conversations"
    participant: ClassVar[str] = "simulator"
    result: ClassVar[type[PlanResult]] = PlanResult

    analysis_id: UUID = Field(description="The analysis to plan from.")
    panel: Panel = Field(description="How large the plan is to be.")
    language: Technical[str] = Field(description="ISO 639-1 code of the language of the prompts.")


class ArchivePlan(AuditCommand):
    """To simulator itself: the plan is not used any more; it is kept where answers rest on it."""

    topic: ClassVar[str] = "simulator.archive-plan"
    participant: ClassVar[str] = "simulator"


class ClassifyPrompts(AuditCommand):
    """To analyzer: classify every prompt of the plan. Done with ``prompts``."""

    topic: ClassVar[str] = "simulator.classify-prompts"
    participant: ClassVar[str] = "analyzer"
    result: ClassVar[type[ClassificationResult]] = ClassificationResult

    plan_id: UUID = Field(description="The plan whose prompts are to be classified.")
    prompts: int = Field(ge=1, description="How many it has.")


class HoldConversations(AuditCommand):
    """To simulator itself: hold each conversation with each provider. Done with ``run_id``, ``answers``, ``failed``."""

    topic: ClassVar[str] = "simulator.hold-conversations"
    participant: ClassVar[str] = "simulator"
    result: ClassVar[type[RunResult]] = RunResult

    plan_id: UUID = Field(description="The plan to run.")
    providers: Technical[tuple[str, ...]] = Field(description="Whom to ask, such as openai.")
    repeats: int = Field(ge=1, description="How often each conversation is held with each provider.")


class CancelRun(AuditCommand):
    """To simulator itself: ask nothing more; answers that were received stay."""

    topic: ClassVar[str] = "simulator.cancel-run"
    participant: ClassVar[str] = "simulator"
    result: ClassVar[type[StoppedRunResult]] = StoppedRunResult


class ExtractBrandStates(AuditCommand):
    """To analyzer: have the states of every answer of the run. Done with ``answers``, ``brands``."""

    topic: ClassVar[str] = "simulator.extract-brand-states"
    participant: ClassVar[str] = "analyzer"
    result: ClassVar[type[ExtractionResult]] = ExtractionResult

    run_id: UUID = Field(description="The run whose answers are to be read.")
    answers: int = Field(ge=1, description="How many it has.")


class MaterialiseShareOfVoice(AuditCommand):
    """To analytics: compute the figures of the run. Done with ``slices``."""

    topic: ClassVar[str] = "simulator.materialise-share-of-voice"
    participant: ClassVar[str] = "analytics"
    result: ClassVar[type[FiguresResult]] = FiguresResult

    run_id: UUID = Field(description="The run to compute the figures of.")
    answers: int = Field(ge=1, description="How many answers it has; all facts must have arrived.")


class WithdrawShareOfVoice(AuditCommand):
    """To analytics: the audit came to nothing, its figures are not shown."""

    topic: ClassVar[str] = "simulator.withdraw-share-of-voice"
    participant: ClassVar[str] = "analytics"


class GenerateReport(AuditCommand):
    """To reports: write the report. Done with ``report_id``."""

    topic: ClassVar[str] = "simulator.generate-report"
    participant: ClassVar[str] = "reports"
    result: ClassVar[type[ReportResult]] = ReportResult

    run_id: UUID = Field(description="The run that the report is about.")
    url: Content[str] = Field(description="The website's canonical address, for the title.")
    name: Content[Kept | None] = Field(default=None, description="What the tenant calls it; null where it has no name.")
    failed_answers: int = Field(default=0, ge=0, description="Answers that could not be had; the report says so.")


class WithdrawReport(AuditCommand):
    """To reports: the audit came to nothing, its report is not shown."""

    topic: ClassVar[str] = "simulator.withdraw-report"
    participant: ClassVar[str] = "reports"
