"""The audit saga as data: its steps, their commands and what undoes them. Pure."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from math import ceil
from typing import Any

from common.contracts.answer import AuditContext, WebsiteContext
from common.contracts.message import Event
from common.contracts.simulator import (
    AnalyzeWebsite,
    ArchivePlan,
    AuditCancelled,
    AuditCompleted,
    AuditFailed,
    AuditStepReplied,
    CancelCrawl,
    CancelRun,
    ClassifyPrompts,
    ConfirmUnderstanding,
    CrawlWebsite,
    ExtractBrandStates,
    GenerateReport,
    HoldConversations,
    MaterialiseShareOfVoice,
    PlanConversations,
    ReleaseQuota,
    ReserveQuota,
    WithdrawConfirmation,
    WithdrawReport,
    WithdrawShareOfVoice,
)
from common.contracts.simulator.audit_commands import AuditCommand
from common.contracts.vocabulary import Panel
from common.primitives.ids import derived_id
from common.saga import Order, Saga, SagaState, SoFar, Step
from simulator.plans.rules.planning import turns_of

NAME = "audit"
UNDETERMINED = "und"
"""The language of an audit that speaks its site's own, until that is known (ISO 639-2)."""


def answers_planned(panel: Panel, providers: int) -> int:
    """Answers an audit asks for: every prompt of the panel, of each provider, ``repeats`` times."""
    return turns_of(panel) * providers * panel.repeats


def spend_planned(panel: Panel, most_usd: Iterable[float]) -> int:
    """What an audit may cost at most, in millionths of a US dollar; ``most_usd``: an answer of each provider."""
    return ceil(answers_planned(panel, 1) * sum(most_usd) * 1_000_000)


Fields = Callable[[SoFar], dict[str, Any]]


def _order(command: type[AuditCommand], fields: Fields | None = None) -> Order:
    def with_website(so_far: SoFar) -> dict[str, Any]:
        own = fields(so_far) if fields else {}
        return {**dict(WebsiteContext.model_validate(so_far.data)), **own}

    return Order(command, with_website)


def _panel(so_far: SoFar) -> Panel:
    return Panel.model_validate(so_far.data["panel"])


def _reserve(so_far: SoFar) -> dict[str, Any]:
    answers = answers_planned(_panel(so_far), len(so_far.data["providers"]))
    return {"answers": answers, "spend_microdollars": so_far.data.get("spend_microdollars", 0)}


def _release(so_far: SoFar) -> dict[str, Any]:
    stopped = so_far.result(CancelRun)
    return {"used": stopped.answers, "spent_microdollars": stopped.spent_microdollars}


def _crawl(so_far: SoFar) -> dict[str, Any]:
    return {name: so_far.data[name] for name in ("url", "page_limit")}


def _analyze(so_far: SoFar) -> dict[str, Any]:
    crawl = so_far.result(CrawlWebsite)
    about = {name: so_far.data[name] for name in ("url", "name", "language")}
    return {"crawl_id": crawl.crawl_id, "pages": crawl.pages, **about}


def _confirm(so_far: SoFar) -> dict[str, Any]:
    about = {"accept": so_far.data.get("accept", False), "language": so_far.data["language"]}
    return {"analysis_id": so_far.result(AnalyzeWebsite).analysis_id, **about}


def _plan(so_far: SoFar) -> dict[str, Any]:
    confirmed = so_far.result(ConfirmUnderstanding)
    return {"analysis_id": confirmed.analysis_id, "panel": _panel(so_far), "language": confirmed.language}


def _plan_unconfirmed(so_far: SoFar) -> dict[str, Any]:
    analysis_id = so_far.result(AnalyzeWebsite).analysis_id
    return {"analysis_id": analysis_id, "panel": _panel(so_far), "language": so_far.data["language"]}


def _classify(so_far: SoFar) -> dict[str, Any]:
    plan = so_far.result(PlanConversations)
    return {"plan_id": plan.plan_id, "prompts": plan.prompts}


def _converse(so_far: SoFar) -> dict[str, Any]:
    plan_id, providers = so_far.result(PlanConversations).plan_id, tuple(so_far.data["providers"])
    return {"plan_id": plan_id, "providers": providers, "repeats": _panel(so_far).repeats}


def _answers(so_far: SoFar) -> dict[str, Any]:
    held = so_far.result(HoldConversations)
    return {"run_id": held.run_id, "answers": held.answers}


def _report(so_far: SoFar) -> dict[str, Any]:
    held = so_far.result(HoldConversations)
    about = {name: so_far.data[name] for name in ("url", "name")}
    return {"run_id": held.run_id, "failed_answers": held.failed, **about}


def _step(name: str, minutes: float, order: Order, undo: Order | None = None) -> Step:
    return Step(name, order, undo, timedelta(minutes=minutes))


_READ = (
    _step("reserve-quota", 5, _order(ReserveQuota, _reserve), undo=_order(ReleaseQuota, _release)),
    _step("crawl", 30, _order(CrawlWebsite, _crawl), undo=_order(CancelCrawl)),
    _step("analyze", 15, _order(AnalyzeWebsite, _analyze)),
)
_ASKED = (
    _step("classify", 15, _order(ClassifyPrompts, _classify)),
    _step("converse", 6 * 60, _order(HoldConversations, _converse), undo=_order(CancelRun)),
    _step("extract", 30, _order(ExtractBrandStates, _answers)),
    _step("materialise", 15, _order(MaterialiseShareOfVoice, _answers), undo=_order(WithdrawShareOfVoice)),
    _step("report", 15, _order(GenerateReport, _report), undo=_order(WithdrawReport)),
)
CONFIRM = "confirm"
ASKED_DAYS = 7
"""How long an audit waits for a person's word."""

AUDIT = Saga(
    name=NAME,
    version=2,
    reply=AuditStepReplied,
    steps=(
        *_READ,
        _step(
            CONFIRM,
            ASKED_DAYS * 24 * 60,
            _order(ConfirmUnderstanding, _confirm),
            undo=_order(WithdrawConfirmation),
        ),
        _step("plan", 15, _order(PlanConversations, _plan), undo=_order(ArchivePlan)),
        *_ASKED,
    ),
)
"""Time-outs are generous: a participant that was killed comes back and goes on; they end what nobody will answer."""

AUDIT_1 = Saga(
    name=NAME,
    version=1,
    reply=AuditStepReplied,
    steps=(*_READ, _step("plan", 15, _order(PlanConversations, _plan_unconfirmed), undo=_order(ArchivePlan)), *_ASKED),
)
"""What audits began under before anybody was asked: theirs go on under it."""

AUDITS = (AUDIT_1, AUDIT)

PARTICIPANTS = {step.name: step.participant for step in AUDIT.steps}


def language_of(state: SagaState) -> str | None:
    """The language of the conversations, once it is known."""
    found = next((step.result.get("language") for step in state.steps if step.name == CONFIRM), None)
    return None if found is None else str(found)


def waits_for_a_person(state: SagaState) -> bool:
    """Whether an audit is at the step at which a person may be asked."""
    return any(step.name == CONFIRM and step.status == "running" for step in state.steps)


def ending(state: SagaState, answers: int, spent_microdollars: int = 0) -> Event | None:
    """The event of an audit's end, None while it runs. Its id is derived, so it is announced once."""
    about = {
        "id": derived_id("audit-ended", state.id),
        "tenant_id": state.tenant_id,
        **dict(AuditContext.model_validate({**state.data, "audit_id": state.id})),
        "answers": answers,
        "spent_microdollars": spent_microdollars,
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
