"""The second factor: enrolled with a code, asked for at log-in, never the same code twice."""

import asyncio
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from sqlalchemy import text, update

from auth.factors.tables import second_factors
from common.contracts.message import NO_TENANT

from ...service import PASSWORD, Service
from .conftest import Person, person, slug

pytestmark = pytest.mark.engines
STEP = timedelta(seconds=30)


async def test_it_counts_from_the_first_code_on(service: Service, ada: Person) -> None:
    begun = (await ada.ask("POST", password=PASSWORD)).json()
    assert begun["address"].startswith("otpauth://totp/Brand%20Influence%20Monitor:")
    assert f"secret={begun['secret']}" in begun["address"]
    assert ElementTree.fromstring(begun["picture"]).tag.endswith("svg")
    assert "access_token" in (await service.log_in(ada.email)).json(), "not confirmed yet"
    assert (await ada.ask("GET")).json() == {"enabled": False, "confirmed_at": None, "recovery_codes_left": 0}
    ada.secret = begun["secret"]
    assert slug(await ada.ask("POST", "/confirmation", code=ada.code(5))) == "second-factor-wrong"
    codes = (await ada.ask("POST", "/confirmation", code=ada.code())).json()["recovery_codes"]
    assert len(set(codes)) == 10
    standing = (await ada.ask("GET")).json()
    assert (standing["enabled"], standing["recovery_codes_left"]) == (True, 10)
    assert slug(await ada.ask("POST", password=PASSWORD)) == "second-factor-exists"


async def test_log_in_has_two_steps_and_a_code_is_good_once(service: Service, ada: Person) -> None:
    await ada.enrol()
    challenge = await ada.challenge()
    assert slug(await ada.finish(challenge, ada.code())) == "second-factor-wrong", "it confirmed the factor"
    service.clock.advance(STEP)
    code = ada.code()
    opened = await ada.finish(challenge, f" {code[:3]} {code[3:]} ")
    assert opened.status_code == 200 and opened.json()["access_token"]
    assert slug(await ada.finish(challenge, ada.code(1))) == "challenge-invalid"
    assert slug(await ada.finish(await ada.challenge(), code)) == "second-factor-wrong"


@pytest.mark.parametrize(("apart", "status"), [(-2, 403), (-1, 403), (0, 403), (1, 200), (2, 403)])
async def test_a_fast_clock_is_borne_by_one_step_and_nothing_of_before(
    service: Service, ada: Person, apart: int, status: int
) -> None:
    await ada.enrol()
    assert (await ada.finish(await ada.challenge(), ada.code(apart))).status_code == status
    if status == 200:
        service.clock.advance(STEP)
        assert (await ada.finish(await ada.challenge(), ada.code())).status_code == 403, "used ahead of its time"


async def test_a_slow_clock_is_borne_by_one_step(service: Service, ada: Person) -> None:
    await ada.enrol()
    service.clock.advance(3 * STEP)
    assert (await ada.finish(await ada.challenge(), ada.code(-2))).status_code == 403
    assert (await ada.finish(await ada.challenge(), ada.code(-1))).status_code == 200


@pytest.mark.parametrize("code", ["", " ", "12345", "1234567", "١٢٣٤٥٦", "x" * 1024, "' OR 1"])
async def test_what_is_no_code_is_refused(ada: Person, code: str) -> None:
    await ada.enrol()
    assert (await ada.finish(await ada.challenge(), code)).status_code in (403, 422)


async def test_a_recovery_code_stands_in_once_however_it_is_typed(service: Service, ada: Person) -> None:
    await ada.enrol()
    first = ada.recovery[0].upper().replace("-", " ")
    assert (await ada.finish(await ada.challenge(), first)).status_code == 200
    assert slug(await ada.finish(await ada.challenge(), ada.recovery[0])) == "second-factor-wrong"
    assert (await ada.ask("GET")).json()["recovery_codes_left"] == 9
    async with service.unit.system() as conn:
        rows = (await conn.execute(text("SELECT * FROM recovery_codes"))).all()
    assert not any(code in str(rows) for code in ada.recovery)


async def test_of_a_recovery_code_that_is_tried_several_times_at_once_one_try_has_it(ada: Person) -> None:
    await ada.enrol()
    challenges = [await ada.challenge() for _ in range(4)]
    answers = await asyncio.gather(*(ada.finish(each, ada.recovery[0]) for each in challenges))
    assert sorted(answer.status_code for answer in answers) == [200, 403, 403, 403]


async def test_of_one_challenge_that_is_answered_twice_at_once_one_answer_opens_a_session(ada: Person) -> None:
    await ada.enrol()
    challenge = await ada.challenge()
    answers = await asyncio.gather(*(ada.finish(challenge, each) for each in ada.recovery[:2]))
    assert sorted(answer.status_code for answer in answers) == [200, 401]


async def test_a_challenge_has_five_tries(service: Service, ada: Person) -> None:
    await ada.enrol()
    service.clock.advance(STEP)
    challenge = await ada.challenge()
    for _ in range(5):
        assert slug(await ada.finish(challenge, "abcdef")) == "second-factor-wrong"
    assert slug(await ada.finish(challenge, ada.code())) == "challenge-invalid"


async def test_a_challenge_ends_soon_and_is_the_programs_that_gave_the_password(service: Service, ada: Person) -> None:
    await ada.enrol()
    service.clock.advance(STEP)
    challenge = await ada.challenge()
    assert slug(await ada.finish(challenge, ada.code(), agent="curl/8")) == "challenge-invalid"
    service.clock.advance(timedelta(minutes=5))
    for wrong in (challenge, "bml_", "bml_" + "A" * 43, "é", "x" * 1000):
        assert slug(await ada.finish(wrong, ada.code())) == "challenge-invalid"


async def test_logging_out_everywhere_ends_what_waits(service: Service, ada: Person) -> None:
    await ada.enrol()
    service.clock.advance(STEP)
    challenge = await ada.challenge()
    await service.post("logout-everywhere", ada.token)
    assert slug(await ada.finish(challenge, ada.code())) == "challenge-invalid"


async def test_it_is_removed_with_password_and_code_alone(service: Service, ada: Person) -> None:
    await ada.enrol()
    service.clock.advance(STEP)
    assert slug(await ada.ask("POST", "/removal", password="wrong wrong wrong", code=ada.code())) == "password-wrong"
    assert slug(await ada.ask("POST", "/removal", password=PASSWORD, code="000")) == "second-factor-wrong"
    assert (await ada.ask("POST", "/removal", password=PASSWORD, code=ada.code())).status_code == 204
    assert "access_token" in (await service.log_in(ada.email)).json()
    assert slug(await ada.ask("POST", "/removal", password=PASSWORD, code=ada.code())) == "second-factor-missing"


async def test_recovery_codes_made_anew_void_those_of_before(service: Service, ada: Person) -> None:
    await ada.enrol()
    service.clock.advance(STEP)
    renewed = (await ada.ask("POST", "/recovery-codes", password=PASSWORD, code=ada.code())).json()["recovery_codes"]
    assert not set(renewed) & set(ada.recovery)
    assert (await ada.finish(await ada.challenge(), ada.recovery[1])).status_code == 403
    assert (await ada.finish(await ada.challenge(), renewed[1])).status_code == 200


async def test_the_secret_lies_sealed_and_opens_for_its_own_person_alone(service: Service, ada: Person) -> None:
    await ada.enrol()
    eve = await person(service)
    await eve.enrol()
    service.clock.advance(STEP)
    async with service.unit.system() as conn:
        rows = (await conn.execute(text("SELECT user_id, secret_sealed FROM second_factors"))).all()
        sealed = {row.user_id: bytes(row.secret_sealed) for row in rows}
        assert ada.secret.encode() not in sealed[ada.user_id]
        mine = update(second_factors).where(second_factors.c.user_id == ada.user_id)
        await conn.execute(mine.values(secret_sealed=sealed[eve.user_id]))
    assert (await ada.finish(await ada.challenge(), eve.code())).status_code == 403


async def test_what_is_done_is_noted_without_codes(service: Service, ada: Person) -> None:
    await ada.enrol()
    service.clock.advance(STEP)
    await ada.finish(await ada.challenge(), "000")
    await ada.finish(await ada.challenge(), ada.recovery[0])
    await ada.ask("POST", "/recovery-codes", password=PASSWORD, code=ada.code())
    service.clock.advance(STEP)
    await ada.ask("POST", "/removal", password=PASSWORD, code=ada.code())
    async with service.unit.begin(NO_TENANT) as tx:
        noted = str((await tx.execute(text("SELECT payload::text FROM outbox"))).scalars().all())
    for word in ("enrolled", "refused", "recovery-code-used", "recovery-codes-made", "removed"):
        assert f"second-factor.{word}" in noted
    assert ada.secret not in noted and ada.recovery[0] not in noted
