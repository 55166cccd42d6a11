"""From a registration to an account, over HTTP and mail; what strangers learn of it."""

import asyncio
import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from auth.mails.rules import MailKind
from auth.persons.registration.tables import registrations
from auth.persons.registration.tidying import tidy
from common.contracts.message import NO_TENANT
from common.http.problem_types import PROBLEM_URN
from common.primitives.ids import uuid7
from common.stores.postgres.tables import outbox

from ..service import PASSWORD, Service, code_in

pytestmark = pytest.mark.engines


def new_address() -> str:
    return f"{uuid7().hex}@example.com"


async def register(service: Service, email: str, password: str = PASSWORD) -> None:
    answer = await service.post("register", email=email, password=password)
    assert (answer.status_code, answer.json()["status"]) == (202, "accepted"), answer.text


async def kinds(service: Service, email: str) -> list[str]:
    return [parcel.kind for parcel in await service.mails(email)]


async def refused(service: Service, code: str) -> None:
    answer = await service.post("confirm", code=code)
    assert (answer.status_code, answer.json()["type"]) == (422, PROBLEM_URN + "code-invalid")


async def test_an_account_opens_with_the_mailed_code_and_not_before(service: Service) -> None:
    email = new_address()
    await register(service, email)
    assert (await service.log_in(email)).status_code == 401
    opened = await service.post("confirm", code=f" {await service.code(email)}\n")
    assert (opened.status_code, opened.json()["email"]) == (200, email)
    assert (await service.log_in(email)).status_code == 200
    assert await kinds(service, email) == [MailKind.CONFIRMATION]


async def test_before_it_is_confirmed_it_looks_to_everybody_as_if_there_were_none(service: Service) -> None:
    waiting, unknown = new_address(), new_address()
    await register(service, waiting)
    first, second = await service.log_in(waiting), await service.log_in(unknown)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    text = (await service.mails(waiting))[0].written.text
    assert "a log-in is answered as with a wrong password" in text, "its owner is told"


async def test_a_known_address_and_an_unknown_one_are_answered_alike_and_the_owner_is_told(service: Service) -> None:
    known, _ = await service.register()
    unknown = new_address()
    answers = [await service.post("register", email=each, password=PASSWORD) for each in (known.upper(), unknown)]
    assert len({(each.status_code, each.text) for each in answers}) == 1
    assert [str(each) for each in dict.fromkeys(answers[0].headers)] == [str(each) for each in answers[1].headers]
    assert await kinds(service, known) == [MailKind.CONFIRMATION, MailKind.ACCOUNT_KNOWN]
    assert await kinds(service, unknown) == [MailKind.CONFIRMATION]
    assert (await service.log_in(known)).status_code == 200, "nothing was changed"


async def test_whoever_registers_again_can_set_a_new_password_with_what_he_is_mailed(service: Service) -> None:
    email, _ = await service.register()
    await register(service, email, "another kettle in the orchard")
    done = await service.post("password/reset", code=await service.code(email), password="marching copper meadow")
    assert done.status_code == 204
    assert (await service.post("login", email=email, password="marching copper meadow")).status_code == 200


async def test_a_code_is_good_once_for_a_day_and_for_nobody_who_guesses(service: Service) -> None:
    email, late = new_address(), new_address()
    await register(service, email)
    await register(service, late)
    code, late_code = await service.code(email), await service.code(late)
    answers = await asyncio.gather(*(service.post("confirm", code=code) for _ in range(5)))
    assert sorted(each.status_code for each in answers) == [200, 422, 422, 422, 422]
    for guess in (code, code[:-1], "bmc_", "x" * 1024, "\u00e9", "' OR true --"):
        await refused(service, guess)
    service.clock.advance(timedelta(hours=24))
    await refused(service, late_code)


async def test_whoever_registers_an_address_after_its_owner_takes_nothing_from_him(service: Service) -> None:
    email = new_address()
    await register(service, email)
    own = await service.code(email)
    await register(service, email, "attackers own long password")
    foreign = await service.code(email)
    assert (await service.post("confirm", code=own)).status_code == 200
    await refused(service, foreign)
    assert (await service.log_in(email)).status_code == 200
    assert (await service.post("login", email=email, password="attackers own long password")).status_code == 401


async def test_registrations_side_by_side_make_one_account(service: Service) -> None:
    email = new_address()
    await asyncio.gather(*(register(service, email) for _ in range(4)))
    codes = [code_in(parcel) for parcel in await service.mails(email)]
    answers = await asyncio.gather(*(service.post("confirm", code=code) for code in codes))
    assert sorted(each.status_code for each in answers) == [200, 422, 422, 422]


async def test_another_mail_has_another_code_and_the_one_before_is_void(service: Service) -> None:
    email = new_address()
    await register(service, email)
    first = await service.code(email)
    again = await service.post("confirm/resend", email=email)
    assert (again.status_code, again.json()["status"]) == (202, "accepted")
    second = await service.code(email)
    assert first != second
    await refused(service, first)
    assert (await service.post("confirm", code=second)).status_code == 200
    for stranger in (new_address(), email, "no address"):
        answer = await service.post("confirm/resend", email=stranger)
        assert (answer.status_code, answer.text) == (202, again.text)
    assert len(await service.mails(email)) == 2


async def test_no_address_gets_more_mails_than_five_in_an_hour(service: Service) -> None:
    email = new_address()
    for _ in range(4):
        await register(service, email)
        await service.post("confirm/resend", email=email)
    assert len(await service.mails(email)) == 5
    service.clock.advance(timedelta(hours=1, seconds=1))
    await service.post("confirm/resend", email=email)
    assert len(await service.mails(email)) == 6


async def test_the_account_is_announced_when_it_opens_without_personal_data(service: Service) -> None:
    email = new_address()
    async with service.unit.begin(NO_TENANT) as tx:
        before = len((await tx.execute(select(outbox.c.id))).all())
    await register(service, email)
    async with service.unit.begin(NO_TENANT) as tx:
        assert len((await tx.execute(select(outbox.c.id))).all()) == before, "a registration is nobody's business"
    opened = UUID((await service.post("confirm", code=await service.code(email))).json()["id"])
    async with service.unit.begin(NO_TENANT) as tx:
        rows = (await tx.execute(select(outbox).where(outbox.c.payload.contains(str(opened))))).all()
    assert {row.topic for row in rows} == {"auth.user-registered", "auth.action-noted"}
    noted = next(json.loads(row.payload) for row in rows if row.topic == "auth.action-noted")
    assert (noted["action"], noted["resource_id"]) == ("account.registered", str(opened))
    assert not any(email in row.payload for row in rows)


async def test_what_nobody_confirms_is_forgotten(service: Service) -> None:
    email = new_address()
    await register(service, email)
    query = select(registrations).where(registrations.c.email_key == email)
    await tidy(service.unit, service.clock)
    async with service.unit.system() as conn:
        [row] = await conn.execute(query)
        assert not any(secret in str(row) for secret in (PASSWORD, await service.code(email)))
    service.clock.advance(timedelta(hours=25))
    await tidy(service.unit, service.clock)
    async with service.unit.system() as conn:
        assert (await conn.execute(query)).all() == []
