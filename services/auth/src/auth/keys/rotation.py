"""Another signing key before its time: because an operator wants it, or because one has been seen by others.

What lies ready was published long before, so every verifier knows it and no request fails. Tokens of a withdrawn key
are void at once: who holds one refreshes, and goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from auth.keys import store as key_store
from auth.keys.signing_keys import PUBLISHED_AHEAD, SigningKey, generate, in_use
from auth.revocations import store as revocation_store
from common.audit_log import note, service_actor
from common.contracts.message import NO_TENANT
from common.primitives.clock import Clock
from common.primitives.ids import derived_id
from common.stores.postgres import Database, Tx


class UnknownKey(Exception):  # noqa: N818 - told to an operator
    """There is no such key, or it was withdrawn before; the text says so in a sentence."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """The key ``signs`` signs from ``since`` on; ``withdrawn`` neither signs nor verifies any more."""

    signs: str
    since: datetime
    withdrawn: str | None


async def rotate(database: Database, secret: str, clock: Clock, *, revoke: str | None = None) -> Rotation:
    """Let the next key sign; with ``revoke`` withdraw that key and void all it signed; ``UnknownKey`` for one unknown.

    Without a withdrawal the next key signs as soon as it has been published for long enough. A withdrawn one that
    signs is replaced at once; the withdrawal of another changes nothing about who signs.
    """
    now = clock.now()
    async with database.begin(NO_TENANT) as tx:
        await key_store.wait_for_turn(tx.conn)
        keys = await key_store.stored(tx.conn, secret)
        if revoke is not None:
            await _withdraw(tx, revoke, now)
        signing = in_use(keys, now) if keys else None
        if signing is not None and revoke not in (None, signing.kid):
            return Rotation(signing.kid, signing.active_from, revoke)
        kid, since = await _next(tx, [key for key in keys if key.kid != revoke], secret, now, at_once=bool(revoke))
        note(tx, service_actor(), "signing-key.rotated", derived_id("signing-key", kid), kid=kid)
    return Rotation(kid, since, revoke)


async def _next(
    tx: Tx, keys: Sequence[SigningKey], secret: str, now: datetime, *, at_once: bool
) -> tuple[str, datetime]:  # fmt: skip
    """Who signs next, and from when: the key that lies ready, or a new one where none does."""
    ready = next((key for key in keys if key.active_from > now), None)
    if ready is None:
        new = generate(now if at_once else now + PUBLISHED_AHEAD)
        await key_store.add(tx.conn, new, secret)
        return new.kid, new.active_from
    made = next(each.created_at for each in await key_store.listed(tx.conn) if each.kid == ready.kid)
    since = now if at_once else max(now, min(made + PUBLISHED_AHEAD, ready.active_from))
    await key_store.activate(tx.conn, ready.kid, since)
    return ready.kid, since


async def _withdraw(tx: Tx, kid: str, now: datetime) -> None:
    if not await key_store.withdraw(tx.conn, kid, now):
        raise UnknownKey(f"There is no signing key {kid}, or it was withdrawn before.")
    await revocation_store.revoke(tx, "key", kid, now=now, reason="key-compromised")
    note(tx, service_actor(), "signing-key.revoked", derived_id("signing-key", kid), kid=kid)
