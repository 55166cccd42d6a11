"""Requests that may come twice: what a store keeps of the first one, in the transaction of its effect.

A request with a key is held by its store: every block ``begin`` that its route enters is a part of one transaction,
which is committed together with the answer (ADR 39). Who repeats the request is given that answer.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from common.primitives.errors import Conflict

KEPT_FOR = timedelta(hours=24)
"""Whoever has not asked again by then asks for something new."""


@dataclass(frozen=True, slots=True)
class RequestKey:
    """Which request it is: ``id`` says whose, to which route, under which key. No part of it can be read back."""

    tenant_id: UUID
    id: UUID


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What the first request was answered with; ``fingerprint`` says what it asked for, ``response`` is sealed."""

    fingerprint: bytes
    status: int
    response: bytes


class AnsweredBefore(Exception):  # noqa: N818 - no fault: the answer is there
    """The request was answered while this one was on its way."""

    def __init__(self, answer: FirstAnswer) -> None:
        super().__init__("answered before")
        self.answer = answer


def still_running() -> Conflict:
    """What a repetition is told while the first request runs."""
    return Conflict(
        "idempotency-key-in-use", "The first request with this key is still being answered; ask again in a moment.",
        retry_after=1,
    )  # fmt: skip


class Held(Protocol):
    """One request's transaction, opened by its first block. ``over``: it has ended, and later blocks are their own."""

    over: bool

    def serves(self, store: object) -> bool:
        """Whether blocks of ``store`` are parts of it."""
        ...

    def block(self, tenant_id: UUID) -> AbstractAsyncContextManager[Any]:
        """A part of it. ``AnsweredBefore`` or a ``Conflict`` where another request with the key came first."""
        ...

    async def first(self) -> FirstAnswer | None:
        """The answer that was given to this key, if it was; asked before anything is done."""
        ...

    async def keep(self, answer: FirstAnswer) -> None:
        """Commit what the blocks did, and with it the answer."""
        ...

    async def close(self) -> None:
        """Commit what the blocks did that came to their end; no answer is kept."""
        ...

    async def abandon(self) -> None:
        """Take everything back: nobody waits for the answer any more."""
        ...


class FirstAnswers(Protocol):
    """A service's store of first answers."""

    def holding(self, key: RequestKey) -> Held:
        """The transaction of a request with this key; nothing is opened yet."""
        ...


HELD: ContextVar[Held | None] = ContextVar("held", default=None)
"""The transaction of the request that is answered here, where it has a key."""


def held_for(store: object) -> Held | None:
    """The transaction that a block of ``store`` is to be a part of; None where it is one by itself."""
    held = HELD.get()
    return held if held is not None and not held.over and held.serves(store) else None


@asynccontextmanager
async def holding(held: Held) -> AsyncIterator[None]:
    """Within the block, ``held`` is the transaction of the request."""
    token = HELD.set(held)
    try:
        yield
    finally:
        HELD.reset(token)
