"""Sessions that are ended from outside: by their user in another of his sessions, by what happened to his account."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from auth.factors import store as factor_store
from auth.revocations import store as revocation_store
from auth.sessions import store as session_store
from auth.sessions.store import OwnSession
from common.audit_log import Actor, note, user_actor
from common.contracts.auth import RevokedBecause
from common.contracts.message import NO_TENANT
from common.primitives.clock import Clock
from common.primitives.errors import NotFound
from common.stores.postgres import Database, Tx

MOST_SHOWN = 100


async def end_all(
    tx: Tx, user_id: UUID, now: datetime, reason: RevokedBecause, *, keep: UUID | None = None
) -> Sequence[UUID]:
    """End every session of a user but ``keep``, with all their tokens; which were ended. ``tx`` is of no tenant.

    For whatever changes who may be the user: his password was changed, his account was closed. A log-in that runs at
    this moment either is among them or comes after: ``accounts.store.note_login`` waits for this transaction.
    """
    await session_store.lock_user(tx, user_id)
    await factor_store.forget_challenges(tx, user_id)
    living = await session_store.living_sessions(tx, user_id, now)
    ended = [each.id for each in living if each.id != keep]
    for session_id in ended:
        await session_store.revoke(tx, session_id, now, reason)
    if keep is None:  # tokens of sessions that had ended by themselves, and of whatever else acts as the user
        await revocation_store.revoke(tx, "user", user_id, now=now, reason=reason)
    return ended


@dataclass(frozen=True, slots=True)
class OwnSessions:
    """What a user can do about his sessions."""

    database: Database
    clock: Clock
    announced: Callable[[], None] = lambda: None

    async def listed(self, user_id: UUID) -> Sequence[OwnSession]:
        """Those that go on, the one used last first; of very many the hundred used last."""
        async with self.database.begin(NO_TENANT) as tx:
            return await session_store.living_sessions(tx, user_id, self.clock.now(), most=MOST_SHOWN)

    async def end(self, user_id: UUID, session_id: UUID) -> None:
        """End one; ``NotFound`` where the user has no such session, whoever else may have it."""
        now = self.clock.now()
        async with self.database.begin(NO_TENANT) as tx:
            own = {each.id for each in await session_store.living_sessions(tx, user_id, now)}
            if session_id not in own or not await session_store.revoke(tx, session_id, now, "logout"):
                raise NotFound("session-not-found", "You have no such session; it may have ended by itself.")
            note(tx, user_actor(user_id), "session.ended", session_id, reason="logout")
        self.announced()

    async def end_all(
        self, user_id: UUID, actor: Actor | None = None, reason: RevokedBecause = "logout-everywhere"
    ) -> int:
        """Log out everywhere, here as well; how many sessions ended."""
        async with self.database.begin(NO_TENANT) as tx:
            ended = await end_all(tx, user_id, self.clock.now(), reason)
            note(tx, actor or user_actor(user_id), "session.all-ended", user_id, reason=reason, sessions=len(ended))
        self.announced()
        return len(ended)
