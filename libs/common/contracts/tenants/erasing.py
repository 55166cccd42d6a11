"""Topics of the saga that erases an organisation: tenants orders, each service erases what it keeps and answers.

Nothing is undone. Each order is repeated until it is answered, and whoever is asked twice erases twice, which is once.
"""

from typing import ClassVar

from pydantic import Field

from common.contracts.message import Command, StepReply, StepResult, Terms


class ErasureStepReplied(StepReply):
    """The answer to an order of an organisation's erasure."""

    topic: ClassVar[str] = "tenants.erasure-step-replied"
    outlives: ClassVar[bool] = True
    terms: ClassVar[Terms] = Terms(
        purpose="The answer of a service to an order of the saga that erases an organisation.",
        orders="the answers within one saga",
    )


class ErasureResult(StepResult):
    """How much there was to erase."""

    rows: int = Field(default=0, ge=0, description="Rows and documents of tables, those of messaging included.")


class ErasureCommand(Command):
    """What all orders of an erasure share: the organisation is the message's tenant."""

    outlives: ClassVar[bool] = True
    reply: ClassVar[type[ErasureStepReplied]] = ErasureStepReplied
    result: ClassVar[type[ErasureResult]] = ErasureResult
    terms: ClassVar[Terms] = Terms(
        purpose="An order of the saga that erases an organisation, answered on tenants.erasure-step-replied.",
        orders="the orders of one saga on this topic: the first and its repetitions",
    )


class EndPayments(ErasureCommand):
    """To tenants: end the subscription at the payment service, and delete the customer there."""

    topic: ClassVar[str] = "tenants.end-payments"
    participant: ClassVar[str] = "tenants"


class EraseAudits(ErasureCommand):
    """To simulator: end the audits that run, and erase plans, conversations, answers and exchanges."""

    topic: ClassVar[str] = "tenants.erase-audits"
    participant: ClassVar[str] = "simulator"


class EraseWebsites(ErasureCommand):
    """To collector: erase websites, crawls, pages and what was read of them."""

    topic: ClassVar[str] = "tenants.erase-websites"
    participant: ClassVar[str] = "collector"


class EraseReadings(ErasureCommand):
    """To analyzer: erase analyses, classifications, brands and readings of answers."""

    topic: ClassVar[str] = "tenants.erase-readings"
    participant: ClassVar[str] = "analyzer"


class EraseGraph(ErasureCommand):
    """To analyzer: erase the organisation's part of the graph."""

    topic: ClassVar[str] = "tenants.erase-graph"
    participant: ClassVar[str] = "analyzer"


class EraseFigures(ErasureCommand):
    """To analytics: erase facts and figures."""

    topic: ClassVar[str] = "tenants.erase-figures"
    participant: ClassVar[str] = "analytics"


class EraseReports(ErasureCommand):
    """To reports: erase reports, their files, templates and webhooks with their secrets."""

    topic: ClassVar[str] = "tenants.erase-reports"
    participant: ClassVar[str] = "reports"


class EraseAccess(ErasureCommand):
    """To auth: erase memberships, keys and service accounts; tokens of the organisation are void."""

    topic: ClassVar[str] = "tenants.erase-access"
    participant: ClassVar[str] = "auth"


class EraseOrganization(ErasureCommand):
    """To tenants, at last: erase the organisation itself, and destroy its keys."""

    topic: ClassVar[str] = "tenants.erase-organization"
    participant: ClassVar[str] = "tenants"
