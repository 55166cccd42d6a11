"""Who did it, by ids alone: an event carries no address, name or e-mail."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from common.contracts.auth.action_noted import ActorKind

if TYPE_CHECKING:
    from common.http.principal import Holder, HolderKind

_OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted. ``key_id``: the API key or service account, where one was used."""

    kind: ActorKind
    user_id: UUID | None = None
    session_id: UUID | None = None
    key_id: UUID | None = None


class Caller(Protocol):
    """What a verified token says: ``common.http.Principal``."""

    @property
    def user_id(self) -> UUID: ...  # noqa: D102
    @property
    def session_id(self) -> UUID | None: ...  # noqa: D102
    @property
    def role(self) -> "Holder | None": ...  # noqa: D102
    @property
    def kind(self) -> "HolderKind": ...  # noqa: D102


NOBODY = Actor("nobody")
"""Somebody of whom nothing is known, such as who tries an e-mail address that has no account."""


def user_actor(user_id: UUID, session_id: UUID | None = None) -> Actor:
    """A person, where there is no token: he logs in, or an event tells what he did."""
    return Actor("user", user_id, session_id)


def service_actor() -> Actor:
    """The service itself, which the entry names anyway: a schedule, a limit, a clean-up."""
    return Actor("service")


def actor_of(caller: Caller) -> Actor:
    """The actor behind a verified token; operators of the platform and programs are told apart from people.

    An API key acts for the person who made it, a service account for nobody; the key's id is that of its session.
    """
    if caller.kind == "api_key":
        return Actor("api_key", caller.user_id, key_id=caller.session_id)
    if caller.kind == "service_account":
        return Actor("service_account", key_id=caller.session_id)
    kind: ActorKind = "operator" if str(caller.role) == _OPERATOR else "user"
    return Actor(kind, caller.user_id, caller.session_id)
