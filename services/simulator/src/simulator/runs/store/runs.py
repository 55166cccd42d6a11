"""SQL of runs: which turns are to be held, and how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, select, update
from sqlalchemy.dialects.postgresql import insert

from common.contracts.answer import AuditContext
from common.contracts.simulator import HoldConversations
from common.primitives.ids import derived_id
from common.stores.postgres import Tx
from simulator.plans.store import PlannedTurn
from simulator.runs.rules import Tried
from simulator.runs.store.questions import OPEN, Question
from simulator.runs.tables import runs, turns


def run_id_of(audit_id: UUID) -> UUID:
    """The id of an audit's run."""
    return derived_id("run", audit_id)


async def run_row(tx: Tx, run_id: UUID, *, lock: bool = False) -> RowMapping | None:
    """The row of a run. With ``lock``, ends of turns take turns, so that exactly one of them is the last."""
    query = select(runs).where(runs.c.tenant_id == tx.tenant_id, runs.c.id == run_id)
    return (await tx.execute(query.with_for_update() if lock else query)).mappings().one_or_none()


async def begin_run(
    tx: Tx, command: HoldConversations, planned: Sequence[PlannedTurn], *, now: datetime, traceparent: str
) -> dict[str, list[UUID]]:
    """Store the run and all its turns; the ids of first turns by provider, which can be held at once."""
    run_id = run_id_of(command.audit_id)
    rows: list[dict[str, Any]] = [
        {
            "tenant_id": tx.tenant_id,
            "id": derived_id("turn", run_id, provider, repeat, each.prompt_id),
            "run_id": run_id,
            "conversation_id": each.conversation_id,
            "prompt_id": each.prompt_id,
            "provider": provider,
            "repeat": repeat,
            "turn": each.turn,
            "state": "pending",
        }
        for repeat in range(1, command.repeats + 1)
        for each in planned
        for provider in command.providers
    ]
    run = {
        "tenant_id": tx.tenant_id,
        "id": run_id,
        **dict(command.audit()),
        "plan_id": command.plan_id,
        "status": "running",
        "total_prompts": len(rows),
        "command": command.model_dump(mode="json"),
        "traceparent": traceparent,
        "started_at": now,
    }
    await tx.execute(insert(runs).values(run))
    await tx.execute(insert(turns), rows)
    return {
        provider: [row["id"] for row in rows if row["provider"] == provider and row["turn"] == 1]
        for provider in command.providers
    }


async def cancel_run(tx: Tx, audit: AuditContext, now: datetime) -> int:
    """Ask nothing more; answers received so far. Without a run, a cancelled one stands in a late command's way."""
    run_id = run_id_of(audit.audit_id)
    row = {"tenant_id": tx.tenant_id, "id": run_id, **dict(audit)}
    await tx.execute(insert(runs).values(**row, status="cancelled", completed_at=now).on_conflict_do_nothing())
    run = await run_row(tx, run_id, lock=True)
    assert run is not None, "it was inserted just now, or before"
    ended = {"state": "cancelled", "reason": "the audit was cancelled", "ended_at": now, "lease_until": None}
    await tx.execute(update(turns).where(*_of_run(tx, run_id), turns.c.state.in_(OPEN)).values(ended))
    if run["status"] == "running":
        await _set_run(tx, run_id, status="cancelled", completed_at=now)
    return int(run["completed_prompts"])


async def next_turn(tx: Tx, asked: Question) -> UUID | None:
    """The turn that follows in the same conversation, with the same provider and repeat."""
    query = select(turns.c.id).where(*_of_thread(tx, asked), turns.c.turn == asked.turn + 1)
    found: UUID | None = (await tx.execute(query)).scalar_one_or_none()
    return found


async def end_turn(
    tx: Tx, asked: Question, state: str, *, tried: Tried, now: datetime, reason: str | None = None
) -> None:
    """End a turn for good; where it failed, those after it in the conversation can't be held either."""
    counted = {"attempts": tried.failures, "rate_limits": tried.rate_limits}
    ended = {"state": state, "reason": reason, "ended_at": now, "lease_until": None, "next_try_at": None}
    await tx.execute(
        update(turns).where(turns.c.tenant_id == tx.tenant_id, turns.c.id == asked.turn_id).values(**ended, **counted)
    )
    if state == "failed":
        later = {**ended, "reason": "an earlier turn of the conversation failed"}
        await tx.execute(update(turns).where(*_of_thread(tx, asked), turns.c.turn > asked.turn).values(later))


async def postpone_turn(tx: Tx, asked: Question, tried: Tried, until: datetime) -> None:
    """Note that a turn is tried again at ``until``."""
    later = {"state": "pending", "next_try_at": until, "lease_until": None}
    counted = {"attempts": tried.failures, "rate_limits": tried.rate_limits}
    await tx.execute(
        update(turns).where(turns.c.tenant_id == tx.tenant_id, turns.c.id == asked.turn_id).values(**later, **counted)
    )


async def stop_provider(tx: Tx, run_id: UUID, provider: str, reason: str, now: datetime) -> None:
    """Fail what a provider was not asked yet; turns under way are left to end by themselves."""
    ended = {"state": "failed", "reason": f"not asked any more: {reason}", "ended_at": now, "next_try_at": None}
    waiting = (*_of_run(tx, run_id), turns.c.provider == provider, turns.c.state == "pending")
    await tx.execute(update(turns).where(*waiting).values(ended))


@dataclass(frozen=True, slots=True)
class ProviderTally:
    """How a provider did in a run. ``failed_itself`` leaves out turns that failed only because another did."""

    provider: str
    answered: int
    failed: int
    failed_itself: int
    open: int
    reason: str | None


async def tally(tx: Tx, run_id: UUID) -> list[ProviderTally]:
    """One tally per provider of the run, by name."""
    state, own = turns.c.state, (turns.c.state == "failed") & (turns.c.attempts + turns.c.rate_limits > 0)
    query = (
        select(
            turns.c.provider,
            func.count().filter(state == "answered").label("answered"),
            func.count().filter(state == "failed").label("failed"),
            func.count().filter(own).label("failed_itself"),
            func.count().filter(state.in_(OPEN)).label("open"),
            func.max(turns.c.reason).filter(own).label("reason"),
        )
        .where(*_of_run(tx, run_id))
        .group_by(turns.c.provider)
        .order_by(turns.c.provider)
    )
    return [ProviderTally(**row) for row in (await tx.execute(query)).mappings()]


async def count_run(tx: Tx, run_id: UUID, tallies: Sequence[ProviderTally]) -> None:
    """Write the run's counters."""
    answered, failed = sum(each.answered for each in tallies), sum(each.failed for each in tallies)
    await _set_run(tx, run_id, completed_prompts=answered, failed_prompts=failed)


async def end_run(tx: Tx, run_id: UUID, status: str, now: datetime) -> None:
    """Close a run."""
    await _set_run(tx, run_id, status=status, completed_at=now)


async def _set_run(tx: Tx, run_id: UUID, **changes: object) -> None:
    await tx.execute(update(runs).where(runs.c.tenant_id == tx.tenant_id, runs.c.id == run_id).values(**changes))


def _of_run(tx: Tx, run_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return turns.c.tenant_id == tx.tenant_id, turns.c.run_id == run_id


def _of_thread(tx: Tx, asked: Question) -> tuple[ColumnElement[bool], ...]:
    return (
        *_of_run(tx, asked.run_id),
        turns.c.conversation_id == asked.conversation_id,
        turns.c.provider == asked.provider,
        turns.c.repeat == asked.repeat,
    )
