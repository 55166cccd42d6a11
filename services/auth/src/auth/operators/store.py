"""SQL of the platform's operators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.accounts.tables import users
from auth.operators.tables import platform_operators
from common.stores.postgres import Tx

_C = platform_operators.c


@dataclass(frozen=True, slots=True)
class Operator:
    """A user who may look into every organisation."""

    user_id: UUID
    email: str
    added_by: str
    added_at: datetime


async def is_operator(conn: AsyncConnection, user_id: UUID) -> bool:
    """Whether the user is one; asked at every refresh, so that one who was removed is none from then on."""
    return (await conn.execute(select(_C.user_id).where(_C.user_id == user_id))).first() is not None


async def listed(conn: AsyncConnection) -> Sequence[Operator]:
    """All operators, the oldest first."""
    columns = (_C.user_id, users.c.email, _C.added_by, _C.added_at)
    rows = await conn.execute(select(*columns).join(users, users.c.id == _C.user_id).order_by(_C.added_at))
    return [Operator(**row) for row in rows.mappings()]


async def add(tx: Tx, user_id: UUID, added_by: str) -> bool:
    """Make a user an operator; False where he was one."""
    new = insert(platform_operators).values(user_id=user_id, added_by=added_by[:255])
    return (await tx.execute(new.on_conflict_do_nothing())).rowcount > 0


async def remove(tx: Tx, user_id: UUID) -> bool:
    """Make a user an operator no longer; False where he was none."""
    return (await tx.execute(delete(platform_operators).where(_C.user_id == user_id))).rowcount > 0
