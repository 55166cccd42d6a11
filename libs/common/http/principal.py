"""Who asks. Services verify the token themselves: no header is trusted that a client could have sent.

``Viewer``, ``Editor`` and ``Admin`` say what a route needs of the caller in the organisation he acts for; each may what
the ones before may. ``CurrentUser`` is for the few routes that need no organisation.
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from common.contracts.vocabulary import Role
from common.http.problems import refuses
from common.primitives.errors import Forbidden, Unauthorized

_bearer = HTTPBearer(auto_error=False, description="Access token of POST /v1/auth/login.")


@dataclass(frozen=True, slots=True)
class Principal:
    """The user behind a verified token, and the organisation he acts for, if he chose one."""

    user_id: UUID
    tenant_id: UUID | None
    role: Role | None
    session_id: UUID | None
    token: str

    @property
    def tenant(self) -> UUID:
        """The organisation; ``Viewer``, ``Editor`` and ``Admin`` guarantee that there is one."""
        if self.tenant_id is None:
            raise Forbidden("no-organisation", "Choose or create an organisation first.")
        return self.tenant_id


@refuses("token-missing", "token-invalid", "token-expired", "keys-unavailable")
async def _current_user(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Principal:
    if credentials is None:
        raise Unauthorized("token-missing", "Send an access token as 'Authorization: Bearer ...'.")
    principal: Principal = await request.app.state.verifier.verify(credentials.credentials)
    if principal.tenant_id is not None:
        request.state.tenant_id = str(principal.tenant_id)
    return principal


CurrentUser = Annotated[Principal, Depends(_current_user)]


@refuses("no-organisation")
async def _viewer(principal: CurrentUser) -> Principal:
    if principal.tenant_id is None:
        raise Forbidden("no-organisation", "Choose or create an organisation first.")
    return principal


Viewer = Annotated[Principal, Depends(_viewer)]
"""Any member of an organisation: who may look."""


@refuses("role-too-low")
async def _editor(principal: Viewer) -> Principal:
    if principal.role not in ("member", "admin"):
        raise Forbidden("role-too-low", "Viewers may look, but not do this.")
    return principal


Editor = Annotated[Principal, Depends(_editor)]
"""A member who may order, change and decide."""


@refuses("role-too-low")
async def _admin(principal: Viewer) -> Principal:
    if principal.role != "admin":
        raise Forbidden("role-too-low", "Only admins of the organisation may do this.")
    return principal


Admin = Annotated[Principal, Depends(_admin)]
"""Who runs the organisation."""
