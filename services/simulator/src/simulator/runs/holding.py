"""One job, from lease to commit: one turn of a conversation is held and its outcome kept."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from common.contracts.answer import QuestionContext
from common.contracts.simulator import (
    HoldConversations,
    ResponseReceived,
)
from common.contracts.simulator.audit_results import ProviderShare, RunResult
from common.jobs import Job, LeaseLost
from common.primitives.clock import Clock
from common.primitives.ids import derived_id
from common.process.telemetry import continue_trace, log, span
from common.saga.participant import Done, Refused, reply
from common.stores.postgres import Tx, UnitOfWork
from simulator.plans.rules.planning import Planner
from simulator.providers.rules import Answer, Llm, Provider, TransientFailure
from simulator.runs.exchanges import Exchanges, exchange_key
from simulator.runs.rules import Answered, Failed, Later, Next, Patience, Tried, gives_up, next_of
from simulator.runs.store import answers, runs
from simulator.runs.store.questions import Question, lease_turn
from simulator.runs.store.runs import ProviderTally
from simulator.shared.jobs import JOBS

_log = log("holding")


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


async def hold_turn(job: Job, *, provider: Provider, tools: Tools) -> datetime | None:
    """Hold one turn; until when the provider is to be left in peace, if it said that it is asked too fast."""
    asked = await _begin(job, tools)
    if asked is None:
        return None
    with continue_trace({"traceparent": asked.traceparent}), span("hold turn", provider=provider.name, turn=asked.turn):
        following = await _ask(job, asked, provider, tools)
        held = await _keep(job, asked, following, tools)
    if isinstance(following, Later) and following.pause_provider:
        return following.at
    if not held:
        await _take_back(job, asked, tools)
        raise LeaseLost
    return None


async def _take_back(job: Job, asked: Question, tools: Tools) -> None:
    """Remove the exchange of a turn whose website was erased while it was held."""
    async with tools.unit.begin(job.tenant) as tx:
        known = await runs.run_row(tx, asked.run_id)
    if known is None:
        await tools.exchanges.forget(job.tenant, asked.run_id)


async def give_up_turn(job: Job, *, tools: Tools) -> None:
    """Fail a turn that was begun again and again and never came to an end."""
    asked = await _begin(job, tools)
    if asked is not None:
        fault = Failed("it could not be held because of a fault on our side", Tried(1, asked.tried.rate_limits))
        if not await _keep(job, asked, fault, tools):
            raise LeaseLost


async def _begin(job: Job, tools: Tools) -> Question | None:
    """What to ask; None where the turn is over already, and so its job."""
    async with tools.unit.begin(job.tenant) as tx:
        asked = await lease_turn(tx, job.id, tools.clock.now() + tools.lease)
        if asked is None:
            await JOBS.finish(tx, job)
        return asked


async def _ask(job: Job, asked: Question, provider: Provider, tools: Tools) -> Next:
    outcome = await tools.llm.ask(provider, asked.messages)
    if isinstance(outcome, Answer):
        try:
            await tools.exchanges.put(_object_key(asked, job), _exchange(asked, outcome))
        except Exception as error:  # noqa: BLE001 - whatever keeps the store away: the turn is held again later
            _log.warning("exchange not stored", error=type(error).__name__)
            async with tools.unit.begin(job.tenant) as tx:
                await answers.record_cost(tx, asked, outcome, job.token, kept=False)
            outcome = TransientFailure("the answer could not be stored")
    return next_of(outcome, asked.tried, tools.patience, tools.clock.now(), tools.rng.random())


def _object_key(asked: Question, job: Job) -> str:
    return exchange_key(job.tenant, asked.run_id, answers.response_id_of(asked.turn_id))


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


async def _keep(job: Job, asked: Question, following: Next, tools: Tools) -> bool:
    """Make the effect of an attempt, if the job is still ours; whether it was. The run's row is locked first: one end
    at a time."""
    now = tools.clock.now()
    async with tools.unit.begin(job.tenant) as tx:
        run = await runs.run_row(tx, asked.run_id, lock=True)
        held = await (JOBS.postpone(tx, job, following.at) if isinstance(following, Later) else JOBS.finish(tx, job))
        if isinstance(following, Answered):
            await answers.record_cost(tx, asked, following.answer, job.token, kept=held)
        if not held or run is None or run["status"] != "running":
            return held
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
    return held


async def _answered(tx: Tx, job: Job, asked: Question, answer: Answer, now: datetime) -> None:
    key = _object_key(asked, job)
    await answers.save_answer(tx, asked, answer, key, now)
    await runs.end_turn(tx, asked, "answered", tried=asked.tried, now=now)
    tx.emit(_received(job, asked, answer, key, now))
    following = await runs.next_turn(tx, asked)
    if following is not None:
        await JOBS.add(tx, [following], now, lane=asked.provider, fields={"parent_id": asked.run_id})


def _received(job: Job, asked: Question, answer: Answer, key: str, now: datetime) -> ResponseReceived:
    return ResponseReceived(
        id=derived_id("response-received", asked.turn_id),
        tenant_id=job.tenant,
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
        plan_id=asked.plan_id,
        **dict(QuestionContext.part_of(asked)),
    )


async def _give_up_where_hopeless(tx: Tx, asked: Question, reason: str, patience: Patience, now: datetime) -> None:
    own = next(each for each in await runs.tally(tx, asked.run_id) if each.provider == asked.provider)
    if gives_up(own.answered, own.failed_itself, patience):
        _log.warning("provider given up", provider=asked.provider, run_id=str(asked.run_id), reason=reason)
        await runs.stop_provider(tx, asked.run_id, asked.provider, reason, now)
        await JOBS.drop(tx, {"parent_id": asked.run_id, "lane": asked.provider}, begun_too=False)


async def _close_if_over(tx: Tx, command: HoldConversations, asked: Question, now: datetime) -> None:
    tallies = await runs.tally(tx, asked.run_id)
    await runs.count_run(tx, asked.run_id, tallies)
    if any(each.open for each in tallies):
        return
    answered, failed = sum(each.answered for each in tallies), sum(each.failed for each in tallies)
    await runs.end_run(tx, asked.run_id, "completed" if answered else "failed", now)
    if answered == 0:
        await reply(tx, command, Refused("provider-failed", no_answer(tallies)))
        return
    shares = {
        tally.provider: ProviderShare(answers=tally.answered, failed=tally.failed, reason=tally.reason)
        for tally in tallies
    }
    result = RunResult(run_id=asked.run_id, answers=answered, failed=failed, providers=shares)
    await reply(tx, command, Done(result))


def no_answer(tallies: list[ProviderTally]) -> str:
    """One sentence for a person: who was asked, and why nobody answered."""
    reasons = "; ".join(f"{each.provider}: {each.reason or 'no answer'}" for each in tallies)
    return f"No provider gave an answer. {reasons[:1].upper()}{reasons[1:]}."
