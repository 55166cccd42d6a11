"""What an organisation can be told of, and what is said: ids and where to read on, nothing of content or people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final, Literal
from uuid import UUID

from common.contracts.analytics import ShareOfVoiceMaterialised
from common.contracts.answer import AuditContext
from common.contracts.message import Event
from common.contracts.reports import ReportGenerated
from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed

EventName = Literal["audit.finished", "figures.ready", "report.ready"]
"""The words that are offered. ``alert`` will be one as soon as there are alerts."""
Heard = AuditCompleted | AuditFailed | AuditCancelled | ShareOfVoiceMaterialised | ReportGenerated
OUTCOMES: Final[Mapping[type[Event], str]] = MappingProxyType(
    {AuditCompleted: "completed", AuditFailed: "failed", AuditCancelled: "cancelled"}
)
_EXAMPLE = UUID("01940000-0000-7000-8000-000000000000")


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing that happened, as receivers are told of it. ``body``: the JSON text that is signed and sent."""

    name: EventName
    website_id: UUID | None
    body: str


def telling_of(event: Heard) -> Telling:
    """What is told of an event."""
    name, own = _told(event)
    return Telling(name, event.website_id, _body(name, event.tenant_id, event.occurred_at, event, own))


def example_of(name: EventName, tenant_id: UUID, at: datetime) -> Telling:
    """A telling as it would be, of an audit that does not exist: it says so by ``test``."""
    about = AuditContext(website_id=_EXAMPLE, audit_id=_EXAMPLE)
    own: dict[EventName, dict[str, Any]] = {
        "audit.finished": _of_audit(_EXAMPLE, "completed", None),
        "figures.ready": _of_figures(about, _EXAMPLE),
        "report.ready": _of_report(_EXAMPLE),
    }
    return Telling(name, None, _body(name, tenant_id, at, about, own[name], test=True))


def _told(event: Heard) -> tuple[EventName, dict[str, Any]]:
    if isinstance(event, ShareOfVoiceMaterialised):
        return "figures.ready", _of_figures(event, event.run_id)
    if isinstance(event, ReportGenerated):
        return "report.ready", _of_report(event.report_id)
    reason = event.reason if isinstance(event, AuditFailed) else None
    return "audit.finished", _of_audit(event.audit_id, OUTCOMES[type(event)], reason)


def _of_audit(audit_id: UUID, outcome: str, reason: str | None) -> dict[str, Any]:
    return {"outcome": outcome, "reason": reason, "links": {"audit": f"/v1/audits/{audit_id}"}}


def _of_figures(about: AuditContext, run_id: UUID) -> dict[str, Any]:
    link = f"/v1/share-of-voice?website_id={about.website_id}&audit_id={about.audit_id}"
    return {"run_id": str(run_id), "links": {"figures": link}}


def _of_report(report_id: UUID) -> dict[str, Any]:
    path = f"/v1/reports/{report_id}"
    return {"report_id": str(report_id), "links": {"report": path, "html": f"{path}/html", "json": f"{path}/json"}}


def _body(
    name: EventName, tenant_id: UUID, at: datetime, about: AuditContext, own: dict[str, Any], *, test: bool = False
) -> str:
    whose = {"organization_id": str(tenant_id), "website_id": str(about.website_id), "audit_id": str(about.audit_id)}
    if about.client_id is not None:
        whose["client_id"] = str(about.client_id)
    moment = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    told = {"type": name, "timestamp": moment, "data": whose | own} | ({"test": True} if test else {})
    return json.dumps(told, separators=(",", ":"), ensure_ascii=True)
