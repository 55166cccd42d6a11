"""Topics ``simulator.<command>``: what the audit saga orders. Each undo accepts that nothing was done."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from common.contracts.message import Command
from common.contracts.vocabulary import Panel


class AuditCommand(Command):
    """What all commands of an audit carry; the saga's id is the audit's."""

    website_id: UUID

    @property
    def audit_id(self) -> UUID:
        """The audit this command belongs to."""
        return self.saga_id


class ReserveQuota(AuditCommand):
    """To tenants: set aside room for the audit's answers."""

    topic: ClassVar[str] = "simulator.reserve-quota"

    answers: int = Field(ge=1)


class ReleaseQuota(AuditCommand):
    """To tenants: give the reservation back, but for the answers that were received."""

    topic: ClassVar[str] = "simulator.release-quota"

    used: int = Field(default=0, ge=0)


class CrawlWebsite(AuditCommand):
    """To collector: read the site. Done with ``crawl_id``, ``pages``."""

    topic: ClassVar[str] = "simulator.crawl-website"

    url: str
    page_limit: int = Field(ge=1, le=1000)


class CancelCrawl(AuditCommand):
    """To collector: stop reading; what was collected stays."""

    topic: ClassVar[str] = "simulator.cancel-crawl"


class AnalyzeWebsite(AuditCommand):
    """To analyzer: say what the business does. Done with ``analysis_id``."""

    topic: ClassVar[str] = "simulator.analyze-website"

    crawl_id: UUID
    pages: int = Field(ge=1)
    url: str
    name: str | None = None
    language: str


class PlanConversations(AuditCommand):
    """To simulator itself: ICPs, conversations, prompts. Done with ``plan_id``, ``prompts``."""

    topic: ClassVar[str] = "simulator.plan-conversations"

    analysis_id: UUID
    panel: Panel
    language: str


class ArchivePlan(AuditCommand):
    """To simulator itself: the plan is not used any more; it is kept where answers rest on it."""

    topic: ClassVar[str] = "simulator.archive-plan"


class ClassifyPrompts(AuditCommand):
    """To analyzer: classify every prompt of the plan. Done with ``prompts``."""

    topic: ClassVar[str] = "simulator.classify-prompts"

    plan_id: UUID
    prompts: int = Field(ge=1)


class HoldConversations(AuditCommand):
    """To simulator itself: hold each conversation with each provider. Done with ``run_id``, ``answers``, ``failed``."""

    topic: ClassVar[str] = "simulator.hold-conversations"

    plan_id: UUID
    providers: tuple[str, ...]
    repeats: int = Field(ge=1)


class CancelRun(AuditCommand):
    """To simulator itself: ask nothing more; answers that were received stay."""

    topic: ClassVar[str] = "simulator.cancel-run"


class ExtractBrandStates(AuditCommand):
    """To analyzer: have the states of every answer of the run. Done with ``answers``, ``brands``."""

    topic: ClassVar[str] = "simulator.extract-brand-states"

    run_id: UUID
    answers: int = Field(ge=1)


class MaterialiseShareOfVoice(AuditCommand):
    """To analytics: compute the figures of the run. Done with ``slices``."""

    topic: ClassVar[str] = "simulator.materialise-share-of-voice"

    run_id: UUID
    answers: int = Field(ge=1)


class WithdrawShareOfVoice(AuditCommand):
    """To analytics: the audit came to nothing, its figures are not shown."""

    topic: ClassVar[str] = "simulator.withdraw-share-of-voice"


class GenerateReport(AuditCommand):
    """To reports: write the report. Done with ``report_id``."""

    topic: ClassVar[str] = "simulator.generate-report"

    run_id: UUID
    url: str
    name: str | None = None
    failed_answers: int = Field(default=0, ge=0)


class WithdrawReport(AuditCommand):
    """To reports: the audit came to nothing, its report is not shown."""

    topic: ClassVar[str] = "simulator.withdraw-report"
