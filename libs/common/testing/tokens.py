"""Access tokens for tests of everybody but auth: the token says who asks, and nothing is signed."""

from uuid import UUID

from common.http import Principal
from common.http.permissions import ROLES
from common.http.principal import Holder
from common.primitives.errors import Unauthorized
from common.primitives.ids import uuid7

_ROLES: dict[str, Holder] = {role: role for role in ROLES}


def bearer(
    tenant: UUID | None, role: Holder = "member", *, user: UUID | None = None, client: UUID | None = None
) -> dict[str, str]:
    """The header of a request by a member of ``tenant``, or by a user who acts for no organisation.

    ``client``: the one client that he sees.
    """
    return {"Authorization": f"Bearer {user or uuid7()}/{tenant or ''}:{role}" + (f"@{client}" if client else "")}


class KnownTokens:
    """A verifier that takes the tokens of ``bearer``, and nothing else."""

    async def verify(self, token: str) -> Principal:
        """See ``common.http.TokenVerifier``."""
        user, _, rest = token.partition("/")
        tenant, _, holder = rest.partition(":")
        role, _, client = holder.partition("@")
        try:
            ids = UUID(user), UUID(tenant) if tenant else None
            return Principal(*ids, _ROLES[role], None, token, client_id=UUID(client) if client else None)
        except (ValueError, KeyError):
            raise Unauthorized("token-invalid", "The access token is not valid.") from None
