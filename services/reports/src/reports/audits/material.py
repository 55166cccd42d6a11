"""SQL of what figures rest on. The tenant comes first in every statement, beside row-level security."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pydantic import JsonValue
from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert

from common.contracts.analyzer import BrandStateExtracted, WebsiteAnalyzed
from common.contracts.simulator import ConversationsPlanned, ResponseReceived
from common.stores.postgres import Tx
from reports.audits.tables import audit_analyses, audit_answers, audit_plans, audit_readings
from reports.documents.rules.material import Material, material_of

Told = WebsiteAnalyzed | ConversationsPlanned | ResponseReceived | BrandStateExtracted
_PLACES: dict[type[Told], tuple[Table, str]] = {
    WebsiteAnalyzed: (audit_analyses, "analysis_id"),
    ConversationsPlanned: (audit_plans, "plan_id"),
    ResponseReceived: (audit_answers, "response_id"),
    BrandStateExtracted: (audit_readings, "response_id"),
}


async def keep(tx: Tx, events: Iterable[Told]) -> None:
    """Keep what was announced, in one order of ids; of one id the newest stays, whatever came last."""
    for event in sorted(events, key=lambda each: str(getattr(each, _PLACES[type(each)][1]))):
        table, own_id = _PLACES[type(event)]
        row: dict[str, Any] = {
            "website_id": event.website_id, "audit_id": event.audit_id, "occurred_at": event.occurred_at,
            "payload": event.model_dump_json(),
        }  # fmt: skip
        new = insert(table).values(tenant_id=tx.tenant_id, id=getattr(event, own_id), **row)
        newer = table.c.occurred_at < new.excluded.occurred_at
        await tx.execute(new.on_conflict_do_update(index_elements=["tenant_id", "id"], set_=row, where=newer))


async def of_audit(tx: Tx, audit_id: UUID, run_id: UUID) -> Material:
    """What is known of an audit's run so far."""
    plans = await _told(tx, audit_plans, audit_id)
    plan = max(plans, key=lambda each: str(each["occurred_at"]), default=None)
    analyses = {str(each["analysis_id"]): each for each in await _told(tx, audit_analyses, audit_id)}
    analysis = analyses.get(str(plan["analysis_id"])) if plan else None
    answers = [each for each in await _told(tx, audit_answers, audit_id) if each["run_id"] == str(run_id)]
    return material_of(analysis, plan, answers, await _told(tx, audit_readings, audit_id))


async def _told(tx: Tx, table: Table, audit_id: UUID) -> list[dict[str, JsonValue]]:
    query = select(table.c.payload).where(table.c.tenant_id == tx.tenant_id, table.c.audit_id == audit_id)
    return [json.loads(payload) for payload in (await tx.execute(query.order_by(table.c.id))).scalars()]
