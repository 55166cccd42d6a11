"""What people change about their own accounts, over HTTP and mail."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from auth.accounts.tables import codes, users
from auth.audit_log.tables import persons
from auth.mails.rules import MailKind
from common.contracts.auth import UserErased
from common.contracts.message import NO_TENANT
from common.http.problem_types import PROBLEM_URN
from common.primitives.ids import uuid7
from common.stores.postgres.tables import outbox
from common.testing.outbox import emitted

from ..service import PASSWORD, Service

pytestmark = pytest.mark.engines
NEW = "marching copper meadow"


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(PROBLEM_URN)


async def logged_in(service: Service) -> tuple[str, UUID, dict[str, Any]]:
    email, user_id = await service.register()
    return email, user_id, (await service.log_in(email)).json()


async def kinds(service: Service, email: str) -> list[str]:
    return [parcel.kind for parcel in await service.mails(email)][1:]


async def noted(service: Service, user_id: UUID) -> list[str]:
    """What was noted of a person, without his comings and goings."""
    query = select(outbox.c.payload).where(
        outbox.c.topic == "auth.action-noted", outbox.c.payload.contains(str(user_id))
    )
    async with service.unit.begin(NO_TENANT) as tx:
        found = (await tx.execute(query.order_by(outbox.c.id))).scalars()
        told = [each.split('"action":"')[1].split('"')[0] for each in (p.replace('": "', '":"') for p in found)]
    return [action for action in told if not action.startswith("session.")]


async def test_names_change_and_go_and_what_is_left_out_stays(service: Service) -> None:
    _, _, grant = await logged_in(service)
    own = {"headers": {"Authorization": f"Bearer {grant['access_token']}"}}

    async def patched(**body: Any) -> tuple[Any, Any]:
        answer = await service.client.patch("/v1/auth/me", json=body, **own)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        assert answer.json() == (await service.client.get("/v1/auth/me", **own)).json()  # type: ignore[arg-type]
        return answer.json()["name"], answer.json()["display_name"]

    assert await patched(name="Ada Miller", display_name="Ada") == ("Ada Miller", "Ada")
    assert await patched(display_name=None) == ("Ada Miller", None)
    assert await patched() == ("Ada Miller", None)
    for body in (
        {"name": "x" * 300},
        {"name": "  "},
        {"name": "a\x00b"},
        {"email": "new@example.com"},
        {"role": "owner"},
    ):
        assert (await service.client.patch("/v1/auth/me", json=body, **own)).status_code == 422  # type: ignore[arg-type]
    assert (await service.client.patch("/v1/auth/me", json={"name": "Eve"})).status_code == 401


async def test_a_new_password_needs_the_current_one_and_ends_the_other_sessions(service: Service) -> None:
    email, user_id, grant = await logged_in(service)
    other = (await service.log_in(email)).json()
    wrong = await service.post("password", grant["access_token"], current_password="wrong", password=NEW)
    assert told(wrong) == (403, "password-wrong")
    weak = await service.post("password", grant["access_token"], current_password=PASSWORD, password=email)
    assert told(weak) == (422, "password-invalid")
    done = await service.post("password", grant["access_token"], current_password=PASSWORD, password=NEW)
    assert done.status_code == 204
    assert (await service.refresh(other["refresh_token"])).status_code == 401
    assert (await service.refresh(grant["refresh_token"])).status_code == 200, "the own session goes on"
    assert (await service.log_in(email)).status_code == 401
    assert (await service.post("login", email=email, password=NEW)).status_code == 200
    assert await kinds(service, email) == [MailKind.PASSWORD_CHANGED]
    assert await noted(service, user_id) == ["account.registered", "password.refused", "password.changed"]


async def test_a_log_in_with_the_old_password_that_is_under_way_begins_no_session(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    email, _, grant = await logged_in(service)
    verify = service.uses.passwords.verify

    async def slow(stored: str | None, password: str) -> bool:
        matches = await verify(stored, password)
        monkeypatch.undo()
        done = await service.post("password", grant["access_token"], current_password=PASSWORD, password=NEW)
        assert done.status_code == 204
        return matches

    monkeypatch.setattr(service.uses.passwords, "verify", slow)
    assert (await service.log_in(email)).status_code == 401


async def test_a_new_password_voids_what_was_mailed_before(service: Service) -> None:
    email, _, grant = await logged_in(service)
    await service.post("password/forgotten", email=email)
    code = await service.code(email)
    await service.post("password", grant["access_token"], current_password=PASSWORD, password=NEW)
    assert told(await service.post("password/reset", code=code, password=PASSWORD)) == (422, "code-invalid")


async def test_a_forgotten_password_is_set_anew_once_and_ends_every_session(service: Service) -> None:
    email, user_id, grant = await logged_in(service)
    await service.post("password/forgotten", email=email.upper())
    code = await service.code(email)
    weak = await service.post("password/reset", code=code, password="sunshine")
    assert told(weak) == (422, "password-invalid"), "and the code stays good"
    answers = await asyncio.gather(*(service.post("password/reset", code=code, password=NEW) for _ in range(4)))
    assert sorted(each.status_code for each in answers) == [204, 422, 422, 422]
    assert (await service.refresh(grant["refresh_token"])).status_code == 401
    assert (await service.post("login", email=email, password=NEW)).status_code == 200
    assert await kinds(service, email) == [MailKind.RESET, MailKind.PASSWORD_CHANGED]
    assert (await noted(service, user_id))[1:] == ["password.reset-asked", "password.reset"]


async def test_a_reset_code_lasts_an_hour_and_opens_nothing_else(service: Service) -> None:
    email, _, _ = await logged_in(service)
    await service.post("password/forgotten", email=email)
    code = await service.code(email)
    assert told(await service.post("confirm", code=code)) == (422, "code-invalid")
    assert told(await service.post("email/confirm", code=code)) == (422, "code-invalid")
    service.clock.advance(timedelta(hours=1))
    assert told(await service.post("password/reset", code=code, password=NEW)) == (422, "code-invalid")


async def test_nobody_without_an_account_is_mailed_and_nobody_is_told(service: Service) -> None:
    email, _ = await service.register()
    stranger = f"{uuid7().hex}@example.com"
    answers = [await service.post("password/forgotten", email=each) for each in (email, stranger, "no address")]
    assert {(each.status_code, each.text) for each in answers} == {(202, answers[0].text)}
    assert await service.mails(stranger) == []


async def test_a_new_address_is_confirmed_there_and_the_old_one_is_told(service: Service) -> None:
    email, user_id, grant = await logged_in(service)
    new = f"new-{email}"
    assert told(await service.post("email", grant["access_token"], email=new, password="wrong")) == (
        403,
        "password-wrong",
    )
    assert told(await service.post("email", grant["access_token"], email="ada", password=PASSWORD)) == (
        422,
        "email-invalid",
    )
    asked = await service.post("email", grant["access_token"], email=new, password=PASSWORD)
    assert asked.status_code == 202
    await service.post("password/forgotten", email=email)
    reset_code = await service.code(email)
    assert (await service.log_in(email)).status_code == 200, "nothing has changed yet"
    changed = await service.post("email/confirm", code=await service.code(new))
    assert (changed.status_code, changed.json()["email"], changed.json()["id"]) == (200, new, str(user_id))
    assert (await service.log_in(email)).status_code == 401
    assert (await service.log_in(new)).status_code == 200
    assert (await kinds(service, email))[-1] == MailKind.EMAIL_CHANGED
    assert "account.email-changed" in await noted(service, user_id)
    void = await service.post("password/reset", code=reset_code, password=NEW)
    assert told(void) == (422, "code-invalid"), "whoever reads the old address may nothing any more"


async def test_an_address_that_is_taken_is_answered_alike_and_its_owner_is_told(service: Service) -> None:
    _, _, grant = await logged_in(service)
    taken, _ = await service.register()
    free = f"{uuid7().hex}@example.com"
    answers = [
        await service.post("email", grant["access_token"], email=each, password=PASSWORD) for each in (taken, free)
    ]
    assert len({(each.status_code, each.text) for each in answers}) == 1
    [parcel] = (await service.mails(taken))[1:]
    assert (parcel.kind, "bmc_" in parcel.written.text) == (MailKind.EMAIL_KNOWN, False)


async def test_an_address_that_got_an_account_meanwhile_is_a_conflict(service: Service) -> None:
    email, _, grant = await logged_in(service)
    new = f"new-{email}"
    await service.post("email", grant["access_token"], email=new, password=PASSWORD)
    code = await service.code(new)
    await service.register(new)
    assert told(await service.post("email/confirm", code=code)) == (409, "email-taken")
    assert (await service.log_in(email)).status_code == 200


async def test_a_closed_account_is_gone_with_its_data_and_the_address_is_free(service: Service) -> None:
    email, user_id, grant = await logged_in(service)
    other = (await service.log_in(email)).json()
    await service.post("password/forgotten", email=email)
    code = await service.code(email)
    assert told(await service.post("close", grant["access_token"], password="wrong")) == (403, "password-wrong")
    assert (await service.post("close", grant["access_token"], password=PASSWORD)).status_code == 204
    for refresh_token in (grant["refresh_token"], other["refresh_token"]):
        assert (await service.refresh(refresh_token)).status_code == 401
    assert (await service.log_in(email)).status_code == 401
    assert told(await service.post("password/reset", code=code, password=NEW)) == (422, "code-invalid")
    again = await service.post("close", grant["access_token"], password=PASSWORD)
    assert told(again) == (401, "account-closed"), "the token that is still out finds nobody"
    async with service.unit.system() as conn:
        row = (await conn.execute(select(users).where(users.c.id == user_id))).one()
        kept = (await conn.execute(select(codes).where(codes.c.user_id == user_id))).all()
    assert email not in str(row) + str(kept)
    assert (row.is_active, row.closed_at is not None) == (False, True)
    assert (await kinds(service, email))[-1] == MailKind.ACCOUNT_CLOSED
    assert (await noted(service, user_id))[-1] == "account.closed"
    _, reborn = await service.register(email)
    assert reborn != user_id


async def test_an_erased_person_is_found_nowhere_and_what_was_sealed_opens_no_more(service: Service) -> None:
    email, user_id, grant = await logged_in(service)
    await service.post("password/forgotten", email=email)
    token = grant["access_token"]
    assert told(await service.post("erasure", token, password="wrong")) == (403, "password-wrong")
    assert (await service.post("erasure", token, password=PASSWORD)).status_code == 204
    assert (await service.refresh(grant["refresh_token"])).status_code == 401
    assert (await service.log_in(email)).status_code == 401
    assert (await service.post("erasure", token, password=PASSWORD)).status_code == 401
    async with service.unit.system() as conn:
        tables = (await conn.execute(text("SELECT DISTINCT table_name FROM information_schema.columns WHERE "
                  "table_schema = 'public' AND column_name IN ('user_id', 'person_id')"))).scalars().all()  # fmt: skip
        named = {}
        for table in {*tables, "users"}:
            naming = text(f"SELECT t::text FROM {table} t WHERE t::text LIKE :own")
            named[table] = (await conn.execute(naming, {"own": f"%{user_id}%"})).scalars().all()
        key = (await conn.execute(select(persons.c.key_sealed).where(persons.c.person_id == user_id))).scalar_one()
    assert {table for table, rows in named.items() if rows} <= {"audit_log_persons"}
    assert key is None
    announced = [each for each in await emitted(service.unit, NO_TENANT) if isinstance(each, UserErased)]
    [event] = [each for each in announced if each.user_id == user_id]
    assert email not in event.model_dump_json()
    assert (await kinds(service, email))[-1] == MailKind.ACCOUNT_CLOSED
    _, reborn = await service.register(email)
    assert reborn != user_id


async def test_the_last_owner_hands_over_or_closes_first(service: Service) -> None:
    email, user_id = await service.register()
    organization_id = await service.join(user_id, "owner")
    token = (await service.log_in(email)).json()["access_token"]
    refused = await service.post("erasure", token, password=PASSWORD)
    assert told(refused) == (409, "last-owner")
    assert refused.json()["organization_id"] == str(organization_id)
    _, second = await service.register()
    await service.join(second, "owner", organization_id)
    assert (await service.post("erasure", token, password=PASSWORD)).status_code == 204


async def test_who_alone_runs_an_organisation_with_others_cannot_leave_it_to_nobody(service: Service) -> None:
    email, user_id = await service.register()
    organization_id = await service.join(user_id, "admin")
    _, colleague = await service.register()
    await service.join(colleague, "member", organization_id)
    token = (await service.log_in(email)).json()["access_token"]
    assert told(await service.post("close", token, password=PASSWORD)) == (409, "last-admin")
    _, second = await service.register()
    await service.join(second, "admin", organization_id)
    assert (await service.post("close", token, password=PASSWORD)).status_code == 204


@pytest.mark.parametrize("path", ["password", "email", "close", "erasure"])
async def test_what_is_ones_own_needs_a_token(service: Service, path: str) -> None:
    body = {"current_password": PASSWORD, "password": PASSWORD, "email": "ada@example.com"}
    needed = {
        "password": ("current_password", "password"),
        "email": ("email", "password"),
        "close": ("password",),
        "erasure": ("password",),
    }
    answer = await service.post(path, None, **{name: body[name] for name in needed[path]})
    assert told(answer) == (401, "token-missing")
