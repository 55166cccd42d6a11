"""What a thief, another site or a device that is not unlocked signs is no passkey of anybody's."""

from base64 import urlsafe_b64decode
from dataclasses import replace
from typing import Any

import pytest

from auth.factors.passkeys.rules import copied
from common.primitives.ids import uuid7

from ....service import Service
from ..conftest import Person, slug
from .authenticator import Authenticator, told
from .conftest import ORIGIN, Json, added, asked, begun, entered, noted, options

pytestmark = pytest.mark.engines


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
