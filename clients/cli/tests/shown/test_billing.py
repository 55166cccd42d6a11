"""Plans and payments on the command line, against a gateway that knows one organisation."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from typer.testing import CliRunner

from brandmon_cli.app import app
from brandmon_cli.gateway.client import Gateway

pytestmark = pytest.mark.pure
Json = dict[str, Any]
LINE = {"limit": 2, "reserved": 0, "used": 3, "available": 0, "over": 1, "resets_at": None}
SPEND = {
    "limit": 2_000_000,
    "reserved": 0,
    "used": 500_000,
    "available": 1_500_000,
    "over": 0,
    "resets_at": "2026-03-16",
}


class Payments(Gateway):
    """What the gateway answers."""

    def __init__(self, status: str = "inactive", **more: Any) -> None:
        self.now_is: Json = {
            "plan": "free", "tier": "pro", "status": status, "period_start": None, "period_end": "2026-04-01T00:00:00Z",
            "cancel_at_period_end": False, "grace_until": None, "laid_aside": None, "over": [], **more,
        }  # fmt: skip
        self.sent: list[tuple[str, str, Json]] = []

    def get(self, path: str, **_: Any) -> Any:
        if path == "/v1/quota":
            return {"plan": "free", "quotas": [{"quota": "websites", **LINE}, {"quota": "spend", **SPEND}]}
        if path == "/v1/billing/invoices":
            return {"items": [{"number": "B-1", "created": "2026-03-01T10:00:00Z", "status": "paid", "total": 9900,
                     "currency": "usd", "url": "https://pay.example/i/1"}]}  # fmt: skip
        if path == "/v1/billing/plans":
            figures = dict.fromkeys(("websites", "audits_per_month", "answers_per_month", "members", "clients"), 7)
            return {"items": [{"tier": "pro", "name": "Pro", "sold": True, "spend_per_day": 75.0, **figures}]}
        return self.now_is

    def post(self, path: str, body: Json) -> Any:
        self.sent.append(("POST", path, body))
        return {"url": "https://pay.example/c/1", "expires_at": None}

    def put(self, path: str, body: Json) -> Any:
        self.sent.append(("PUT", path, body))
        return {**self.now_is, "plan": body["tier"], "over": ["websites"]}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    def ran(gateway: Payments, *words: str) -> str:
        @contextmanager
        def session(*_: Any, **__: Any) -> Iterator[Payments]:
            yield gateway

        monkeypatch.setattr("brandmon_cli.gateway.session.signed_in", session)
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == 0, result.output
        return result.output

    return ran


def test_the_first_plan_is_paid_for_on_a_page(run: Callable[..., str]) -> None:
    gateway = Payments()
    assert "https://pay.example/c/1" in run(gateway, "billing", "upgrade", "pro")
    assert gateway.sent == [("POST", "/v1/billing/checkout", {"tier": "pro"})]


def test_a_running_subscription_is_changed_and_what_is_over_is_said(run: Callable[..., str]) -> None:
    gateway = Payments("active")
    shown = run(gateway, "billing", "upgrade", "basic")
    assert "Nothing is deleted" in shown
    assert gateway.sent == [("PUT", "/v1/billing/plan", {"tier": "basic"})]


def test_an_unpaid_plan_says_until_when_it_is_kept(run: Callable[..., str]) -> None:
    shown = run(Payments("past_due", grace_until="2026-04-14T00:00:00Z"), "billing", "status")
    assert "past due" in shown
    assert "2026-04-14" in shown


def test_the_quota_shows_every_limit_and_what_is_over(run: Callable[..., str]) -> None:
    shown = run(Payments(), "quota")
    assert "0.50 USD" in shown
    assert "More websites are there than the plan allows" in shown
    assert json.loads(run(Payments(), "quota", "--json"))["plan"] == "free"


def test_plans_invoices_and_portal_are_shown(run: Callable[..., str]) -> None:
    assert "75.0" in run(Payments(), "billing", "plans")
    assert "99.00 USD" in run(Payments(), "billing", "invoices")
    assert "https://pay.example/c/1" in run(Payments(), "billing", "portal")
