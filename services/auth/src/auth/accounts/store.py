"""SQL of accounts and of the audit log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.accounts.rules import Email
from auth.accounts.tables import audit_log, credentials, users
from common.primitives.ids import uuid7
from common.stores.postgres import Tx


@dataclass(frozen=True, slots=True)
class Account:
    """A user as log-in and /me need him."""

    user_id: UUID
    email: str
    name: str | None
    is_active: bool
    password_hash: str
    created_at: datetime


_ACCOUNT = select(users, credentials.c.password_hash).join(credentials, credentials.c.user_id == users.c.id)


def _account(row: "Row[tuple[object, ...]] | None") -> Account | None:
    if row is None:
        return None
    return Account(row.id, row.email, row.name, row.is_active, row.password_hash, row.created_at)


async def account_by_email(conn: AsyncConnection, email_key: str) -> Account | None:
    """The account whose e-mail has this key."""
    return _account((await conn.execute(_ACCOUNT.where(users.c.email_key == email_key))).one_or_none())


async def account_by_id(conn: AsyncConnection, user_id: UUID) -> Account | None:
    """The account with this id."""
    return _account((await conn.execute(_ACCOUNT.where(users.c.id == user_id))).one_or_none())


async def add_account(tx: Tx, user_id: UUID, email: Email, name: str | None, password_hash: str) -> bool:
    """Add a user with his password; False where the e-mail has an account already (the index decides, not a look)."""
    row = {"id": user_id, "email": email.address, "email_key": email.key, "name": name, "is_active": True}
    added = await tx.execute(insert(users).values(row).on_conflict_do_nothing(index_elements=["email_key"]))
    if added.rowcount == 0:
        return False
    await tx.execute(insert(credentials).values(user_id=user_id, password_hash=password_hash))
    return True


async def note_login(tx: Tx, user_id: UUID, now: datetime, new_hash: str | None) -> None:
    """Keep when the user logged in and, where given, his password's hash under today's parameters."""
    await tx.execute(update(users).where(users.c.id == user_id).values(last_login_at=now))
    if new_hash is not None:
        own = update(credentials).where(credentials.c.user_id == user_id)
        await tx.execute(own.values(password_hash=new_hash, updated_at=func.now()))


async def add_audit_entry(
    tx: Tx, action: str, user_id: UUID, resource: tuple[str, UUID], **facts: str | None
) -> None:  # fmt: skip
    """One line that is never changed. ``facts`` hold ids and slugs, no personal data: erasure could not reach it."""
    resource_type, resource_id = resource
    row = {"tenant_id": tx.tenant_id, "id": uuid7(), "user_id": user_id, "action": action}
    about = {"resource_type": resource_type, "resource_id": resource_id, "metadata": facts}
    await tx.execute(insert(audit_log).values(row | about))
