"""SQL of API keys and service accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.api_keys.rules import MOST_ACCOUNTS, MOST_KEYS, NOTED_EVERY, StoredKey
from auth.api_keys.tables import api_keys, service_accounts
from common.contracts.vocabulary import Role
from common.stores.postgres import Tx

_K, _S = api_keys.c, service_accounts.c
_PRESENTED = text("SELECT set_config('app.key_prefix', :prefix, true)")


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """Somebody who is a program: it has keys, and neither password nor session."""

    id: UUID
    name: str
    role: Role
    created_at: datetime


async def tenant_of(conn: AsyncConnection, prefix: str) -> UUID | None:
    """Whose key begins so: one row that the policy ``presented_key`` shows to whoever names the whole prefix."""
    await conn.execute(_PRESENTED, {"prefix": prefix})
    found: UUID | None = (await conn.execute(select(_K.tenant_id).where(_K.prefix == prefix))).scalar_one_or_none()
    return found


async def key_by_prefix(tx: Tx, prefix: str) -> StoredKey | None:
    """The organisation's key of this prefix, revoked or not."""
    return await _one(tx, _keys(tx).where(_K.prefix == prefix))


async def living_key(tx: Tx, key_id: UUID) -> StoredKey | None:
    """The organisation's key of this id, if it was not revoked; it stays locked."""
    return await _one(tx, _keys(tx).where(_K.id == key_id, _K.revoked_at.is_(None)).with_for_update(of=api_keys))


async def keys(tx: Tx) -> Sequence[StoredKey]:
    """The organisation's keys that were not revoked, the newest first."""
    rows = await tx.execute(_keys(tx).where(_K.revoked_at.is_(None)).order_by(_K.id.desc()).limit(MOST_KEYS))
    return [_read(row) for row in rows.mappings()]


async def add_key(tx: Tx, key: StoredKey) -> None:
    """Keep a new key."""
    row = {each.name: getattr(key, each.name) for each in api_keys.c if hasattr(key, each.name)}
    await tx.execute(insert(api_keys).values(row | {"scopes": sorted(key.scopes)}))


async def revoke_key(tx: Tx, key_id: UUID, now: datetime) -> None:
    """End a key for good."""
    own = update(api_keys).where(_K.tenant_id == tx.tenant_id, _K.id == key_id)
    await tx.execute(own.values(revoked_at=now))


async def seen(tx: Tx, key_id: UUID, now: datetime, *, refused: bool = False) -> bool:
    """Keep when a key was used, or refused, at most once in ``NOTED_EVERY``; whether that was written now."""
    column = _K.last_refused_at if refused else _K.last_used_at
    due = column.is_(None) | (column <= now - NOTED_EVERY)
    own = update(api_keys).where(_K.tenant_id == tx.tenant_id, _K.id == key_id, due)
    return (await tx.execute(own.values({column: now}))).rowcount > 0


async def add_account(tx: Tx, account: ServiceAccount, made_by: UUID) -> None:
    """Keep a new service account."""
    row = {"id": account.id, "name": account.name, "role": account.role, "created_at": account.created_at}
    await tx.execute(insert(service_accounts).values(row | {"tenant_id": tx.tenant_id, "made_by": made_by}))


async def accounts(tx: Tx) -> Sequence[ServiceAccount]:
    """The organisation's service accounts, the newest first."""
    query = select(_S.id, _S.name, _S.role, _S.created_at).where(
        _S.tenant_id == tx.tenant_id, _S.removed_at.is_(None)
    )  # fmt: skip
    rows = await tx.execute(query.order_by(_S.id.desc()).limit(MOST_ACCOUNTS))
    return [ServiceAccount(**row) for row in rows.mappings()]


async def account(tx: Tx, account_id: UUID) -> ServiceAccount | None:
    """The organisation's service account of this id, locked against its removal."""
    query = select(_S.id, _S.name, _S.role, _S.created_at).where(
        _S.tenant_id == tx.tenant_id, _S.id == account_id, _S.removed_at.is_(None)
    )
    row = (await tx.execute(query.with_for_update())).mappings().one_or_none()
    return ServiceAccount(**row) if row else None


async def remove_account(tx: Tx, account_id: UUID, now: datetime) -> Sequence[StoredKey]:
    """End a service account; the keys of it that go on until somebody ends them."""
    own = update(service_accounts).where(_S.tenant_id == tx.tenant_id, _S.id == account_id)
    await tx.execute(own.values(removed_at=now))
    rows = await tx.execute(_keys(tx).where(_K.service_account_id == account_id, _K.revoked_at.is_(None)))
    return [_read(row) for row in rows.mappings()]


async def lock_organization(tx: Tx) -> None:
    """Whoever makes keys or accounts in an organisation takes his turn: the limits hold side by side, too."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"api-keys:{tx.tenant_id}", 0))))


def _keys(tx: Tx) -> Select[tuple[object, ...]]:
    own = (service_accounts.c.id == _K.service_account_id) & (service_accounts.c.tenant_id == _K.tenant_id)
    columns = [each for each in api_keys.c if each.name != "last_refused_at"]
    query = select(*columns, _S.role.label("account_role"))
    return query.outerjoin(service_accounts, own).where(_K.tenant_id == tx.tenant_id)


async def _one(tx: Tx, query: Select[tuple[object, ...]]) -> StoredKey | None:
    row = (await tx.execute(query)).mappings().one_or_none()
    return _read(row) if row else None


def _read(row: object) -> StoredKey:
    told = dict(row)  # type: ignore[call-overload]
    return StoredKey(**told | {"scopes": frozenset(told["scopes"]), "hash": bytes(told["hash"])})
