"""Keys and service accounts: made, listed, revoked; nobody makes one that may more than he."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from auth.api_keys.rules import digest
from common.primitives.ids import uuid7

from ..service import Service
from .conftest import Person, ask, exchange, person, token_of

pytestmark = pytest.mark.engines


async def test_a_key_is_told_once_and_kept_as_a_digest(service: Service, ada: Person) -> None:
    made = await ada.key("figures:read", "reports:read")
    assert made["key"].startswith(f"bmk_{made['prefix']}_")
    [listed] = (await ada.ask("GET", "/v1/api-keys")).json()["items"]
    assert listed == {name: value for name, value in made.items() if name != "key"}
    assert listed["last_used_at"] is None
    async with service.unit.begin(ada.tenant_id) as tx:
        rows = (await tx.execute(text("SELECT * FROM api_keys"))).all()
        noted = (await tx.execute(text("SELECT payload FROM outbox WHERE topic = 'auth.action-noted'"))).scalars().all()
    secret = made["key"].split("_", 2)[2]
    assert secret not in str(rows) and secret not in str(noted)
    assert digest(made["key"]) in rows[0]
    assert any(made["prefix"] in str(entry) and "api-key.made" in str(entry) for entry in noted)


async def test_an_answer_with_a_key_is_kept_by_nobody_on_the_way(ada: Person) -> None:
    answer = await ada.ask("POST", "/v1/api-keys", name="k", scopes=["figures:read"])
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("scopes", "status", "kind"), [
    ([], 422, "invalid-request"), (["figures:reed"], 422, "scopes-invalid"), (["*"], 422, "scopes-invalid"),
    (["figures:read", "organization:delete"], 403, "scope-not-held"), (["billing:write"], 403, "scope-not-held"),
    (["figures:read "], 201, ""), (["Figures:read"], 422, "scopes-invalid"), (["figures:read"] * 101, 422, None),
    (["figures:read figures:write"], 422, "scopes-invalid"), ("figures:read", 422, None),
])  # fmt: skip
async def test_a_key_may_what_its_maker_may_and_no_more(ada: Person, scopes: Any, status: int, kind: str) -> None:
    answer = await ada.ask("POST", "/v1/api-keys", name="k", scopes=scopes)
    assert answer.status_code == status, answer.text
    if status == 403 or kind == "scopes-invalid":
        assert answer.json()["type"].endswith(kind)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=-1), timedelta(days=367), timedelta(days=400_000)])
async def test_a_key_ends_in_the_future_and_within_a_year(service: Service, ada: Person, late: timedelta) -> None:
    moment = (service.clock.now() + late).isoformat()
    answer = await ada.ask("POST", "/v1/api-keys", name="k", scopes=["figures:read"], expires_at=moment)
    assert answer.status_code == 422


@pytest.mark.parametrize("role", ["member", "viewer"])
async def test_who_has_no_permission_for_keys_sees_and_makes_none(service: Service, role: Any) -> None:
    bob = await person(service, role)
    made = await bob.ask("POST", "/v1/api-keys", name="k", scopes=["figures:read"])
    assert (made.status_code, made.json()["permission"]) == (403, "keys:write")
    assert (await bob.ask("GET", "/v1/api-keys")).status_code == 403
    assert (await bob.ask("POST", "/v1/service-accounts", name="s", role="viewer")).status_code == 403


async def test_keys_of_another_organisation_look_as_if_they_did_not_exist(service: Service, ada: Person) -> None:
    made, account = await ada.key(), await ada.account()
    eve = await person(service)
    for kind, own in (("api-keys", made["id"]), ("service-accounts", account)):
        foreign = await eve.ask("DELETE", f"/v1/{kind}/{own}")
        unknown = await eve.ask("DELETE", f"/v1/{kind}/{uuid7()}")
        assert (foreign.status_code, foreign.json()) == (404, unknown.json())
        assert (await eve.ask("GET", f"/v1/{kind}")).json()["items"] == []
    taken = await eve.ask("POST", "/v1/api-keys", name="k", scopes=["figures:read"], service_account_id=account)
    assert taken.status_code == 404
    assert (await exchange(service, made["key"])).status_code == 200


async def test_a_key_makes_keys_that_may_no_more_than_itself(service: Service, ada: Person) -> None:
    own = token_of(await exchange(service, (await ada.key("keys:write", "figures:read"))["key"]))
    for scopes, status in ((["figures:read"], 201), (["reports:read"], 403), (["keys:write"], 201)):
        answer = await ask(service, own, "POST", "/v1/api-keys", name="k", scopes=scopes)
        assert answer.status_code == status, answer.text
    assert (await ask(service, own, "POST", "/v1/service-accounts", name="s", role="viewer")).status_code == 403
    assert (await ask(service, own, "GET", "/v1/api-keys")).status_code == 403


@pytest.mark.parametrize(("method", "path"), [
    ("GET", "/v1/auth/me"), ("GET", "/v1/auth/sessions"), ("POST", "/v1/auth/logout-everywhere"),
    ("DELETE", f"/v1/auth/sessions/{UUID(int=7)}"),
])  # fmt: skip
async def test_a_key_cannot_do_what_is_a_persons_own(service: Service, ada: Person, method: str, path: str) -> None:
    own = token_of(await exchange(service, (await ada.key("keys:write"))["key"]))
    answer = await ask(service, own, method, path)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:brandmon:problem:person-needed")


async def test_a_service_account_has_keys_of_its_own_role_and_loses_them_with_itself(
    service: Service, ada: Person
) -> None:
    account = await ada.account("viewer")
    made = await ada.key("figures:read", service_account_id=account)
    refused = await ada.ask(
        "POST", "/v1/api-keys", name="k", scopes=["audits:write"], service_account_id=account
    )  # fmt: skip
    assert refused.status_code == 403
    principal = await service.uses.keys.verify(token_of(await exchange(service, made["key"])))
    assert (str(principal.user_id), principal.role, principal.kind) == (account, "viewer", "service_account")
    [listed] = (await ada.ask("GET", "/v1/service-accounts")).json()["items"]
    assert (listed["id"], listed["role"], listed["name"]) == (account, "viewer", "warehouse")
    assert (await ada.ask("DELETE", f"/v1/service-accounts/{account}")).status_code == 204
    await service.watch.look_here()
    assert (await exchange(service, made["key"])).status_code == 401
    assert (await ada.ask("GET", "/v1/api-keys")).json()["items"] == []
    assert (await ada.ask("DELETE", f"/v1/service-accounts/{account}")).status_code == 404


@pytest.mark.parametrize("role", ["owner", "client", "billing", "operator", "root", "", 7, None])
async def test_a_service_account_is_neither_owner_nor_anything_unheard_of(ada: Person, role: object) -> None:
    assert (await ada.ask("POST", "/v1/service-accounts", name="s", role=role)).status_code == 422


async def test_an_organisation_has_at_most_a_hundred_keys(ada: Person) -> None:
    for _ in range(100):
        last = await ada.key()
    answer = await ada.ask("POST", "/v1/api-keys", name="k", scopes=["figures:read"])
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:brandmon:problem:too-many-keys")
    assert (await ada.ask("DELETE", f"/v1/api-keys/{last['id']}")).status_code == 204
    await ada.key()
