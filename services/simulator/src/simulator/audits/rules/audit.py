"""The audit saga as data: nine steps, their commands and what undoes them. Pure."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from common.contracts.message import Command, Event
from common.contracts.simulator import (
    AnalyzeWebsite,
    ArchivePlan,
    AuditCancelled,
    AuditCompleted,
    AuditFailed,
    CancelCrawl,
    CancelRun,
    ClassifyPrompts,
    CrawlWebsite,
    ExtractBrandStates,
    GenerateReport,
    HoldConversations,
    MaterialiseShareOfVoice,
    PlanConversations,
    ReleaseQuota,
    ReserveQuota,
    WithdrawReport,
    WithdrawShareOfVoice,
)
from common.contracts.simulator.audit_commands import AuditCommand
from common.contracts.vocabulary import Panel
from common.ids import derived_id
from common.saga import Saga, SagaState, Step
from simulator.plans.rules.planning import turns_of

NAME = "audit"


def answers_planned(panel: Panel, providers: int) -> int:
    """Answers an audit asks for: every prompt of the panel, of each provider, ``repeats`` times."""
    return turns_of(panel) * providers * panel.repeats


def _order(
    command: type[AuditCommand], step: str, fields: Callable[[SagaState], dict[str, Any]] | None = None
) -> Callable[[SagaState], Command]:
    def build(state: SagaState) -> Command:
        own = fields(state) if fields else {}
        website_id = UUID(state.data["website_id"])
        return command(tenant_id=state.tenant_id, saga_id=state.id, step=step, website_id=website_id, **own)

    return build


def _panel(state: SagaState) -> Panel:
    return Panel.model_validate(state.data["panel"])


def _reserve(state: SagaState) -> dict[str, Any]:
    return {"answers": answers_planned(_panel(state), len(state.data["providers"]))}


def _release(state: SagaState) -> dict[str, Any]:
    return {"used": int(state.result("converse").get("answers", 0))}


def _crawl(state: SagaState) -> dict[str, Any]:
    return {"url": state.data["url"], "page_limit": state.data["page_limit"]}


def _analyze(state: SagaState) -> dict[str, Any]:
    crawl = state.result("crawl")
    about = {name: state.data[name] for name in ("url", "name", "language")}
    return {"crawl_id": crawl["crawl_id"], "pages": crawl["pages"], **about}


def _plan(state: SagaState) -> dict[str, Any]:
    analysis_id = state.result("analyze")["analysis_id"]
    return {"analysis_id": analysis_id, "panel": _panel(state), "language": state.data["language"]}


def _classify(state: SagaState) -> dict[str, Any]:
    plan = state.result("plan")
    return {"plan_id": plan["plan_id"], "prompts": plan["prompts"]}


def _converse(state: SagaState) -> dict[str, Any]:
    providers = tuple(state.data["providers"])
    return {"plan_id": state.result("plan")["plan_id"], "providers": providers, "repeats": _panel(state).repeats}


def _answers(state: SagaState) -> dict[str, Any]:
    held = state.result("converse")
    return {"run_id": held["run_id"], "answers": held["answers"]}


def _report(state: SagaState) -> dict[str, Any]:
    held = state.result("converse")
    about = {name: state.data[name] for name in ("url", "name")}
    return {"run_id": held["run_id"], "failed_answers": held["failed"], **about}


def _step(
    name: str,
    participant: str,
    command: Callable[[SagaState], Command],
    minutes: float,
    undo: Callable[[SagaState], Command] | None = None,
) -> Step:
    return Step(name, participant, command, undo, timedelta(minutes=minutes))


AUDIT = Saga(
    name=NAME,
    version=1,
    steps=(
        _step("reserve-quota", "tenants", _order(ReserveQuota, "reserve-quota", _reserve), 5,
              undo=_order(ReleaseQuota, "reserve-quota", _release)),
        _step("crawl", "collector", _order(CrawlWebsite, "crawl", _crawl), 30, undo=_order(CancelCrawl, "crawl")),
        _step("analyze", "analyzer", _order(AnalyzeWebsite, "analyze", _analyze), 15),
        _step("plan", "simulator", _order(PlanConversations, "plan", _plan), 15, undo=_order(ArchivePlan, "plan")),
        _step("classify", "analyzer", _order(ClassifyPrompts, "classify", _classify), 15),
        _step("converse", "simulator", _order(HoldConversations, "converse", _converse), 6 * 60,
              undo=_order(CancelRun, "converse")),
        _step("extract", "analyzer", _order(ExtractBrandStates, "extract", _answers), 30),
        _step("materialise", "analytics", _order(MaterialiseShareOfVoice, "materialise", _answers), 15,
              undo=_order(WithdrawShareOfVoice, "materialise")),
        _step("report", "reports", _order(GenerateReport, "report", _report), 15,
              undo=_order(WithdrawReport, "report")),
    ),
)  # fmt: skip
"""Time-outs are generous: a participant that was killed comes back and goes on; they end what nobody will answer."""

PARTICIPANTS = {step.name: step.participant for step in AUDIT.steps}


def ending(state: SagaState, answers: int) -> Event | None:
    """The event of an audit's end, None while it runs. Its id is derived, so it is announced once."""
    about = {
        "id": derived_id("audit-ended", state.id),
        "tenant_id": state.tenant_id,
        "audit_id": state.id,
        "website_id": UUID(state.data["website_id"]),
        "answers": answers,
    }
    if state.ended_at is not None:
        about["occurred_at"] = state.ended_at
    match state.status:
        case "completed":
            return AuditCompleted(**about)
        case "cancelled":
            return AuditCancelled(**about)
        case "failed" | "stuck":
            return AuditFailed(**about, **failure_of(state))
        case _:
            return None


def failure_of(state: SagaState) -> dict[str, str]:
    """Why an audit failed: step, reason, and a sentence for a person."""
    if state.failure is not None:
        return state.failure.model_dump()
    stuck = next((step for step in state.steps if step.reason == "undo-failed"), state.steps[0])
    return {"step": stuck.name, "reason": "undo-failed", "detail": stuck.detail or "Undoing a step was not answered."}
