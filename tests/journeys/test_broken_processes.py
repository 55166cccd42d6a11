"""A process is killed half-way: when it is back the audit goes on, and nothing is lost or doubled."""

import signal
from typing import Any

import pytest

from brandmon_cli.gateway.client import Gateway

from .conftest import Double, Journey

pytestmark = pytest.mark.journeys


def _answers(gateway: Gateway, audit: dict[str, Any]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    after = None
    while True:
        page = gateway.get(f"/v1/audits/{audit['id']}/answers", after=after, limit=100)
        items += page["items"]
        after = page["next"]
        if after is None:
            return items


def _check(gateway: Gateway, audit: dict[str, Any]) -> None:
    assert audit["status"] == "completed", audit
    answers = _answers(gateway, audit)
    turns = [(a["conversation_id"], a["provider"], a["repeat"], a["turn"]) for a in answers]
    assert len(turns) == len(set(turns)) == audit["progress"]["answers_expected"]
    states = gateway.get("/v1/brand-states", audit_id=audit["id"], limit=500)["items"]
    keys = [(state["response_id"], state["brand"]) for state in states]
    assert len(keys) == len(set(keys))
    assert {state["response_id"] for state in states} == {answer["id"] for answer in answers}
    figures = gateway.get("/v1/share-of-voice", website_id=audit["website_id"], include_branded=True)
    assert sum(part["answers"] for part in figures["slices"]) == len(answers)


@pytest.mark.parametrize("service", ["simulator", "analyzer"])
def test_a_killed_service_goes_on_when_it_is_back(journey: Journey, scripted: Double, service: str) -> None:
    scripted.answer_with(delay_s=0.2)
    gateway = journey.account()
    audit = journey.order(gateway, journey.site())
    journey.until(gateway, audit, lambda now: now["progress"]["answers_received"] >= 3)
    journey.stack.kill(service, signal.SIGKILL)
    _check(gateway, _patiently(journey, gateway, audit))


def _patiently(journey: Journey, gateway: Gateway, audit: dict[str, Any]) -> dict[str, Any]:
    """Wait for the end while the service that answers may be away."""
    import time

    from brandmon_cli.gateway.client import GatewayProblem

    give_up = time.monotonic() + 150
    while True:
        try:
            return journey.finished(gateway, audit, within_s=max(1.0, give_up - time.monotonic()))
        except GatewayProblem as problem:
            assert problem.status in (0, 502, 503, 504), problem
            assert time.monotonic() < give_up
            time.sleep(0.2)
