"""Who asks. Services verify the token themselves: no header is trusted that a client could have sent.

What a route needs of the caller in the organisation he acts for is a permission (``permissions.needs``);
``CurrentUser`` is for the few routes that need no organisation.
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Request
from fastapi.openapi.models import HTTPBearer as HTTPBearerModel
from fastapi.security.base import SecurityBase

from common.contracts.vocabulary import Role
from common.http.access.looks import OperatorLooks
from common.http.problems import refuses
from common.primitives.errors import Forbidden, Unauthorized

Holder = Role | Literal["operator"]
"""A role in an organisation, or an operator of the platform, who belongs to none and looks at all."""
HolderKind = Literal["user", "api_key", "service_account"]
"""A person, a key that acts as the person who made it, or a key of a program that belongs to the organisation."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The user behind a verified token, and the organisation he acts for, if he chose one.

    ``client_id`` is there for who belongs to one client of an agency and sees that one alone; ``scopes`` are the
    permissions that an API key is limited to, None where the role alone decides. Of a key ``session_id`` is its id.
    """

    user_id: UUID
    tenant_id: UUID | None
    role: Holder | None
    session_id: UUID | None
    token: str = field(repr=False)
    client_id: UUID | None = None
    scopes: frozenset[str] | None = None
    kind: HolderKind = "user"

    @property
    def tenant(self) -> UUID:
        """The organisation; whatever needs a permission is guaranteed that there is one."""
        if self.tenant_id is None:
            raise Forbidden("no-organisation", "Choose or create an organisation first.")
        return self.tenant_id


@refuses(
    "token-missing", "token-invalid", "token-expired", "token-not-yet-valid", "token-revoked", "keys-unavailable",
    "revocations-unknown",
)  # fmt: skip
class _CurrentUser(SecurityBase):
    """Reads the header and has its token verified: one dependency, for each costs as much as the check itself."""

    def __init__(self) -> None:
        self.model = HTTPBearerModel(description="Access token of POST /v1/auth/login.")
        self.scheme_name = "HTTPBearer"

    async def __call__(self, request: Request) -> Principal:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthorized("token-missing", "Send an access token as 'Authorization: Bearer ...'.")
        principal: Principal = await request.app.state.verifier.verify(token)
        request.state.principal = principal
        if principal.tenant_id is not None:
            request.state.tenant_id = str(principal.tenant_id)
        if principal.role == "operator":
            await _note_look(request, principal)
        return principal


async def _note_look(request: Request, operator: Principal) -> None:
    looks: OperatorLooks | None = request.app.state.provides.get(OperatorLooks)
    if looks is not None:  # whoever believes real tokens has one: see create_app
        await looks.noted(operator, request.method, request.scope["route"].path)


current_user = _CurrentUser()
Caller = Annotated[Principal, Depends(current_user)]
"""Whoever asks, a person or a program."""


@refuses("person-needed")
async def _person(caller: Caller) -> Principal:
    if caller.kind != "user" or caller.scopes is not None:
        raise Forbidden("person-needed", "This is a person's own: log in, an API key can't do it.")
    return caller


CurrentUser = Annotated[Principal, Depends(_person)]
"""A person who is logged in, in an organisation or in none. What he may do is not asked: for what is his own alone. An
API key, which is limited to permissions, has none for that."""


@refuses("no-organisation")
async def _acting(principal: Caller) -> Principal:
    if principal.tenant_id is None:
        raise Forbidden("no-organisation", "Choose or create an organisation first.")
    return principal


Acting = Annotated[Principal, Depends(_acting)]
"""Somebody who acts for an organisation; what he may do there is asked by ``permissions.needs``."""
