"""The client asks, signs in, sends again and says what went wrong, over real connections, sync and async alike."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from brandmon_client import (
    ApiKey,
    AsyncBrandmon,
    Brandmon,
    Conflict,
    Forbidden,
    Invalid,
    NoApi,
    NotFound,
    Problem,
    SecondFactorNeeded,
    Session,
    TooOften,
    Unauthorized,
    Unavailable,
    Unreachable,
    exchange,
)

from .scripted import LOGIN, REFRESH, Reply, Scripted, refusal, serving

pytestmark = pytest.mark.pure
WEBSITES, ONE = "GET /v1/websites", {"id": "w1", "url": "https://a.example/", "a_later_field": [1]}
KEY = "bmk_0a1b2c3d4e5f_secret"
Doing = Callable[[Any], Any]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "PAUSES_S", (0.01, 0.02, 0.03))


def _sync(url: str, who: Any, doing: Doing) -> Any:
    with Brandmon(url, who) as api:
        done = doing(api)
        return list(done) if isinstance(done, Iterator) else done


def _async(url: str, who: Any, doing: Doing) -> Any:
    async def run() -> Any:
        async with AsyncBrandmon(url, who) as api:
            done = doing(api)
            return await done if isinstance(done, Awaitable) else [each async for each in done]

    return asyncio.run(run())


@pytest.fixture(params=[_sync, _async], ids=["sync", "async"])
def use(request: pytest.FixtureRequest) -> Callable[[str, Any, Doing], Any]:
    used: Callable[[str, Any, Doing], Any] = request.param
    return used


def page(*items: Any, after: str | None = None) -> Reply:
    return Reply(body={"items": list(items), "next": after})


def test_a_key_is_sent_and_the_answer_is_what_came(use: Any) -> None:
    with serving({"GET /v1/websites/w1": [Reply(body=ONE)]}) as api:
        assert use(api.url, ApiKey(KEY), lambda client: client.websites.read("w1")) == ONE
    assert api.asked[0].headers["Authorization"] == f"Bearer {KEY}"


def test_without_anybody_no_proof_is_sent(use: Any) -> None:
    with serving({"GET /.well-known/jwks.json": [Reply(body={"keys": []})]}) as api:
        assert use(api.url, None, lambda client: client.auth.read_jwks()) == {"keys": []}
    assert "Authorization" not in api.asked[0].headers


def test_a_list_is_read_page_by_page_and_none_is_read_before_it_is_reached(use: Any) -> None:
    script = {f"{WEBSITES}?limit=1": [page(1, after="a b")], f"{WEBSITES}?limit=1&after=a+b": [page(2)]}
    with serving(script) as api:
        assert use(api.url, ApiKey(KEY), lambda client: client.websites.iterate(limit=1)) == [1, 2]
    with serving(script) as api, Brandmon(api.url, ApiKey(KEY)) as client:
        assert next(client.websites.iterate(limit=1)) == 1
        assert api.what() == [f"{WEBSITES}?limit=1"]


def test_parts_of_a_path_are_parts_whatever_they_hold(use: Any) -> None:
    with serving({"GET /v1/websites/..%2F..%2Fx%3Fy%23%C3%A4": [Reply(body=ONE)]}) as api:
        use(api.url, ApiKey(KEY), lambda client: client.websites.read("../../x?y#ä"))


@pytest.mark.parametrize(
    ("status", "slug", "kind"),
    [
        (400, "body-malformed", Invalid), (401, "key-invalid", Unauthorized), (403, "permission-missing", Forbidden),
        (404, "website-not-found", NotFound), (409, "audit-running", Conflict), (413, "body-too-large", Invalid),
        (422, "invalid-request", Invalid), (408, "request-timeout", Unavailable), (500, "internal", Unavailable),
        (418, "teapot", Problem),
    ],
)  # fmt: skip
def test_a_problem_is_an_exception_of_its_kind(use: Any, status: int, slug: str, kind: type[Problem]) -> None:
    with serving({"DELETE /v1/websites/w1": [refusal(status, slug, audit_id="a1")]}) as api:
        with pytest.raises(kind) as caught:
            use(api.url, ApiKey(KEY), lambda client: client.websites.delete("w1"))
        assert len(api.asked) == 1
    assert type(caught.value) is kind
    assert (caught.value.type, caught.value.status, str(caught.value)) == (slug, status, f"It is {slug}.")
    assert caught.value.more == {"audit_id": "a1"}


@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"[]", b'{"type": 7, "detail": null}', b""])
def test_a_refusal_of_somebody_else_is_told_by_its_status(use: Any, body: bytes) -> None:
    for kind in ("text/html", "application/problem+json"):
        with serving({"DELETE /v1/websites/w1": [Reply(404, body, kind)]}) as api, pytest.raises(NotFound) as caught:
            use(api.url, ApiKey(KEY), lambda client: client.websites.delete("w1"))
        assert caught.value.type in ("http-404", "7")
        assert str(caught.value)


@pytest.mark.parametrize("body", [b"<html>", b'{"items": 1}', b"[]", b'"x"'])
def test_what_is_no_page_of_a_list_is_not_taken_for_one(use: Any, body: bytes) -> None:
    with serving({WEBSITES: [Reply(body=body)]}) as api, pytest.raises(NoApi):
        use(api.url, ApiKey(KEY), lambda client: client.websites.iterate())


PASSING = [
    Reply(hangs_up=True), refusal(503, "unavailable"), refusal(504, "timeout"), refusal(429, "rate-limited"),
    refusal(409, "idempotency-key-in-use", retry_after=0), Reply(502, b"", "text/html"),
]  # fmt: skip


@pytest.mark.parametrize("passing", PASSING, ids=lambda each: str(each.status) + str(each.hangs_up))
def test_what_passes_is_sent_again_under_the_same_key(use: Any, passing: Reply) -> None:
    with serving({"POST /v1/websites": [passing, passing, Reply(201, ONE)]}) as api:
        made = use(api.url, ApiKey(KEY), lambda client: client.websites.register({"url": "a.example"}))
    assert made == ONE
    keys = {each.headers["Idempotency-Key"] for each in api.asked}
    assert (len(api.asked), len(keys)) == (3, 1)
    assert all(each.body == {"url": "a.example"} for each in api.asked)


def test_every_request_has_a_key_of_its_own_and_one_may_be_given(use: Any) -> None:
    with serving({"POST /v1/websites": [Reply(201, ONE)]}) as api:
        for key in (None, None, "mine"):
            use(
                api.url,
                ApiKey(KEY),
                lambda client, key=key: client.websites.register({"url": "a"}, idempotency_key=key),
            )
    keys = [each.headers["Idempotency-Key"] for each in api.asked]
    assert len(set(keys)) == 3
    assert keys[2] == "mine"


def test_what_does_not_pass_ends_after_the_last_try(use: Any) -> None:
    with serving({WEBSITES: [refusal(503, "unavailable")]}) as api:
        with pytest.raises(Unavailable):
            use(api.url, ApiKey(KEY), lambda client: client.websites.list())
        assert len(api.asked) == 4


@pytest.mark.parametrize(
    ("what", "doing"),
    [
        ("PATCH /v1/websites/w1", lambda client: client.websites.rename("w1", {"name": "x"})),
        ("DELETE /v1/websites/w1", lambda client: client.websites.delete("w1")),
        ("POST /v1/api-keys", lambda client: client.api_keys.make({"name": "x", "scopes": []})),
    ],
)
def test_what_has_no_key_is_sent_once(use: Any, what: str, doing: Doing) -> None:
    for fault, kind in ((Reply(hangs_up=True), Unreachable), (refusal(503, "unavailable"), Unavailable)):
        with serving({what: [fault]}) as api:
            with pytest.raises(kind):
                use(api.url, ApiKey(KEY), doing)
            assert api.what() == [what]


def test_whoever_is_told_to_wait_for_long_is_told_so(use: Any) -> None:
    with serving({WEBSITES: [refusal(429, "too-often", retry_after=3600)]}) as api:
        with pytest.raises(TooOften) as caught:
            use(api.url, ApiKey(KEY), lambda client: client.websites.list())
        assert (len(api.asked), caught.value.retry_after) == (1, 3600)


@pytest.mark.parametrize("told", [True, "soon", -1, None, []])
def test_a_wait_that_is_none_is_passed_over(told: Any) -> None:
    assert Problem(429, "x", "", "", {"retry_after": told}).retry_after is None


def test_a_gateway_that_is_away_is_told_with_its_address(use: Any) -> None:
    with serving({}) as api:
        url = api.url
    with pytest.raises(Unreachable, match=url):
        use(url, None, lambda client: client.websites.list())


def person(**more: Any) -> Session:
    return Session("ada@a.example", "a password", **more)


def test_a_session_begins_with_the_first_request_and_goes_on(use: Any) -> None:
    with serving({"GET /v1/quota": [Reply(body={})]}) as api:
        who = person(organization_id="o9")
        for _ in range(2):
            use(api.url, who, lambda client: client.quota.read())
    assert api.what() == [LOGIN, "GET /v1/quota", "GET /v1/quota"]
    assert api.asked[0].body == {"email": "ada@a.example", "password": "a password", "organization_id": "o9"}
    assert who.organization_id == "o1"


def test_a_session_that_is_over_is_renewed_and_the_request_sent_again(use: Any) -> None:
    with serving({"GET /v1/quota": [Reply(body={"a": 1})]}) as api:
        who = person()
        use(api.url, who, lambda client: client.quota.read())
        api.end()
        assert use(api.url, who, lambda client: client.quota.read()) == {"a": 1}
    assert api.what() == [LOGIN, "GET /v1/quota", "GET /v1/quota", REFRESH, "GET /v1/quota"]
    assert api.asked[3].body == {"refresh_token": "refresh-1", "organization_id": "o1"}


def test_a_session_that_was_ended_begins_anew(use: Any) -> None:
    with serving({"GET /v1/quota": [Reply(body={})], REFRESH: [refusal(401, "session-ended")]}) as api:
        who = person()
        use(api.url, who, lambda client: client.quota.read())
        api.end()
        use(api.url, who, lambda client: client.quota.read())
    assert api.what()[2:] == ["GET /v1/quota", REFRESH, LOGIN, "GET /v1/quota"]


def test_a_wrong_password_is_told_and_not_tried_again(use: Any) -> None:
    with serving({LOGIN: [refusal(401, "credentials-wrong")]}) as api:
        with pytest.raises(Unauthorized) as caught:
            use(api.url, person(), lambda client: client.quota.read())
        assert (caught.value.type, api.what()) == ("credentials-wrong", [LOGIN])


def test_a_second_factor_is_asked_for_its_code(use: Any) -> None:
    second = "POST /v1/auth/login/second-factor"
    script = {
        LOGIN: [Reply(body={"second_factor_required": True, "challenge": "c1"})],
        second: [Reply(body={"access_token": "access-0", "refresh_token": "r"})], "GET /v1/quota": [Reply(body={})],
    }  # fmt: skip
    with serving(script) as api:
        use(api.url, person(code=lambda: "123456"), lambda client: client.quota.read())
        assert api.asked[1].body == {"challenge": "c1", "code": "123456"}
        with pytest.raises(SecondFactorNeeded):
            use(api.url, person(), lambda client: client.quota.read())


def _renewals(api: Scripted) -> int:
    return api.what().count(REFRESH)


def test_of_many_at_once_one_renews_and_all_go_on() -> None:
    """A refresh token is good for one use: a second one would end the session."""
    with serving({"GET /v1/quota": [Reply(body={})]}) as api:
        with Brandmon(api.url, person()) as client, ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: client.quota.read(), range(8)))
            assert api.what().count(LOGIN) == 1
            api.end()
            list(pool.map(lambda _: client.quota.read(), range(8)))
        assert _renewals(api) == 1

        async def many() -> None:
            async with AsyncBrandmon(api.url, person()) as client:
                await asyncio.gather(*(client.quota.read() for _ in range(8)))
                api.end()
                await asyncio.gather(*(client.quota.read() for _ in range(8)))

        asyncio.run(many())
        assert (_renewals(api), api.what().count(LOGIN)) == (2, 2)


def test_no_secret_stands_in_what_is_printed() -> None:
    who = person()
    who._take({"access_token": "tok-1", "refresh_token": "tok-2"})
    for told in (repr(who), repr(ApiKey(KEY))):
        assert not [secret for secret in ("a password", "tok-", "secret") if secret in told]


@pytest.mark.parametrize("key", ["", "abc", "bmk_a b", "bmk_ä", "bmk_\n", "bmk_\r\nX: y"])
def test_what_is_no_key_is_refused_before_it_is_sent(key: str) -> None:
    with pytest.raises(ValueError, match="begins with bmk_") as caught:
        ApiKey(key)
    assert key == "" or key not in str(caught.value).removeprefix("An API key begins with bmk_")


def test_the_environment_says_who_asks() -> None:
    url = {"BRANDMON_URL": "http://127.0.0.1:1"}
    with Brandmon.from_environment({**url, "BRANDMON_API_KEY": KEY}):
        pass
    with Brandmon.from_environment({**url, "BRANDMON_EMAIL": "a@b.example", "BRANDMON_PASSWORD": "x"}):
        pass
    for lacking in ({}, url, {**url, "BRANDMON_EMAIL": "a@b.example"}):
        with pytest.raises(KeyError, match="BRANDMON_"):
            Brandmon.from_environment(lacking)
