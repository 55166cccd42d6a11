"""What nobody confirmed in time is forgotten, with the address and the password's hash that it holds."""

import asyncio
import contextlib

from auth.accounts import code_store
from auth.persons.registration import store
from common.contracts.message import NO_TENANT
from common.primitives.clock import Clock
from common.stores.postgres import Database

_EVERY_S = 600.0


async def tidying(database: Database, clock: Clock, stopping: asyncio.Event) -> None:
    """Forget expired registrations and codes, now and then, until ``stopping``."""
    while not stopping.is_set():
        await tidy(database, clock)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _EVERY_S)


async def tidy(database: Database, clock: Clock) -> None:
    """Forget them, once."""
    async with database.begin(NO_TENANT) as tx:
        await store.forget_expired(tx, clock.now())
        await code_store.forget_expired(tx, clock.now())
