"""An audit whose business is not understood waits for a person: nothing is asked, and nothing is spent."""

from datetime import timedelta
from uuid import UUID

import pytest

from common.contracts.analyzer import InputNeeded
from common.contracts.simulator import (
    AuditStepReplied,
    ConfirmUnderstanding,
    PlanConversations,
    ReleaseQuota,
    WithdrawConfirmation,
)
from common.contracts.vocabulary import Panel, Understood
from common.primitives.ids import derived_id, uuid7
from simulator.plans.rules.planning import plan_of
from simulator.plans.store import save_plan

from ..analysed_sites import EMAIL_MARKETING
from ..stage import WEBSITE, Stage

CATEGORY = Understood(field="category", score=0.2, witnesses=1, reason="One heading says it and nothing else.")


async def asked(stage: Stage) -> tuple[UUID, InputNeeded]:
    """An audit that waits at its step confirm, and the question that analyzer put."""
    stage.silent.add("confirm")
    audit_id = await stage.start()
    await stage.settle()
    question = InputNeeded(
        tenant_id=stage.tenant_id, audit_id=audit_id, website_id=WEBSITE, fields=("category",), understood=(CATEGORY,)
    )
    return audit_id, question


def answer(stage: Stage, command: ConfirmUnderstanding, language: str = "en") -> AuditStepReplied:
    """Analyzer's reply once a person has said what was missing."""
    result = {"analysis_id": str(derived_id("analysis", command.saga_id)), "language": language}
    return AuditStepReplied(
        tenant_id=stage.tenant_id, saga_id=command.saga_id, step="confirm", command=command.type_name(),
        command_id=command.id, participant="analyzer", outcome="done", result=result,
    )  # fmt: skip


async def test_an_audit_waits_with_what_it_needs_and_goes_on_when_it_is_answered(stage: Stage) -> None:
    audit_id, question = await asked(stage)
    await stage.give(question)
    shown = await stage.show(audit_id)
    assert shown["status"] == "needs-input"
    assert shown["needs"]["fields"] == ["category"]
    assert shown["needs"]["understood"][0]["reason"] == CATEGORY.reason
    assert await stage.outbox(PlanConversations) == []
    again = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE)})
    assert (again.status_code, again.json()["audit_id"]) == (409, str(audit_id))
    [command] = await stage.outbox(ConfirmUnderstanding)
    await stage.give(answer(stage, command))
    going_on = await stage.show(audit_id)
    assert (going_on["status"], going_on["needs"]) == ("running", None)
    await stage.settle()
    assert (await stage.show(audit_id))["status"] == "completed"


async def test_a_question_that_comes_after_its_answer_changes_nothing(stage: Stage) -> None:
    audit_id, question = await asked(stage)
    [command] = await stage.outbox(ConfirmUnderstanding)
    await stage.give(answer(stage, command))
    await stage.give(question)
    assert (await stage.show(audit_id))["status"] == "running"


async def test_cancelling_a_waiting_audit_withdraws_the_question_and_gives_the_quota_back(stage: Stage) -> None:
    audit_id, question = await asked(stage)
    await stage.give(question)
    await stage.client.post(f"/v1/audits/{audit_id}/cancel")
    await stage.settle()
    stage.silent.clear()
    assert len(await stage.outbox(WithdrawConfirmation)) == 1
    [withdrawn] = await stage.outbox(WithdrawConfirmation)
    reply = answer(stage, withdrawn).model_copy(update={"id": uuid7(), "result": {}})
    await stage.give(reply)
    await stage.settle()
    assert [each.used for each in await stage.outbox(ReleaseQuota)] == [0]
    shown = await stage.show(audit_id)
    assert (shown["status"], shown["needs"]) == ("cancelled", None)


@pytest.mark.parametrize(
    ("wanted", "sent", "shown"),
    [(None, "und", "de"), ("en", "en", "en"), ("de-AT", "de", "de"), ("FR_ch", "fr", "fr"), ("EN", "en", "en")],
)
async def test_conversations_are_in_the_sites_language_unless_another_is_asked_for(
    stage: Stage, wanted: str | None, sent: str, shown: str
) -> None:
    stage.silent.add("confirm")
    response = await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE), "language": wanted})
    audit_id = UUID(response.json()["id"])
    assert response.json()["language"] == sent
    await stage.settle()
    [command] = await stage.outbox(ConfirmUnderstanding)
    assert (command.language, command.accept) == (sent, False)
    await stage.give(answer(stage, command, language=shown))
    assert (await stage.show(audit_id))["language"] == shown


@pytest.mark.parametrize(("language", "failure"), [("fr", None), ("ja", "language-not-supported")])
async def test_a_site_in_a_language_that_nobody_here_speaks_ends_with_what_would_help(
    stage: Stage, language: str, failure: str | None
) -> None:
    stage.silent.add("confirm")
    audit_id = await stage.start()
    await stage.settle()
    [command] = await stage.outbox(ConfirmUnderstanding)
    await stage.give(answer(stage, command, language=language))
    await stage.settle()
    shown = await stage.show(audit_id)
    if failure is None:
        assert shown["status"] == "completed"
    else:
        assert (shown["failure"]["step"], shown["failure"]["reason"]) == ("plan", failure)
        assert "planning model" in str(shown["failure"])
        assert len(stage.double.calls) == 0


async def test_profiles_may_change_places_from_one_plan_to_the_next(stage: Stage) -> None:
    for order in (1, -1):
        site = EMAIL_MARKETING.model_copy(update={"target_markets": EMAIL_MARKETING.target_markets[::order]})
        plan = plan_of(site, Panel(), "en")
        async with stage.unit.begin(stage.tenant_id) as tx:
            await save_plan(tx, uuid7(), WEBSITE, plan)
        rows = await stage.rows("SELECT id FROM icps WHERE is_active ORDER BY sequence_number")
        assert [row.id for row in rows] == [customer.profile.id for customer in plan.customers]


async def test_whoever_accepts_beforehand_says_so_to_analyzer(stage: Stage) -> None:
    await stage.client.post("/v1/audits", json={"website_id": str(WEBSITE), "accept": True})
    await stage.settle()
    [command] = await stage.outbox(ConfirmUnderstanding)
    assert command.accept


async def test_after_seven_days_without_a_word_a_person_reads_why_it_ended(stage: Stage) -> None:
    audit_id, question = await asked(stage)
    await stage.give(question)
    stage.clock.advance(timedelta(days=6, hours=23))
    await stage.audits.runner.pass_deadlines()
    assert (await stage.show(audit_id))["status"] == "needs-input"
    stage.clock.advance(timedelta(hours=2))
    await stage.audits.runner.pass_deadlines()
    stage.silent.clear()
    await stage.settle()
    shown = await stage.show(audit_id)
    assert (shown["status"], shown["needs"], shown["failure"]["step"]) == ("failed", None, "confirm")
    assert shown["failure"]["detail"] == "No answer within 7 days."
    assert [each.used for each in await stage.outbox(ReleaseQuota)] == [0]


async def test_a_word_that_comes_after_the_end_changes_nothing(stage: Stage) -> None:
    audit_id, question = await asked(stage)
    await stage.give(question)
    [command] = await stage.outbox(ConfirmUnderstanding)
    await stage.client.post(f"/v1/audits/{audit_id}/cancel")
    stage.silent.clear()
    await stage.give(answer(stage, command))
    await stage.settle()
    await stage.give(question.model_copy(update={"id": uuid7()}))
    shown = await stage.show(audit_id)
    assert (shown["status"], shown["needs"]) == ("cancelled", None)
    assert await stage.outbox(PlanConversations) == []


async def test_a_question_that_comes_before_its_step_is_not_lost_and_not_shown_too_early(stage: Stage) -> None:
    audit_id = await stage.start()
    stage.silent.add("confirm")
    question = InputNeeded(
        tenant_id=stage.tenant_id, audit_id=audit_id, website_id=WEBSITE, fields=("category",), understood=(CATEGORY,)
    )
    foreign = question.model_copy(update={"id": uuid7(), "tenant_id": uuid7()})
    await stage.settle()
    await stage.give(foreign)
    assert (await stage.show(audit_id))["status"] == "running"
    await stage.give(question)
    assert (await stage.show(audit_id))["status"] == "needs-input"
