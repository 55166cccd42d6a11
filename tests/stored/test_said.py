"""What was stored is restored, migrated, and asked for over HTTP: today's code says what the code of then said."""

from typing import Any
from uuid import UUID

import pytest

from common.contracts.registry import SERVICES
from common.primitives.clock import SystemClock
from common.testing.http import client_of
from common.testing.tokens import bearer

from .conftest import Opened
from .contents import rows_of
from .kept import Kept, Stores, carries
from .readers.words import in_todays_words

pytestmark = pytest.mark.engines
PASSWORD = "not-a-secret-password"
NO_TOKEN = "bmr_not-a-secret-"


@pytest.mark.parametrize("service", [each for each in SERVICES if each != "auth"])
async def test_what_was_stored_is_told_as_it_was_told(kept: Kept, opened: Opened, service: str) -> None:
    asked = kept.said(service)
    assert {line["status"] for line in asked} >= {200}
    async with opened(service) as (part, _), client_of(part.app) as client:
        for line in asked:
            headers = bearer(UUID(line["tenant"]), user=UUID(line["user"]))
            answer = await client.get(line["path"], params=line["query"], headers=headers)
            assert answer.status_code == line["status"], (line["path"], answer.text)
            before = in_todays_words(line["path"], line["body"]) if answer.is_success else line["body"]
            assert not carries(ordered(answer.json()), ordered(before)), (line["path"], line["query"])


def ordered(body: Any) -> Any:
    """The graph names some of the answers that a figure rests on, in no order: how many they are is told."""
    if not isinstance(body, dict) or not isinstance(body.get("items"), list):
        return body
    rows = [dict(row) for row in body["items"]]
    for row in (each for each in rows if "share" in each and "evidence" in each):
        row["evidence"] = len(row["evidence"])
    return {**body, "items": rows}


async def test_a_stored_account_is_let_in_and_told_who_it_is(kept: Kept, opened: Opened) -> None:
    """A stored hash is verified, a stored key opened and signed with: by the machine's clock, as tokens are."""
    told = [line for line in kept.said("auth") if line["path"] == "/v1/auth/me"]
    assert len(told) == 2
    async with opened("auth", SystemClock(), own=True) as (part, _), client_of(part.app) as client:
        for line in told:
            body = {"email": line["body"]["email"], "password": PASSWORD, "organization_id": line["tenant"]}
            tokens = (await client.post("/v1/auth/login", json=body)).raise_for_status().json()
            headers = {"Authorization": f"Bearer {tokens['access_token']}"}
            answer = (await client.get("/v1/auth/me", headers=headers)).raise_for_status().json()
            assert not carries(answer, in_todays_words(line["path"], line["body"]))


async def test_stored_keys_are_published_and_a_stored_session_goes_on(kept: Kept, opened: Opened) -> None:
    keys = [line["body"] for line in kept.said("auth") if line["path"].endswith("jwks.json")]
    async with opened("auth", own=True) as (part, stores), client_of(part.app) as client:
        for before in keys:
            told = (await client.get("/.well-known/jwks.json")).json()
            kids = {key["kid"] for key in before["keys"]}  # since then a successor lies ready beside them
            assert not carries({**told, "keys": [key for key in told["keys"] if key["kid"] in kids]}, before)
        for token in await good_tokens(stores):
            answer = await client.post("/v1/auth/refresh", json={"refresh_token": token})
            assert answer.status_code == 200, answer.text
            elsewhere = {"User-Agent": "another program"}  # tabs of one are given the same successor
            again = await client.post("/v1/auth/refresh", json={"refresh_token": token}, headers=elsewhere)
            assert again.status_code == 401, "a used token is known as one"


async def good_tokens(stores: Stores) -> list[str]:
    """The token of each session that was not used: the kept ones are made of their ids."""
    rows = await rows_of(stores.urls, "SELECT id FROM refresh_tokens WHERE used_at IS NULL")
    assert rows
    return [f"{NO_TOKEN}{row['id']}" for row in rows]
