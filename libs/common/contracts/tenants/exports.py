"""Topics of the saga that exports an organisation: each service is asked for its part, then they are joined."""

from typing import ClassVar

from pydantic import Field

from common.contracts.message import Command, StepReply, StepResult, Terms


class ExportStepReplied(StepReply):
    """The answer to a command of an export."""

    topic: ClassVar[str] = "tenants.export-step-replied"
    terms: ClassVar[Terms] = Terms(
        purpose="The answer of a participant to an order of the export's saga.",
        orders="the answers within one export",
    )


class PartResult(StepResult):
    """What a part, or the whole, consists of."""

    files: int = Field(default=0, ge=0, description="How many files were written.")
    rows: int = Field(default=0, ge=0, description="How many rows they hold; rows that are in two files count once.")
    bytes: int = Field(default=0, ge=0, description="Bytes of all files together.")


class ExportCommand(Command):
    """What all commands of an export carry; the saga's id is the export's."""

    reply: ClassVar[type[ExportStepReplied]] = ExportStepReplied
    result: ClassVar[type[StepResult]] = PartResult
    terms: ClassVar[Terms] = Terms(
        purpose="An order of the export's saga to one participant, answered on tenants.export-step-replied.",
        orders="the orders of one export on this topic: the first and its repetitions",
    )


class ExportTenants(ExportCommand):
    """To tenants itself: write what it keeps of the organisation."""

    topic: ClassVar[str] = "tenants.export-tenants"
    participant: ClassVar[str] = "tenants"


class DiscardExport(ExportCommand):
    """To tenants itself: remove every file of the export, whoever wrote it."""

    topic: ClassVar[str] = "tenants.discard-export"
    participant: ClassVar[str] = "tenants"


class ExportAuth(ExportCommand):
    """To auth: write what it keeps of the organisation: who belongs to it, its keys, its audit log."""

    topic: ClassVar[str] = "tenants.export-auth"
    participant: ClassVar[str] = "auth"


class ExportCollector(ExportCommand):
    """To collector: write what it keeps of the organisation: websites, pages and their texts."""

    topic: ClassVar[str] = "tenants.export-collector"
    participant: ClassVar[str] = "collector"


class ExportSimulator(ExportCommand):
    """To simulator: write what it keeps of the organisation: audits, customers, conversations, answers."""

    topic: ClassVar[str] = "tenants.export-simulator"
    participant: ClassVar[str] = "simulator"


class ExportAnalyzer(ExportCommand):
    """To analyzer: write what it keeps of the organisation: analyses, brands, readings, the graph."""

    topic: ClassVar[str] = "tenants.export-analyzer"
    participant: ClassVar[str] = "analyzer"


class ExportAnalytics(ExportCommand):
    """To analytics: write what it keeps of the organisation: facts and figures."""

    topic: ClassVar[str] = "tenants.export-analytics"
    participant: ClassVar[str] = "analytics"


class ExportReports(ExportCommand):
    """To reports: write what it keeps of the organisation: reports, their files, webhooks."""

    topic: ClassVar[str] = "tenants.export-reports"
    participant: ClassVar[str] = "reports"


class AssembleExport(ExportCommand):
    """To tenants itself: put the parts together into one ZIP, and remove them."""

    topic: ClassVar[str] = "tenants.assemble-export"
    participant: ClassVar[str] = "tenants"
