"""API keys through the gateway as it is shipped, and auth as it is."""

import re
import time

import httpx
import jwt
import pytest

from .alone import Alone
from .auth import Somebody

pytestmark = pytest.mark.connected
WITHIN_S = 2.0


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def made(alone: Alone, somebody: Somebody, *scopes: str) -> dict[str, str]:
    body = {"name": "of a program", "scopes": scopes}
    answer = alone.client.post(f"{alone.url}/v1/api-keys", json=body, headers=bearer(somebody.token))
    assert answer.status_code == 201, answer.text
    told: dict[str, str] = answer.json()
    return told


def slug(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return str(answer.json()["type"]).rpartition(":")[2]


def test_a_key_opens_what_it_was_made_for_until_it_is_revoked(with_auth: tuple[Alone, Somebody]) -> None:
    alone, somebody = with_auth
    key = made(alone, somebody, "keys:read", "brands:read")
    for method in ("GET", "POST", "PATCH"):
        answer = alone.client.request(method, f"{alone.url}/v1/brands/x?y=%2F", headers=bearer(key["key"]))
        assert answer.status_code == 200, answer.text
        asked = alone.service.asked[-1]
        assert key["key"] not in str(asked)
        claims = jwt.decode(asked["authorization"].removeprefix("Bearer "), options={"verify_signature": False})
        assert (claims["scope"], claims["sid"], claims["tid"]) == (
            "brands:read keys:read", key["id"], str(somebody.tenant_id),
        )  # fmt: skip
    listed = alone.get("/v1/api-keys", bearer(key["key"]))
    assert [each["prefix"] for each in listed.json()["items"]] == [key["prefix"]]
    refused = alone.client.post(f"{alone.url}/v1/api-keys", json={}, headers=bearer(key["key"]))
    assert (refused.status_code, slug(refused)) == (403, "permission-missing")
    ended = alone.client.delete(f"{alone.url}/v1/api-keys/{key['id']}", headers=bearer(somebody.token))
    assert ended.status_code == 204
    until = time.monotonic() + WITHIN_S
    while (answer := alone.get("/v1/brands", bearer(key["key"]))).status_code == 200 and time.monotonic() < until:
        time.sleep(0.05)
    assert (answer.status_code, slug(answer)) == (401, "key-invalid")


def test_what_is_no_key_is_told_in_auths_words(with_auth: tuple[Alone, Somebody]) -> None:
    alone, _ = with_auth
    for wrong in ("bmk_", f"bmk_{'a' * 12}_{'A' * 43}", "bmk_" + "x" * 4000):
        answer = alone.get("/v1/brands", bearer(wrong))
        assert (answer.status_code, slug(answer)) == (401, "key-invalid")
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_nobody_outside_reaches_the_exchange(with_auth: tuple[Alone, Somebody]) -> None:
    alone, somebody = with_auth
    key = made(alone, somebody, "brands:read")["key"]
    for path in ("/internal/api-keys/v1/brands", "/v1/../internal/api-keys/x", "//internal/api-keys/x"):
        answer = alone.get(path, bearer(key))
        assert answer.status_code != 200 and "authorization" not in answer.headers


def test_the_page_and_the_document_of_the_api_come_through_the_gateway_without_a_token(
    with_auth: tuple[Alone, Somebody],
) -> None:
    alone, _ = with_auth
    document = alone.client.get(f"{alone.url}/openapi.json")
    assert document.headers["content-type"] == "application/json"
    assert {"/v1/websites", "/v1/share-of-voice", "/v1/auth/login"} <= set(document.json()["paths"])
    page = alone.client.get(f"{alone.url}/docs")
    assert page.status_code == 200
    for asset in re.findall(r'(?:src|href)="(/docs/assets/[^"]+)"', page.text):
        assert alone.client.get(f"{alone.url}{asset}").status_code == 200, asset
    assert alone.client.get(f"{alone.url}/openapi/auth.json").status_code == 404
