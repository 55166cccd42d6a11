"""One's own sessions: seen, ended one by one and together; and what a thief gains by holding a token."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, text

from auth.sessions.devices import device_of
from auth.sessions.tables import refresh_tokens, sessions
from common.primitives.ids import uuid7

from ..service import PASSWORD, Service

pytestmark = pytest.mark.engines
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML) Version/19.0 Safari/604.1"


async def log_in(service: Service, email: str, agent: str = FIREFOX) -> dict[str, str]:
    body = {"email": email, "password": PASSWORD}
    answer = await service.client.post("/v1/auth/login", json=body, headers={"User-Agent": agent})
    assert answer.status_code == 200, answer.text
    grant: dict[str, str] = answer.json()
    return grant


async def asked(service: Service, method: str, path: str, grant: dict[str, str]) -> httpx.Response:
    headers = {"Authorization": f"Bearer {grant['access_token']}"}
    return await service.client.request(method, f"/v1/auth/{path}", headers=headers)


EDGE = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36 Edg/140.0"
ANDROID = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.mark.parametrize(("agent", "device"), [
    (FIREFOX, "Firefox on Windows"), (PHONE, "Safari on iPhone"), (EDGE, "Edge on Linux"),
    (ANDROID, "Chrome on Android"),
    ("curl/8.9.1", "curl"), (None, "Unknown device"), ("", "Unknown device"), ("<script>", "Unknown device"),
], ids=str)  # fmt: skip
def test_a_device_is_told_in_words(agent: str | None, device: str) -> None:
    assert device_of(agent) == device


async def test_a_user_sees_where_he_is_logged_in(service: Service) -> None:
    email, user_id = await service.register()
    organization_id = await service.join(user_id)
    here = await log_in(service, email)
    service.clock.advance(timedelta(minutes=1))
    await log_in(service, email, PHONE)
    listed = (await asked(service, "GET", "sessions", here)).json()["items"]
    assert [(each["device"], each["current"]) for each in listed] == [
        ("Safari on iPhone", False), ("Firefox on Windows", True)
    ]  # fmt: skip
    assert {each["address"] for each in listed} == {"127.0.0.1"}
    assert {each["organization_id"] for each in listed} == {str(organization_id)}
    service.clock.advance(timedelta(minutes=1))
    await service.refresh(here["refresh_token"], agent=FIREFOX)
    listed = (await asked(service, "GET", "sessions", here)).json()["items"]
    assert [each["device"] for each in listed] == ["Firefox on Windows", "Safari on iPhone"]
    assert not any(word in str(listed) for word in ("token", "bmr_", "Mozilla"))


async def test_what_a_program_calls_itself_is_kept_sound_and_short(service: Service) -> None:
    email, _ = await service.register()
    body = {"email": email, "password": PASSWORD}
    odd = [b"x" * 5000, "\u202eevil\ud83d".encode("utf-8", "surrogatepass"), b"\xff\xfe\x01"]
    for agent in odd:
        answer = await service.client.post("/v1/auth/login", json=body, headers=[(b"User-Agent", agent)])
        assert answer.status_code == 200, answer.text
    async with service.unit.system() as conn:
        kept = (await conn.execute(select(sessions.c.user_agent))).scalars().all()
    assert max(len(each or "") for each in kept) <= 255


async def test_one_session_is_ended_and_its_tokens_with_it(service: Service) -> None:
    email, _ = await service.register()
    here, there = await log_in(service, email), await log_in(service, email, PHONE)
    listed = (await asked(service, "GET", "sessions", here)).json()["items"]
    ended = next(each["id"] for each in listed if not each["current"])
    assert (await asked(service, "DELETE", f"sessions/{ended}", here)).status_code == 204
    await service.watch.look_here()
    gone = await asked(service, "GET", "sessions", there)
    assert (gone.status_code, gone.json()["type"]) == (401, "urn:brandmon:problem:token-revoked")
    assert 'error="invalid_token"' in gone.headers["www-authenticate"]
    assert (await service.refresh(there["refresh_token"], agent=PHONE)).status_code == 401
    assert (await asked(service, "GET", "me", here)).status_code == 200
    assert (await asked(service, "DELETE", f"sessions/{ended}", here)).status_code == 404
    assert len((await asked(service, "GET", "sessions", here)).json()["items"]) == 1


async def test_a_session_of_somebody_else_looks_as_if_it_did_not_exist(service: Service) -> None:
    mine, _ = await service.register()
    other, _ = await service.register()
    grant, theirs = await log_in(service, mine), await log_in(service, other)
    [foreign] = (await asked(service, "GET", "sessions", theirs)).json()["items"]
    answers = [await asked(service, "DELETE", f"sessions/{each}", grant) for each in (foreign["id"], uuid7())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()
    assert (await asked(service, "GET", "me", theirs)).status_code == 200


async def test_logging_out_everywhere_ends_this_session_too_and_a_new_one_is_good_at_once(service: Service) -> None:
    email, _ = await service.register()
    here, there = await log_in(service, email), await log_in(service, email, PHONE)
    assert (await asked(service, "POST", "logout-everywhere", here)).json() == {"sessions": 2}
    fresh = await log_in(service, email)
    await service.watch.look_here()
    for grant in (here, there):
        assert (await asked(service, "GET", "me", grant)).status_code == 401
        assert (await service.refresh(grant["refresh_token"])).status_code == 401
    assert (await asked(service, "GET", "me", fresh)).status_code == 200


async def test_a_log_in_gives_a_session_of_its_own_whatever_comes_along(service: Service) -> None:
    """Session fixation: an id or a token that somebody planted names no session of the victim's."""
    planted, _ = await service.register()
    victim, _ = await service.register()
    attacker = await log_in(service, planted)
    body = {"email": victim, "password": PASSWORD}
    [own] = (await asked(service, "GET", "sessions", attacker)).json()["items"]
    headers = {"Authorization": f"Bearer {attacker['access_token']}", "Cookie": f"sid={own['id']}; session={own['id']}"}
    grant = (await service.client.post(f"/v1/auth/login?sid={own['id']}", json=body, headers=headers)).json()
    principal = await service.uses.keys.verify(grant["access_token"])
    assert principal.session_id != UUID(own["id"])
    assert grant["refresh_token"] != attacker["refresh_token"]
    for extra in ("session_id", "sid", "refresh_token"):
        answer = await service.client.post("/v1/auth/login", json=body | {extra: own["id"]})
        assert answer.status_code == 422


async def test_a_thief_who_refreshes_first_is_found_out_by_the_victim(service: Service) -> None:
    email, _ = await service.register()
    stolen = (await log_in(service, email))["refresh_token"]
    thief = (await service.refresh(stolen, agent="curl/8")).json()
    assert (await service.refresh(stolen, agent=FIREFOX)).status_code == 401
    assert (await service.refresh(thief["refresh_token"], agent="curl/8")).status_code == 401
    await service.watch.look_here()
    assert (await asked(service, "GET", "me", thief)).status_code == 401


async def test_another_tab_is_borne_for_half_a_minute_and_reuse_is_not(service: Service) -> None:
    email, _ = await service.register()
    for late, status in ((timedelta(seconds=30), 200), (timedelta(seconds=30.001), 401)):
        first = (await log_in(service, email))["refresh_token"]
        second = (await service.refresh(first, agent=FIREFOX)).json()["refresh_token"]
        service.clock.advance(late)
        again = await service.refresh(first, agent=FIREFOX)
        assert again.status_code == status
        assert (await service.refresh(second, agent=FIREFOX)).status_code == status


async def test_a_third_generation_ends_the_family_even_within_half_a_minute(service: Service) -> None:
    email, _ = await service.register()
    first = (await log_in(service, email))["refresh_token"]
    second = (await service.refresh(first, agent=FIREFOX)).json()["refresh_token"]
    third = (await service.refresh(second, agent=FIREFOX)).json()["refresh_token"]
    assert (await service.refresh(first, agent=FIREFOX)).status_code == 401
    assert (await service.refresh(third, agent=FIREFOX)).status_code == 401


async def test_the_successor_lies_sealed_and_opens_with_the_token_it_replaced_alone(service: Service) -> None:
    email, _ = await service.register()
    first = (await log_in(service, email))["refresh_token"]
    second = (await service.refresh(first, agent=FIREFOX)).json()["refresh_token"]
    async with service.unit.system() as conn:
        rows = (await conn.execute(text("SELECT * FROM refresh_tokens"))).all()
        sealed = (await conn.execute(select(refresh_tokens.c.successor_sealed))).scalars().all()
    assert not any(second in str(row) or second.encode().hex() in str(row) for row in rows)
    assert any(each is not None and second.encode() not in each for each in sealed)
    third = (await service.refresh(second, agent=FIREFOX)).json()["refresh_token"]
    async with service.unit.system() as conn:
        kept = select(refresh_tokens.c.successor_sealed).where(refresh_tokens.c.successor_sealed.is_not(None))
        assert len((await conn.execute(kept)).scalars().all()) >= 1
    assert third


async def test_two_tabs_may_go_on_in_different_organisations(service: Service) -> None:
    email, user_id = await service.register()
    one, other = await service.join(user_id), await service.join(user_id)
    first = (await log_in(service, email))["refresh_token"]
    left, right = await service.refresh(first, one, FIREFOX), await service.refresh(first, other, FIREFOX)
    assert left.json()["refresh_token"] == right.json()["refresh_token"]
    assert [answer.json()["organization_id"] for answer in (left, right)] == [str(one), str(other)]
