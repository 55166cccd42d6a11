"""What the steps of an audit are done with: the models of ``AuditStepReplied.result``."""

from typing import Any
from uuid import UUID

from pydantic import Field

from common.contracts.message import StepResult, Value


def cost(description: str) -> Any:
    """A field of money, in millionths of a US dollar; nothing is left out: audits of before keep their bytes."""
    return Field(default=0, ge=0, le=10**15, exclude_if=is_nothing, description=description)


def is_nothing(cost: int) -> bool:
    """Whether it cost nothing."""
    return cost == 0


class ReservationResult(StepResult):
    """Room was set aside."""

    reservation_id: UUID | None = None


class CrawlResult(StepResult):
    """The site was read. ``skipped``: addresses that were not, by reason."""

    crawl_id: UUID
    pages: int = Field(ge=1)
    skipped: dict[str, int] = Field(default_factory=dict)


class StoppedCrawlResult(StepResult):
    """The crawl was stopped after so many pages."""

    pages: int | None = None


class AnalysisResult(StepResult):
    """What the business does is known."""

    analysis_id: UUID
    pages: int | None = None


class ConfirmationResult(StepResult):
    """The business is understood. ``analysis_id``: the analysis to plan from, with what people said of it."""

    analysis_id: UUID
    language: str
    accepted: tuple[str, ...] = ()


class PlanResult(StepResult):
    """The conversations are planned."""

    plan_id: UUID
    prompts: int = Field(ge=1)


class ClassificationResult(StepResult):
    """Every prompt is classified."""

    prompts: int | None = None


class ProviderShare(Value):
    """One provider's part in a run; ``reason`` says why answers are missing."""

    answers: int
    failed: int
    reason: str | None = None


class RunResult(StepResult):
    """The conversations were held; at least one answer was received."""

    run_id: UUID
    answers: int = Field(ge=1)
    failed: int = Field(ge=0)
    providers: dict[str, ProviderShare] = Field(default_factory=dict)


class StoppedRunResult(StepResult):
    """The run was stopped; ``answers`` were received before, and the quota is charged with them and their cost."""

    run_id: UUID | None = None
    answers: int = Field(default=0, ge=0)
    spent_microdollars: int = Field(default=0, ge=0, exclude_if=is_nothing)


class ExtractionResult(StepResult):
    """Every answer was read."""

    answers: int | None = None
    brands: int | None = None


class FiguresResult(StepResult):
    """The figures of the run are shown."""

    slices: int | None = None
    materialisation_id: UUID | None = None


class ReportResult(StepResult):
    """The report can be read."""

    report_id: UUID | None = None
