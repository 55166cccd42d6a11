"""What a database has forgotten for good: a row per organisation, website and audit, which no late message gets past.

Effects hold the advisory locks of what they are about together, an erasure holds its lock alone: whatever was under way
is done before the rows go, and whatever begins later finds the tombstone. Locks are taken in one order, the
organisation's before its website's before its audits', so that nobody waits in a circle.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, bindparam, column, exists, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import ColumnElement

from common.contracts.message import Message
from common.stores.postgres.tables import erasures, inbox

_HOLD = text("SELECT pg_advisory_xact_lock_shared(own) FROM unnest(CAST(:locks AS bigint[])) AS own")
_HOLD_ALONE = text("SELECT pg_advisory_xact_lock(own) FROM unnest(CAST(:locks AS bigint[])) AS own")
_BURY = insert(erasures).on_conflict_do_nothing()
_ERASING = text("SELECT set_config('app.erasing', 'on', true)")
"""For the rest of the transaction: triggers that keep rows from being deleted let an erasure do it."""
_TENANT_ERASED = select(erasures.c.id).where(
    erasures.c.tenant_id == bindparam("own", type_=erasures.c.id.type),
    erasures.c.id == bindparam("own", type_=erasures.c.id.type),
)


def subjects(message: Message) -> tuple[UUID | None, UUID | None]:
    """The website and the audit that a message is about; a command's saga is its audit."""
    website, audit = getattr(message, "website_id", None), getattr(message, "audit_id", None)
    return website, audit or getattr(message, "saga_id", None)


def tenant_lock(tenant_id: UUID) -> int:
    """The advisory lock that an organisation's transactions hold together, and its erasure alone."""
    return _lock_of(tenant_id, tenant_id)


async def hold(conn: AsyncConnection, tenant_id: UUID, messages: Iterable[Message]) -> None:
    """Keep erasures of what ``messages`` are about waiting until this transaction has ended."""
    await _lock(conn, tenant_id, [subjects(message) for message in messages], alone=False, first=tenant_lock(tenant_id))


async def hold_tenant(conn: AsyncConnection, tenant_id: UUID) -> None:
    """Keep the erasure of an organisation waiting until this transaction has ended."""
    await conn.execute(_HOLD, {"locks": [tenant_lock(tenant_id)]})


async def tenant_erased(conn: AsyncConnection, tenant_id: UUID) -> bool:
    """Whether an organisation was erased, or is being erased; true for good where its lock is held."""
    return (await conn.execute(_TENANT_ERASED, {"own": tenant_id})).first() is not None


async def bury_tenant(conn: AsyncConnection, tenant_id: UUID) -> None:
    """Forget an organisation: returns when no effect of it is under way any more, and none begins afterwards."""
    await conn.execute(_HOLD_ALONE, {"locks": [tenant_lock(tenant_id)]})
    await conn.execute(_ERASING)
    await conn.execute(_BURY, {"tenant_id": tenant_id, "id": tenant_id, "website_id": tenant_id})


async def hold_website(conn: AsyncConnection, tenant_id: UUID, website_id: UUID) -> bool:
    """Keep the erasure of a website waiting until this transaction has ended; False where it has been erased."""
    await _lock(conn, tenant_id, [(website_id, None)], alone=False)
    return not await erased(conn, tenant_id, [website_id])


async def erased(conn: AsyncConnection, tenant_id: UUID, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of some websites and audits were erased."""
    table = erasures.c
    query = select(table.id).where(table.tenant_id == tenant_id, table.id.in_(list(ids)))
    return frozenset((await conn.execute(query)).scalars())


async def erased_websites(conn: AsyncConnection, tenant_id: UUID, messages: Sequence[Message]) -> dict[UUID, UUID]:
    """The erased website of each message that is about one, by the message's id.

    Where the organisation itself was erased, that of each is the organisation's own id.
    """
    about = {message.id: [own for own in _all_subjects(message) if own is not None] for message in messages}
    table = erasures.c
    wanted = {own for ids in about.values() for own in ids}
    query = select(table.id, table.website_id).where(table.tenant_id == tenant_id, table.id.in_(wanted))
    known = {row.id: row.website_id for row in await conn.execute(query)} if wanted else {}
    return {
        message: next(known[own] for own in ids if own in known) for message, ids in about.items() if known.keys() & ids
    }


async def bury(conn: AsyncConnection, tenant_id: UUID, website_id: UUID) -> None:
    """Forget a website: returns when no effect of it is under way any more, and none begins after this transaction."""
    await _lock(conn, tenant_id, [(website_id, None)], alone=True)
    await conn.execute(_ERASING)
    await conn.execute(_BURY, {"tenant_id": tenant_id, "id": website_id, "website_id": website_id})


async def bury_audits(conn: AsyncConnection, tenant_id: UUID, website_id: UUID, audits: Iterable[UUID]) -> None:
    """Forget the audits of a website that was buried in this transaction: some messages name nothing else."""
    own = sorted(audits)
    await _lock(conn, tenant_id, [(None, audit) for audit in own], alone=True)
    await bury_beside(conn, tenant_id, website_id, own)


async def bury_beside(conn: AsyncConnection, tenant_id: UUID, website_id: UUID, ids: Iterable[UUID]) -> None:
    """Remember ids of a buried website's parts, by which a store outside of the transaction knows them."""
    rows = [{"tenant_id": tenant_id, "id": own, "website_id": website_id} for own in sorted(set(ids))]
    if rows:
        await conn.execute(_BURY, rows)


async def buried_with(conn: AsyncConnection, tenant_id: UUID, website_id: UUID) -> list[UUID]:
    """What was buried with a website."""
    table = erasures.c
    query = select(table.id).where(table.tenant_id == tenant_id, table.website_id == website_id, table.id != website_id)
    return list((await conn.execute(query.order_by(table.id))).scalars())


def _all_subjects(message: Message) -> tuple[UUID | None, ...]:
    """The organisation first: where it is erased, nothing else counts."""
    return (None if message.outlives else message.tenant_id, *subjects(message))


async def _lock(
    conn: AsyncConnection,
    tenant_id: UUID,
    about: Iterable[tuple[UUID | None, UUID | None]],
    *,
    alone: bool,
    first: int | None = None,
) -> None:
    pairs = list(about)
    websites = sorted({website for website, _ in pairs if website is not None})
    audits = sorted({audit for _, audit in pairs if audit is not None})
    locks = [] if first is None else [first]
    locks += [_lock_of(tenant_id, own) for own in (*websites, *audits)]
    if locks:
        await conn.execute(_HOLD_ALONE if alone else _HOLD, {"locks": locks})


def _lock_of(tenant_id: UUID, own: UUID) -> int:
    return int.from_bytes(sha256(b"erasure" + tenant_id.bytes + own.bytes).digest()[:8], signed=True)


# -- the inbox of a database that forgets ---------------------------------------------------------------------------

_IDS = ARRAY(Uuid)
_MESSAGES = (
    func.unnest(*(bindparam(name, type_=_IDS) for name in ("messages", "tenants", "websites", "audits")))
    .table_valued(*(column(name, Uuid) for name in ("message", "tenant", "website", "audit")), name="told")
    .render_derived()
)


def entering_spared(*conditions: ColumnElement[bool]) -> Any:
    """The inbox rows of messages that are about nothing erased: to be run after ``hold``."""
    tenant = bindparam("of_tenant", type_=inbox.c.tenant_id.type)
    gone = exists().where(
        and_(
            erasures.c.tenant_id == bindparam("of_tenant", type_=erasures.c.tenant_id.type),
            or_(*(erasures.c.id == _MESSAGES.c[name] for name in ("tenant", "website", "audit"))),
        )
    )
    names = ["tenant_id", "handler", "message_id"]
    rows = select(tenant, bindparam("by", type_=inbox.c.handler.type), _MESSAGES.c.message)
    entered = insert(inbox).from_select(names, rows.where(~gone, *conditions))
    return entered.on_conflict_do_nothing().returning(inbox.c.message_id)


def as_arrays(messages: Iterable[Message]) -> dict[str, list[UUID | None]]:
    """The parameters of ``entering_spared``, in one order everywhere."""
    rows = sorted((message.id, _all_subjects(message)) for message in messages)
    own: list[UUID | None] = [row[0] for row in rows]
    about = {name: [row[1][place] for row in rows] for place, name in enumerate(("tenants", "websites", "audits"))}
    return {"messages": own, **about}
