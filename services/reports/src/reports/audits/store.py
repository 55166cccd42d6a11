"""The SQL of what is known of audits. The tenant comes first in every statement, beside row-level security."""

from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.simulator import AuditRequested
from common.stores.postgres import Tx
from reports.audits.tables import audit_figures, audit_requests


async def save_request(tx: Tx, event: AuditRequested) -> None:
    """Keep what was asked for."""
    await _keep_newest(tx, audit_requests, event)


async def save_figures(tx: Tx, event: ShareOfVoiceMaterialised) -> None:
    """Keep the figures of an audit; figures made later replace them, never the other way round."""
    await _keep_newest(tx, audit_figures, event)


async def _keep_newest(tx: Tx, table: Table, event: AuditRequested | ShareOfVoiceMaterialised) -> None:
    row = {"website_id": event.website_id, "occurred_at": event.occurred_at, "payload": event.model_dump_json()}
    statement = insert(table).values(tenant_id=tx.tenant_id, id=event.audit_id, **row)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "id"], set_=row, where=table.c.occurred_at < statement.excluded.occurred_at
        )
    )


async def request_of(tx: Tx, audit_id: UUID) -> AuditRequested | None:
    """What was asked for, where it has arrived."""
    payload = await _payload(tx, audit_requests, audit_id)
    return AuditRequested.model_validate_json(payload) if payload else None


async def figures_of(tx: Tx, audit_id: UUID) -> ShareOfVoiceMaterialised | None:
    """The audit's figures, where they have arrived."""
    payload = await _payload(tx, audit_figures, audit_id)
    return ShareOfVoiceMaterialised.model_validate_json(payload) if payload else None


async def _payload(tx: Tx, table: Table, audit_id: UUID) -> str | None:
    query = select(table.c.payload).where(table.c.tenant_id == tx.tenant_id, table.c.id == audit_id)
    payload: str | None = (await tx.execute(query)).scalar_one_or_none()
    return payload
