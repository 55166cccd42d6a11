"""The exchange of a key for an access token, as the gateway asks for it."""

import asyncio
from datetime import timedelta

import jwt
import pytest
from sqlalchemy import text, update

from auth.accounts.tables import users
from auth.api_keys.exchange import Exchange
from auth.memberships.handlers import remember_membership, remember_organization
from common.contracts.tenants import MemberJoined, MemberRemoved, OrganizationState
from common.contracts.vocabulary import OrganizationStatus
from common.primitives.ids import uuid7

from ..service import Service
from .conftest import Person, ask, exchange, token_of

pytestmark = pytest.mark.engines


async def test_the_token_says_what_the_key_may_and_lives_for_five_minutes(service: Service, ada: Person) -> None:
    made = await ada.key("figures:read", "keys:read")
    answer = await exchange(service, made["key"])
    claims = jwt.decode(token_of(answer), options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == 300
    assert (claims["tid"], claims["role"], claims["sub"]) == (str(ada.tenant_id), "admin", str(ada.user_id))
    assert (claims["sid"], claims["scope"], claims["kind"]) == (made["id"], "figures:read keys:read", "api_key")
    assert answer.headers["cache-control"] == "no-store" and answer.content == b""
    assert (await ask(service, token_of(answer), "GET", "/v1/api-keys")).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_any_method_and_path_is_exchanged(service: Service, ada: Person, method: str) -> None:
    key = (await ada.key())["key"]
    for path in ("/v1/websites", "/", "/v1/a%2Fb/..%2f?x=1&y=%00", "/v1/api-keys"):
        assert (await exchange(service, key, path, method)).status_code == 200


async def test_the_exchange_is_described_to_nobody(service: Service) -> None:
    told = (await service.client.get("/openapi.json")).json()
    assert not [path for path in told["paths"] if "internal" in path]


async def test_a_token_is_kept_for_a_minute_and_the_last_use_written_once(service: Service, ada: Person) -> None:
    key = (await ada.key())["key"]
    began, first = service.clock.now(), token_of(await exchange(service, key))
    service.clock.advance(timedelta(seconds=59))
    assert token_of(await exchange(service, key)) == first
    [listed] = (await ada.ask("GET", "/v1/api-keys")).json()["items"]
    assert listed["last_used_at"][:19] == began.isoformat()[:19]
    service.clock.advance(timedelta(seconds=1))
    assert token_of(await exchange(service, key)) != first


@pytest.mark.parametrize("wrong", [
    "", "bmk_", "bmk_a_b", "x" * 4000, "bmk_aaaaaaaaaaaa_" + "A" * 43, "bmk_aaaaaaaaaaaa_" + "A" * 44, "\u00e9",
    "bmk_' OR 1=1 --_" + "A" * 43, "BMK_aaaaaaaaaaaa_" + "A" * 43, "bmk_aaaaaaaaaaaa_" + "A" * 42 + "\n",
])  # fmt: skip
async def test_what_is_no_key_is_told_so_and_no_more(service: Service, wrong: str) -> None:
    headers = [(b"Authorization", f"Bearer {wrong}".encode())]
    answer = await service.client.get("/internal/api-keys/v1/figures", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:brandmon:problem:key-invalid")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_wrong_secret_is_answered_as_an_unknown_key_and_noted_once_a_minute(
    service: Service, ada: Person
) -> None:
    made = await ada.key()
    forged = f"bmk_{made['prefix']}_{'A' * 43}"
    unknown = await exchange(service, f"bmk_{'z' * 12}_{'A' * 43}")
    for _ in range(3):
        assert (await exchange(service, forged)).json() == unknown.json()
    async with service.unit.begin(ada.tenant_id) as tx:
        noted = (await tx.execute(text("SELECT payload::text FROM outbox"))).scalars().all()
    assert len([each for each in noted if "api-key.refused" in each]) == 1
    assert not [each for each in noted if "A" * 43 in each]
    assert (await exchange(service, made["key"])).status_code == 200


async def test_an_expired_key_is_told_so(service: Service, ada: Person) -> None:
    soon = (service.clock.now() + timedelta(seconds=30)).isoformat()
    key = (await ada.key(expires_at=soon))["key"]
    claims = jwt.decode(token_of(await exchange(service, key)), options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] <= 30
    service.clock.advance(timedelta(seconds=31))
    answer = await exchange(service, key)
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:brandmon:problem:key-expired")


async def test_a_revoked_key_and_its_tokens_are_void_at_the_next_look(service: Service, ada: Person) -> None:
    made = await ada.key("keys:read")
    token = token_of(await exchange(service, made["key"]))
    assert (await ada.ask("DELETE", f"/v1/api-keys/{made['id']}")).status_code == 204
    await service.watch.look_here()
    assert (await ask(service, token, "GET", "/v1/api-keys")).json()["type"].endswith("token-revoked")
    assert (await exchange(service, made["key"])).json()["type"].endswith("key-invalid")
    assert (await ada.ask("DELETE", f"/v1/api-keys/{made['id']}")).status_code == 404


async def test_a_key_has_the_role_that_its_maker_has_now(service: Service, ada: Person) -> None:
    key = (await ada.key("keys:read", "figures:read"))["key"]
    before = token_of(await exchange(service, key))
    changed = MemberJoined(
        tenant_id=ada.tenant_id, organization_id=ada.tenant_id, user_id=ada.user_id, role="viewer", revision=2
    )  # fmt: skip
    await remember_membership(changed, unit=service.unit)
    await service.watch.look_here()
    assert (await ask(service, before, "GET", "/v1/api-keys")).status_code == 401
    after = token_of(await exchange(service, key))
    assert after != before
    assert (await ask(service, after, "GET", "/v1/api-keys")).status_code == 403


async def test_the_keys_of_a_removed_member_stop_and_service_accounts_go_on(service: Service, ada: Person) -> None:
    own = (await ada.key())["key"]
    program = (await ada.key(service_account_id=await ada.account()))["key"]
    assert [(await exchange(service, key)).status_code for key in (own, program)] == [200, 200]
    gone = MemberRemoved(
        tenant_id=ada.tenant_id, organization_id=ada.tenant_id, user_id=ada.user_id, role="admin", revision=2
    )  # fmt: skip
    await remember_membership(gone, unit=service.unit)
    await service.watch.look_here()
    assert (await exchange(service, own)).json()["type"].endswith("key-invalid")
    assert (await exchange(service, program)).status_code == 200


@pytest.mark.parametrize("status", ["suspended", "closing"])
async def test_suspension_stops_every_key_and_what_is_resumed_goes_on(
    service: Service, ada: Person, status: OrganizationStatus
) -> None:
    keys = [(await ada.key("keys:read"))["key"], (await ada.key(service_account_id=await ada.account()))["key"]]
    tokens = [token_of(await exchange(service, key)) for key in keys]
    await remember_organization(state_of(ada, status, 2), unit=service.unit)
    await service.watch.look_here()
    for key, token in zip(keys, tokens, strict=True):
        assert (await exchange(service, key)).json()["type"].endswith("key-invalid")
        assert (await ask(service, token, "GET", "/v1/api-keys")).json()["type"].endswith("token-revoked")
    await remember_organization(state_of(ada, "active", 3), unit=service.unit)
    after = token_of(await exchange(service, keys[0]))
    assert (await ask(service, after, "GET", "/v1/api-keys")).status_code == 200


async def test_the_keys_of_a_closed_account_stop(service: Service, ada: Person) -> None:
    key = (await ada.key())["key"]
    async with service.unit.system() as conn:
        await conn.execute(update(users).where(users.c.id == ada.user_id).values(is_active=False))
    assert (await exchange(service, key)).json()["type"].endswith("key-invalid")


def state_of(ada: Person, status: OrganizationStatus, revision: int) -> OrganizationState:
    return OrganizationState(
        tenant_id=ada.tenant_id, organization_id=ada.tenant_id, revision=revision, deleted=False, name="Shop",
        slug="shop", tier="free", founded_at=ada.service.clock.now(), status=status,
    )  # fmt: skip


async def test_what_is_kept_is_bounded(service: Service, ada: Person) -> None:
    few = Exchange(service.unit, service.uses.keys, service.uses.attempts, service.clock, most_kept=2)
    keys = [(await ada.key())["key"] for _ in range(4)]
    for key in keys:
        await few.token(key, "192.0.2.1")
    assert len(few._kept) == 2


async def test_a_key_that_is_asked_for_many_times_at_once_gives_good_tokens(service: Service, ada: Person) -> None:
    key = (await ada.key("keys:read"))["key"]
    answers = await asyncio.gather(*(exchange(service, key) for _ in range(8)))
    for answer in answers:
        assert (await ask(service, token_of(answer), "GET", "/v1/api-keys")).status_code == 200


async def test_what_a_key_does_is_noted_as_the_keys(service: Service, ada: Person) -> None:
    made = await ada.key("keys:write")
    own = token_of(await exchange(service, made["key"]))
    await ask(service, own, "DELETE", f"/v1/api-keys/{uuid7()}")
    await ask(service, own, "DELETE", f"/v1/api-keys/{made['id']}")
    async with service.unit.begin(ada.tenant_id) as tx:
        noted = (await tx.execute(text("SELECT payload::text FROM outbox"))).scalars().all()
    [entry] = [each for each in noted if "api-key.revoked" in each]
    assert '"api_key"' in entry and made["id"] in entry
