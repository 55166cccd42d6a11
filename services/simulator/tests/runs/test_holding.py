"""Turns whose provider fails, whose worker dies, whose answer cannot be stored; tenants beside each other."""

import asyncio
from datetime import timedelta

import pytest
from provider_double import ProviderDouble, Reply, Rule, Script
from provider_double.script import REFUSAL

from common.contracts.simulator import AuditCompleted, AuditStepReplied, ReleaseQuota, ResponseReceived
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork
from simulator.runs.worker import job_worker
from simulator.shared.jobs import job_queue

from ..stage import SECRET_KEY, WEBSITE, Stage

pytestmark = pytest.mark.engines

ONE = {"icps": 1, "conversations": 1}
"""One conversation of three turns."""
LONG = timedelta(minutes=5)


def _states(rows: list[tuple[str, str, str | None]]) -> list[tuple[str, str]]:
    return [(provider, state) for provider, state, _ in rows]


async def _turns(stage: Stage) -> list[tuple[str, str, str | None]]:
    return await stage.rows("SELECT provider, state, reason FROM turns ORDER BY provider, turn, id")


async def test_a_rate_limit_is_waited_for_as_long_as_the_provider_says(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply(status=429, retry_after=30), times=1)])
    await stage.start(panel=ONE)
    await stage.settle(patience=timedelta(seconds=28))
    assert len(stage.double.calls) == 1
    await stage.settle(patience=timedelta(seconds=4))
    assert len(stage.double.calls) == 4
    [first, *_] = await stage.rows("SELECT state, attempts, rate_limits FROM turns ORDER BY turn")
    assert tuple(first) == ("answered", 0, 1)


async def test_a_rate_limit_holds_back_the_other_conversations_with_the_provider(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply(status=429, retry_after=30), times=2)])
    await stage.start(panel={"icps": 5, "conversations": 1})
    await stage.settle(patience=timedelta(seconds=20))
    assert len(stage.double.calls) == 2, "the two that were under way, and nothing after"
    await stage.settle(patience=LONG)
    assert {state for _, state, _ in await _turns(stage)} == {"answered"}


async def test_a_failing_server_is_tried_again_and_the_conversation_goes_on(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply(status=500), times=2)])
    await stage.start(panel=ONE)
    await stage.settle(patience=LONG)
    rows = await stage.rows("SELECT state, attempts FROM turns ORDER BY turn")
    assert [tuple(row) for row in rows] == [("answered", 2), ("answered", 0), ("answered", 0)]


@pytest.mark.filterwarnings("ignore:Accessing the 'model_:DeprecationWarning")  # litellm on a newer pydantic
@pytest.mark.parametrize("stream", [True, False])
async def test_a_cut_answer_is_no_answer(unit: UnitOfWork, double: ProviderDouble, stream: bool) -> None:
    stage = Stage.of(unit, double, uuid7(), stream=stream)
    double.script = Script([Rule(".", Reply("It begins well and then the line is dead", cut=True), times=1)])
    await stage.start(panel=ONE)
    await stage.settle(patience=LONG)
    said = await stage.rows("SELECT response_text FROM llm_responses")
    assert len(said) == 3
    assert not any("It begins well" in text for (text,) in said)
    assert len(double.calls) == 4


async def test_empty_answers_and_refusals_are_answers(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply(""), times=1), Rule(".", Reply(REFUSAL), times=1)])
    await stage.start(panel=ONE)
    await stage.settle()
    said = [event.text for event in sorted(await stage.outbox(ResponseReceived), key=lambda each: each.turn)]
    assert said[:2] == ["", REFUSAL]
    assert len(stage.double.calls) == 3


async def test_a_turn_that_fails_for_good_ends_its_conversation_and_no_other(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply(status=400), times=1)])
    audit_id = await stage.start(panel={"icps": 2, "conversations": 1})
    await stage.settle(patience=LONG)
    turns = await stage.rows("SELECT state, reason FROM turns WHERE state = 'failed' ORDER BY turn")
    assert [reason for _, reason in turns] == [
        "the provider does not accept the request (400)",
        "an earlier turn of the conversation failed",
        "an earlier turn of the conversation failed",
    ]
    shown = await stage.show(audit_id)
    assert (shown["progress"]["answers_received"], shown["progress"]["answers_failed"]) == (3, 3)
    assert shown["status"] == "completed"


async def test_a_provider_that_accepts_nothing_is_given_up_and_the_others_go_on(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply(status=401, text=f"bad key {SECRET_KEY}"), key=SECRET_KEY)])
    audit_id = await stage.start(panel={"icps": 5, "conversations": 2}, providers=["openai", "local"])
    await stage.settle(patience=LONG)
    asked = [call for call in stage.double.calls if call.status == 401]
    assert 3 <= len(asked) <= stage.providers.known["openai"].concurrency + 3
    turns = await _turns(stage)
    assert {state for provider, state, _ in turns if provider == "openai"} == {"failed"}
    assert {state for provider, state, _ in turns if provider == "local"} == {"answered"}
    [reply] = [each for each in await stage.outbox(AuditStepReplied) if each.step == "converse"]
    assert (reply.result["answers"], reply.result["failed"]) == (25, 25)
    assert reply.result["providers"]["openai"]["reason"] == "the provider does not accept the key (401)"
    assert (await stage.show(audit_id))["status"] == "completed"
    stored = await stage.rows("SELECT payload FROM outbox")
    assert not any(SECRET_KEY in payload for (payload,) in stored)


async def test_when_no_provider_answers_the_audit_fails_with_a_sentence_for_a_person(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply(status=503))])
    audit_id = await stage.start()
    await stage.settle(patience=timedelta(minutes=10))
    shown = await stage.show(audit_id)
    assert shown["status"] == "failed"
    assert shown["failure"]["reason"] == "provider-failed"
    assert shown["failure"]["detail"] == (
        "No provider gave an answer. Local: the provider failed or the connection broke (503), 3 times."
    )
    [release] = await stage.outbox(ReleaseQuota)
    assert release.used == 0


async def test_a_rate_limit_that_is_never_free_fails_the_turn_in_the_end(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply(status=429))])
    audit_id = await stage.start(panel=ONE)
    await stage.settle(patience=LONG)
    assert len(stage.double.calls) == stage.tools.patience.rate_limits + 1
    assert "rate limit" in (await stage.show(audit_id))["failure"]["detail"]


async def test_an_answer_that_cannot_be_stored_is_asked_for_again_and_its_cost_is_known(stage: Stage) -> None:
    stage.exchanges.failing = 1
    await stage.start(panel=ONE, providers=["openai"])
    await stage.settle(patience=LONG)
    assert len(await stage.rows("SELECT id FROM llm_responses")) == 3
    ledger = await stage.rows("SELECT kept, cost_usd FROM cost_ledger ORDER BY created_at")
    assert [kept for kept, _ in ledger] == [False, True, True, True]
    assert all(cost > 0 for _, cost in ledger)


async def test_the_work_of_a_dead_worker_is_taken_over_when_its_lease_runs_out(stage: Stage) -> None:
    stage.double.script.delay_s = 30
    await stage.start(panel=ONE)
    await stage.until("converse")
    await stage.move()
    dead = job_worker(stage.tools, stage.providers)
    assert await dead.claim() == 1
    await stage.double.called.wait()
    for task in asyncio.all_tasks():
        if task.get_name().startswith("local "):
            task.cancel()  # kill -9: nothing is given back
    stage.double.script.delay_s = 0
    stage.clock.advance(timedelta(seconds=14))
    assert await stage.work() == 0
    stage.clock.advance(timedelta(seconds=2))
    await stage.settle()
    assert len(await stage.rows("SELECT id FROM llm_responses")) == 3
    assert len(await stage.outbox(ResponseReceived)) == 3
    assert len(await stage.outbox(AuditCompleted)) == 1


async def test_an_answer_that_comes_after_the_lease_was_lost_is_not_kept_twice(stage: Stage) -> None:
    stage.double.script = Script([Rule(".", Reply("Too late", delay_s=1.0), times=1)])
    await stage.start(panel=ONE)
    await stage.until("converse")
    await stage.move()
    slow = job_worker(stage.tools, stage.providers)
    assert await slow.claim() == 1
    await stage.double.called.wait()
    stage.clock.advance(timedelta(seconds=16))
    await stage.settle()
    await slow.drain()
    said = [text for (text,) in await stage.rows("SELECT response_text FROM llm_responses")]
    assert len(said) == 3
    assert "Too late" not in said
    ledger = await stage.rows("SELECT kept FROM cost_ledger")
    assert sorted(kept for (kept,) in ledger) == [False, True, True, True]


async def test_a_lease_is_prolonged_while_its_worker_lives(stage: Stage) -> None:
    stage.double.script.delay_s = 1.0
    await stage.start(panel=ONE)
    await stage.until("converse")
    await stage.move()
    assert await stage.worker.claim() == 1
    stage.clock.advance(timedelta(seconds=14))
    await stage.worker.prolong()
    stage.clock.advance(timedelta(seconds=14))
    assert await job_worker(stage.tools, stage.providers).claim() == 0
    await stage.worker.drain()


async def test_a_worker_that_is_told_to_stop_gives_back_what_it_cannot_finish(stage: Stage) -> None:
    stage.double.script.delay_s = 30
    await stage.start(panel=ONE)
    await stage.until("converse")
    await stage.move()
    stopping = asyncio.Event()
    running = asyncio.create_task(stage.worker(stopping))
    await stage.double.called.wait()
    stopping.set()
    await running
    stage.double.script.delay_s = 0
    await stage.settle()
    assert len(await stage.rows("SELECT id FROM llm_responses")) == 3


async def test_a_job_that_kills_every_worker_is_failed_after_a_bounded_number_of_claims(stage: Stage) -> None:
    await stage.start(panel=ONE)
    await stage.until("converse")
    await stage.move()
    for _ in range(stage.tools.patience.tries + stage.tools.patience.rate_limits + 10):
        taken = await job_queue(stage.unit).claim("local", 1, stage.clock.now(), stage.tools.lease)
        assert len(taken) == 1
        stage.clock.advance(timedelta(seconds=16))
    await stage.settle()
    assert stage.double.calls == []
    reasons = {reason for _, _, reason in await _turns(stage)}
    assert "it could not be held because of a fault on our side" in reasons


async def test_two_workers_share_the_work_and_ask_nothing_twice(stage: Stage) -> None:
    await stage.start(panel={"icps": 5, "conversations": 2}, providers=["openai"])
    await stage.until("converse")
    await stage.move()
    other = job_worker(stage.tools, stage.providers)
    while sum(await asyncio.gather(stage.worker.claim(), other.claim())):
        await asyncio.gather(stage.worker.drain(), other.drain())
    assert len(stage.double.calls) == 25
    assert len(await stage.rows("SELECT id FROM llm_responses")) == 25
    replies = [each for each in await stage.outbox(AuditStepReplied) if each.step == "converse"]
    assert [reply.result["answers"] for reply in replies] == [25]


async def test_one_worker_serves_all_tenants_and_keeps_them_apart(stage: Stage, unit: UnitOfWork) -> None:
    other = Stage.of(unit, stage.double, uuid7())
    other.clock = stage.clock
    for each in (stage, other):
        await each.start(panel=ONE)
        await each.until("plan")
        await each.move()
    for _ in range(12):
        await stage.work()
        await stage.move()
        await other.move()
    for each in (stage, other):
        answers = await each.outbox(ResponseReceived)
        assert len(answers) == 3
        assert {answer.tenant_id for answer in answers} == {each.tenant_id}
        assert {answer.website_id for answer in answers} == {WEBSITE}
    keys = list(stage.exchanges.kept)
    assert len(keys) == 6
    assert {key.split("/")[0] for key in keys} == {str(stage.tenant_id), str(other.tenant_id)}
