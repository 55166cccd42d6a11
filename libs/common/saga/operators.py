"""What operators see of sagas over all tenants, and ``saga list|show|retry|abort``."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from getpass import getuser
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from common.messaging.outcomes import Rejected
from common.primitives.clock import Clock
from common.process.operations import Operation, OperationFailed, print_rows
from common.process.settings import PostgresSettings
from common.saga.definition import SagaState
from common.saga.runner import Overtaken, SagaRunner
from common.saga.tables import saga_history, sagas
from common.saga.watch import WATCHED, SagaCount, watch

T = TypeVar("T", bound=PostgresSettings)
Row = dict[str, Any]


class SagaDesk:
    """Reads instances of all tenants as the operations role; moves them, as their tenant, through the runner."""

    def __init__(self, operations_url: str) -> None:
        self._engine: AsyncEngine = create_async_engine(operations_url, pool_size=1, max_overflow=0)

    async def instances(self, *, status: str | None, most: int) -> Sequence[Row]:
        """Those that wait for a person first, then the running ones, then the newest."""
        urgency = case((sagas.c.status == "stuck", 0), (sagas.c.status.in_(("running", "compensating")), 1), else_=2)
        query = select(sagas).order_by(urgency, sagas.c.updated_at.desc()).limit(most)
        if status is not None:
            query = query.where(sagas.c.status == status)
        async with self._engine.connect() as conn:
            return [dict(row) for row in (await conn.execute(query)).mappings()]

    async def instance(self, saga_id: UUID) -> Row | None:
        """One instance, whosever it is."""
        async with self._engine.connect() as conn:
            row = (await conn.execute(select(sagas).where(sagas.c.id == saga_id))).mappings().one_or_none()
        return dict(row) if row else None

    async def standing(self) -> dict[str, SagaCount]:
        """See ``Desk``."""
        query = (
            select(sagas.c.status, func.count(), func.min(sagas.c.updated_at))
            .where(sagas.c.status.in_(WATCHED))
            .group_by(sagas.c.status)
        )
        async with self._engine.connect() as conn:
            return {status: SagaCount(count, oldest) for status, count, oldest in await conn.execute(query)}

    async def history(self, saga_id: UUID) -> Sequence[Row]:
        """Every move of an instance, in order."""
        query = select(saga_history).where(saga_history.c.saga_id == saga_id).order_by(saga_history.c.sequence)
        async with self._engine.connect() as conn:
            return [dict(row) for row in (await conn.execute(query)).mappings()]

    async def close(self) -> None:
        """Close the connection."""
        await self._engine.dispose()


def saga_watch(settings: PostgresSettings, clock: Clock) -> list[Callable[[asyncio.Event], Awaitable[None]]]:
    """The worker that counts sagas; none where the operations role may not be used: nobody else sees all of them."""
    if settings.operations_database_url is None:
        return []
    return [watch(SagaDesk(settings.operations_database_url.get_secret_value()), clock)]


def saga_operation(runner_of: Callable[[T], tuple[SagaRunner, Callable[[], Awaitable[None]]]]) -> Operation[T]:
    """The command of the service that owns the sagas; ``runner_of`` gives a runner, and what closes it."""

    async def run(settings: T, chosen: argparse.Namespace) -> int:
        if settings.operations_database_url is None:
            raise OperationFailed("OPERATIONS_DATABASE_URL is not set: only the operations role sees all sagas.")
        desk = SagaDesk(settings.operations_database_url.get_secret_value())
        try:
            if chosen.what == "list":
                await _list(desk, chosen)
            elif chosen.what == "show":
                await _show(desk, chosen)
            else:
                runner, close = runner_of(settings)
                try:
                    await _operate(desk, runner, chosen)
                finally:
                    await close()
        finally:
            await desk.close()
        return 0

    return Operation("saga", "Where sagas stand; have a stuck one go on, or end one.", _arguments, run)


def _arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="list|show|retry|abort")
    listing = what.add_parser("list", help="those that wait for a person first, then the running ones")
    listing.add_argument("--status", choices=["running", "compensating", "completed", "failed", "cancelled", "stuck"])
    listing.add_argument("--most", type=int, default=50, metavar="N")
    what.add_parser("show", help="one saga with its whole history").add_argument("saga", type=UUID)
    what.add_parser("retry", help="send the undo that nobody answered again").add_argument("saga", type=UUID)
    abort = what.add_parser("abort", help="turn a running saga back, or close a stuck one")
    abort.add_argument("saga", type=UUID)
    abort.add_argument("--reason", required=True, help="kept in the history")
    for each in what.choices.values():
        each.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
    for each in (what.choices["retry"], abort):
        each.add_argument("--by", default=getuser(), help="who decides; kept in the history")


async def _list(desk: SagaDesk, chosen: argparse.Namespace) -> None:
    rows = [_summary(row) for row in await desk.instances(status=chosen.status, most=chosen.most)]
    print_rows(rows, as_json=chosen.as_json, empty="There is no such saga.")


def _summary(row: Row) -> Row:
    state = SagaState.model_validate(row["state"])
    pending = next((step for step in state.steps if step.status in ("running", "undoing")), None)
    return {
        "saga": str(state.id),
        "name": f"{state.saga} v{state.version}",
        "status": state.status,
        "step": pending.name if pending else None,
        "deadline": _time(pending.deadline) if pending else None,
        "started": _time(state.started_at),
        "ended": _time(state.ended_at),
        "tenant": str(state.tenant_id),
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


async def _show(desk: SagaDesk, chosen: argparse.Namespace) -> None:
    row = await _existing(desk, chosen.saga)
    history = await desk.history(chosen.saga)
    if chosen.as_json:
        print_rows([{**_summary(row), "state": row["state"], "history": history}], as_json=True, empty="")
        return
    sys.stdout.writelines(f"{name:<9} {value or '–'}\n" for name, value in _summary(row).items())
    sys.stdout.write("\n")
    state = SagaState.model_validate(row["state"])
    steps = [
        {
            "step": s.name,
            "status": s.status,
            "started": _time(s.started_at),
            "ended": _time(s.ended_at),
            "why": s.detail,
        }
        for s in state.steps
    ]
    print_rows(steps, as_json=False, empty="")
    sys.stdout.write("\n")
    print_rows([_move(each) for each in history], as_json=False, empty="It has no history.")


def _move(row: Row) -> Row:
    signal = row["signal"]
    about = {name: value for name, value in signal.items() if name not in ("kind", "result") and value}
    return {
        "n": row["sequence"],
        "at": row["at"].isoformat(timespec="milliseconds"),
        "what came": " ".join([signal["kind"], *(f"{name}={value}" for name, value in about.items())]),
        "status": row["status"],
        "step": row["step"],
        "sent": ", ".join(row["commands"]) or None,
    }


async def _operate(desk: SagaDesk, runner: SagaRunner, chosen: argparse.Namespace) -> None:
    row = await _existing(desk, chosen.saga)
    try:
        if chosen.what == "retry":
            moved = await runner.retry(row["tenant_id"], chosen.saga, by=chosen.by)
            refusal = "Only a stuck saga can be tried again"
        else:
            moved = await runner.abort(row["tenant_id"], chosen.saga, by=chosen.by, reason=chosen.reason)
            refusal = "Only a running or a stuck saga can be ended"
    except (Rejected, Overtaken) as reason:
        raise OperationFailed(f"It can't be moved: {reason}.") from None
    if moved is None or not moved.moved:
        raise OperationFailed(f"{refusal}; this one is {row['status']}.")
    print_rows([_summary({**row, "state": moved.state.model_dump(mode="json")})], as_json=chosen.as_json, empty="")


async def _existing(desk: SagaDesk, saga_id: UUID) -> Row:
    row = await desk.instance(saga_id)
    if row is None:
        raise OperationFailed("There is no such saga.")
    return row
