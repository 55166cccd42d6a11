"""SQL on PostgreSQL: which figures of an audit are shown. Row-level security keeps to the transaction's tenant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from analytics.figures.rules.brands import Definition
from analytics.figures.rules.materialisation import Materialisation
from analytics.figures.tables import materialisations
from common.postgres import Tx

Status = Literal["shown", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of one audit that are shown."""

    audit_id: UUID
    website_id: UUID
    run_id: UUID
    materialisation_id: UUID
    universes: dict[Definition, str]
    interval_method: str
    extractor_version: str
    period_start: datetime
    period_end: datetime
    computed_at: datetime


async def status_of(tx: Tx, audit_id: UUID) -> Status | None:
    """Whether the figures of an audit are shown or withdrawn; None where it has neither."""
    query = select(materialisations.c.status).where(
        materialisations.c.tenant_id == tx.tenant_id, materialisations.c.id == audit_id
    )
    status: Status | None = (await tx.execute(query)).scalar_one_or_none()
    return status


async def show(tx: Tx, result: Materialisation, *, computed_at: datetime) -> bool:
    """Show the figures of ``result`` from now on; False where they were withdrawn already and stay so."""
    row = {
        "tenant_id": tx.tenant_id,
        "id": result.subject.audit_id,
        "website_id": result.subject.website_id,
        "status": "shown",
        "materialisation_id": result.id,
        "run_id": result.subject.run_id,
        "universes": {str(definition): universe.text for definition, universe in result.universes.items()},
        "interval_method": result.interval_method,
        "extractor_version": result.extractor_version,
        "period_start": result.period_start,
        "period_end": result.period_end,
        "computed_at": computed_at,
    }
    changes = {name: value for name, value in row.items() if name not in ("tenant_id", "id")}
    statement = insert(materialisations).values(row)
    outcome = await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "id"],
            set_={**changes, "updated_at": func.now()},
            where=materialisations.c.status == "shown",
        )
    )
    return outcome.rowcount == 1


async def withdraw(tx: Tx, *, audit_id: UUID, website_id: UUID) -> None:
    """Show the figures of an audit no more, whether they are here already or still being computed."""
    row = {"tenant_id": tx.tenant_id, "id": audit_id, "website_id": website_id, "status": "withdrawn"}
    statement = insert(materialisations).values(row)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "id"], set_={"status": "withdrawn", "updated_at": func.now()}
        )
    )


async def shown_audits(tx: Tx, website_id: UUID) -> Sequence[tuple[UUID, UUID, UUID]]:
    """(audit, run, materialisation) of every audit of a website whose figures are shown."""
    table = materialisations
    query = select(table.c.id, table.c.run_id, table.c.materialisation_id).where(
        table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id, table.c.status == "shown"
    )
    return [(row.id, row.run_id, row.materialisation_id) for row in await tx.execute(query.order_by(table.c.id))]


async def shown(tx: Tx, *, website_id: UUID, audit_id: UUID | None) -> Shown | None:
    """The shown figures of ``audit_id``, or of the website's latest audit that has any."""
    table = materialisations
    query = select(table).where(
        table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id, table.c.status == "shown"
    )
    if audit_id is not None:
        query = query.where(table.c.id == audit_id)
    row = (await tx.execute(query.order_by(table.c.computed_at.desc(), table.c.id.desc()).limit(1))).mappings().first()
    if row is None:
        return None
    return Shown(
        audit_id=row["id"],
        website_id=row["website_id"],
        run_id=row["run_id"],
        materialisation_id=row["materialisation_id"],
        universes={int(number): text for number, text in row["universes"].items()},  # type: ignore[misc]
        interval_method=row["interval_method"],
        extractor_version=row["extractor_version"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        computed_at=row["computed_at"],
    )
