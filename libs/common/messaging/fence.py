"""Who may make effects for a partition: the last member that claimed it, and nobody that was frozen meanwhile.

Kafka takes a partition from a member that went silent, but it can't stop what that member had begun. So an owner
claims each partition it is given in the store that holds the inbox, and every inbox transaction checks the claim
under a lock that a new claim waits for: a member that wakes up after its partition went on finds another owner and
is ``Fenced``. Stores whose effects bear repetition (derived ids) need no fence.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from common.messaging.log import Partition


@dataclass(frozen=True, slots=True)
class Claim:
    """A partition's owner. ``position`` is how far the store knows the group to have come; None where it is new."""

    group: str
    partition: Partition
    token: UUID
    position: int | None = None


CLAIM: ContextVar[Claim | None] = ContextVar("claim", default=None)
"""The claim under which the current message is handled; None outside a fenced consumer."""


class Fence(Protocol):
    """The store's side; ``UnitOfWork`` and ``MongoUnit`` keep it."""

    async def claim(self, group: str, partition: Partition) -> Claim:
        """Become the owner. Returns after every transaction under an older claim has ended."""
        ...

    async def keep_positions(self, positions: Mapping[Claim, int]) -> None:
        """Note how far the group has come under claims that still hold: what a broker that lost records is known by."""
        ...
