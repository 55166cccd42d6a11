"""``brandmon account``: what is asked of the gateway, and what people are told."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandmon_cli.gateway import session
from brandmon_cli.gateway.client import Gateway
from brandmon_cli.gateway.mailbox import Mailbox
from brandmon_cli.shared.failure import Failure

from ..conftest import Run

pytestmark = pytest.mark.pure
Json = dict[str, Any]
ME = {"email": "ada@shop.example", "name": "Ada Miller", "display_name": None, "id": "01a2"}
CODE = "bmc_abc-DEF_123"


class Double:
    """Keeps what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Json]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else {}
        self.asked.append((request.method, request.url.path.removeprefix("/v1/auth/"), body))
        return httpx.Response(200, json=ME)


@pytest.fixture
def double() -> Double:
    return Double()


@pytest.fixture
def gateway(double: Double, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    own = Gateway("http://gateway", tmp_path / "session.json")
    own._http = httpx.Client(base_url="http://gateway", transport=httpx.MockTransport(double))
    own.email = "ada@shop.example"
    monkeypatch.setenv("BRANDMON_PASSWORD", "now now now")
    monkeypatch.setenv("BRANDMON_NEW_PASSWORD", "soon soon soon")
    monkeypatch.setattr(session, "connected", lambda _: own)
    return own


@pytest.mark.parametrize(
    ("words", "method", "path", "body", "said"),
    [
        ("register ada@shop.example --name Ada", "POST", "register",
         {"email": "ada@shop.example", "password": "now now now", "name": "Ada"}, "account confirm CODE"),
        (f"confirm {CODE}", "POST", "confirm", {"code": CODE}, "The account ada@shop.example is open"),
        ("resend ada@shop.example", "POST", "confirm/resend", {"email": "ada@shop.example"}, "If a mail is due"),
        ("forgotten ada@shop.example", "POST", "password/forgotten", {"email": "ada@shop.example"}, "If a mail is due"),
        (f"reset {CODE}", "POST", "password/reset", {"code": CODE, "password": "soon soon soon"}, "every session"),
        ("show", "GET", "me", {}, "Ada Miller"),
        ("rename --name Eve --shown-as ''", "PATCH", "me", {"name": "Eve", "display_name": None}, "Ada Miller"),
        ("password", "POST", "password", {"current_password": "now now now", "password": "soon soon soon"},
         "is changed"),
        ("email ada@new.example", "POST", "email", {"email": "ada@new.example", "password": "now now now"},
         "confirm-email"),
        (f"confirm-email {CODE}", "POST", "email/confirm", {"code": CODE}, "has the address"),
        ("close --yes", "POST", "close", {"password": "now now now"}, "is closed"),
    ],
)  # fmt: skip
def test_each_command_asks_for_one_thing(
    run: Run, gateway: Gateway, double: Double, words: str, method: str, path: str, body: Json, said: str
) -> None:
    import shlex

    done = run(gateway, "account", *shlex.split(words))
    assert done.exit_code == 0, done.output
    assert double.asked == [(method, path, body)]
    assert said in done.output
    assert not any(secret in done.output for secret in ("now now now", "soon soon soon"))


def test_an_account_is_not_closed_by_accident(run: Run, gateway: Gateway, double: Double) -> None:
    done = run(gateway, "account", "close")
    assert isinstance(done.exception, Failure)
    assert double.asked == []


def test_without_a_terminal_the_variable_is_named(
    run: Run, gateway: Gateway, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BRANDMON_NEW_PASSWORD")
    done = run(gateway, "account", "reset", CODE)
    assert "BRANDMON_NEW_PASSWORD" in str(done.exception)
    assert double.asked == []


def test_this_machines_own_account_knows_its_password_and_keeps_the_new_one(run: Run, gateway: Gateway) -> None:
    gateway.kept.keep_account({"email": "ada@shop.example", "password": "drawn at random", "name": "Owner"})
    assert run(gateway, "account", "password").exit_code == 0
    assert gateway.kept.account is not None
    assert gateway.kept.account["password"] == "soon soon soon"


def test_a_mailbox_gives_the_newest_code_to_an_address_and_skips_what_is_half_written(tmp_path: Path) -> None:
    box = tmp_path / "mailbox.jsonl"
    assert Mailbox(box).mails() == []
    mails = [
        {"id": "1", "to": "Ada@shop.example", "text": "old\n\nbmc_old\n"},
        {"id": "2", "to": "bob@shop.example", "text": "bmc_bobs"},
        {"id": "3", "to": "ada@shop.example", "text": f"new\n\n{CODE}\n"},
        {"id": "3", "to": "ada@shop.example", "text": f"carried twice\n\n{CODE}\n"},
        {"id": "4", "to": "ada@shop.example", "text": "a notice without a code"},
    ]
    box.write_text("".join(json.dumps(mail) + "\n" for mail in mails) + '{"id": "5", "to": "ada@')
    assert [mail["id"] for mail in Mailbox(box).mails()] == ["1", "2", "3", "4"]
    assert Mailbox(box).code("ada@shop.example", 0) == CODE
    assert Mailbox(box).code("eve@shop.example", 0) is None
