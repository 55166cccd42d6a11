"""SQL on PostgreSQL: which figures of an audit are shown. Row-level security keeps to the transaction's tenant."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from analytics.figures.rules.brands import Definition
from analytics.figures.rules.materialisation import Materialisation, MeasuredRun
from analytics.figures.tables import materialisations
from common.contracts.answer import AuditContext, RunContext
from common.stores.postgres import Tx
from common.stores.postgres.columns import as_fields


class Shown(RunContext):
    """The figures of one audit that are shown."""

    materialisation_id: UUID
    universes: dict[Definition, str]
    interval_method: str
    extractor_version: str
    period_start: datetime
    period_end: datetime
    computed_at: datetime


async def show(tx: Tx, result: Materialisation, *, computed_at: datetime) -> bool:
    """Show the figures of ``result`` from now on; False where they were withdrawn already and stay so."""
    row = {
        "tenant_id": tx.tenant_id,
        **dict(RunContext.part_of(result.subject)),
        "status": "shown",
        "materialisation_id": result.id,
        "universes": {str(definition): universe.text for definition, universe in result.universes.items()},
        "interval_method": result.interval_method,
        "extractor_version": result.extractor_version,
        "period_start": result.period_start,
        "period_end": result.period_end,
        "computed_at": computed_at,
    }
    changes = {name: value for name, value in row.items() if name not in ("tenant_id", "audit_id")}
    statement = insert(materialisations).values(row)
    outcome = await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "id"],
            set_={**changes, "updated_at": func.now()},
            where=materialisations.c.status == "shown",
        )
    )
    return outcome.rowcount == 1


async def withdraw(tx: Tx, audit: AuditContext) -> None:
    """Show the figures of an audit no more, whether they are here already or still being computed."""
    row = {"tenant_id": tx.tenant_id, **dict(audit), "status": "withdrawn"}
    statement = insert(materialisations).values(row)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "id"], set_={"status": "withdrawn", "updated_at": func.now()}
        )
    )


async def shown_audits(tx: Tx, website_id: UUID) -> Sequence[tuple[MeasuredRun, UUID]]:
    """Every audit of a website whose figures are shown, and their id."""
    table = materialisations
    query = select(*as_fields(table, (*MeasuredRun.model_fields, "materialisation_id"))).where(
        table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id, table.c.status == "shown"
    )
    rows = (await tx.execute(query.order_by(table.c.audit_id))).mappings()
    return [(MeasuredRun.model_validate(row), row["materialisation_id"]) for row in rows]


async def shown(tx: Tx, *, website_id: UUID, audit_id: UUID | None, client_id: UUID | None) -> Shown | None:
    """The shown figures of ``audit_id``, or of the website's latest audit that has any; of one client's."""
    table = materialisations
    query = select(*as_fields(table, Shown.model_fields)).where(
        table.c.tenant_id == tx.tenant_id, table.c.website_id == website_id, table.c.status == "shown"
    )
    if audit_id is not None:
        query = query.where(table.c.audit_id == audit_id)
    if client_id is not None:
        query = query.where(table.c.client_id == client_id)
    latest = query.order_by(table.c.computed_at.desc(), table.c.audit_id.desc()).limit(1)
    row = (await tx.execute(latest)).mappings().first()
    if row is None:
        return None
    universes = {int(number): text for number, text in row["universes"].items()}
    return Shown.model_validate({**row, "universes": universes})
