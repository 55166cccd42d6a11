"""A website goes in, share of voice comes out: through the gateway, all services, the real broker."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandmon_cli.gateway.client import GatewayProblem

from .conftest import Journey

pytestmark = pytest.mark.journeys
SERVICES = {"tenants", "collector", "simulator", "analyzer", "analytics", "reports"}
STEPS = [
    "reserve-quota",
    "crawl",
    "analyze",
    "confirm",
    "plan",
    "classify",
    "converse",
    "extract",
    "materialise",
    "report",
]


class Finished:
    """One completed audit, looked at by several tests."""

    def __init__(self, journey: Journey) -> None:
        self.gateway = journey.account()
        self.url = journey.site()
        self.audit = journey.finished(self.gateway, journey.order(self.gateway, self.url))
        self.traces = journey.stack.directory / "traces"


@pytest.fixture(scope="module")
def finished(journey: Journey) -> Finished:
    return Finished(journey)


def answers_of(finished: Finished) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    after = None
    while True:
        page = finished.gateway.get(f"/v1/audits/{finished.audit['id']}/answers", after=after, limit=100)
        items += page["items"]
        after = page["next"]
        if after is None:
            return items


def figures(finished: Finished, **query: Any) -> dict[str, Any]:
    about = {"website_id": finished.audit["website_id"], "audit_id": finished.audit["id"], **query}
    found: dict[str, Any] = finished.gateway.get("/v1/share-of-voice", **about)
    return found


def test_every_step_is_done_and_says_when(finished: Finished) -> None:
    assert finished.audit["status"] == "completed", finished.audit
    assert [step["name"] for step in finished.audit["steps"]] == STEPS
    for step in finished.audit["steps"]:
        assert step["status"] == "done"
        assert step["started_at"] <= step["ended_at"]


def test_progress_adds_up(finished: Finished) -> None:
    progress = finished.audit["progress"]
    assert progress["pages_read"] >= 5
    assert progress["prompts_classified"] == progress["prompts_planned"] > 0
    assert progress["answers_received"] == progress["answers_expected"] == len(answers_of(finished))
    assert progress["answers_failed"] == 0
    assert progress["brands_found"] > 0


def test_shares_of_a_universe_sum_to_one_and_rest_on_all_unbranded_answers(finished: Finished) -> None:
    found = figures(finished)
    (part,) = found["slices"]
    shares = [brand["share_of_voice"]["value"] for brand in part["brands"]]
    known = [share for share in shares if share is not None]
    assert known
    assert abs(sum(known) - 1) < 1e-6 * len(known), "each share is rounded to six decimals"
    assert part["answers"] <= finished.audit["progress"]["answers_received"]
    for brand in part["brands"]:
        figure = brand["visibility"]
        assert figure["n_answers"] == part["answers"]
        assert figure["low"] is None or figure["low"] <= figure["value"] <= figure["high"]


def test_the_figures_equal_a_recount_of_the_brand_states(finished: Finished) -> None:
    branded = {
        row["prompt_id"]
        for row in finished.gateway.items("/v1/classifications", audit_id=finished.audit["id"])
        if row["classification"]["branded"]
    }
    unbranded = {answer["id"] for answer in answers_of(finished) if answer["prompt_id"] not in branded}
    (part,) = figures(finished)["slices"]
    assert part["answers"] == len(unbranded)
    for brand in part["brands"]:
        states = finished.gateway.get(
            "/v1/brand-states", audit_id=finished.audit["id"], brand=brand["brand"], limit=500
        )["items"]
        named = {s["response_id"] for s in states if s["presence"] != "ignored"} & unbranded
        assert len(named) == brand["mentions"], brand["brand"]


def test_every_span_of_evidence_stands_in_its_answer(finished: Finished) -> None:
    texts = {answer["id"]: answer["text"] for answer in answers_of(finished)}
    states = finished.gateway.get("/v1/brand-states", audit_id=finished.audit["id"], limit=500)["items"]
    spans = [(state["response_id"], span) for state in states for span in state["evidence"]]
    assert spans
    for response, span in spans:
        assert texts[response][span["start"] : span["end"]] == span["text"]


def test_the_report_is_one_file_that_loads_nothing(finished: Finished) -> None:
    (report,) = finished.gateway.get("/v1/reports", audit_id=finished.audit["id"])["items"]
    page = finished.gateway.download(f"/v1/reports/{report['id']}/html").decode()
    assert "<svg" in page
    assert "<script" not in page
    assert 'src="http' not in page
    data = finished.gateway.get(f"/v1/reports/{report['id']}/json")
    assert data["audit_id"] == finished.audit["id"]
    assert data["headline"]


def test_an_audit_is_one_trace_through_every_service(finished: Finished) -> None:
    spans = [
        json.loads(line)
        for path in Path(finished.traces).glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.endswith("}")
    ]
    trace = next(s["trace_id"] for s in spans if s["attributes"].get("saga_id") == finished.audit["id"])
    services = Counter(span["service"] for span in spans if span["trace_id"] == trace)
    assert services.keys() >= SERVICES, services


def test_another_tenant_finds_nothing_of_it(finished: Finished, journey: Journey) -> None:
    stranger = journey.account()
    (report,) = finished.gateway.get("/v1/reports", audit_id=finished.audit["id"])["items"]
    for path in (
        f"/v1/audits/{finished.audit['id']}",
        f"/v1/audits/{finished.audit['id']}/answers",
        f"/v1/audits/{finished.audit['id']}/conversations",
        f"/v1/websites/{finished.audit['website_id']}",
        f"/v1/reports/{report['id']}",
        f"/v1/reports/{report['id']}/html",
        f"/v1/brand-states?audit_id={finished.audit['id']}",
        f"/v1/classifications?audit_id={finished.audit['id']}",
        f"/v1/share-of-voice?website_id={finished.audit['website_id']}",
        f"/v1/substitutions?website_id={finished.audit['website_id']}",
    ):
        with pytest.raises(GatewayProblem) as refused:
            stranger.get(path)
        assert refused.value.status == 404, path
    with pytest.raises(GatewayProblem) as refused:
        stranger.post("/v1/audits", {"website_id": finished.audit["website_id"], "providers": ["local"]})
    assert refused.value.status == 404
    assert stranger.get("/v1/audits")["items"] == []
    assert stranger.get("/v1/reports")["items"] == []


def test_without_a_token_the_gateway_answers_for_nobody(journey: Journey) -> None:
    answer = httpx.get(f"{journey.stack.urls.gateway}/v1/audits")
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_second_audit_of_the_site_runs_after_the_first(finished: Finished, journey: Journey) -> None:
    before = list(finished.gateway.items(f"/v1/audits/{finished.audit['id']}/conversations"))
    body = {
        "website_id": finished.audit["website_id"],
        "providers": ["local"],
        "panel": {"icps": 5, "conversations": 2},
    }
    again = journey.finished(finished.gateway, finished.gateway.post("/v1/audits", body))
    assert again["status"] == "completed"
    after = list(finished.gateway.items(f"/v1/audits/{again['id']}/conversations"))

    def core(conversations: list[dict[str, Any]]) -> set[tuple[str, ...]]:
        return {tuple(p["text"] for p in c["prompts"]) for c in conversations if c["core"]}

    assert core(after) == core(before), "core conversations are the same from run to run"
