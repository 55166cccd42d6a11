"""SQL of exports: always the transaction's tenant's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from common.exports.ledger import JOBS
from common.saga.definition import FINAL, SagaState
from common.saga.tables import sagas
from common.stores.postgres import Tx
from tenants.exports.rules import EXPORT, ExportStatus, job_id
from tenants.organizations.tables import organization_exports, organizations

_OWN = organization_exports.c
_SHOWN = ("id", "created_at", "requested_by", "status", "ended_at", "expires_at", "files", "rows", "bytes", "sha256",
          "reason")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Export:
    """An export as its organisation sees it; ``steps_done`` of ``steps`` while it runs."""

    id: UUID
    created_at: datetime
    requested_by: UUID
    status: ExportStatus
    ended_at: datetime | None
    expires_at: datetime | None
    files: int | None
    rows: int | None
    bytes: int | None
    sha256: str | None
    reason: str | None
    steps_done: int
    steps: int


def _exports(tx: Tx) -> "Select[Any]":
    own = select(*(_OWN[name] for name in _SHOWN), sagas.c.state).outerjoin(
        sagas, (sagas.c.tenant_id == _OWN.tenant_id) & (sagas.c.id == _OWN.id)
    )
    return own.where(_OWN.tenant_id == tx.tenant_id)


def _export(row: RowMapping) -> Export:
    facts = dict(row)
    state = facts.pop("state")
    steps = [each["status"] for each in state["steps"]] if state else []
    return Export(**facts, steps_done=steps.count("done"), steps=len(steps))


async def export(tx: Tx, export_id: UUID) -> Export | None:
    """One of them."""
    row = (await tx.execute(_exports(tx).where(_OWN.id == export_id))).mappings().one_or_none()
    return _export(row) if row else None


async def listed(tx: Tx, *, limit: int, after: tuple[Any, ...] | None) -> Sequence[Export]:
    """The newest first, from behind the one of that time and id."""
    query = _exports(tx).order_by(_OWN.created_at.desc(), _OWN.id.desc()).limit(limit)
    if after is not None:
        query = query.where(tuple_(_OWN.created_at, _OWN.id) < after)
    return [_export(row) for row in (await tx.execute(query)).mappings()]


async def running(tx: Tx) -> UUID | None:
    """The one that runs."""
    query = select(_OWN.id).where(_OWN.tenant_id == tx.tenant_id, _OWN.status == "running")
    found: UUID | None = (await tx.execute(query)).scalar_one_or_none()
    return found


async def add(tx: Tx, export_id: UUID, by: UUID, now: datetime) -> None:
    """A new one, which runs."""
    row = {"tenant_id": tx.tenant_id, "id": export_id, "created_at": now, "requested_by": by, "status": "running"}
    await tx.execute(insert(organization_exports).values(row))


async def end(tx: Tx, export_id: UUID, before: ExportStatus, **changes: Any) -> bool:
    """Give one another status; False where it has another than ``before``, and is left as it is."""
    own = (_OWN.tenant_id == tx.tenant_id, _OWN.id == export_id, _OWN.status == before)
    return bool((await tx.execute(update(organization_exports).where(*own).values(**changes))).rowcount)


async def add_job(tx: Tx, lane: str, export_id: UUID, command_id: UUID, due_at: datetime) -> None:
    """Work of the export's own worker; what is there already stays as it is."""
    about = {"export_id": export_id, "command_id": command_id}
    await JOBS.add(tx, [job_id(lane, export_id)], due_at, lane=lane, fields=about)


async def is_going_on(tx: Tx, export_id: UUID) -> bool:
    """Whether an export's saga runs, and does not turn back before this transaction has ended."""
    own = select(sagas.c.status).where(sagas.c.tenant_id == tx.tenant_id, sagas.c.id == export_id)
    return (await tx.execute(own.with_for_update(read=True))).scalar_one_or_none() == "running"


async def about_organization(tx: Tx) -> RowMapping | None:
    """Whose export it is: name, short name, and whether its erasure has begun. Held, as changes of standing are."""
    columns = (organizations.c[name] for name in ("name", "slug", "erasing_since"))
    own = select(*columns).where(organizations.c.tenant_id == tx.tenant_id).with_for_update()
    return (await tx.execute(own)).mappings().one_or_none()


async def follow(tx: Tx, state: SagaState) -> None:
    """Called in the transaction of a saga's move: one that turned back, or got stuck, has failed."""
    if state.saga != EXPORT or state.status not in FINAL or state.status == "completed":
        return
    reason = state.failure.reason if state.failure else state.status
    await end(tx, state.id, "running", status="failed", reason=reason, ended_at=func.now())
