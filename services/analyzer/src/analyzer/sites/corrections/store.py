"""What people said of a website's business, and the audits that wait for it: SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import distinct_on, insert

from analyzer.shared.rows import Row
from analyzer.sites.rules.said import Facts
from analyzer.sites.tables import site_facts, site_questions
from common.contracts.simulator import ConfirmUnderstanding
from common.primitives.text import AS_KEPT
from common.stores.postgres import Tx

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('site-facts'), hashtext(:website))")


@dataclass(frozen=True, slots=True)
class Said:
    """What holds now: the facts, how often people spoke, and who said each field when."""

    facts: Facts
    revision: int
    rows: Mapping[str, Row]


async def take_turns(tx: Tx, website_id: UUID) -> None:
    """Whoever speaks of a website, and whoever asks, waits for the other: no word and no question is missed.

    ``NotFound`` where the website was erased.
    """
    await tx.hold_website(website_id)
    await tx.execute(_LOCK, {"website": str(website_id)})


async def said_of(tx: Tx, website_id: UUID) -> Said:
    """What people have said of a website so far."""
    table = site_facts
    query = (
        select(table)
        .where(table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id)
        .ext(distinct_on(table.c.field))
        .order_by(table.c.field, table.c.revision.desc())
    )
    rows: dict[str, Row] = {row["field"]: row for row in (await tx.execute(query)).mappings()}
    revision = max((row["revision"] for row in rows.values()), default=0)
    kept = {field: row["value"] for field, row in rows.items()}
    return Said(Facts.model_validate(kept, context={AS_KEPT: True}), revision, rows)


async def say(tx: Tx, website_id: UUID, values: Mapping[str, Any], revision: int, *, by: UUID, now: datetime) -> None:
    """Keep what was said of some fields as the next ``revision``; None takes a field back."""
    rows = [
        {"tenant_id": tx.tenant_id, "website_id": website_id, "revision": revision, "field": field, "value": value,
         "said_by": by, "said_at": now}
        for field, value in sorted(values.items())
    ]  # fmt: skip
    await tx.execute(insert(site_facts), rows)


async def history(tx: Tx, website_id: UUID, *, limit: int, before: tuple[int, str] | None) -> Sequence[Row]:
    """Everything that was said, the newest first, from behind the key ``before`` (revision, field)."""
    table = site_facts
    query = select(table).where(table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id)
    if before is not None:
        query = query.where(tuple_(table.c.revision, table.c.field) < before)
    query = query.order_by(table.c.revision.desc(), table.c.field.desc()).limit(limit)
    return (await tx.execute(query)).mappings().all()


# -- audits that wait -----------------------------------------------------------------------------------------------


async def ask(tx: Tx, command: ConfirmUnderstanding) -> None:
    """Note that an audit waits for a person."""
    row = {
        "tenant_id": tx.tenant_id, "audit_id": command.audit_id, "website_id": command.website_id,
        "analysis_id": command.analysis_id, "command": command.model_dump(mode="json"),
    }  # fmt: skip
    await tx.execute(insert(site_questions).values(row).on_conflict_do_nothing())


async def waiting(tx: Tx, website_id: UUID) -> list[ConfirmUnderstanding]:
    """The commands of a website's audits that wait, in the order of their ids."""
    table = site_questions
    query = select(table.c.command).where(
        table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id, table.c.answered_at.is_(None)
    )
    found = (await tx.execute(query.order_by(table.c.audit_id))).scalars()
    return [ConfirmUnderstanding.as_kept(each) for each in found]


async def settle(tx: Tx, audit_id: UUID) -> None:
    """Note that an audit does not wait any more."""
    table = site_questions
    own = (table.c.tenant_id == tx.tenant_id, table.c.audit_id == audit_id, table.c.answered_at.is_(None))
    await tx.execute(update(table).where(*own).values(answered_at=func.now()))
