"""Signing keys in the database: made once, rotated without a gap, useless with another secret."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from auth.keys import store as key_store
from auth.keys.ring import KeyRing
from auth.keys.signing_keys import PUBLISHED_AHEAD, WrongSecretError, generate
from auth.keys.tables import signing_keys
from auth.sessions.access_tokens import TokenHolder, issue
from common.primitives.clock import ManualClock
from common.primitives.errors import Unauthorized
from common.primitives.ids import uuid7
from common.stores.postgres import UnitOfWork

pytestmark = pytest.mark.engines

SECRET = "another unguessable text of forty characters"
LIFE = timedelta(minutes=10)


@pytest.fixture
async def empty(unit: UnitOfWork) -> AsyncIterator[UnitOfWork]:
    """The database before the first start; other tests find it empty again."""
    async with unit.system() as conn:
        await conn.execute(delete(signing_keys))
    yield unit
    async with unit.system() as conn:
        await conn.execute(delete(signing_keys))


def ring(unit: UnitOfWork, clock: ManualClock, secret: str = SECRET) -> KeyRing:
    return KeyRing(unit, secret, clock)


def kids(jwks: dict[str, list[dict[str, str]]]) -> list[str]:
    return [key["kid"] for key in jwks["keys"]]


async def test_replicas_that_start_together_make_one_first_key(empty: UnitOfWork, clock: ManualClock) -> None:
    rings = [ring(empty, clock) for _ in range(8)]
    await asyncio.gather(*(each.open() for each in rings))
    assert len({(await each.signing()).kid for each in rings}) == 1
    assert [kids(await each.jwks()) for each in rings] == [kids(await rings[0].jwks())] * 8
    assert len(kids(await rings[0].jwks())) == 2, "the first, and one that lies ready"


async def test_a_replica_that_starts_while_another_makes_the_first_key_waits_for_it(
    empty: UnitOfWork, clock: ManualClock
) -> None:
    first, late = generate(clock.now()), ring(empty, clock)
    async with empty.system() as conn:
        await key_store.wait_for_turn(conn)
        assert await key_store.stored(conn, SECRET) == ()
        opening = asyncio.create_task(late.open())
        await asyncio.sleep(0.3)
        assert not opening.done()
        await key_store.add(conn, first, SECRET)
    await opening
    assert (await late.signing()).kid == first.kid


async def test_the_stored_key_is_sealed_and_opens_with_its_secret_only(empty: UnitOfWork, clock: ManualClock) -> None:
    first = ring(empty, clock)
    await first.open()
    number = (await first.signing()).private.private_numbers().private_value.to_bytes(32, "big")
    async with empty.system() as conn:
        row = (await conn.execute(select(signing_keys).order_by(signing_keys.c.active_from))).first()
    assert row is not None
    assert number not in row.private_key_sealed
    assert "d" not in row.public_jwk
    with pytest.raises(WrongSecretError):
        await ring(empty, clock, SECRET + "!").open()


async def test_a_successor_is_published_before_it_signs_and_old_tokens_stay_good(empty: UnitOfWork) -> None:
    clock = ManualClock(datetime.now(UTC) - timedelta(days=90) + PUBLISHED_AHEAD)
    keys = ring(empty, clock)
    await keys.open()
    old = await keys.signing()
    clock.moment = datetime.now(UTC)
    token = issue(TokenHolder(uuid7(), uuid7(), None), await keys.signing(), clock.now(), LIFE)
    published = kids(await keys.jwks())
    assert (await keys.signing()).kid == old.kid
    assert published[0] == old.kid
    assert len(published) == 2
    clock.advance(PUBLISHED_AHEAD)
    assert (await keys.signing()).kid == published[1]
    assert kids(await keys.jwks())[:2] == published
    assert len(kids(await keys.jwks())) == 3, "another one lies ready"
    assert await keys.verify(token)


async def test_a_key_that_another_replica_made_is_found_when_a_token_names_it(empty: UnitOfWork) -> None:
    clock = ManualClock(datetime.now(UTC) - timedelta(days=91))
    slow = ring(empty, clock)
    await slow.open()
    clock.moment = datetime.now(UTC)
    await slow.signing()  # makes the successor; it signs from a quarter of an hour later on
    other = ring(empty, ManualClock(clock.now() + PUBLISHED_AHEAD))
    await other.open()
    token = issue(TokenHolder(uuid7(), uuid7(), None), await other.signing(), clock.now(), LIFE)
    assert await slow.verify(token)


async def test_a_token_of_an_unknown_key_is_refused(empty: UnitOfWork, clock: ManualClock) -> None:
    keys = ring(empty, clock)
    await keys.open()
    clock.advance(timedelta(seconds=3))
    strange = issue(TokenHolder(uuid7(), uuid7(), None), generate(clock.now()), clock.now(), LIFE)
    for token in (strange, "", "a.b.c", strange[:-10]):
        with pytest.raises(Unauthorized):
            await keys.verify(token)
