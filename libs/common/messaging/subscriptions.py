"""What a consumer listens to: a handler, its contract or topic, and the shape in which it wants messages.

A handler's name is given by hand, for it is part of the inbox key: a function may be renamed and moved, its name here
may not, or the handler forgets what it has handled. ``tests/architecture/handlers.ledger`` holds every name.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from common.contracts.message import Message

Shape = Literal["one", "batch", "raw"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One handler of one topic. ``name`` is part of the inbox key: renaming it makes old messages new.

    ``most`` is how many messages of one key it takes together; None: lists go by partition, not by key.
    """

    topic: str
    handle: Callable[[Any], Awaitable[None]]
    name: str
    shape: Shape
    contract: type[Message] | None = None
    distinct: bool = False
    most: int | None = None

    @property
    def takes_lists(self) -> bool:
        """Whether the handler takes lists."""
        return self.shape != "one"


def on(contract: type[Message], handle: Callable[[Any], Awaitable[None]], *, name: str) -> Subscription:
    """Handle each message of ``contract`` by itself, in order per key; different keys run side by side."""
    return Subscription(contract.topic, handle, name, "one", contract, most=1)


def on_key(contract: type[Message], handle: Callable[[Any], Awaitable[None]], *, most: int, name: str) -> Subscription:
    """Handle up to ``most`` messages of one key that wait together, in order; different keys run side by side.

    For effects that share what they read and write: ``UnitOfWork.once_each`` makes those of a list in one transaction.
    """
    return Subscription(contract.topic, handle, name, "batch", contract, most=most)


def on_batch(contract: type[Message], handle: Callable[[Any], Awaitable[None]], *, name: str) -> Subscription:
    """Handle ``contract`` in lists, in order per partition; the effect must bear repetition (derived ids)."""
    return Subscription(contract.topic, handle, name, "batch", contract)


def on_raw_batch(
    topic: str, handle: Callable[[Any], Awaitable[None]], *, name: str, distinct: bool = True
) -> Subscription:
    """Handle records of ``topic`` undecoded, in lists, in order per partition: for what copies or counts.

    ``distinct``: of records with one event id that come close together only the first is given out. The effect must
    bear repetition all the same.
    """
    return Subscription(topic, handle, name, "raw", distinct=distinct)
