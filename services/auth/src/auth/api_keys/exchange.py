"""The exchange: for each request with an API key the gateway asks for an access token that stands for the key.

Services know access tokens alone. One is good for five minutes and handed out for one, from the memory of this process:
a busy key costs the database one look a minute. It is tied to the key as to a session, so whatever voids it (the key is
revoked, the member removed, the organisation suspended) reaches every service as for people, and empties the memory.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from auth.accounts import store as account_store
from auth.accounts.attempts import Attempts, Purpose
from auth.api_keys import store
from auth.api_keys.rules import KEPT_FOR, SHORTEST_LIFE, TOKEN_LIFE, StoredKey, digest, prefix_of, refusal
from auth.audit_log.sealed.origins import note_here
from auth.keys.ring import KeyRing
from auth.keys.signing_keys import SigningKey
from auth.memberships import store as membership_store
from auth.memberships.rules import Membership
from auth.revocations import store as revocation_store
from auth.sessions.access_tokens import TokenHolder, issue
from common.audit_log import NOBODY, Actor
from common.http.access import Revocations, Ties
from common.http.access.revocations import ties_of
from common.http.permissions import granted
from common.http.principal import HolderKind
from common.primitives.clock import Clock
from common.primitives.errors import Unauthorized, Unavailable
from common.primitives.ids import ms_of
from common.stores.postgres import Database, Tx

MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class _Kept:
    """A token, what it is tied to, and until when it is handed out again."""

    token: str
    ties: Ties
    until: datetime


@dataclass(frozen=True, slots=True)
class _Refused:
    why: str
    expired: bool = False


@dataclass
class Exchange:
    """Access tokens for API keys. ``revocations`` is auth's own table."""

    database: Database
    keys: KeyRing
    attempts: Attempts
    clock: Clock
    revocations: Revocations = field(default_factory=Revocations)
    most_kept: int = MOST_KEPT
    _kept: "OrderedDict[bytes, _Kept]" = field(default_factory=OrderedDict)

    async def token(self, text: str, address: str) -> str:
        """An access token for a presented key; ``Unauthorized`` where it is none of ours, or good no longer."""
        known = self._known(digest(text))
        return known or await self._fresh(text, address)

    def _known(self, key_digest: bytes) -> str | None:
        kept = self._kept.get(key_digest)
        if kept is None:
            return None
        if self.clock.now() >= kept.until or self.revocations.voided_by(kept.ties) is not None:
            del self._kept[key_digest]
            return None
        self._kept.move_to_end(key_digest)
        return kept.token

    async def _fresh(self, text: str, address: str) -> str:
        attempt = await self._admit(address)
        prefix = prefix_of(text)
        signing, found = await self.keys.signing(), None
        if prefix is not None:
            async with self.database.system() as conn:
                tenant_id = await store.tenant_of(conn, prefix)
            if tenant_id is not None:
                async with self.database.begin(tenant_id) as tx:  # what is noted of a refusal is committed
                    found = await self._issued(tx, prefix, text, signing)
        if not isinstance(found, _Kept):
            raise _expired() if found and found.expired else _invalid()
        await self.attempts.forget(Purpose.API_KEY, "", address, attempt)
        self._keep(digest(text), found)
        return found.token

    async def _admit(self, address: str) -> str:
        """Who fails often waits. Where nobody can count, keys go on: what is counted spares the database, and the
        secret needs no such help against guessing."""
        try:
            return await self.attempts.admit(Purpose.API_KEY, "", address)
        except Unavailable:
            return ""

    def _keep(self, key_digest: bytes, kept: _Kept) -> None:
        self._kept[key_digest] = kept
        while len(self._kept) > self.most_kept:
            self._kept.popitem(last=False)

    async def _issued(self, tx: Tx, prefix: str, text: str, signing: SigningKey) -> _Kept | _Refused | None:
        key, now = await store.key_by_prefix(tx, prefix), self.clock.now()
        if key is None:
            return None
        why, membership = refusal(key, text, now), None
        if why is None:
            membership = await self._acting(tx, key)
            why = None if membership and granted(membership.role, key.scopes) else "holder-gone"
        if why is not None or membership is None:
            return await self._refuse(tx, key, why or "")
        await store.seen(tx, key.id, now)
        return await self._token(tx, key, membership, signing, now)

    async def _acting(self, tx: Tx, key: StoredKey) -> Membership | None:
        """As what a key acts now. Who belongs to the organisation no longer, or to one that is suspended, is nobody.

        A service account belongs to the organisation itself, and acts on when who made it is gone.
        """
        if key.account_role is not None:
            return Membership(tx.tenant_id, key.account_role) if await membership_store.lets_in(tx) else None
        maker = await account_store.account_by_id(tx.conn, key.made_by)
        if maker is None or not maker.is_active:
            return None
        found = await membership_store.memberships_of(tx.conn, key.made_by)
        return next((each for each in found if each.organization_id == tx.tenant_id), None)

    async def _token(
        self, tx: Tx, key: StoredKey, membership: Membership, signing: SigningKey, now: datetime
    ) -> _Kept:  # fmt: skip
        kind: HolderKind = "api_key" if key.service_account_id is None else "service_account"
        holder = TokenHolder(key.service_account_id or key.made_by, key.id, membership, key.scopes, kind)
        tied = ties_of(holder.user_id, key.id, tx.tenant_id, signing.kid, membership.client_id)
        after_ms = await revocation_store.void_until(tx.conn, tied)
        life = max(min(TOKEN_LIFE, key.expires_at - now), SHORTEST_LIFE)
        token = issue(holder, signing, now, life, after_ms=after_ms)
        return _Kept(token, Ties(tied, max(ms_of(now), after_ms)), now + min(KEPT_FOR, life))

    async def _refuse(self, tx: Tx, key: StoredKey, why: str) -> _Refused:
        if await store.seen(tx, key.id, self.clock.now(), refused=True):
            actor = NOBODY if why == "secret-wrong" else Actor("api_key", key_id=key.id)
            await note_here(tx, actor, "api-key.refused", key.id, prefix=key.prefix, reason=why)
        return _Refused(why, expired=why == "expired")


def _invalid() -> Unauthorized:
    return Unauthorized("key-invalid", "This is no API key that is good now.")


def _expired() -> Unauthorized:
    return Unauthorized("key-expired", "The API key has expired; make a new one.")
