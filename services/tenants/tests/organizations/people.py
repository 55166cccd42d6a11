"""Auth, as far as the tests of tenants need it: who stands behind a token."""

from dataclasses import dataclass, field
from uuid import UUID

from common.primitives.errors import Unavailable
from tenants.members.invitations.rules import Person


@dataclass
class KnownPeople:
    """See ``People``; ``away``: nobody answers."""

    emails: dict[UUID, str] = field(default_factory=dict)
    unconfirmed: set[UUID] = field(default_factory=set)
    away: bool = False

    async def behind(self, token: str) -> Person:
        """The person of a token of ``bearer``."""
        if self.away:
            raise Unavailable("accounts-unavailable", "Nobody answers.")
        user_id = UUID(token.partition("/")[0])
        return Person(user_id, self.emails.get(user_id, "nobody@shop.example"), user_id not in self.unconfirmed)
