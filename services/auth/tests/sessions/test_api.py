"""HTTP in, rows and events out, on a real database."""

import asyncio
import json
from datetime import timedelta
from uuid import UUID

import jwt
import pytest
from sqlalchemy import select, text

from auth.accounts.passwords import Cost, PasswordHashing
from auth.accounts.tables import credentials
from auth.sessions.tables import refresh_tokens
from common.contracts.message import NO_TENANT
from common.http.problem_types import PROBLEM_URN
from common.primitives.ids import uuid7
from common.stores.postgres.tables import outbox
from common.testing.outbox import noted

from ..service import PASSWORD, Service

pytestmark = pytest.mark.engines


def slug(problem: str) -> str:
    return problem.removeprefix(PROBLEM_URN)


async def actions(service: Service, user_id: UUID) -> list[str]:
    """What was noted of a person who acts for no organisation."""
    return [each.action for each in await noted(service.unit, NO_TENANT) if each.user_id == user_id]


async def test_a_new_account_is_announced_without_personal_data(service: Service) -> None:
    email, user_id = await service.register()
    async with service.unit.begin(NO_TENANT) as tx:
        row = (await tx.execute(select(outbox).where(outbox.c.key == str(user_id)))).one()
    assert (row.topic, row.source) == ("auth.user-registered", "/brandmon/auth")
    assert set(json.loads(row.payload)) == {"id", "tenant_id", "occurred_at", "user_id"}
    assert email not in row.payload
    assert await actions(service, user_id) == ["account.registered"]


@pytest.mark.parametrize("path", ["login", "refresh", "logout"])
async def test_what_a_session_begins_and_ends_with_takes_no_key(service: Service, path: str) -> None:
    email, _ = await service.register()
    tokens = (await service.log_in(email)).json()
    body = {"email": email, "password": PASSWORD} if path == "login" else {"refresh_token": tokens["refresh_token"]}
    for agent in ("Firefox", "a thief's program"):
        headers = {"Idempotency-Key": "k", "User-Agent": agent}
        answer = await service.client.post(f"/v1/auth/{path}", json=body, headers=headers)
        assert "idempotency-replayed" not in answer.headers
    assert answer.status_code == {"login": 200, "refresh": 401, "logout": 204}[path]


@pytest.mark.parametrize(
    "body",
    [
        {"email": "ada", "password": "short", "name": "x" * 300},
        {"email": "ada@example.com", "password": PASSWORD, "nmae": "Ada"},
        {"email": "ada@example.com", "password": "x" * 2000},
        {"email": "ada@example.com"},
        {"email": "ada\ud800@example.com", "password": PASSWORD},
        {"email": "ada@example.com", "password": PASSWORD + "\ud800"},
        {"email": "ada\x00@example.com", "password": PASSWORD},
        {"email": "ada@example.com", "password": PASSWORD, "name": "Ada\x00"},
    ],
)
async def test_an_unsound_registration_is_a_problem_that_names_the_fields_and_repeats_no_secret(
    service: Service, body: dict[str, str]
) -> None:  # fmt: skip
    answer = await service.client.post("/v1/auth/register", content=json.dumps(body))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert all(fault["field"] and fault["message"] for fault in answer.json()["errors"])
    assert body.get("password", PASSWORD) not in answer.text


async def test_text_of_any_kind_as_credentials_is_a_refusal_and_no_fault(service: Service) -> None:
    for odd in ("", "ada", "a\x00b", "\ud800", "x" * 1024, "ada@example.com"):
        for body in ({"email": odd, "password": PASSWORD}, {"email": "ada@example.com", "password": odd}):
            answer = await service.client.post("/v1/auth/login", content=json.dumps(body))
            assert answer.status_code in (401, 422), (odd[:20], answer.text)
        answer = await service.client.post("/v1/auth/refresh", content=json.dumps({"refresh_token": odd}))
        assert answer.status_code in (401, 422)


async def test_a_wrong_password_an_unknown_user_and_a_closed_account_answer_alike(service: Service) -> None:
    email, _ = await service.register()
    closed, closed_id = await service.register()
    async with service.unit.system() as conn:
        await conn.execute(text("UPDATE users SET is_active = false WHERE id = :id"), {"id": closed_id})
    bodies = []
    for address, password in ((email, PASSWORD + "!"), (f"x{email}", PASSWORD), (closed, PASSWORD)):
        answer = await service.client.post("/v1/auth/login", json={"email": address, "password": password})
        assert answer.status_code == 401
        bodies.append(answer.json())
    assert bodies[0] == bodies[1] == bodies[2]


async def test_without_an_organisation_the_token_has_no_tenant(service: Service) -> None:
    email, user_id = await service.register()
    answer = await service.log_in(email)
    assert answer.headers["cache-control"] == "no-store"
    grant = answer.json()
    assert (grant["token_type"], grant["expires_in"], grant["organization_id"]) == ("Bearer", 600, None)
    principal = await service.uses.keys.verify(grant["access_token"])
    assert (principal.user_id, principal.tenant_id, principal.role) == (user_id, None, None)


async def test_the_only_organisation_is_taken_and_one_of_several_must_be_chosen(service: Service) -> None:
    email, user_id = await service.register()
    first = await service.join(user_id, "viewer")
    grant = (await service.log_in(email)).json()
    assert grant["organization_id"] == str(first)
    assert (await service.uses.keys.verify(grant["access_token"])).role == "viewer"
    second = await service.join(user_id)
    assert (await service.log_in(email)).json()["organization_id"] is None
    chosen = (await service.log_in(email, second)).json()
    assert (await service.uses.keys.verify(chosen["access_token"])).tenant_id == second


async def test_a_membership_that_is_not_visible_yet_asks_to_come_again_and_leaves_the_token_good(
    service: Service,
) -> None:
    email, user_id = await service.register()
    refresh_token = (await service.log_in(email)).json()["refresh_token"]
    organization_id = uuid7()
    for answer in (await service.log_in(email, organization_id), await service.refresh(refresh_token, organization_id)):
        assert (answer.status_code, answer.headers["retry-after"]) == (409, "1")
        assert slug(answer.json()["type"]) == "membership-not-visible"
    joined = await service.join(user_id)
    switched = await service.refresh(refresh_token, joined)
    assert switched.status_code == 200
    assert (await service.uses.keys.verify(switched.json()["access_token"])).tenant_id == joined


async def test_a_refresh_goes_on_in_the_same_organisation_and_session(service: Service) -> None:
    email, user_id = await service.register()
    joined = await service.join(user_id)
    await service.join(user_id)
    first = (await service.log_in(email, joined)).json()
    second = (await service.refresh(first["refresh_token"])).json()
    third = (await service.refresh(second["refresh_token"])).json()
    principals = [await service.uses.keys.verify(grant["access_token"]) for grant in (first, second, third)]
    assert {principal.tenant_id for principal in principals} == {joined}
    assert len({principal.session_id for principal in principals}) == 1


async def test_a_rotated_token_used_again_ends_the_whole_family(service: Service) -> None:
    email, user_id = await service.register()
    stolen = (await service.log_in(email)).json()["refresh_token"]
    good = (await service.refresh(stolen)).json()["refresh_token"]
    other_session = (await service.log_in(email)).json()["refresh_token"]
    assert (await service.refresh(stolen, agent="a thief's program")).status_code == 401
    ended = await service.refresh(good)
    assert (ended.status_code, slug(ended.json()["type"])) == (401, "session-ended")
    assert (await service.refresh(other_session)).status_code == 200
    assert (await actions(service, user_id)).count("session.token-reused") == 1


async def test_tabs_that_refresh_at_once_are_given_one_successor_and_all_go_on(service: Service) -> None:
    email, _ = await service.register()
    refresh_token = (await service.log_in(email)).json()["refresh_token"]
    answers = await asyncio.gather(*(service.refresh(refresh_token) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    successors = {answer.json()["refresh_token"] for answer in answers}
    assert len(successors) == 1
    assert len({answer.json()["access_token"] for answer in answers}) == 4
    assert (await service.refresh(successors.pop())).status_code == 200


async def test_side_by_side_with_a_thief_one_wins_and_the_family_ends(service: Service) -> None:
    email, _ = await service.register()
    refresh_token = (await service.log_in(email)).json()["refresh_token"]
    answers = await asyncio.gather(*(service.refresh(refresh_token, agent=f"program {n}") for n in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]
    winner = next(answer.json()["refresh_token"] for answer in answers if answer.status_code == 200)
    assert (await service.refresh(winner)).status_code == 401


async def test_logging_out_ends_the_session_and_may_be_repeated(service: Service) -> None:
    email, user_id = await service.register()
    first = (await service.log_in(email)).json()["refresh_token"]
    second = (await service.refresh(first)).json()["refresh_token"]
    for refresh_token in (second, first, second, "bmr_unknown"):
        answer = await service.client.post("/v1/auth/logout", json={"refresh_token": refresh_token})
        assert answer.status_code == 204
    assert (await service.refresh(second)).status_code == 401
    assert await actions(service, user_id) == ["account.registered", "session.opened", "session.ended"]


async def test_a_refresh_token_lasts_a_day_and_a_busy_session_a_month(service: Service) -> None:
    email, _ = await service.register()
    idle = (await service.log_in(email)).json()["refresh_token"]
    busy = (await service.log_in(email)).json()["refresh_token"]
    for _ in range(30):
        service.clock.advance(timedelta(hours=23, minutes=59))
        answer = await service.refresh(busy)
        assert answer.status_code == 200
        busy = answer.json()["refresh_token"]
    assert (await service.refresh(idle)).status_code == 401
    service.clock.advance(timedelta(minutes=31))
    assert (await service.refresh(busy)).status_code == 401


async def test_neither_passwords_nor_tokens_are_stored(service: Service) -> None:
    email, user_id = await service.register()
    grant = (await service.log_in(email)).json()
    async with service.unit.system() as conn:
        dump = [str(row) for table in (credentials, refresh_tokens) for row in await conn.execute(select(table))]
    assert not any(PASSWORD in row or grant["refresh_token"] in row or grant["access_token"] in row for row in dump)
    assert any(str(user_id) in row and "$argon2id$" in row for row in dump)


async def test_a_log_in_renews_a_hash_made_with_older_parameters(service: Service) -> None:
    email, user_id = await service.register()

    async def stored() -> str:
        query = select(credentials.c.password_hash).where(credentials.c.user_id == user_id)
        async with service.unit.system() as conn:
            return str((await conn.execute(query)).scalar_one())

    old = await PasswordHashing(Cost(passes=2, memory_kib=128, lanes=1)).hash(PASSWORD)
    async with service.unit.system() as conn:
        await conn.execute(credentials.update().where(credentials.c.user_id == user_id).values(password_hash=old))
    assert (await service.log_in(email)).status_code == 200
    renewed = await stored()
    assert renewed != old
    assert "m=64,t=1,p=1" in renewed
    assert (await service.log_in(email)).status_code == 200
    assert await stored() == renewed


async def test_me_is_the_user_behind_the_token(service: Service) -> None:
    email, user_id = await service.register()
    joined = await service.join(user_id)
    token = (await service.log_in(email)).json()["access_token"]
    answer = await service.client.get("/v1/auth/me", headers={"Authorization": f"Bearer {token}"})
    me = answer.json()
    assert (me["id"], me["email"], me["organization_id"], me["role"]) == (str(user_id), email, str(joined), "admin")
    assert me["organizations"] == [{"organization_id": str(joined), "role": "admin"}]


async def test_me_without_a_token_with_a_broken_one_and_after_the_account_was_closed_is_unauthorized(
    service: Service,
) -> None:
    email, user_id = await service.register()
    token = (await service.log_in(email)).json()["access_token"]
    async with service.unit.system() as conn:
        await conn.execute(text("UPDATE users SET is_active = false WHERE id = :id"), {"id": user_id})
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": f"Bearer {token}"}):
        assert (await service.client.get("/v1/auth/me", headers=headers)).status_code == 401


async def test_the_published_keys_verify_a_token_and_may_be_kept_for_a_while(service: Service) -> None:
    email, user_id = await service.register()
    token = (await service.log_in(email)).json()["access_token"]
    answer = await service.client.get("/.well-known/jwks.json")
    assert answer.headers["cache-control"] == "public, max-age=300"
    keys = jwt.PyJWKSet.from_dict(answer.json())
    key = next(key for key in keys.keys if key.key_id == jwt.get_unverified_header(token)["kid"])
    claims = jwt.decode(token, key.key, algorithms=["ES256"], audience="brandmon", issuer="brandmon-auth")
    assert claims["sub"] == str(user_id)
    assert not any("d" in each for each in answer.json()["keys"])


async def test_a_repeated_event_keeps_one_membership_and_a_later_one_its_role(service: Service) -> None:
    from auth.memberships.handlers import remember_membership
    from common.contracts.tenants import MemberJoined
    from common.messaging.outcomes import AlreadyHandled

    email, user_id = await service.register()
    organization_id = uuid7()
    facts = {"tenant_id": organization_id, "organization_id": organization_id, "user_id": user_id}
    joined = MemberJoined(**facts, role="member")
    await remember_membership(joined, unit=service.unit)
    with pytest.raises(AlreadyHandled):
        await remember_membership(joined, unit=service.unit)
    await remember_membership(MemberJoined(**facts, role="admin"), unit=service.unit)
    token = (await service.log_in(email)).json()["access_token"]
    assert (await service.uses.keys.verify(token)).role == "admin"
