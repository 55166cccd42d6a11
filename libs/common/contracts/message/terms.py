"""What another team may rely on, per topic: who owns it, what it is for, how long it lasts, what is promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from common.contracts.services import SERVICES_BY_NAME

Visibility = Literal["public", "internal"]
Status = Literal["planned", "active", "deprecated"]
Cleanup = Literal["delete", "compact"]
EVENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a topic; a role, because people change."""

    team: str
    contact: str


OWNERS: Mapping[str, Owner] = {
    name: Owner(service.team, f"engineer on call of {service.team}") for name, service in SERVICES_BY_NAME.items()
}
"""By service, which is the topic's first word and the only producer."""

PROMISES: Mapping[Visibility, str] = {
    "public": (
        "Within a version fields are added, optional ones, and words are added to open sets; nothing is removed, "
        "renamed or narrowed. Anything else is a new version on the same topic. Ignore unknown fields, carry "
        "unknown words."
    ),
    "internal": (
        "The same within a version, so that old and new processes of ours can run side by side. Only services of this "
        "repository may use it: it can go with any release."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one topic.

    ``orders`` says what the key keeps in order. ``retention_days`` is what the broker is told; a compacted topic has
    none: it keeps the newest message of each key for ever. ``visibility``: where it is not what the kind says.
    ``planned``: the contract is agreed, and nobody emits it yet. ``ends``: of a deprecated topic, when it goes and what
    replaces it.
    """

    purpose: str
    orders: str
    retention_days: int | None = EVENT_DAYS
    visibility: Visibility | None = None
    status: Status = "active"
    ends: str | None = None

    @property
    def cleanup(self) -> Cleanup:
        """Kafka's word for what becomes of old messages."""
        return "compact" if self.retention_days is None else "delete"
