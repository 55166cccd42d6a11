"""What a membership is. Pure."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from common.contracts.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Membership:
    """What a user is in one organisation: a member, who may see one client alone, or an operator of the platform."""

    organization_id: UUID
    role: Role | Literal["operator"]
    client_id: UUID | None = None
