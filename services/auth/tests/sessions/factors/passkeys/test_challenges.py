"""A challenge is good once, for a while, and for what it was made for."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from auth.factors.passkeys.rules import Challenges, PasskeyRefusedError
from auth.factors.passkeys.tables import passkey_challenges
from common.primitives.clock import ManualClock

from ....service import Service
from ..conftest import Person, person, slug
from .authenticator import Authenticator
from .conftest import ORIGIN, added, asked, begun, entered, options

pytestmark = pytest.mark.engines


async def test_an_answer_is_good_once(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN, counts=False)
    await added(ada, device)
    answer = device.get(await options(service))
    answers = await asyncio.gather(*(entered(service, answer) for _ in range(5)))
    assert sorted(each.status_code for each in answers) == [200, 401, 401, 401, 401]
    made = device.create(await begun(ada))
    made["id"] = made["rawId"]
    again = await asked(ada, "POST", name="again", credential=made)
    assert (again.status_code, slug(again)) == (409, "passkey-exists")


async def test_a_challenge_is_good_for_its_step_its_person_and_its_client(service: Service, ada: Person) -> None:
    device, bob = Authenticator(ORIGIN), await person(service)
    made = device.create(await begun(ada))
    for who in (bob,):
        refused = await asked(who, "POST", name="stolen", credential=made)
        assert (refused.status_code, slug(refused)) == (422, "passkey-invalid")
    await added(ada, device)
    elsewhere = await entered(service, device.get(await options(service)), agent="another browser")
    assert (elsewhere.status_code, slug(elsewhere)) == (401, "passkey-wrong")
    asking = await begun(ada)
    signed = device.get({"rpId": "app.example", "challenge": asking["challenge"]})
    crossed = await entered(service, signed)
    assert (crossed.status_code, slug(crossed)) == (401, "passkey-wrong")


@pytest.mark.parametrize("late", [timedelta(minutes=5), timedelta(days=1)], ids=str)
async def test_a_challenge_expires(service: Service, ada: Person, late: timedelta) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    answer = device.get(await options(service))
    service.clock.advance(late)
    refused = await entered(service, answer)
    assert (refused.status_code, slug(refused)) == (401, "passkey-wrong")


async def test_what_was_answered_is_forgotten_when_it_has_expired(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    service.clock.advance(timedelta(minutes=16))
    assert (await entered(service, device.get(await options(service)))).status_code == 200
    async with service.unit.system() as conn:
        left = select(func.count()).where(passkey_challenges.c.expires_at <= service.clock.now())
        assert (await conn.execute(left)).scalar_one() == 0


async def test_an_answer_is_good_once_for_replicas_whose_clocks_are_apart(service: Service, ada: Person) -> None:
    device, bob = Authenticator(ORIGIN, counts=False), await person(service)
    other = Authenticator(ORIGIN)
    await added(ada, device)
    await added(bob, other)
    answer = device.get(await options(service))
    assert (await entered(service, answer)).status_code == 200
    service.clock.advance(timedelta(minutes=5))  # a replica that is fast tidies up
    assert (await entered(service, other.get(await options(service)))).status_code == 200
    service.clock.advance(timedelta(minutes=-5))
    assert (await entered(service, answer)).status_code == 401


def test_a_challenge_of_another_secret_is_none(clock: ManualClock) -> None:
    ours, theirs = Challenges("a" * 40), Challenges("b" * 40)
    with pytest.raises(PasskeyRefusedError):
        ours.until(theirs.new("log-in", b"client", clock.now()), "log-in", b"client", clock.now())
