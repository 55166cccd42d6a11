"""SQL of accounts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.accounts.rules import Email
from auth.accounts.tables import credentials, users
from common.stores.postgres import Tx


@dataclass(frozen=True, slots=True)
class Account:
    """A user as log-in and /me need him; ``display_name`` is what others see, where it is not the name."""

    user_id: UUID
    email: str
    name: str | None
    display_name: str | None
    is_active: bool
    password_hash: str
    created_at: datetime


_ACCOUNT = select(users, credentials.c.password_hash).join(credentials, credentials.c.user_id == users.c.id)


def _account(row: "Row[tuple[object, ...]] | None") -> Account | None:
    if row is None:
        return None
    return Account(
        row.id, row.email, row.name, row.display_name, row.is_active, row.password_hash, row.created_at
    )  # fmt: skip


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


async def note_login(tx: Tx, account: Account, now: datetime, new_hash: str | None) -> bool:
    """Keep when the user logged in and, where given, his password's hash under today's parameters.

    False where the password is another one by now. The row stays locked: whoever changes it ends the session that is
    about to begin, or finds it begun.
    """
    own = update(credentials).where(credentials.c.user_id == account.user_id)
    same = own.where(credentials.c.password_hash == account.password_hash)
    kept = await tx.execute(same.values(password_hash=new_hash or account.password_hash, updated_at=func.now()))
    if kept.rowcount == 0:
        return False
    return await note_seen(tx, account.user_id, now)


async def note_seen(tx: Tx, user_id: UUID, now: datetime) -> bool:
    """Keep when the user logged in; False where the account is closed or gone. The row stays locked, as above."""
    known = update(users).where(users.c.id == user_id, users.c.is_active)
    return (await tx.execute(known.values(last_login_at=now))).rowcount > 0


async def rename(tx: Tx, user_id: UUID, names: dict[str, str | None]) -> None:
    """Change ``name`` or ``display_name``, whichever is given."""
    await tx.execute(update(users).where(users.c.id == user_id).values(updated_at=func.now(), **names))


async def set_password(tx: Tx, user_id: UUID, password_hash: str) -> None:
    """Replace the password."""
    own = update(credentials).where(credentials.c.user_id == user_id)
    await tx.execute(own.values(password_hash=password_hash, updated_at=func.now()))


async def set_email(tx: Tx, user_id: UUID, email: Email) -> bool:
    """Give an account another address; False where that has an account by now (the index decides, not a look)."""
    own = update(users).where(users.c.id == user_id)
    try:
        async with tx.conn.begin_nested():
            await tx.execute(own.values(email=email.address, email_key=email.key, updated_at=func.now()))
    except IntegrityError:
        return False
    return True


async def close(tx: Tx, user_id: UUID, now: datetime) -> None:
    """Close an account for good: what names the person is gone, so the address is free; the id stays."""
    nobody = {"email": f"closed-{user_id}", "email_key": f"closed-{user_id}", "name": None, "display_name": None}
    await tx.execute(delete(credentials).where(credentials.c.user_id == user_id))  # first, as log-in: no deadlock
    own = update(users).where(users.c.id == user_id)
    await tx.execute(own.values(is_active=False, closed_at=now, updated_at=func.now(), **nobody))


async def erase(tx: Tx, user_id: UUID) -> None:
    """Delete an account: the password, sessions, factors and codes go with its row. The id comes to nobody again."""
    await tx.execute(delete(credentials).where(credentials.c.user_id == user_id))  # first, as log-in: no deadlock
    await tx.execute(delete(users).where(users.c.id == user_id))
