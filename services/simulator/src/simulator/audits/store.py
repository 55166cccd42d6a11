"""SQL of audits and of the counters a person watches."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, null, select, text, update
from sqlalchemy.dialects.postgresql import insert

from common.stores.postgres import Tx
from simulator.audits.rules.audit import UNDETERMINED
from simulator.audits.tables import audit_progress, audits
from simulator.plans.tables import plans
from simulator.runs.tables import runs

_ACTIVE = text("status IN ('needs-input', 'running', 'compensating')")
"""The index's own condition, in words: with parameters a plan that is kept finds no index, and the statement fails."""


async def add_audit(tx: Tx, row: dict[str, Any]) -> bool:
    """Add an audit; False where one of the same website is running."""
    added = insert(audits).values(tenant_id=tx.tenant_id, status="running", **row)
    one_active = added.on_conflict_do_nothing(index_elements=["tenant_id", "website_id"], index_where=_ACTIVE)
    return bool((await tx.execute(one_active)).rowcount)


async def running_audit(tx: Tx, website_id: UUID) -> UUID | None:
    """The audit of a website that is running, if any."""
    query = select(audits.c.id).where(audits.c.tenant_id == tx.tenant_id, audits.c.website_id == website_id, _ACTIVE)
    found: UUID | None = (await tx.execute(query)).scalar_one_or_none()
    return found


async def audit_row(tx: Tx, audit_id: UUID, *, lock: bool = False, client_id: UUID | None = None) -> RowMapping | None:
    """One audit, of one client where that is said."""
    query = select(audits).where(audits.c.tenant_id == tx.tenant_id, audits.c.id == audit_id)
    if client_id is not None:
        query = query.where(audits.c.client_id == client_id)
    return (await tx.execute(query.with_for_update() if lock else query)).mappings().one_or_none()


async def list_audits(
    tx: Tx, *, website_id: UUID | None, client_id: UUID | None, limit: int, before: UUID | None
) -> Sequence[RowMapping]:
    """Audits, newest first."""
    query = select(audits).where(audits.c.tenant_id == tx.tenant_id).order_by(audits.c.id.desc()).limit(limit)
    if website_id is not None:
        query = query.where(audits.c.website_id == website_id)
    if client_id is not None:
        query = query.where(audits.c.client_id == client_id)
    if before is not None:
        query = query.where(audits.c.id < before)
    return (await tx.execute(query)).mappings().all()


async def set_status(
    tx: Tx, audit_id: UUID, status: str, failure: dict[str, Any] | None, ended_at: datetime | None
) -> None:
    """Follow the saga; whatever was needed of a person is not needed any more once it moves."""
    changes = {"status": status, "failure": failure, "ended_at": ended_at, "needs": null(), "updated_at": func.now()}
    await tx.execute(update(audits).where(audits.c.tenant_id == tx.tenant_id, audits.c.id == audit_id).values(changes))


async def set_needs(tx: Tx, audit_id: UUID, needs: dict[str, Any]) -> None:
    """Show that an audit waits for a person, and for what."""
    changes = {"status": "needs-input", "needs": needs, "updated_at": func.now()}
    await tx.execute(update(audits).where(audits.c.tenant_id == tx.tenant_id, audits.c.id == audit_id).values(changes))


async def set_language(tx: Tx, audit_id: UUID, language: str) -> None:
    """Keep the language that the conversations turned out to be in."""
    table = audits.c
    await tx.execute(
        update(audits).where(table.tenant_id == tx.tenant_id, table.id == audit_id, table.language == UNDETERMINED)
        .values(language=language)
    )  # fmt: skip


async def count_items(tx: Tx, kind: str, items: Iterable[tuple[UUID, UUID]]) -> None:
    """Count ``(audit_id, item_id)`` pairs; one that was counted before changes nothing."""
    rows = [
        {"tenant_id": tx.tenant_id, "audit_id": audit_id, "kind": kind, "item_id": item_id}
        for audit_id, item_id in sorted(set(items))  # in one order: two consumers never wait for each other
    ]
    if rows:
        await tx.execute(insert(audit_progress).on_conflict_do_nothing(), rows)


async def progress(tx: Tx, audit_id: UUID) -> dict[str, int]:
    """How far an audit is: counters by name."""
    counted = (
        select(audit_progress.c.kind, func.count().label("items"))
        .where(audit_progress.c.tenant_id == tx.tenant_id, audit_progress.c.audit_id == audit_id)
        .group_by(audit_progress.c.kind)
    )
    kinds: dict[str, int] = {row.kind: row.items for row in await tx.execute(counted)}
    planned = select(plans.c.prompts).where(plans.c.tenant_id == tx.tenant_id, plans.c.audit_id == audit_id)
    prompts = (await tx.execute(planned)).scalar_one_or_none() or 0
    asked = select(runs.c.total_prompts, runs.c.completed_prompts, runs.c.failed_prompts).where(
        runs.c.tenant_id == tx.tenant_id, runs.c.audit_id == audit_id
    )
    run = (await tx.execute(asked)).one_or_none()
    return {
        "pages_read": kinds.get("page", 0),
        "prompts_planned": prompts,
        "prompts_classified": kinds.get("prompt", 0),
        "answers_expected": run.total_prompts if run else 0,
        "answers_received": run.completed_prompts if run else 0,
        "answers_failed": run.failed_prompts if run else 0,
        "answers_read": kinds.get("answer", 0),
        "brands_found": kinds.get("brand", 0),
    }
