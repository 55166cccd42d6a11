"""Passkeys: made by a device for this site, and good for a log-in without password and code."""

import asyncio
import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from auth.factors.passkeys.rules import MOST_PASSKEYS, Challenges, PasskeyRefusedError, Site, copied
from auth.factors.passkeys.tables import passkey_challenges, passkeys
from auth.settings import AuthSettings
from common.contracts.message import NO_TENANT
from common.primitives.clock import ManualClock
from common.primitives.ids import uuid7
from common.stores.postgres.tables import outbox

from ...service import PASSWORD, Service
from .authenticator import Authenticator, told
from .conftest import Person, person

pytestmark = pytest.mark.engines
ORIGIN = "https://app.example"
Json = dict[str, Any]


@pytest.fixture
def settings(settings: AuthSettings) -> AuthSettings:
    return settings.model_copy(update={"passkey_domain": "app.example", "passkey_origins": ORIGIN})


def slug(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


async def asked(who: Person, method: str, path: str = "", **body: object) -> httpx.Response:
    headers = {"Authorization": f"Bearer {who.token}"}
    return await who.service.client.request(method, f"/v1/auth/passkeys{path}", headers=headers, json=body or None)


async def begun(who: Person, **more: object) -> Json:
    answer = await asked(who, "POST", "/options", password=PASSWORD, **more)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    told: Json = answer.json()["public_key"]
    return told


async def added(who: Person, device: Authenticator, name: str = "phone") -> Json:
    answer = await asked(who, "POST", name=name, credential=device.create(await begun(who)))
    assert answer.status_code == 201, answer.text
    told: Json = answer.json()
    return told


async def options(service: Service) -> Json:
    answer = await service.client.post("/v1/auth/login/passkey/options")
    assert answer.status_code == 200, answer.text
    told: Json = answer.json()["public_key"]
    return told


async def entered(service: Service, credential: Json, agent: str | None = None) -> httpx.Response:
    headers = {"User-Agent": agent} if agent else None
    return await service.client.post("/v1/auth/login/passkey", json={"credential": credential}, headers=headers)


async def noted(who: Person, action: str) -> list[Json]:
    own = (outbox.c.topic == "auth.action-noted", outbox.c.payload.contains(str(who.user_id)))
    async with who.service.unit.begin(NO_TENANT) as tx:
        found = (await tx.execute(select(outbox.c.payload).where(*own).order_by(outbox.c.id))).scalars()
        return [entry["facts"] for each in found if (entry := json.loads(each))["action"] == action]


async def test_who_adds_one_logs_in_with_it_alone(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    made = await begun(ada)
    assert (made["rp"]["id"], made["user"]["name"]) == ("app.example", ada.email)
    assert made["authenticatorSelection"]["userVerification"] == "required"
    one = await added(ada, device, "Ada's phone")
    assert (one["name"], one["last_used_at"], one["synced"]) == ("Ada's phone", None, False)
    answer = await entered(service, device.get(await options(service)))
    assert answer.status_code == 200, answer.text
    me = await service.client.get("/v1/auth/me", headers={"Authorization": f"Bearer {answer.json()['access_token']}"})
    assert me.json()["email"] == ada.email
    [shown] = (await asked(ada, "GET")).json()["items"]
    assert shown["last_used_at"] is not None
    assert [each["method"] for each in await noted(ada, "session.opened")][-1] == "passkey"


async def test_it_is_two_factors_so_no_code_is_asked_for(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    await ada.enrol()
    refused = await asked(ada, "POST", "/options", password=PASSWORD)
    assert (refused.status_code, slug(refused)) == (403, "second-factor-wrong")
    made = await begun(ada, code=ada.recovery[0])
    assert (await asked(ada, "POST", name="phone", credential=device.create(made))).status_code == 201
    answer = await entered(service, device.get(await options(service)))
    assert answer.status_code == 200 and "access_token" in answer.json()


async def test_it_begins_in_the_organisation_that_is_asked_for(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    first, second = await service.join(ada.user_id), await service.join(ada.user_id)
    for wanted in (first, second):
        body = {"credential": device.get(await options(service)), "organization_id": str(wanted)}
        answer = await service.client.post("/v1/auth/login/passkey", json=body)
        assert answer.json()["organization_id"] == str(wanted), answer.text
    body = {"credential": device.get(await options(service)), "organization_id": str(uuid7())}
    refused = await service.client.post("/v1/auth/login/passkey", json=body)
    assert (refused.status_code, slug(refused)) == (409, "membership-not-visible")


async def test_nothing_is_added_without_the_password(ada: Person) -> None:
    refused = await asked(ada, "POST", "/options", password="something else")
    assert (refused.status_code, slug(refused)) == (403, "password-wrong")


def _other_origin(device: Authenticator, _: Json) -> None:
    device.origin = "https://app.example.evil.example"


def _locked(device: Authenticator, _: Json) -> None:
    device.unlocks = False


def _other_site(_: Authenticator, made: Json) -> None:
    made["rp" if "rp" in made else "rpId"] = {"id": "evil.example"} if "rp" in made else "evil.example"


def _other_challenge(_: Authenticator, made: Json) -> None:
    made["challenge"] = told(b"\x00" * 56)


def _changed_expiry(_: Authenticator, made: Json) -> None:
    raw = bytearray(urlsafe_b64decode(made["challenge"] + "=="))
    raw[16] ^= 1
    made["challenge"] = told(bytes(raw))


THEFTS = [_other_origin, _locked, _other_site, _other_challenge, _changed_expiry]


@pytest.mark.parametrize("theft", THEFTS, ids=lambda each: each.__name__.strip("_"))
async def test_what_was_made_for_another_site_or_without_unlocking_is_no_passkey(
    service: Service, ada: Person, theft: Any
) -> None:
    device, made = Authenticator(ORIGIN), await begun(ada)
    theft(device, made)
    refused = await asked(ada, "POST", name="phone", credential=device.create(made))
    assert (refused.status_code, slug(refused)) == (422, "passkey-invalid"), refused.text
    assert (await asked(ada, "GET")).json()["items"] == []


@pytest.mark.parametrize("theft", THEFTS, ids=lambda each: each.__name__.strip("_"))
async def test_what_was_signed_for_another_site_or_without_unlocking_logs_nobody_in(
    service: Service, ada: Person, theft: Any
) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    asking = await options(service)
    theft(device, asking)
    refused = await entered(service, device.get(asking))
    assert (refused.status_code, slug(refused)) == (401, "passkey-wrong"), refused.text
    assert [each["reason"] for each in await noted(ada, "session.refused")] == ["passkey-wrong"]


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


async def test_a_key_whose_count_does_not_go_up_exists_twice(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    thief = replace(device)
    assert (await entered(service, device.get(await options(service)))).status_code == 200
    refused = await entered(service, thief.get(await options(service)))
    assert (refused.status_code, slug(refused)) == (401, "passkey-wrong")
    assert (await entered(service, device.get(await options(service)))).status_code == 200
    assert [each["reason"] for each in await noted(ada, "session.refused")] == ["passkey-copied"]
    assert [copied(*each) for each in ((0, 0), (0, 1), (1, 2), (1, 1), (2, 1), (1, 0))] == [
        False, False, False, True, True, True,
    ]  # fmt: skip


async def test_a_key_of_nobodys_and_a_signature_of_another_key_log_nobody_in(service: Service, ada: Person) -> None:
    device, other = Authenticator(ORIGIN), Authenticator(ORIGIN)
    await added(ada, device)
    for thief in (other, Authenticator(ORIGIN, credential_id=device.credential_id)):
        refused = await entered(service, thief.get(await options(service)))
        assert (refused.status_code, slug(refused)) == (401, "passkey-wrong")


async def test_a_handle_of_another_person_is_refused(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    device.user = told(uuid7().bytes)
    assert slug(await entered(service, device.get(await options(service)))) == "passkey-wrong"


async def test_one_is_named_and_removed_by_its_person_alone(service: Service, ada: Person) -> None:
    device, bob = Authenticator(ORIGIN), await person(service)
    own = (await added(ada, device))["id"]
    for refused in (
        await asked(bob, "PATCH", f"/{own}", name="mine"),
        await asked(bob, "POST", f"/{own}/removal", password=PASSWORD),
        await asked(ada, "PATCH", f"/{uuid7()}", name="none"),
    ):
        assert (refused.status_code, slug(refused)) == (404, "passkey-not-found")
    assert (await asked(ada, "PATCH", f"/{own}", name="old phone")).json()["name"] == "old phone"
    wrong = await asked(ada, "POST", f"/{own}/removal", password="something else")
    assert (wrong.status_code, slug(wrong)) == (403, "password-wrong")
    assert (await asked(ada, "POST", f"/{own}/removal", password=PASSWORD)).status_code == 204
    assert slug(await entered(service, device.get(await options(service)))) == "passkey-wrong"
    assert [each["kind"] for each in await noted(ada, "second-factor.removed")] == ["passkey"]


async def test_an_account_has_so_many_and_no_more(service: Service, ada: Person) -> None:
    for _ in range(MOST_PASSKEYS):
        await added(ada, Authenticator(ORIGIN))
    full = await asked(ada, "POST", name="one more", credential=Authenticator(ORIGIN).create(await begun(ada)))
    assert (full.status_code, slug(full)) == (409, "passkeys-full")
    async with service.unit.system() as conn:
        assert (
            await conn.execute(select(func.count()).where(passkeys.c.user_id == ada.user_id))
        ).scalar_one() == MOST_PASSKEYS


async def test_a_closed_account_has_no_door_left(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    closed = await service.post("close", token=ada.token, password=PASSWORD)
    assert closed.status_code < 300, closed.text
    refused = await entered(service, device.get(await options(service)))
    assert refused.status_code == 401


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


HOSTILE: list[Json] = [
    {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"},
    {"clientDataJSON": told(b"[" * 9000), "authenticatorData": "AA", "signature": "AA"},
    {"clientDataJSON": told(b'{"challenge": 7}'), "authenticatorData": "AA", "signature": "AA"},
    {"clientDataJSON": told(b"\xff\xfe"), "authenticatorData": "AA", "signature": "AA"},
    {"clientDataJSON": "AAA=", "authenticatorData": "A", "signature": "A", "userHandle": "A"},
]


@pytest.mark.parametrize("response", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_answers_are_refused(service: Service, ada: Person, response: Json) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    for own in (told(device.credential_id), "A", "AAA="):
        answer = await entered(service, {"id": own, "rawId": own, "type": "public-key", "response": response})
        assert answer.status_code == 401, answer.text
    made = {"clientDataJSON": response["clientDataJSON"], "attestationObject": "oA"}
    credential = {"id": "AA", "rawId": "AA", "type": "public-key", "response": made}
    assert (await asked(ada, "POST", name="x", credential=credential)).status_code == 422


async def test_a_device_that_says_nonsense_for_a_good_challenge_is_refused(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    good = device.create(await begun(ada))
    for nonsense in ("oA", told(b"\xa1" * 3000), told(bytes(200)), "_w"):
        made = good | {"response": good["response"] | {"attestationObject": nonsense}}
        refused = await asked(ada, "POST", name="x", credential=made)
        assert (refused.status_code, slug(refused)) == (422, "passkey-invalid")
    await added(ada, device)
    answer = device.get(await options(service))
    for nonsense in ("AA", told(bytes(37)), told(bytes(300))):
        signed = answer | {"response": answer["response"] | {"authenticatorData": nonsense}}
        assert slug(await entered(service, signed)) == "passkey-wrong"


class TestSite:
    @pytest.mark.parametrize(
        "origin", ["https://app.example", "https://eu.app.example", "https://app.example:8443"], ids=str
    )
    def test_pages_of_the_domain_may_ask(self, origin: str) -> None:
        assert Site("app.example", (origin,)).origins == (origin,)

    @pytest.mark.parametrize(
        "origin",
        ["https://evil.example", "http://app.example", "https://app.example/", "app.example", "https://notapp.example"],
        ids=str,
    )
    def test_others_may_not(self, origin: str) -> None:
        with pytest.raises(ValueError, match=r"origin|encrypted|domain"):
            Site("app.example", (origin,))

    def test_a_wrong_setting_ends_the_start(self, settings: AuthSettings) -> None:
        told = settings.model_dump() | {"passkey_origins": "https://evil.example"}
        with pytest.raises(ValidationError, match="not of the domain"):
            AuthSettings(**told)

    async def test_without_a_page_there_are_none(self, settings: AuthSettings) -> None:
        assert settings.model_copy(update={"passkey_origins": ""}).site is None


def test_a_challenge_of_another_secret_is_none(clock: ManualClock) -> None:
    ours, theirs = Challenges("a" * 40), Challenges("b" * 40)
    with pytest.raises(PasskeyRefusedError):
        ours.until(theirs.new("log-in", b"client", clock.now()), "log-in", b"client", clock.now())
