"""SQL of the chain: appended under the lock of its head, read in its order."""

from collections.abc import AsyncIterator, Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.audit_log.rules import BEGINNING, Entry, Head
from auth.audit_log.tables import audit_log, heads, lengths
from common.stores.postgres import Tx

COLUMNS = [audit_log.c[name] for name in Entry.__dataclass_fields__]
_FIELDS = tuple(Entry.__dataclass_fields__)
READ_AT_ONCE = 1000
_THERE = select(audit_log.c.id).where(
    audit_log.c.tenant_id == bindparam("of_tenant"), audit_log.c.id == any_(bindparam("ids", type_=ARRAY(Uuid)))
)
"""An array, not a list of parameters: the statement is compiled once, however many there are."""
_APPEND = insert(audit_log)
_PART = text("SELECT audit_log_part(:month)")


def entry_of(row: Sequence[object]) -> Entry:
    """The entry out of a row of ``COLUMNS``."""
    return Entry(*row)  # type: ignore[arg-type]


async def head_for_appending(tx: Tx) -> Head:
    """The end of the transaction's chain. Until the transaction ends, nobody else appends to it."""
    first = insert(heads).values(tenant_id=tx.tenant_id, sequence=0, hash=BEGINNING)
    await tx.execute(first.on_conflict_do_nothing())
    own = select(heads.c.sequence, heads.c.hash).where(heads.c.tenant_id == tx.tenant_id)
    row = (await tx.execute(own.with_for_update())).one()
    return Head(row.sequence, bytes(row.hash))


async def there_already(tx: Tx, ids: Collection[UUID]) -> set[UUID]:
    """Which of these events have an entry; asked under the head's lock."""
    return set((await tx.execute(_THERE, {"of_tenant": tx.tenant_id, "ids": list(ids)})).scalars())


async def append(tx: Tx, entries: Sequence[Entry]) -> None:
    """Keep entries that follow ``head_for_appending`` of the same transaction."""
    rows = [{name: getattr(entry, name) for name in _FIELDS} for entry in entries]
    await tx.execute(_APPEND, rows)
    last = entries[-1]
    await tx.execute(
        update(heads).where(heads.c.tenant_id == tx.tenant_id).values(sequence=last.sequence, hash=last.hash)
    )
    length = insert(lengths).values(tenant_id=tx.tenant_id, sequence=last.sequence, rooted=0)
    grown = length.on_conflict_do_update(index_elements=["tenant_id"], set_={"sequence": last.sequence})
    await tx.execute(grown)


async def head_of(conn: AsyncConnection, tenant_id: UUID) -> Head:
    """The end of a chain, as it is noted."""
    row = (await conn.execute(select(heads.c.sequence, heads.c.hash).where(heads.c.tenant_id == tenant_id))).first()
    return Head(row.sequence, bytes(row.hash)) if row else Head()


async def entries_of(
    conn: AsyncConnection, tenant_id: UUID, *, first: int = 1, last: int | None = None
) -> AsyncIterator[Entry]:
    """The entries of a chain from ``first`` on, in its order, read a thousand at a time.

    Two rows of one number, which only a tamperer can make, are both given.
    """
    own = [audit_log.c.tenant_id == tenant_id]
    if last is not None:
        own.append(audit_log.c.sequence <= last)
    query = select(*COLUMNS).where(*own).order_by(audit_log.c.sequence, audit_log.c.recorded_at).limit(READ_AT_ONCE)
    after, before = first - 1, None
    while True:
        behind = audit_log.c.sequence > after
        if before is not None:
            behind |= (audit_log.c.sequence == after) & (audit_log.c.recorded_at > before)
        rows = (await conn.execute(query.where(behind))).all()
        for row in rows:
            yield entry_of(row)
        if len(rows) < READ_AT_ONCE:
            return
        after, before = rows[-1].sequence, rows[-1].recorded_at


async def hashes_of(conn: AsyncConnection, tenant_id: UUID, first: int, last: int) -> list[bytes]:
    """The hashes of entries ``first`` to ``last``, in order."""
    own = (audit_log.c.tenant_id == tenant_id, audit_log.c.sequence.between(first, last))
    rows = await conn.execute(select(audit_log.c.hash).where(*own).order_by(audit_log.c.sequence))
    return [bytes(each) for each in rows.scalars()]


async def chains(conn: AsyncConnection) -> list[UUID]:
    """Every organisation that has a chain."""
    return list((await conn.execute(select(lengths.c.tenant_id).order_by(lengths.c.tenant_id))).scalars())


async def unrooted(conn: AsyncConnection) -> list[tuple[UUID, int, int]]:
    """Organisations with entries that no root covers: id, the first of them, the last."""
    query = select(lengths.c.tenant_id, lengths.c.rooted, lengths.c.sequence)
    rows = await conn.execute(query.where(lengths.c.sequence > lengths.c.rooted).order_by(lengths.c.tenant_id))
    return [(row.tenant_id, row.rooted + 1, row.sequence) for row in rows]


async def make_part(conn: AsyncConnection, month: datetime) -> bool:
    """See that a month has its part; False where its entries lie in the part for all others, and stay there."""
    made: bool = (await conn.execute(_PART, {"month": month})).scalar_one()
    return made


async def length_of(conn: AsyncConnection) -> int:
    """How many entries there are in all chains."""
    total: int = (await conn.execute(select(func.coalesce(func.sum(lengths.c.sequence), 0)))).scalar_one()
    return int(total)
