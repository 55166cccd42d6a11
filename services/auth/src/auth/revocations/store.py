"""SQL of revocations. To revoke is to write a row and to announce it, in the transaction that is the reason."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.revocations.tables import revocations
from common.contracts.auth import AccessRevoked, RevokedBecause, RevokedKind
from common.http.access import Revocation
from common.http.access.revocations import KEPT_S, REPLICAS_APART_S, subject_of
from common.primitives.ids import ms_of
from common.stores.postgres import Tx

_C = revocations.c
_LATE = text("interval '30 seconds'")
"""A transaction that committed a moment ago may have begun before; none lasts so long (idle ones end after 10 s)."""


async def revoke(tx: Tx, kind: RevokedKind, *ids: UUID | str, now: datetime, reason: RevokedBecause) -> None:
    """Void every access token of a subject that was issued up to ``now``; later ones are good."""
    subject = subject_of(kind, *ids)
    moment = now + timedelta(seconds=REPLICAS_APART_S)
    before = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    new = insert(revocations).values(subject=subject, before=before, reason=reason)
    known = {"before": func.greatest(_C.before, new.excluded.before), "reason": reason}
    await tx.execute(
        new.on_conflict_do_update(index_elements=["subject"], set_=known | {"changed_at": func.clock_timestamp()})
    )
    tx.emit(AccessRevoked(tenant_id=tx.tenant_id, occurred_at=now, subject=subject, before=before, reason=reason))


async def void_until(conn: AsyncConnection, subjects: Sequence[str]) -> int:
    """Until when tokens that are tied to ``subjects`` are void (ms since 1970); 0 where nothing was revoked."""
    query = select(func.max(_C.before)).where(_C.subject.in_(subjects))
    latest: datetime | None = (await conn.execute(query)).scalar_one()
    return ms_of(latest) if latest else 0


async def living(conn: AsyncConnection, now: datetime) -> Sequence[Revocation]:
    """Every revocation that may void a token which still lives."""
    return await _revocations(conn, _C.before > now - timedelta(seconds=KEPT_S))


async def lately(conn: AsyncConnection) -> Sequence[Revocation]:
    """Those of the last half minute, by the database's clock: what was committed since a turn ago is among them."""
    return await _revocations(conn, _C.changed_at > func.clock_timestamp() - _LATE)


async def forget_old(conn: AsyncConnection, now: datetime) -> None:
    """Delete what voids no token that still lives."""
    await conn.execute(delete(revocations).where(_C.before <= now - timedelta(seconds=KEPT_S)))


async def _revocations(conn: AsyncConnection, condition: ColumnElement[bool]) -> Sequence[Revocation]:
    rows = await conn.execute(select(_C.subject, _C.before).where(condition))
    return [Revocation(row.subject, ms_of(row.before)) for row in rows]
