"""Whoever owns the database changes the log at random, and each time a verification finds it.

``BRANDMON_TAMPERINGS`` says how often (``make security``: 10,000), ``BRANDMON_SEED`` plays a run again.
"""

import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from auth.audit_log.proof.verifying import verify
from auth.audit_log.rules import Entry, Head, hash_of
from auth.audit_log.store import COLUMNS, entries_of, entry_of
from auth.audit_log.tables import audit_log, heads, lengths, roots
from common.primitives.ids import uuid7
from common.testing.postgres import DatabaseUrls

from .bench import Bench, reading_on, superuser

pytestmark = [pytest.mark.engines, pytest.mark.timeout(7200)]
TIMES = int(os.environ.get("BRANDMON_TAMPERINGS", "300"))
Tampering = Callable[[AsyncConnection, UUID, random.Random], Awaitable[None]]
FAR = 1_000_000
EDITED = ("action", "service", "actor", "user_id", "session_id", "resource_id", "resource_type", "facts", "origin",
          "origin_of", "key_id", "id", "occurred_at", "recorded_at", "hash", "previous", "tenant_id")  # fmt: skip


async def _any(conn: AsyncConnection, tenant_id: UUID, chance: random.Random) -> Entry:
    rows = (await conn.execute(select(*COLUMNS).where(audit_log.c.tenant_id == tenant_id))).all()
    return entry_of(chance.choice(rows))


def _own(entry: Entry):  # type: ignore[no-untyped-def]
    return (audit_log.c.tenant_id == entry.tenant_id) & (audit_log.c.sequence == entry.sequence)


def _other(value: object, chance: random.Random) -> object:
    if isinstance(value, bytes):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    if isinstance(value, str):
        return value + chance.choice((" ", "x"))
    if isinstance(value, dict):
        return chance.choice(({}, value | {"host": "other.example"}, value | {"more": "x"}))
    return value.replace(microsecond=(value.microsecond + 1) % 1_000_000) if hasattr(value, "microsecond") else uuid7()


async def an_edit(conn: AsyncConnection, tenant_id: UUID, chance: random.Random) -> None:
    entry, name = await _any(conn, tenant_id, chance), chance.choice(EDITED)
    before = getattr(entry, name)
    value = b"\x01" * 40 if name == "origin" and before is None else _other(before, chance)
    await conn.execute(update(audit_log).where(_own(entry)).values({name: value}))


async def a_deletion(conn: AsyncConnection, tenant_id: UUID, chance: random.Random) -> None:
    await conn.execute(delete(audit_log).where(_own(await _any(conn, tenant_id, chance))))


async def a_reordering(conn: AsyncConnection, tenant_id: UUID, chance: random.Random) -> None:
    one, two = await _any(conn, tenant_id, chance), await _any(conn, tenant_id, chance)
    while one.sequence == two.sequence:
        two = await _any(conn, tenant_id, chance)
    for entry, number in ((one, one.sequence + FAR), (two, one.sequence)):
        await conn.execute(update(audit_log).where(_own(entry)).values(sequence=number))
    moved = (audit_log.c.tenant_id == tenant_id) & (audit_log.c.sequence == one.sequence + FAR)
    await conn.execute(update(audit_log).where(moved).values(sequence=two.sequence))


async def a_cut_tail(conn: AsyncConnection, tenant_id: UUID, chance: random.Random) -> None:
    """With the noted end of the chain rewritten, half the time."""
    last = (await _any(conn, tenant_id, chance)).sequence
    await conn.execute(delete(audit_log).where(audit_log.c.tenant_id == tenant_id, audit_log.c.sequence >= last))
    if chance.random() < 0.5:
        before = (audit_log.c.tenant_id == tenant_id) & (audit_log.c.sequence == last - 1)
        digest = (await conn.execute(select(audit_log.c.hash).where(before))).scalar() or bytes(32)
        await _end_at(conn, tenant_id, Head(last - 1, digest))


async def an_insertion(conn: AsyncConnection, tenant_id: UUID, chance: random.Random) -> None:
    """At the end, with a right hash, and the end of the chain as it was."""
    entries = [each async for each in entries_of(conn, tenant_id)]
    entry = replace(entries[-1], sequence=entries[-1].sequence + 1, id=uuid7(), previous=entries[-1].hash)
    entry = replace(entry, hash=hash_of(entry))
    await conn.execute(insert(audit_log).values({name: getattr(entry, name) for name in Entry.__dataclass_fields__}))


async def a_chain_made_anew(conn: AsyncConnection, tenant_id: UUID, chance: random.Random) -> None:
    """All hashes from an edit on, and the noted end: what only the roots outside can tell."""
    entries = [each async for each in entries_of(conn, tenant_id)]
    place = chance.randrange(len(entries))
    head = Head(entries[place].sequence - 1, entries[place].previous)
    for entry in entries[place:]:
        changed = replace(entry, previous=head.hash, action="website.renamed")
        changed = replace(changed, hash=hash_of(changed))
        head = Head(changed.sequence, changed.hash)
        values = {"action": changed.action, "previous": changed.previous, "hash": changed.hash}
        await conn.execute(update(audit_log).where(_own(entry)).values(values))
    await _end_at(conn, tenant_id, head)


async def everything_of_one_taken_away(conn: AsyncConnection, tenant_id: UUID, chance: random.Random) -> None:
    for table in (audit_log, heads, lengths):
        await conn.execute(delete(table).where(table.c.tenant_id == tenant_id))


async def _end_at(conn: AsyncConnection, tenant_id: UUID, head: Head) -> None:
    await conn.execute(
        update(heads).where(heads.c.tenant_id == tenant_id).values(sequence=head.sequence, hash=head.hash)
    )
    await conn.execute(update(lengths).where(lengths.c.tenant_id == tenant_id).values(sequence=head.sequence))


TAMPERINGS: tuple[Tampering, ...] = (
    an_edit, a_deletion, a_reordering, a_cut_tail, an_insertion, a_chain_made_anew, everything_of_one_taken_away,
)  # fmt: skip


async def test_each_of_many_random_tamperings_is_found(log: Bench, own_urls: DatabaseUrls) -> None:
    seed = int(os.environ.get("BRANDMON_SEED", "0")) or random.SystemRandom().randrange(1, 2**31)
    print(f"BRANDMON_SEED={seed}")
    chance = random.Random(seed)
    tenants = await log.filled(chance)
    found, missed = await log.evidence(), []
    done: Counter[str] = Counter()
    engine = superuser(own_urls.owner)
    async with engine.connect() as conn:
        assert (await verify(reading_on(conn), found)).is_sound
        await conn.rollback()
        for number in range(TIMES):
            await conn.execute(text("ALTER TABLE audit_log DISABLE TRIGGER ALL"))
            tamper = chance.choice(TAMPERINGS)
            await tamper(conn, chance.choice(tenants), chance)
            done[tamper.__name__] += 1
            if (await verify(reading_on(conn), found)).is_sound:
                missed.append(f"{number}: {tamper.__name__}")
            await conn.rollback()
        assert (await verify(reading_on(conn), found)).is_sound
    await engine.dispose()
    print(f"found {TIMES - len(missed)} of {TIMES}: {dict(done)}")
    assert not missed


async def test_roots_that_are_taken_away_or_exchanged_are_found(log: Bench, own_urls: DatabaseUrls) -> None:
    await log.filled(random.Random(5), tenants=1, roots=2)
    found, engine = await log.evidence(), superuser(own_urls.owner)
    async with engine.connect() as conn:
        everything = list((await conn.execute(select(roots))).all())
    await engine.dispose()
    reading = reading_on
    one, two = found.outside[-2], found.outside[-1]
    exchanged = [*found.outside[:-1], type(two)(two.number, one.signed)]
    for name, wrong in {
        "inside taken away": replace(found, inside=found.inside[:-1]),
        "inside exchanged": replace(found, inside=exchanged),
        "outside taken away": replace(found, outside=[*found.outside[:-2], two]),
        "both exchanged": replace(found, inside=exchanged, outside=exchanged),
        "signed by another key": replace(found, keys={}),
    }.items():
        engine = superuser(own_urls.owner)
        async with engine.connect() as conn:
            assert not (await verify(reading(conn), wrong)).is_sound, name
        await engine.dispose()
    assert len(everything) == len(found.inside)
