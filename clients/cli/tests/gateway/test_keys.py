"""``brandmon keys`` and ``brandmon service-accounts``; and a key in place of a session."""

import json
import shlex
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.gateway.problems import GatewayProblem
from brandmon_cli.shared.failure import Failure

from ..conftest import Run

pytestmark = pytest.mark.pure
Json = dict[str, Any]
SECRET = "bmk_abcdefghijkl_" + "S" * 43
KEY: Json = {
    "id": "01a2", "name": "Nightly", "prefix": "abcdefghijkl", "scopes": ["figures:read"], "made_by": "01a3",
    "service_account_id": None, "created_at": "2026-12-01T00:00:00Z", "expires_at": "2027-03-01T00:00:00Z",
    "last_used_at": None,
}  # fmt: skip
ACCOUNT: Json = {"id": "01b2", "name": "Warehouse", "role": "viewer", "created_at": "2026-12-01T00:00:00Z"}


class Double:
    """Keeps what it is asked; tells one key and one service account."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Json]] = []
        self.bearers: list[str] = []
        self.refuses = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else {}
        self.asked.append((request.method, request.url.path, body))
        self.bearers.append(request.headers.get("authorization", ""))
        if self.refuses:
            return httpx.Response(401, json={"type": "urn:brandmon:problem:key-invalid", "detail": "No good key."})
        if request.method == "DELETE":
            return httpx.Response(204)
        one = KEY if "api-keys" in request.url.path else ACCOUNT
        told = {"items": [one], "next": None} if request.method == "GET" else {**one, "key": SECRET}
        return httpx.Response(200, json=told)


@pytest.fixture
def double() -> Double:
    return Double()


@pytest.fixture
def gateway(double: Double, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    monkeypatch.delenv("BRANDMON_API_KEY", raising=False)
    own = Gateway("http://gateway", tmp_path / "session.json")
    own._http = httpx.Client(base_url="http://gateway", transport=httpx.MockTransport(double))
    return own


@pytest.mark.parametrize(("words", "asked", "said"), [
    ("keys list", ("GET", "/v1/api-keys", {}), "bmk_abcdefghijkl"),
    ("keys create Nightly --scope figures:read,reports:read",
     ("POST", "/v1/api-keys", {"name": "Nightly", "scopes": ["figures:read", "reports:read"]}), SECRET),
    ("keys create N --scope figures:read --service-account Warehouse",
     ("POST", "/v1/api-keys", {"name": "N", "scopes": ["figures:read"], "service_account_id": "01b2"}), SECRET),
    ("keys revoke Nightly", ("DELETE", "/v1/api-keys/01a2", {}), "is revoked"),
    (f"keys revoke {SECRET}", ("DELETE", "/v1/api-keys/01a2", {}), "Nightly is revoked"),
    ("service-accounts list", ("GET", "/v1/service-accounts", {}), "Warehouse"),
    ("service-accounts create Warehouse", ("POST", "/v1/service-accounts", {"name": "Warehouse", "role": "viewer"}),
     "Its first key"),
    ("service-accounts remove Warehouse", ("DELETE", "/v1/service-accounts/01b2", {}), "is removed"),
])  # fmt: skip
def test_each_command_asks_for_one_thing(
    run: Run, gateway: Gateway, double: Double, words: str, asked: tuple[str, str, Json], said: str
) -> None:
    done = run(gateway, *shlex.split(words))
    assert done.exit_code == 0, done.output
    assert double.asked[-1] == asked
    assert said in done.output


def test_a_key_that_nobody_has_is_told_so(run: Run, gateway: Gateway) -> None:
    done = run(gateway, "keys", "revoke", "Weekly")
    assert isinstance(done.exception, Failure) and "Weekly" in str(done.exception)


@pytest.mark.parametrize("words", ["keys create N", "keys create N --scope a --days 367", "keys create N --days 0"])
def test_what_cannot_be_a_key_is_not_asked_for(run: Run, gateway: Gateway, double: Double, words: str) -> None:
    assert run(gateway, *words.split()).exit_code == 2
    assert double.asked == []


def test_a_key_stands_in_for_a_session(gateway: Gateway, double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANDMON_API_KEY", SECRET)
    gateway.sign_in(None)
    gateway.get("/v1/api-keys")
    assert double.bearers == [f"Bearer {SECRET}"]
    assert [path for _, path, _ in double.asked] == ["/v1/api-keys"], "no session is begun"
    double.refuses = True
    with pytest.raises(GatewayProblem, match="No good key"):
        gateway.get("/v1/api-keys")
    assert len(double.asked) == 2, "a key is not renewed"


@pytest.mark.parametrize("wrong", ["hunter2", "bmk_\n", "bmk_ä", "bmk_a b", "\x1b[2J"])
def test_what_is_no_key_is_not_sent(gateway: Gateway, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("BRANDMON_API_KEY", wrong)
    with pytest.raises(Failure, match="holds no API key") as refused:
        gateway.sign_in(None)
    assert wrong not in str(refused.value)


def test_a_key_acts_for_its_own_organisation_alone(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANDMON_API_KEY", SECRET)
    with pytest.raises(Failure, match="its own organisation"):
        gateway.sign_in("Acme Ltd")
