"""One's own passkeys: added with the password, named, removed, and so many of them."""

import pytest
from sqlalchemy import func, select

from auth.factors.passkeys.rules import MOST_PASSKEYS
from auth.factors.passkeys.tables import passkeys
from common.primitives.ids import uuid7

from ....service import PASSWORD, Service
from ..conftest import Person, person, slug
from .authenticator import Authenticator
from .conftest import ORIGIN, added, asked, begun, entered, noted, options

pytestmark = pytest.mark.engines


async def test_nothing_is_added_without_the_password(ada: Person) -> None:
    refused = await asked(ada, "POST", "/options", password="something else")
    assert (refused.status_code, slug(refused)) == (403, "password-wrong")


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
