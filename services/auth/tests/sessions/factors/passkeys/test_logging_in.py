"""Who has added a passkey logs in with it, without a password and without a code."""

import pytest

from common.primitives.ids import uuid7

from ....service import PASSWORD, Service
from ..conftest import Person, slug
from .authenticator import Authenticator
from .conftest import ORIGIN, added, asked, begun, entered, noted, options

pytestmark = pytest.mark.engines


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


async def test_a_closed_account_has_no_door_left(service: Service, ada: Person) -> None:
    device = Authenticator(ORIGIN)
    await added(ada, device)
    closed = await service.post("close", token=ada.token, password=PASSWORD)
    assert closed.status_code < 300, closed.text
    refused = await entered(service, device.get(await options(service)))
    assert refused.status_code == 401
