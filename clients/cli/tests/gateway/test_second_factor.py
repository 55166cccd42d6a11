"""``brandmon account second-factor``, and a log-in that asks for a code."""

import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.failure import Failure

from ..conftest import Run

pytestmark = pytest.mark.pure
Json = dict[str, Any]
CODES = ["k3v8p-xw2mh", "abcde-fghjk"]


class Double:
    """Keeps what it is asked; its account has a second factor."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Json]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else {}
        path = request.url.path.removeprefix("/v1/auth/")
        self.asked.append((request.method, path, body))
        answers: dict[str, Json] = {
            "login": {"second_factor_required": True, "challenge": "bml_x", "expires_in": 300},
            "login/second-factor": {"access_token": "a", "refresh_token": "r", "organization_id": None},
            "second-factor/confirmation": {"recovery_codes": CODES},
            "second-factor/recovery-codes": {"recovery_codes": CODES},
        }
        begun = {"secret": "S3CRET", "address": "otpauth://totp/x", "picture": "<svg/>"}
        standing = {"enabled": True, "confirmed_at": "2026-12-01T00:00:00Z", "recovery_codes_left": 9}
        return httpx.Response(200, json=answers.get(path, begun | standing))


@pytest.fixture
def double() -> Double:
    return Double()


@pytest.fixture
def gateway(double: Double, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    own = Gateway("http://gateway", tmp_path / "session.json")
    own._http = httpx.Client(base_url="http://gateway", transport=httpx.MockTransport(double))
    monkeypatch.setenv("BRANDMON_PASSWORD", "now now now")
    monkeypatch.setenv("BRANDMON_CODE", "492039")
    return own


@pytest.mark.parametrize(("words", "asked", "said"), [
    ("show", ("GET", "second-factor", {}), "9 recovery codes"),
    ("add", ("POST", "second-factor/confirmation", {"code": "492039"}), CODES[0]),
    ("recovery-codes", ("POST", "second-factor/recovery-codes", {"password": "now now now", "code": "492039"}),
     CODES[1]),
    ("remove", ("POST", "second-factor/removal", {"password": "now now now", "code": "492039"}), "is removed"),
])  # fmt: skip
def test_each_command_asks_for_one_thing(
    run: Run, gateway: Gateway, double: Double, words: str, asked: tuple[str, str, Json], said: str
) -> None:
    done = run(gateway, "account", "second-factor", words)
    assert done.exit_code == 0, done.output
    assert double.asked[-1] == asked
    assert said in done.output and "now now now" not in done.output


def test_the_picture_is_written_where_it_is_wanted(run: Run, gateway: Gateway, tmp_path: Path) -> None:
    run(gateway, "account", "second-factor", "add", "--picture", str(tmp_path / "code.svg"))
    assert (tmp_path / "code.svg").read_text() == "<svg/>"


def test_a_log_in_that_asks_for_a_code_is_given_it(gateway: Gateway, double: Double) -> None:
    gateway.log_in({"email": "ada@shop.example", "password": "now now now"}, None, keep=False)
    assert double.asked[1] == ("POST", "login/second-factor", {"challenge": "bml_x", "code": "492039"})


def test_where_nobody_can_be_asked_it_is_told_what_is_needed(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRANDMON_CODE")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(Failure, match="BRANDMON_CODE"):
        gateway.log_in({"email": "ada@shop.example", "password": "now now now"}, None, keep=False)
