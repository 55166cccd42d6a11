"""What a membership is. Pure."""

from dataclasses import dataclass
from uuid import UUID

from common.contracts.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Membership:
    """What a user is in one organisation."""

    organization_id: UUID
    role: Role
