"""Keeping what was erased out of stores that take part in no transaction: ClickHouse, the graph, the bucket.

A handler is asked before whether its messages are about something erased, and again after it has written: an erasure
may have come between, and then what was written goes, too. A process that dies before the second question is asked
handles its messages again, so the first one has them erased, too.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

from common.contracts.message import Message
from common.messaging.outcomes import AlreadyHandled
from common.stores.postgres import Database
from common.stores.postgres.erasures import erased_websites

M = TypeVar("M", bound=Message)
Erase = Callable[[UUID, UUID], Awaitable[None]]
"""Remove what a store that is outside of transactions holds of a tenant's website, or of all of the tenant where its
own id stands for the website; to repeat it changes nothing."""


class Left(Protocol):
    """Which of some messages are about nothing that was erased."""

    async def __call__(self, messages: Sequence[M], /) -> Sequence[M]:
        """Those messages, in order."""
        ...


async def all_of(messages: Sequence[M], /) -> Sequence[M]:
    """A ``Left`` for where nothing is ever erased."""
    return messages


Handle = Callable[[Any], Awaitable[None]]


def sparing(handle: Handle, unit: Database, erase: Erase | None = None) -> Handle:
    """``handle``, of a message or a list of them, without those of what was erased: a website or an organisation.

    Without ``erase`` it is for handlers that do slow work, or wait for something, before the transaction of their
    effect, which refuses such messages by itself.
    """

    async def spared(given: Message | Sequence[Message]) -> None:
        messages = [given] if isinstance(given, Message) else list(given)
        left = await unerased(messages, unit=unit, erase=erase)
        if not left:
            raise AlreadyHandled
        try:
            await handle(given if isinstance(given, Message) else left)
        finally:
            if erase is not None:
                await unerased(left, unit=unit, erase=erase)

    return spared


async def unerased(messages: Sequence[M], /, *, unit: Database, erase: Erase | None = None) -> list[M]:
    """The messages about nothing erased; what a store still holds of the websites of the others is removed."""
    gone: dict[UUID, tuple[UUID, UUID]] = {}
    for tenant_id in {message.tenant_id for message in messages}:
        own = [message for message in messages if message.tenant_id == tenant_id]
        async with unit.looking(tenant_id) as tx:
            found = await erased_websites(tx.conn, tenant_id, own)
        gone |= {message: (tenant_id, website) for message, website in found.items()}
    for tenant_id, website_id in sorted(set(gone.values())):
        if erase is not None:
            await erase(tenant_id, website_id)
    return [message for message in messages if message.id not in gone]
