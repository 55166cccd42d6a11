"""Who asks. Services verify the token themselves: no header is trusted that a client could have sent."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from common.contracts.vocabulary import Role
from common.errors import Forbidden, Unauthorized

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
        """The organisation; ``CurrentTenant`` guarantees that there is one."""
        if self.tenant_id is None:
            raise Forbidden("no-organisation", "Choose or create an organisation first.")
        return self.tenant_id


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


async def _current_tenant(principal: CurrentUser) -> Principal:
    if principal.tenant_id is None:
        raise Forbidden("no-organisation", "Choose or create an organisation first.")
    return principal


CurrentTenant = Annotated[Principal, Depends(_current_tenant)]
