"""What an organisation's people do about its keys and service accounts: make, list, revoke, remove."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from auth.api_keys import store
from auth.api_keys.rules import MOST_ACCOUNTS, MOST_KEYS, NewKey, StoredKey, expiry_of, new_key, scopes_of
from auth.api_keys.store import ServiceAccount
from auth.audit_log.sealed.origins import note_here
from auth.revocations import store as revocation_store
from common.contracts.vocabulary import Role
from common.http import Principal
from common.http.permissions import PERMISSIONS, granted
from common.primitives.clock import Clock
from common.primitives.errors import Conflict, Forbidden, NotFound
from common.primitives.ids import uuid7
from common.stores.postgres import Database, Tx


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of a new key."""

    name: str
    scopes: Iterable[str]
    expires_at: datetime | None
    service_account_id: UUID | None


@dataclass(frozen=True, slots=True)
class Keys:
    """The use cases over their dependencies."""

    database: Database
    clock: Clock
    announced: Callable[[], None] = lambda: None
    """Called after a revocation was committed: whoever tells the other services need not wait for his turn."""

    async def make(self, maker: Principal, wish: Wish) -> tuple[StoredKey, NewKey]:
        """A new key, and its text, which is told this once and kept nowhere."""
        new, now = new_key(), self.clock.now()
        makers = granted(maker.role, maker.scopes)
        async with self.database.begin(maker.tenant) as tx:
            await store.lock_organization(tx)
            role = await self._role_of(tx, maker, wish.service_account_id)
            scopes = scopes_of(wish.scopes, makers & granted(role), PERMISSIONS)
            if len(await store.keys(tx)) >= MOST_KEYS:
                raise Conflict("too-many-keys", f"An organisation has at most {MOST_KEYS} keys; revoke one that rests.")
            key = StoredKey(
                tx.tenant_id, uuid7(), new.prefix, new.digest, wish.name, scopes, maker.user_id,
                wish.service_account_id, role, now, expiry_of(wish.expires_at, now), None, None,
            )  # fmt: skip
            await store.add_key(tx, key)
            told = {"name": key.name, "prefix": key.prefix, "scopes": " ".join(sorted(scopes))}
            about = {"expires_at": key.expires_at, "service_account_id": key.service_account_id}
            await note_here(tx, maker, "api-key.made", key.id, **told, **about)
        return key, new

    async def listed(self, tenant_id: UUID) -> Sequence[StoredKey]:
        """The keys that were not revoked, expired ones too."""
        async with self.database.begin(tenant_id) as tx:
            return await store.keys(tx)

    async def revoke(self, caller: Principal, key_id: UUID) -> None:
        """End a key: in auth at once, in every service within two seconds. ``NotFound`` for another's, too."""
        async with self.database.begin(caller.tenant) as tx:
            key = await store.living_key(tx, key_id)
            if key is None:
                raise NotFound("key-not-found", "There is no such key; it may have been revoked.")
            await self._end(tx, caller, key, "by-hand")
        self.announced()

    async def make_account(self, maker: Principal, name: str, role: Role) -> ServiceAccount:
        """A new service account, which may no more than its maker."""
        async with self.database.begin(maker.tenant) as tx:
            await store.lock_organization(tx)
            if not granted(role) <= granted(maker.role, maker.scopes):
                raise Forbidden("scope-not-held", "A service account may no more than its maker.")
            if len(await store.accounts(tx)) >= MOST_ACCOUNTS:
                raise Conflict("too-many-service-accounts", f"An organisation has at most {MOST_ACCOUNTS} of them.")
            account = ServiceAccount(uuid7(), name, role, self.clock.now())
            await store.add_account(tx, account, maker.user_id)
            await note_here(tx, maker, "service-account.made", account.id, name=name, role=role)
        return account

    async def accounts(self, tenant_id: UUID) -> Sequence[ServiceAccount]:
        """The service accounts of an organisation."""
        async with self.database.begin(tenant_id) as tx:
            return await store.accounts(tx)

    async def remove_account(self, caller: Principal, account_id: UUID) -> None:
        """End a service account with all of its keys."""
        async with self.database.begin(caller.tenant) as tx:
            await store.lock_organization(tx)
            account = await store.account(tx, account_id)
            if account is None:
                raise _no_account()
            for key in await store.remove_account(tx, account_id, self.clock.now()):
                await self._end(tx, caller, key, "service-account-removed")
            await note_here(tx, caller, "service-account.removed", account_id, name=account.name)
        self.announced()

    async def _role_of(self, tx: Tx, maker: Principal, account_id: UUID | None) -> Role | None:
        """As what the key will act: its maker's role, or that of the service account."""
        if account_id is None:
            if maker.kind == "service_account":
                raise Forbidden("scope-not-held", "A service account makes keys of service accounts only.")
            return None if maker.role == "operator" else maker.role
        account = await store.account(tx, account_id)
        if account is None:
            raise _no_account()
        return account.role

    async def _end(self, tx: Tx, caller: Principal, key: StoredKey, reason: str) -> None:
        now = self.clock.now()
        await store.revoke_key(tx, key.id, now)
        await revocation_store.revoke(tx, "session", key.id, now=now, reason="key-revoked")
        await note_here(tx, caller, "api-key.revoked", key.id, name=key.name, prefix=key.prefix, reason=reason)


def _no_account() -> NotFound:
    return NotFound("service-account-not-found", "There is no such service account.")
