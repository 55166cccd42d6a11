"""SQL of what is personal: a key per person, and where sessions and events came from, sealed under it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.audit_log.rules import SealedOrigin
from auth.audit_log.sealed.sealing import MasterKey, Origin, PersonKey
from auth.audit_log.tables import origins, persons
from common.contracts.auth import ActionNoted
from common.primitives.ids import derived_id

KEEP_ORIGINS = timedelta(days=35)
"""Longer than a session lives, and than a topic keeps an event whose entry may still want its origin."""
KEEP_NOBODY = timedelta(days=90)
_KNOWN = select(origins.c.id, origins.c.person_id, origins.c.origin).where(
    origins.c.id == any_(bindparam("wanted", type_=ARRAY(Uuid)))
)


def nobody_in(month: datetime) -> UUID:
    """Whose key seals what came from people of whom nothing is known; destroyed when ``KEEP_NOBODY`` is over."""
    return derived_id("audit log", "nobody", f"{month:%Y-%m}")


async def key_of(conn: AsyncConnection, master: MasterKey, person_id: UUID) -> PersonKey | None:
    """The key of a person, made where there is none yet; None where he was erased."""
    new, sealed = master.new(person_id)
    row = insert(persons).values(person_id=person_id, key_sealed=sealed)
    made = await conn.execute(row.on_conflict_do_nothing().returning(persons.c.person_id))
    if made.first() is not None:
        return new
    return (await keys_of(conn, master, [person_id])).get(person_id)


async def keys_of(conn: AsyncConnection, master: MasterKey, person_ids: Collection[UUID]) -> dict[UUID, PersonKey]:
    """The keys of those who have one, by person."""
    query = select(persons.c.person_id, persons.c.key_sealed).where(persons.c.person_id.in_(person_ids))
    found = {}
    for row in await conn.execute(query.where(persons.c.key_sealed.is_not(None))):
        key = master.open(row.person_id, bytes(row.key_sealed))
        if key is not None:
            found[row.person_id] = key
    return found


async def remember_origin(
    conn: AsyncConnection, own_id: UUID, key: PersonKey, origin: Origin, now: datetime
) -> None:  # fmt: skip
    """Keep where a session is seen now, or what one event came from."""
    row = {"id": own_id, "person_id": key.person_id, "origin": key.seal(origin), "seen_at": now}
    statement = insert(origins).values(row)
    latest = {name: statement.excluded[name] for name in ("person_id", "origin", "seen_at")}
    await conn.execute(statement.on_conflict_do_update(index_elements=["id"], set_=latest))


async def origins_of(conn: AsyncConnection, events: Sequence[ActionNoted]) -> Mapping[UUID, SealedOrigin]:
    """Where each event came from, by its id: its own origin where it has one, else its session's."""
    wanted = {each.id for each in events} | {each.session_id for each in events if each.session_id}
    rows = await conn.execute(_KNOWN, {"wanted": list(wanted)})
    known = {row.id: SealedOrigin(row.person_id, bytes(row.origin)) for row in rows}
    found: dict[UUID, SealedOrigin] = {}
    for event in events:
        session = known.get(event.session_id) if event.session_id else None
        if session is not None and session.of != event.user_id:
            session = None  # a session of somebody else: what a service says of ids is not believed here
        if (own := known.get(event.id, session)) is not None:
            found[event.id] = own
    return found


async def forget_person(conn: AsyncConnection, person_id: UUID) -> None:
    """Destroy a person's key and what waits under it: nothing that was sealed for him opens again, for anybody."""
    gone = insert(persons).values(person_id=person_id, key_sealed=None, erased_at=func.now())
    erased = {"key_sealed": None, "erased_at": func.coalesce(persons.c.erased_at, func.now())}
    await conn.execute(gone.on_conflict_do_update(index_elements=["person_id"], set_=erased))
    await conn.execute(delete(origins).where(origins.c.person_id == person_id))


async def prune(conn: AsyncConnection, now: datetime) -> None:
    """Let go of origins whose entries have them, and of the keys of those who stayed unknown."""
    await conn.execute(delete(origins).where(origins.c.seen_at < now - KEEP_ORIGINS))
    over = [nobody_in(now - KEEP_NOBODY - timedelta(days=30 * each)) for each in range(1, 5)]
    old = update(persons).where(persons.c.person_id.in_(over), persons.c.key_sealed.is_not(None))
    await conn.execute(old.values(key_sealed=None, erased_at=func.now()))
