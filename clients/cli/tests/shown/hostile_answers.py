"""What a gateway answers all of whose free texts are hostile, in the shapes of the services."""

from hashlib import sha256
from typing import Any

from ..garage import AUDIT, ME, OTHER, WEBSITE

Json = dict[str, Any]
EVIL = (
    "Evil\x1b[31m\x1b]8;;http://x\x07 \u202ex\u2066y\u009b2J\u0085 [bold]b[/x] [/nope]\n"
    "next\r\t\x00\ufffe\u200f\ud83d :bomb: {}"
)
AT = "2026-11-30T12:00:00Z"
REPORT, JOB, BRAND, ICP = (f"01a21b9e-{part}-7233-a1af-9b2ebf882d67" for part in ("4444", "5555", "6666", "7777"))
SITE_ROWS: Json = {
    "name": {"name": EVIL, "aliases": [EVIL]},
    "kind": {"kind": "shop", "business_model": EVIL, "local": True},
    "category": {"text": EVIL, "terms": [EVIL]},
    "offerings": [{"text": EVIL, "features": [EVIL], "price": EVIL}, {"text": EVIL}],
    "problems": [EVIL, EVIL],
    "rivals": [{"name": EVIL, "aliases": [EVIL], "domains": []}],
    "places": None,
    "language": "en",
}
FIGURE = {"value": 0.5, "low": 0.1, "high": 0.9, "reason": EVIL}
ROW = {
    "brand": EVIL, "tracked": True, "mentions": 1, "share_of_voice": FIGURE, "visibility": FIGURE, "label": EVIL,
    "recommendation_rate": FIGURE, "average_position": FIGURE, "presence": {"mentioned": 1, EVIL: 2},
}  # fmt: skip
SLICE = {
    "by": "all", "branded": False, "answers": 2, "conversations": 1, "refusals": 0, "label": EVIL, "value": EVIL,
    "brands": [ROW, {**ROW, "tracked": False}, {**ROW, "tracked": False, "mentions": 0}],
}  # fmt: skip
MEASURE = {"universe": EVIL, "definition": 1, "interval_method": EVIL}
SUBSTITUTION = {
    "missing_brand": EVIL, "substitute_brand": EVIL, "occurrences": 1, "missing_answers": 2, "share": FIGURE,
    "average_position": None,
}  # fmt: skip
QUOTE = {
    "text": EVIL, "start": 0, "end": 6, "presence": EVIL, "provider": EVIL, "model": EVIL, "icp_name": EVIL,
    "prompt_text": EVIL,
}  # fmt: skip
RESULT = {
    "headline": EVIL, "brand": EVIL, "cautions": [EVIL], "measure": MEASURE, "slices": [SLICE],
    "substitutions": [SUBSTITUTION], "evidence": [QUOTE],
}  # fmt: skip


OTHER_ORGANIZATION = {"id": JOB, "name": "x", "slug": "x", "role": "admin"}


def audit(status: str = "completed", **more: Any) -> Json:
    step = {"name": EVIL, "status": "failed", "started_at": AT, "ended_at": AT, "detail": EVIL, "reason": EVIL}
    needs = {"fields": ["category", EVIL]} if status == "needs-input" else None
    return {
        "id": AUDIT, "website_id": WEBSITE, "url": EVIL, "name": EVIL, "status": status, "needs": needs,
        "steps": [step], "progress": {}, "created_at": AT, "ended_at": AT, "language": EVIL, "providers": [EVIL],
        "failure": {"step": EVIL, "reason": EVIL, "detail": EVIL}, "panel": {"icps": 5, "conversations": 2}, **more,
    }  # fmt: skip


def icp() -> Json:
    own = {"name": EVIL, "description": EVIL, "job_titles": [EVIL], "pain_points": [EVIL, EVIL], "writing": EVIL}
    rows = [{"field": name, "value": value, "said_by": OTHER} for name, value in own.items()]
    return {"id": ICP, "sequence_number": 1, "active": True, "pending": True, "revision": 0, "fields": rows}


def site() -> Json:
    rows = [
        {"field": name, "value": value, "read": value if name == "rivals" else [EVIL],
         "missing": name == "category", "score": 0.5, "reason": EVIL,
         "said": None, "said_by": OTHER, "said_at": AT}
        for name, value in SITE_ROWS.items()
    ]  # fmt: skip
    return {
        "website_id": WEBSITE, "analysis_id": "a1", "analyzed_at": AT, "revision": 0, "fields": rows,
        "proposals": [{"text": EVIL, "terms": [EVIL], "score": 0.4}], "others": [{"text": EVIL, "relation": EVIL}],
        "changed": [{"field": EVIL, "before": [EVIL], "after": EVIL}], "waiting": [AUDIT],
    }  # fmt: skip


def website() -> Json:
    return {
        "id": WEBSITE, "url": EVIL, "domain": "evil.example", "name": EVIL, "status": EVIL, "last_scraped_at": None,
    }  # fmt: skip


def organization() -> Json:
    return {
        "id": REPORT, "name": EVIL, "slug": f"{EVIL}-1", "role": EVIL, "status": EVIL, "erase_after": EVIL,
        "settings": {EVIL: EVIL}, "created_at": EVIL,
    }  # fmt: skip


def key() -> Json:
    """A key, or a service account: each has fewer fields than both together."""
    told = dict.fromkeys(("name", "prefix", "role", "created_at", "expires_at", "last_used_at", "key"), EVIL)
    return {**told, "id": REPORT, "scopes": [EVIL]}


def brand() -> Json:
    return {
        "id": BRAND, "name": EVIL, "tracked": False, "competitor": False, "answers_naming": 1, "version": 1,
        "answers_recommending": 1, "established": True, "kind": EVIL,
    }  # fmt: skip


def job() -> Json:
    return {"id": JOB, "status": "done", "done": 1, "total": 1, "changed": 1, "extractor_version": EVIL}


def conversation() -> Json:
    return {
        "icp_name": EVIL, "icp_id": ICP, "topic": EVIL, "reason": EVIL, "rests_on": {"text": EVIL}, "core": True,
        "prompts": [{"prompt_type": "primary", "text": EVIL}],
    }  # fmt: skip


MYSELF = {"id": ME, "email": EVIL, "name": EVIL, "display_name": EVIL, "created_at": AT}
CLIENT = {
    "id": REPORT, "name": EVIL, "email": EVIL, "logo_url": EVIL, "has_logo": True, "status": EVIL, "purge_after": EVIL,
    "created_at": EVIL,
}  # fmt: skip
ARCHIVED = {**CLIENT, "id": JOB, "name": f"{EVIL} put away", "email": None, "logo_url": None, "has_logo": False}
MEMBER = {"user_id": OTHER, "role": EVIL, "client_id": REPORT, "joined_at": EVIL}
INVITATION = {
    "id": REPORT, "email": EVIL, "role": EVIL, "client_id": None, "invited_by": OTHER, "sent_at": EVIL, "times_sent": 1,
    "expires_at": EVIL, "status": EVIL, "created_at": EVIL,
}  # fmt: skip
FEATURE = {"name": EVIL, "enabled": True, "config": {EVIL: EVIL}, "held": False}
WEBHOOK = {
    "id": REPORT, "url": EVIL, "description": EVIL, "events": [EVIL, EVIL], "is_active": True, "disabled_at": None,
    "disabled_reason": None, "failing_since": EVIL, "previous_secret_until": EVIL, "created_at": EVIL,
}  # fmt: skip
DISABLED = {**WEBHOOK, "id": JOB, "is_active": False, "disabled_at": EVIL, "disabled_reason": EVIL}
DELIVERY = {
    "id": JOB, "webhook_id": REPORT, "event": EVIL, "website_id": None, "is_test": True, "status": "delivered",
    "attempts": 1, "http_status": 500, "ms": 12, "reason": EVIL, "created_at": EVIL, "last_attempt_at": EVIL,
    "next_attempt_at": None,
}  # fmt: skip
ENTRY = {
    "sequence": 1, "id": REPORT, "occurred_at": EVIL, "action": EVIL, "service": EVIL, "actor": EVIL, "user_id": None,
    "session_id": None, "key_id": None, "resource_type": EVIL, "resource_id": None, "facts": {EVIL: EVIL},
    "address": EVIL, "user_agent": EVIL, "is_erased": False, "hash": EVIL,
}  # fmt: skip
PLAN = {
    "tier": EVIL, "name": EVIL, "sold": True, "websites": 1, "audits_per_month": 2, "answers_per_month": 3,
    "spend_per_day": 4.5, "members": 6, "clients": 7,
}  # fmt: skip
SUBSCRIPTION = {
    "plan": EVIL, "tier": EVIL, "status": EVIL, "period_start": EVIL, "period_end": EVIL, "cancel_at_period_end": True,
    "grace_until": EVIL, "laid_aside": EVIL, "over": [EVIL, EVIL],
}  # fmt: skip
INVOICE = {
    "id": EVIL, "number": EVIL, "status": EVIL, "currency": EVIL, "total": 9900, "amount_due": 9900, "amount_paid": 0,
    "created": EVIL, "url": EVIL, "pdf": EVIL,
}  # fmt: skip
PAGE = {"url": EVIL, "expires_at": EVIL}
QUOTA = {
    "period": EVIL, "period_start": EVIL, "resets_on": EVIL, "plan": EVIL,
    "answers": {"limit": 1, "reserved": 0, "used": 2, "available": 0}, "audits": {"under_way": 0, "ended": 1},
    "quotas": [
        {"quota": EVIL, "limit": 1, "reserved": 0, "used": 2, "available": 0, "over": 1, "resets_at": EVIL},
        {"quota": "spend", "limit": 1, "reserved": 0, "used": 2, "available": 0, "over": 1, "resets_at": None},
    ],
}  # fmt: skip
VERIFIED = {"is_sound": True, "entries_checked": 1, "anchored_entries": 1, "roots": 1, "faults": [EVIL]}
ENROLMENT = {"secret": EVIL, "address": EVIL, "picture": "<svg/>"}
RECOVERY = {"recovery_codes": [EVIL, EVIL], "recovery_codes_left": 2}
FACTOR = {"enabled": True, "confirmed_at": EVIL, "recovery_codes_left": 2}
ERASURE = {
    "status": "erasing", "erase_after": EVIL, "began_at": EVIL, "waits_for": EVIL,
    "parts": [{
        "step": EVIL, "service": EVIL, "status": EVIL, "since": EVIL, "ended_at": None, "orders": 1, "erased": 2,
    }],
}  # fmt: skip
A_ZIP = {
    "id": REPORT, "status": "ready", "files": 1, "bytes": 2, "sha256": sha256(b"{}").hexdigest(), "reason": EVIL,
    "steps_done": 1, "steps": 1,
}  # fmt: skip
TAKEN = {"status": EVIL, "detail": EVIL}
JOINED = {"organization_id": EVIL, "role": EVIL, "client_id": None}
MAIL = {"id": REPORT, "at": EVIL, "to": EVIL, "subject": EVIL, "text": f"{EVIL}\n{EVIL}"}

READ: dict[str, Json] = {
    f"/v1/exports/{REPORT}?organization_id={REPORT}": A_ZIP,
    f"/v1/organizations/{REPORT}/erasure": ERASURE,
    "/v1/auth/second-factor": FACTOR, "/v1/audit-log/verification": VERIFIED, "/v1/billing/subscription": SUBSCRIPTION,
    "/v1/billing/plans": {"items": [PLAN]}, "/v1/billing/invoices": {"items": [INVOICE]}, "/v1/quota": QUOTA,
}  # fmt: skip
"""What is read of people, plans and accounts."""
LISTS: dict[str, list[Json]] = {
    "/v1/auth/passkeys": [{"id": EVIL, "name": EVIL, "synced": True, "created_at": EVIL, "last_used_at": None}],
    "/v1/members": [MEMBER], "/v1/invitations": [INVITATION], "/v1/clients": [CLIENT], "/v1/flags": [FEATURE],
    "/v1/webhooks": [WEBHOOK, DISABLED], f"/v1/webhooks/{REPORT}/deliveries": [DELIVERY], "/v1/audit-log": [ENTRY],
}  # fmt: skip
LOOKED_UP = ("/v1/invitations", "/v1/clients", "/v1/billing/subscription")
"""What commands read before they ask for something else."""
WRITTEN: dict[str, Json | None] = {
    f"POST /v1/exports?organization_id={REPORT}": A_ZIP,
    "POST /v1/auth/register": TAKEN, "POST /v1/auth/confirm": MYSELF, "POST /v1/auth/confirm/resend": TAKEN,
    "POST /v1/auth/password/forgotten": TAKEN, "POST /v1/auth/password/reset": None, "POST /v1/auth/password": None,
    "POST /v1/auth/email": TAKEN, "POST /v1/auth/email/confirm": MYSELF, "POST /v1/auth/close": None,
    "POST /v1/auth/erasure": None,
    "PATCH /v1/auth/me": MYSELF,
    "POST /v1/auth/second-factor": ENROLMENT, "POST /v1/auth/second-factor/confirmation": RECOVERY,
    f"POST /v1/auth/passkeys/{REPORT}/removal": None,
    "POST /v1/auth/second-factor/recovery-codes": RECOVERY, "POST /v1/auth/second-factor/removal": None,
    f"PATCH /v1/organizations/{REPORT}": organization(), f"DELETE /v1/organizations/{REPORT}": organization(),
    f"POST /v1/organizations/{REPORT}/restoration": organization(),
    f"DELETE /v1/organizations/{REPORT}/membership": None,
    f"PATCH /v1/members/{OTHER}": MEMBER, f"DELETE /v1/members/{OTHER}": None,
    "POST /v1/invitations": INVITATION, f"POST /v1/invitations/{REPORT}/mail": INVITATION,
    f"DELETE /v1/invitations/{REPORT}": None, "POST /v1/invitations/acceptance": JOINED,
    "POST /v1/clients": CLIENT, f"PATCH /v1/clients/{REPORT}": CLIENT, f"DELETE /v1/clients/{REPORT}": None,
    f"POST /v1/clients/{REPORT}/archiving": CLIENT, f"POST /v1/clients/{REPORT}/restoration": CLIENT,
    "PUT /v1/flags/digest": FEATURE,
    "POST /v1/billing/checkout": PAGE, "POST /v1/billing/portal": PAGE, "PUT /v1/billing/plan": SUBSCRIPTION,
    "POST /v1/webhooks": {**WEBHOOK, "secret": EVIL}, f"POST /v1/webhooks/{REPORT}/secret": {**WEBHOOK, "secret": EVIL},
    f"PATCH /v1/webhooks/{REPORT}": WEBHOOK, f"DELETE /v1/webhooks/{REPORT}": None,
    f"POST /v1/webhooks/{REPORT}/test": DELIVERY, f"POST /v1/webhooks/{REPORT}/replay": {"deliveries": 3},
    f"POST /v1/webhooks/{REPORT}/deliveries/{JOB}/replay": DELIVERY,
}  # fmt: skip
"""What is answered to what is asked for of people, plans, accounts and webhooks."""
