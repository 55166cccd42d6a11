"""Note an action, in the transaction that does it."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from common.audit_log.actions import action_named
from common.audit_log.actors import Actor, Caller, actor_of
from common.contracts.auth import ActionNoted
from common.contracts.auth.action_noted import LONGEST_FACT
from common.contracts.message import Message
from common.primitives.text import shown

Fact = str | int | bool | UUID | datetime | None


class Noting(Protocol):
    """A transaction of ours: ``Tx`` of PostgreSQL, ``MongoTx`` of MongoDB."""

    tenant_id: UUID
    service: str

    def emit(self, *messages: Message) -> None:
        """Announce, if and only if this transaction commits."""
        ...


def note(tx: Noting, actor: Actor | Caller, action: str, resource: UUID | None, **facts: Fact) -> ActionNoted:
    """Have it kept that ``actor`` did ``action`` to ``resource``; what was noted is given back.

    The entry leaves with the transaction's other events, so that an action that was undone was not noted. ``facts``
    are ids, slugs, numbers, names of brands and sites, and nothing about a person; one that is None is left out, a text
    is made sound and cut: an action must not fail because of what is noted about it. ``UnknownAction`` where the
    vocabulary lacks the action or a fact: a mistake in the code, which each call's test meets.
    """
    known = action_named(action, frozenset(facts))
    who = actor if isinstance(actor, Actor) else actor_of(actor)
    entry = ActionNoted(
        tenant_id=tx.tenant_id,
        action=known.name,
        service=tx.service,
        actor=who.kind,
        user_id=who.user_id,
        session_id=who.session_id,
        key_id=who.key_id,
        resource_type=known.resource,
        resource_id=resource,
        facts={name: _told(fact) for name, fact in facts.items() if fact is not None},
    )
    tx.emit(entry)
    return entry


def _told(fact: str | int | bool | UUID | datetime) -> str:
    if isinstance(fact, bool):
        return "true" if fact else "false"
    return shown(fact.isoformat() if isinstance(fact, datetime) else str(fact), LONGEST_FACT)
