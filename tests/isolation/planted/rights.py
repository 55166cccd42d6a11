"""Holes in who may do what: permissions, scopes, clients of an agency, and organisations that a request names."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, get_args
from uuid import UUID

from fastapi import Request

from auth.audit_log import api as audit_log_api
from auth.memberships.rules import Membership
from auth.sessions.authentication import Authentication
from common.http import permissions, principal
from common.http.permissions import granted
from common.http.principal import Caller, Principal
from tenants.clients import api as clients_api
from tenants.members import changing
from tenants.organizations import api as organizations_api

from ..asking.world import World
from ..probes.asked import OTHER, asked
from ..probes.doors import promotion
from ..probes.organizations import switching
from .hole import Hole, Plant, replaced

_READ = ("GET /v1/websites", "GET /v1/reports", "GET /v1/audit-log")
_call = principal._CurrentUser.__call__


def _unchecked(service: str, check: Any) -> Plant:
    """A check that routes of a service depend on lets everybody pass who has a good token."""

    @asynccontextmanager
    async def planted(world: World) -> AsyncIterator[None]:
        overridden = world.running.parts[service].api.dependency_overrides
        overridden[check] = _any_caller
        try:
            yield
        finally:
            del overridden[check]

    return planted


async def _any_caller(caller: Caller) -> Principal:
    return caller


def _believing(said: Callable[[Request], str | None]) -> Any:
    """Whoever names an organisation is of it."""

    async def called(self: Any, request: Request) -> Any:
        found, named = await _call(self, request), said(request)
        return replace(found, tenant_id=UUID(named)) if named else found

    return called


async def _as_if_a_member(organization_id: UUID, _principal: Any, database: Any) -> Any:
    async with database.begin(organization_id) as tx:
        query = organizations_api.store.organizations
        row = (await tx.execute(query.select().where(query.c.tenant_id == organization_id))).mappings().one_or_none()
    if row is None:
        raise organizations_api.NotFound("organisation-not-found", organizations_api.UNKNOWN_ORGANIZATION)
    shown = {"role": "viewer", "status": "active", "erase_after": None, "id": organization_id}
    return organizations_api.Organization.model_validate({**row, **shown})


async def _any_organization(_self: Any, _tx: Any, _token: Any, organization_id: UUID | None) -> Any:
    return Membership(organization_id, "owner", None) if organization_id else None


HOLES: Sequence[Hole] = (
    Hole(
        "no permission is asked for",
        replaced(permissions, "may", lambda _principal, _permission: True),
        asked("the role billing", *_READ),
        usual=True,
    ),
    Hole(
        "one route forgot its permission",
        _unchecked("auth", get_args(audit_log_api.Reader)[1].dependency),
        asked("the role viewer", "GET /v1/audit-log"),
        usual=True,
    ),
    Hole(
        "who has no role has a viewer's",
        replaced(permissions, "may", lambda who, permission: permission in granted(who.role or "viewer", who.scopes)),
        asked("a member without a role", *_READ),
    ),
    Hole(
        "an operator of the platform may write",
        replaced(permissions, "may", lambda who, permission: who.role == "operator" or permission in granted(who.role)),
        asked("the role operator", "PUT /v1/flags/{name}", "POST /v1/invitations"),
    ),
    Hole(
        "scopes limit no key",
        replaced(permissions, "may", lambda who, permission: permission in granted(who.role)),
        asked("a key without the scope", *_READ),
        usual=True,
    ),
    Hole(
        "a person's own is a key's too",
        _unchecked("tenants", principal._person),
        asked("a key without the scope", "GET /v1/organizations"),
    ),
    Hole(
        "a client's user sees every client",
        replaced(clients_api, "only_client", lambda _caller: None),
        asked("another client of the agency", "GET /v1/clients"),
    ),
    Hole(
        "a client's user reads any client",
        replaced(clients_api, "sees_client", lambda _caller, _client: True),
        asked("another client of the agency", "GET /v1/clients/{client_id}"),
        usual=True,
    ),
    Hole(
        "a header says which organisation it is",
        replaced(principal._CurrentUser, "__call__", _believing(lambda request: request.headers.get("x-tenant-id"))),
        asked("an owner who says that he is of this one", "GET /v1/websites", "GET /v1/clients"),
        usual=True,
    ),
    Hole(
        "a cookie says which organisation it is",
        replaced(principal._CurrentUser, "__call__", _believing(lambda request: request.cookies.get("tenant_id"))),
        asked("an owner who says that he is of this one", "GET /v1/websites", "GET /v1/clients"),
    ),
    Hole(
        "an organisation's id in a path is enough to read it",
        replaced(organizations_api, "_own", _as_if_a_member),
        asked(OTHER, "GET /v1/organizations/{organization_id}"),
    ),
    Hole(
        "an organisation's id in a body is enough to act for it",
        replaced(Authentication, "_acting", _any_organization),
        switching,
        usual=True,
    ),
    Hole(
        "a role beyond one's own is given",
        replaced(changing, "see_that_he_may", lambda _own, *_others: None),
        promotion,
    ),
)
