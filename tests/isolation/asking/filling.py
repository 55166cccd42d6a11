"""What the stored audit has nothing of is made over HTTP, for each of the two, and how each thing's id is learnt."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import httpx

from common.primitives.ids import uuid7
from tenants.exports.places import archive_key

from ..twins.others import put_object
from ..twins.postgres import connected
from ..twins.services import Running
from ..twins.stores import Side
from .requests import ALSO
from .tokens import Holder, token_of

Json = dict[str, Any]
ADDRESS = "https://1.1.1.1/"
"""A public address that no name has to be looked up for; nothing is ever sent there."""

MAKES: Sequence[tuple[str, str, str, Json]] = (
    ("client_id", "tenants", "/v1/clients", {"name": "{mark} Bakery", "email": "bakery@{mark}.example"}),
    ("other_client_id", "tenants", "/v1/clients", {"name": "{mark} Brewery", "email": "brewery@{mark}.example"}),
    ("archived_client_id", "tenants", "/v1/clients", {"name": "{mark} Closed", "email": "closed@{mark}.example"}),
    ("invitation_id", "tenants", "/v1/invitations", {"email": "guest@{mark}.example", "role": "viewer"}),
    ("service_account_id", "auth", "/v1/service-accounts", {"name": "{mark} warehouse", "role": "viewer"}),
    ("key_id", "auth", "/v1/api-keys", {"name": "{mark} nightly", "scopes": ["figures:read"]}),
    ("webhook_id", "reports", "/v1/webhooks", {"url": ADDRESS + "{mark}", "events": ["report.ready"]}),
    ("own_icp_id", "simulator", "/v1/icps", {"facts": {"name": "{mark} florist"}, "website_id": "{website_id}"}),
)
"""The name of the id, the service, the path, and a body; ``{...}`` is the canary or an id that is known by then."""
CHANGES: Sequence[tuple[str, str, str, Json | None]] = (
    ("POST", "reports", "/v1/webhooks/{webhook_id}/test", {"event": "report.ready"}),
    ("POST", "tenants", "/v1/clients/{archived_client_id}/archiving", None),
    ("PUT", "tenants", "/v1/flags/{mark}", {"enabled": True, "config": {"of": "{mark}"}}),
    ("PUT", "tenants", "/v1/clients/{client_id}/logo", {"content": "iVBORw0KGgo="}),
    ("PATCH", "analyzer", "/v1/sites/{website_id}", {"facts": {"category": {"text": "{mark} shops"}}, "revision": 0}),
    ("PATCH", "auth", "/v1/auth/me", {"name": "{mark} Owner", "display_name": "{mark}"}),
)
LEARNT: Sequence[tuple[str, str, str]] = (
    ("brand_id", "analyzer", "/v1/brands?website_id={website_id}"),
    ("report_id", "reports", "/v1/reports?audit_id={audit_id}"),
    ("icp_id", "simulator", "/v1/audits/{audit_id}/icps"),
    ("delivery_id", "reports", "/v1/webhooks/{webhook_id}/deliveries"),
    ("session_id", "auth", "/v1/auth/sessions"),
)
"""Ids that a list tells, the first of it."""


@dataclass
class Filled:
    """One organisation with something of everything; ``ids`` by the names that the API has for them."""

    side: Side
    ids: dict[str, str]
    headers: Mapping[str, str] = field(repr=False, default_factory=dict)


async def filled(running: Running, side: Side) -> Filled:
    """Make what is missing as the owner, and learn the ids of all there is."""
    kept = running.stores.kept
    token = await token_of(running.ring, Holder(side.owner, side.tenant))
    own = Filled(side, {"organization_id": str(side.tenant)}, {"Authorization": f"Bearer {token}"})
    own.ids["website_id"] = side.twin.id_of(kept.website)
    own.ids["audit_id"] = side.twin.id_of(kept.audits["completed"])
    own.ids["rescoring_id"] = side.twin.id_of(_about(running)["rescoring"])
    own.ids["user_id"] = await _a_member(running, side)
    own.ids["export_id"] = await _an_export(running, side)
    own.ids["passkey_id"] = await _a_passkey(running, side)
    for name, service, path, body in MAKES:
        answer = await _asked(running, own, "POST", service, path, body)
        own.ids[name] = str(answer["id"])
    for method, service, path, change in CHANGES:
        await _asked(running, own, method, service, path, change)
    await running.carry()
    for name, service, path in LEARNT:
        told = await _asked(running, own, "GET", service, path, None)
        own.ids[name] = str(told["items"][0]["id"])
    side.twin.ids.update(own.ids.values())
    own.ids |= {also: own.ids[name] for also, name in ALSO.items()}
    return own


async def _asked(running: Running, own: Filled, method: str, service: str, path: str, body: Json | None) -> Any:
    known = {**own.ids, "mark": own.side.mark}
    sent = _put(body, known) if body is not None else None
    asked = running.clients[service].request(method, path.format(**known), json=sent, headers=own.headers)
    answer: httpx.Response = await asked
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else None


def _put(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.format(**known)
    if isinstance(value, dict):
        return {name: _put(each, known) for name, each in value.items()}
    return [_put(each, known) for each in value] if isinstance(value, list) else value


def _about(running: Running) -> Json:
    told: Json = json.loads(running.stores.kept.text("about.json"))
    return told


async def _a_member(running: Running, side: Side) -> str:
    """A second member, as an accepted invitation leaves him in tenants and auth."""
    user = side.twin.id_of(str(side.owner)[:-1] + ("0" if str(side.owner)[-1] != "0" else "1"))
    member = str(user)
    for service in ("tenants", "auth"):
        await _done(
            running, service,
            "INSERT INTO memberships SELECT (jsonb_populate_record(m, jsonb_build_object("
            "'user_id', $1::text, 'role', 'member'))).* FROM memberships m WHERE tenant_id = $2 AND user_id = $3"
            " ON CONFLICT DO NOTHING",
            member, side.tenant, side.owner,
        )  # fmt: skip
    return member


async def _an_export(running: Running, side: Side) -> str:
    """An export that lies ready, with its file, as the saga leaves it."""
    own, body = uuid7(), f"all that {side.mark} has".encode()
    await _done(
        running, "tenants",
        "INSERT INTO organization_exports (id, tenant_id, created_at, requested_by, status, ended_at, "
        "expires_at, files, rows, bytes, sha256) VALUES ($1, $2, now(), $3, 'ready', now(), "
        "now() + interval '7 days', 1, 1, $4, $5)",
        own, side.tenant, side.owner, len(body), sha256(body).hexdigest(),
    )  # fmt: skip
    put_object(running.stores.s3.urls.s3, "tenants", archive_key(side.tenant, own), body)
    return str(own)


async def _a_passkey(running: Running, side: Side) -> str:
    """A passkey of the owner's, as adding one leaves it."""
    own = uuid7()
    await _done(
        running, "auth",
        "INSERT INTO passkeys (id, user_id, credential_id, public_key, sign_count, synced, name, created_at) "
        "VALUES ($1, $2, $3, $3, 0, false, $4, now())",
        own, side.owner, own.bytes, f"{side.mark} phone",
    )  # fmt: skip
    return str(own)


async def _done(running: Running, service: str, statement: str, *values: object) -> None:
    connection = await connected(running.stores.urls[service])
    try:
        await connection.execute(statement, *values)
    finally:
        await connection.close()
