"""Access tokens for tests of everybody but auth: the token says who asks, and nothing is signed."""

from uuid import UUID

from common.contracts.vocabulary import Role
from common.http import Principal
from common.primitives.errors import Unauthorized
from common.primitives.ids import uuid7

_ROLES: dict[str, Role] = {"admin": "admin", "member": "member", "viewer": "viewer"}


def bearer(tenant: UUID | None, role: Role = "member", *, user: UUID | None = None) -> dict[str, str]:
    """The header of a request by a member of ``tenant``, or by a user who acts for no organisation."""
    return {"Authorization": f"Bearer {user or uuid7()}/{tenant or ''}:{role}"}


class KnownTokens:
    """A verifier that takes the tokens of ``bearer``, and nothing else."""

    async def verify(self, token: str) -> Principal:
        """See ``common.http.TokenVerifier``."""
        user, _, rest = token.partition("/")
        tenant, _, role = rest.partition(":")
        try:
            return Principal(UUID(user), UUID(tenant) if tenant else None, _ROLES[role], None, token)
        except (ValueError, KeyError):
            raise Unauthorized("token-invalid", "The access token is not valid.") from None
