"""One job, from lease to commit: one turn of a conversation is held and its outcome kept."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from common.clock import Clock
from common.contracts.simulator import (
    HoldConversations,
    ResponseReceived,
)
from common.ids import derived_id
from common.postgres import Tx, UnitOfWork
from common.saga.participant import done, refuse
from common.telemetry import continue_trace, log, span
from simulator.plans.rules.planning import Planner
from simulator.providers.rules import Answer, Llm, Provider, TransientFailure
from simulator.runs.exchanges import Exchanges, exchange_key
from simulator.runs.rules import Answered, Failed, Later, Next, Patience, Tried, gives_up, next_of
from simulator.runs.store import answers, runs
from simulator.runs.store.runs import ProviderTally, Question
from simulator.shared import jobs
from simulator.shared.jobs import Job
from simulator.shared.participant import PARTICIPANT

_log = log("holding")

FRUITLESS_CLAIMS = 10
"""Claims of a job beyond its tries before it is failed: its workers died, or the fault is ours."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What jobs are done with. ``rng`` gives the jitter of pauses."""

    unit: UnitOfWork
    llm: Llm
    exchanges: Exchanges
    planner: Planner
    clock: Clock
    patience: Patience
    lease: timedelta
    rng: random.Random = field(default_factory=random.SystemRandom)


async def hold_turn(job: Job, provider: Provider, tools: Tools) -> Later | None:
    """Hold one turn; what is to be done later, so that the caller can leave the provider in peace until then."""
    async with tools.unit.begin(job.tenant_id) as tx:
        asked = await runs.lease_turn(tx, job.id, tools.clock.now() + tools.lease)
        if asked is None:
            await jobs.finish(tx, job)
            return None
    with continue_trace({"traceparent": asked.traceparent}), span("hold turn", provider=provider.name, turn=asked.turn):
        following = await _ask(job, asked, provider, tools)
        await _keep(job, asked, following, tools)
    return following if isinstance(following, Later) else None


async def _ask(job: Job, asked: Question, provider: Provider, tools: Tools) -> Next:
    allowed = tools.patience.tries + tools.patience.rate_limits + FRUITLESS_CLAIMS
    if job.claims > allowed:
        return Failed("it could not be held because of a fault on our side", Tried(1, asked.tried.rate_limits))
    outcome = await tools.llm.ask(provider, asked.messages)
    if isinstance(outcome, Answer):
        try:
            await tools.exchanges.put(_object_key(asked, job), _exchange(asked, outcome))
        except Exception as error:  # noqa: BLE001 - whatever keeps the store away: the turn is held again later
            _log.warning("exchange not stored", error=type(error).__name__)
            async with tools.unit.begin(job.tenant_id) as tx:
                await answers.record_cost(tx, asked, outcome, job.token, kept=False)
            outcome = TransientFailure("the answer could not be stored")
    return next_of(outcome, asked.tried, tools.patience, tools.clock.now(), tools.rng.random())


def _object_key(asked: Question, job: Job) -> str:
    return exchange_key(job.tenant_id, asked.run_id, answers.response_id_of(asked.turn_id))


def _exchange(asked: Question, answer: Answer) -> dict[str, object]:
    return {
        "response_id": str(answers.response_id_of(asked.turn_id)),
        "provider": asked.provider,
        "requested_model": answer.requested_model,
        "actual_model": answer.actual_model,
        "parameters": answer.parameters,
        "messages": [{"role": turn.role, "content": turn.content} for turn in asked.messages],
        "text": answer.text,
        "finish_reason": answer.finish_reason,
        "prompt_tokens": answer.prompt_tokens,
        "response_tokens": answer.response_tokens,
    }


async def _keep(job: Job, asked: Question, following: Next, tools: Tools) -> None:
    """Make the effect of an attempt, if the job is still ours. The run's row is locked first: one end at a time."""
    now = tools.clock.now()
    async with tools.unit.begin(job.tenant_id) as tx:
        run = await runs.run_row(tx, asked.run_id, lock=True)
        held = await (jobs.postpone(tx, job, following.at) if isinstance(following, Later) else jobs.finish(tx, job))
        if isinstance(following, Answered):
            await answers.record_cost(tx, asked, following.answer, job.token, kept=held)
        if not held or run is None or run["status"] != "running":
            return
        match following:
            case Answered(answer):
                await _answered(tx, job, asked, answer, now)
            case Later(at, _, tried):
                await runs.postpone_turn(tx, asked, tried, at)
            case Failed(reason, tried):
                await runs.end_turn(tx, asked, "failed", tried=tried, now=now, reason=reason)
                await _give_up_where_hopeless(tx, asked, reason, tools.patience, now)
        if not isinstance(following, Later):
            await _close_if_over(tx, HoldConversations.model_validate(run["command"]), asked, now)


async def _answered(tx: Tx, job: Job, asked: Question, answer: Answer, now: datetime) -> None:
    key = _object_key(asked, job)
    await answers.save_answer(tx, asked, answer, key, now)
    await runs.end_turn(tx, asked, "answered", tried=asked.tried, now=now)
    tx.emit(_received(job, asked, answer, key, now))
    following = await runs.next_turn(tx, asked)
    if following is not None:
        await jobs.add(tx, asked.provider, asked.run_id, [following], now)


def _received(job: Job, asked: Question, answer: Answer, key: str, now: datetime) -> ResponseReceived:
    same = ("audit_id", "website_id", "run_id", "plan_id", "icp_id", "icp_name", "conversation_id", "core", "prompt_id",
            "prompt_text", "turn", "repeat", "provider")  # fmt: skip
    return ResponseReceived(
        id=derived_id("response-received", asked.turn_id),
        tenant_id=job.tenant_id,
        response_id=answers.response_id_of(asked.turn_id),
        requested_model=answer.requested_model,
        actual_model=answer.actual_model,
        parameters=answer.parameters,
        text=answer.text,
        finish_reason=answer.finish_reason,
        prompt_tokens=answer.prompt_tokens,
        response_tokens=answer.response_tokens,
        latency_ms=answer.latency_ms,
        answered_at=now,
        response_object=key,
        **{name: getattr(asked, name) for name in same},
    )


async def _give_up_where_hopeless(tx: Tx, asked: Question, reason: str, patience: Patience, now: datetime) -> None:
    own = next(each for each in await runs.tally(tx, asked.run_id) if each.provider == asked.provider)
    if gives_up(own.answered, own.failed_itself, patience):
        _log.warning("provider given up", provider=asked.provider, run_id=str(asked.run_id), reason=reason)
        await runs.stop_provider(tx, asked.run_id, asked.provider, reason, now)
        await jobs.drop(tx, asked.run_id, lane=asked.provider, leased_too=False)


async def _close_if_over(tx: Tx, command: HoldConversations, asked: Question, now: datetime) -> None:
    tallies = await runs.tally(tx, asked.run_id)
    await runs.count_run(tx, asked.run_id, tallies)
    if any(each.open for each in tallies):
        return
    answered, failed = sum(each.answered for each in tallies), sum(each.failed for each in tallies)
    await runs.end_run(tx, asked.run_id, "completed" if answered else "failed", now)
    if answered == 0:
        await refuse(tx, command, PARTICIPANT, reason="provider-failed", detail=no_answer(tallies))
        return
    each = {
        tally.provider: {"answers": tally.answered, "failed": tally.failed, "reason": tally.reason} for tally in tallies
    }
    await done(
        tx, command, PARTICIPANT, run_id=str(asked.run_id), answers=answered, failed=failed, providers=each
    )  # fmt: skip


def no_answer(tallies: list[ProviderTally]) -> str:
    """One sentence for a person: who was asked, and why nobody answered."""
    reasons = "; ".join(f"{each.provider}: {each.reason or 'no answer'}" for each in tallies)
    return f"No provider gave an answer. {reasons[:1].upper()}{reasons[1:]}."
