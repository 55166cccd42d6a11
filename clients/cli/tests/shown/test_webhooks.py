"""Webhooks on the command line: added, listed, tried, sent again, removed."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from typer.testing import Result

from brandmon_cli.organizations.webhooks import hooks

from ..garage import Garage

pytestmark = pytest.mark.pure
Run = Callable[..., Result]
ID, SECRET = "019a2f6e-5c1b-7d3a-9f00-2b7c1d4e5f60", "whsec_c2VjcmV0"
HOOK = {
    "id": ID, "url": "https://hooks.example/\x1b[31m", "description": None, "events": ["report.ready"],
    "is_active": False, "disabled_at": None, "disabled_reason": "gone", "failing_since": None,
}  # fmt: skip
DELIVERY = {
    "id": "d1", "event": "report.ready", "is_test": True, "status": "waiting", "attempts": 1,
    "http_status": 500, "ms": 12,
    "reason": "http-500", "created_at": "2026-12-01T00:00:00Z",
}  # fmt: skip


class Hooked(Garage):
    """A gateway with one webhook and one delivery, which ends as ``state``."""

    def __init__(self, state: str = "delivered") -> None:
        super().__init__()
        self.state = state
        self.asked: list[tuple[str, str, Any]] = []

    def get(self, path: str, **query: Any) -> Any:
        self.asked.append(("GET", path, query))
        items = [DELIVERY | {"status": self.state}] if path.endswith("deliveries") else [HOOK]
        return {"items": items, "next": None}

    def items(self, path: str, **query: Any) -> Iterator[Any]:
        yield from self.get(path, **query)["items"]

    def post(self, path: str, body: Any = None) -> Any:
        self.asked.append(("POST", path, body))
        if path.endswith(("/test", "d1/replay")):
            return DELIVERY
        return {"deliveries": 3} if path.endswith("/replay") else HOOK | {"secret": SECRET}

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        self.asked.append(("PATCH", path, body))
        return HOOK | body

    def delete(self, path: str) -> Any:
        self.asked.append(("DELETE", path, None))


def test_a_webhook_is_added_and_its_secret_shown(run: Run) -> None:
    gateway = Hooked()
    done = run(gateway, "webhooks", "add", "https://hooks.example/", "--event", "report.ready")
    assert (done.exit_code, SECRET in done.output) == (0, True)
    assert gateway.asked == [("POST", "/v1/webhooks", {"url": "https://hooks.example/", "events": ["report.ready"]})]
    every = run(gateway, "webhooks", "add", "https://hooks.example/", "--json")
    assert json.loads(every.output)["secret"] == SECRET
    assert len(gateway.asked[-1][2]["events"]) == 3
    assert SECRET in run(gateway, "webhooks", "secret", ID).output


def test_the_list_says_why_one_is_disabled_and_steers_no_terminal(run: Run) -> None:
    shown = run(Hooked(), "webhooks", "list").output
    assert "disabled: gone" in shown
    assert "\x1b[31m" not in shown


def test_deliveries_are_shown_with_what_went_wrong(run: Run) -> None:
    gateway = Hooked("failed")
    shown = run(gateway, "webhooks", "deliveries", ID, "--status", "failed").output
    assert "http-500" in shown
    assert gateway.asked[-1][2]["delivery_status"] == "failed"


def test_an_example_is_sent_and_waited_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "POLL_S", 0.0)
    assert run(Hooked(), "webhooks", "test", ID).exit_code == 0
    refused = run(Hooked("failed"), "webhooks", "test", ID, "--event", "report.ready")
    assert "not taken: http-500" in str(refused.exception)


def test_one_or_all_that_failed_are_sent_again(run: Run) -> None:
    gateway = Hooked()
    assert "Sent again: 1" in run(gateway, "webhooks", "replay", ID, "--delivery", "d1").output
    assert "Sent again: 3" in run(gateway, "webhooks", "replay", ID, "--since", "2026-12-01T00:00:00Z").output
    assert run(gateway, "webhooks", "replay", ID).exit_code != 0
    assert run(gateway, "webhooks", "replay", ID, "--delivery", "d1", "--since", "2026").exit_code != 0
    assert len(gateway.asked) == 2


def test_a_webhook_is_enabled_and_removed_and_its_id_stays_one_part_of_the_path(run: Run) -> None:
    gateway = Hooked()
    assert run(gateway, "webhooks", "enable", ID).exit_code == 0
    assert run(gateway, "webhooks", "remove", "../audits").exit_code == 0
    assert gateway.asked[-1][1] == "/v1/webhooks/..%2Faudits"
