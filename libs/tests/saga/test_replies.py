"""What a reply must be to move a saga, and what is known when a command is made."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from common.contracts.simulator import AnalyzeWebsite, AuditStepReplied, CrawlWebsite, ReserveQuota
from common.contracts.simulator.audit_results import CrawlResult
from common.messaging.outcomes import Rejected
from common.primitives.ids import uuid7
from common.saga import Order, Saga, SoFar, Step, StepState
from common.saga.definition import NotOrderable
from common.saga.runner import UnknownSaga
from common.saga.tables import sagas

from .organisation_deletion import DELETION, DeletionStepReplied, FreezeOrganization
from .stage import SHORT, Orchestrator

pytestmark = pytest.mark.engines


async def test_a_runner_refuses_an_instance_of_a_saga_that_it_does_not_hold(orchestrator: Orchestrator) -> None:
    stranger = replace(orchestrator.runner, definitions=(DELETION,))
    with pytest.raises(UnknownSaga, match="version 1 of saga short"):
        await stranger.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))
    assert issubclass(UnknownSaga, Rejected), "of a message it is laid aside, not tried for ever"
    async with orchestrator.unit.begin(orchestrator.tenant) as tx:
        with pytest.raises(UnknownSaga, match="no definition of saga short"):
            await stranger.start(tx, SHORT.name, uuid7(), {})
    assert (await orchestrator.state()).step("reserve-quota").status == "running"


async def test_deadlines_of_strangers_keep_nobody_waiting(orchestrator: Orchestrator) -> None:
    stranger = replace(orchestrator.runner, definitions=(DELETION,))
    orchestrator.clock.advance(timedelta(seconds=11))
    assert await stranger.pass_deadlines() > 0
    assert (await orchestrator.state()).status == "running"


@pytest.mark.parametrize("result", [{}, {"pages": 4}, {"crawl_id": "secret", "pages": 4}])
async def test_a_result_that_is_not_the_commands_is_rejected_and_moves_nothing(
    orchestrator: Orchestrator, result: dict[str, Any]
) -> None:
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))
    with pytest.raises(Rejected, match=r"simulator.crawl-website.v1: crawl_id") as rejected:
        await orchestrator.runner.on_reply(orchestrator.reply("crawl", "crawl-website", result=result))
    assert "secret" not in str(rejected.value)
    assert (await orchestrator.state()).step("crawl").status == "running"


async def test_a_late_reply_is_nobodys_concern_whatever_it_says(orchestrator: Orchestrator) -> None:
    await orchestrator.runner.cancel(orchestrator.tenant, orchestrator.saga)
    await orchestrator.runner.on_reply(
        orchestrator.reply("reserve-quota", "reserve-quota", result={"reservation_id": 1})
    )
    assert (await orchestrator.state()).step("reserve-quota").status == "undoing"


async def test_a_refusal_needs_no_result(orchestrator: Orchestrator) -> None:
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))
    no = orchestrator.reply("crawl", "crawl-website", outcome="refused", reason="no", detail="It said no.")
    await orchestrator.runner.on_reply(no)
    assert (await orchestrator.state()).status == "compensating"


async def test_fields_that_a_newer_participant_adds_are_kept_and_hurt_nobody(orchestrator: Orchestrator) -> None:
    await orchestrator.runner.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))
    told = {"crawl_id": str(uuid7()), "pages": 2, "robots": "obeyed"}
    await orchestrator.runner.on_reply(orchestrator.reply("crawl", "crawl-website", result=told))
    assert (await orchestrator.state()).result("crawl") == told


async def test_a_reply_on_another_sagas_topic_is_rejected(orchestrator: Orchestrator) -> None:
    own = orchestrator.reply("reserve-quota", "reserve-quota")
    with pytest.raises(Rejected, match=r"answered on simulator.audit-step-replied"):
        await orchestrator.runner.on_reply(DeletionStepReplied(**own.model_dump()))
    assert (await orchestrator.state()).step("reserve-quota").status == "running"


# -- what is known --------------------------------------------------------------------------------------------------


def _analyze(so_far: SoFar) -> Mapping[str, Any]:
    crawl = so_far.result(CrawlWebsite)
    about = {"url": "https://example.com/", "language": "en", "website_id": so_far.data["website_id"]}
    return {"crawl_id": crawl.crawl_id, "pages": crawl.pages, **about}


LONGER = replace(SHORT, steps=(*SHORT.steps, Step("analyze", Order(AnalyzeWebsite, _analyze), None, timedelta(1))))


async def test_a_later_step_is_ordered_with_the_model_of_an_earlier_ones_result(orchestrator: Orchestrator) -> None:
    state = (await orchestrator.state()).model_dump(mode="json")
    crawl_id = uuid7()
    state["steps"][1]["result"] = {"crawl_id": str(crawl_id), "pages": 4}
    so_far = SoFar(LONGER, type(await orchestrator.state()).model_validate(state))
    assert so_far.result(CrawlWebsite) == CrawlResult(crawl_id=crawl_id, pages=4)
    with pytest.raises(NotOrderable, match="of step crawl it is not known"):
        SoFar(LONGER, await orchestrator.state()).result(CrawlWebsite)
    with pytest.raises(KeyError):
        so_far.result(FreezeOrganization)


async def test_a_state_of_an_earlier_release_that_says_too_little_is_a_verdict_and_no_endless_retry(
    orchestrator: Orchestrator,
) -> None:
    """As it could be stored before results were checked: a step is done, and its result lacks what another needs."""
    reserve, crawl = (await orchestrator.state()).steps
    said_little = crawl.model_copy(update={"status": "done", "result": {"pages": 4}})
    steps = (reserve, StepState(name="analyze"), said_little)
    stored = (await orchestrator.state()).model_copy(update={"steps": steps}).model_dump(mode="json")
    async with orchestrator.unit.begin(orchestrator.tenant) as tx:
        await tx.execute(update(sagas).where(sagas.c.id == orchestrator.saga).values(state=stored))
    other = replace(LONGER, steps=(LONGER.steps[0], LONGER.steps[2], LONGER.steps[1]))
    runner = replace(orchestrator.runner, definitions=(other,))
    with pytest.raises(Rejected, match="saga short can't go on: of step crawl it is not known: crawl_id: missing"):
        await runner.on_reply(orchestrator.reply("reserve-quota", "reserve-quota"))


# -- declarations ---------------------------------------------------------------------------------------------------


def test_a_command_that_is_answered_on_another_topic_is_no_step_of_a_saga() -> None:
    with pytest.raises(ValueError, match="FreezeOrganization is not answered with AuditStepReplied"):
        replace(DELETION, reply=AuditStepReplied)


def test_two_steps_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        Saga("twice", 1, reply=AuditStepReplied, steps=(SHORT.steps[0], SHORT.steps[0]))


def test_a_saga_without_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="saga empty: it has no steps"):
        Saga("empty", 1, reply=AuditStepReplied, steps=())


async def test_two_sagas_of_one_name_and_version_are_refused_where_the_runner_is_made(
    orchestrator: Orchestrator,
) -> None:
    second = replace(SHORT, version=2)
    assert replace(orchestrator.runner, definitions=(SHORT, second, DELETION)).definitions[1] is second
    with pytest.raises(ValueError, match="version 1 of saga short is defined 2 times"):
        replace(orchestrator.runner, definitions=(SHORT, second, replace(SHORT, steps=SHORT.steps[:1])))


def test_a_step_is_done_by_the_participant_of_its_command() -> None:
    assert [step.participant for step in DELETION.steps] == ["tenants", "collector", "analytics", "tenants"]
    assert SHORT.step_of(ReserveQuota).participant == "tenants"
