"""What goes wrong ends in a clear state, with a reason that a person understands, and leaves nothing half-done."""

from pathlib import Path
from typing import Any

import pytest

from brandmon_cli.gateway.client import Gateway, GatewayProblem

from .conftest import PANEL, PLAN, Double, Journey

pytestmark = pytest.mark.journeys


@pytest.fixture(scope="module")
def gateway(journey: Journey) -> Gateway:
    return journey.account()


def _failed(audit: dict[str, Any], step: str, reason: str) -> None:
    assert audit["status"] == "failed", audit
    assert audit["failure"]["step"] == step
    assert audit["failure"]["reason"] == reason, audit["failure"]
    assert audit["failure"]["detail"].endswith(".")


def _reserved(gateway: Gateway) -> int:
    reserved: int = gateway.get("/v1/quota")["answers"]["reserved"]
    return reserved


@pytest.mark.parametrize(
    "url", ["not a url", "ftp://example.com", "http://", "http://user:pw@example.com/", "javascript:1"]
)
def test_what_is_no_web_address_is_refused_at_once(gateway: Gateway, url: str) -> None:
    with pytest.raises(GatewayProblem) as refused:
        gateway.post("/v1/websites", {"url": url})
    assert refused.value.status == 422
    assert str(refused.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/"])
def test_private_addresses_are_never_read(journey: Journey, gateway: Gateway, url: str) -> None:
    try:
        audit = journey.order(gateway, url)
    except GatewayProblem as refused:
        assert refused.status == 422
        return
    _failed(journey.finished(gateway, audit), "crawl", "private-address")


def test_a_site_that_does_not_answer(journey: Journey, gateway: Gateway) -> None:
    url = journey.site()
    journey.stop_site(url)
    _failed(journey.finished(gateway, journey.order(gateway, url)), "crawl", "connect-failed")
    assert _reserved(gateway) == 0


def test_a_site_whose_robots_txt_forbids_everything(journey: Journey, gateway: Gateway, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><body><p>Welcome to our little shop.</p></body></html>")
    (tmp_path / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    audit = journey.finished(gateway, journey.order(gateway, journey.site(tmp_path)))
    _failed(audit, "crawl", "robots-forbids-all")
    assert _reserved(gateway) == 0


def test_a_site_without_a_readable_page(journey: Journey, gateway: Gateway, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><body></body></html>")
    audit = journey.finished(gateway, journey.order(gateway, journey.site(tmp_path)))
    assert audit["status"] == "failed"
    assert audit["failure"]["step"] in ("crawl", "analyze")


def test_a_page_of_50_mb_is_left_out_and_the_rest_is_read(journey: Journey, gateway: Gateway, tmp_path: Path) -> None:
    text = "<p>We bake bread for cafés in town, every morning, with flour from the mill next door.</p>" * 3
    (tmp_path / "index.html").write_text(f"<html><body><h1>Bakery</h1>{text}<a href='/big.html'>big</a></body></html>")
    with (tmp_path / "big.html").open("w") as big:
        big.write("<html><body>")
        for _ in range(50):
            big.write("x " * 512 * 1024)
    audit = journey.order(gateway, journey.site(tmp_path))
    waiting = journey.until(gateway, audit, lambda now: now["status"] == "needs-input")
    assert waiting["progress"]["pages_read"] == 1
    assert waiting["progress"]["prompts_planned"] == 0, "nothing is asked of a business that nobody understands"
    assert set(waiting["needs"]["fields"]) <= {"name", "kind", "category", "offerings"}
    facts = {"name": {"name": "Millrace Bakery"}, "kind": {"kind": "maker"}, "category": {"text": "bakeries"}}
    gateway.patch(f"/v1/sites/{audit['website_id']}", {"revision": 0, "facts": facts})
    ended = journey.finished(gateway, audit)
    assert ended["status"] == "completed", ended
    said = gateway.items(f"/v1/audits/{audit['id']}/conversations")
    openings = [each["prompts"][0]["text"].lower() for each in said]
    assert sum("baker" in text for text in openings) > len(openings) / 2


def test_a_provider_that_fails_for_every_prompt(journey: Journey, gateway: Gateway, scripted: Double) -> None:
    scripted.answer_with(rules=[{"match": "", "status": 401}])
    audit = journey.finished(gateway, journey.order(gateway, journey.site()))
    _failed(audit, "converse", "provider-failed")
    assert _reserved(gateway) == 0
    assert audit["progress"]["pages_read"] > 0, "what was collected stays"


def test_answers_that_are_empty_or_refusals_are_answers(journey: Journey, gateway: Gateway, scripted: Double) -> None:
    scripted.answer_with(rules=[{"match": "", "text": ""}])
    audit = journey.finished(gateway, journey.order(gateway, journey.site()))
    assert audit["status"] == "completed", audit
    (part,) = gateway.get("/v1/share-of-voice", website_id=audit["website_id"])["slices"]
    assert all(brand["mentions"] == 0 for brand in part["brands"])
    assert all(brand["share_of_voice"]["value"] is None for brand in part["brands"]), "0 / 0 is not measured"


def test_an_audit_that_is_larger_than_what_is_left_of_the_plan(journey: Journey) -> None:
    gateway = journey.account()
    audit = journey.order(gateway, journey.site(), panel={"icps": 5, "conversations": 10, "repeats": 3})
    ended = journey.finished(gateway, audit)
    _failed(ended, "reserve-quota", "quota-exceeded")
    assert str(PLAN) in ended["failure"]["detail"]
    assert (_reserved(gateway), ended["progress"]["pages_read"]) == (0, 0)


def test_a_second_audit_while_one_runs_and_cancelling_the_first(
    journey: Journey, gateway: Gateway, scripted: Double
) -> None:
    scripted.answer_with(delay_s=1.0)
    audit = journey.order(gateway, journey.site())
    with pytest.raises(GatewayProblem) as refused:
        gateway.post("/v1/audits", {"website_id": audit["website_id"], "providers": ["local"], "panel": PANEL})
    assert (refused.value.status, refused.value.type) == (409, "audit-running")
    journey.until(gateway, audit, lambda now: now["progress"]["answers_received"] >= 1)
    gateway.post(f"/v1/audits/{audit['id']}/cancel")
    ended = journey.finished(gateway, audit)
    assert ended["status"] == "cancelled"
    assert _reserved(gateway) == 0
    assert 1 <= ended["progress"]["answers_received"] < ended["progress"]["answers_expected"]


def test_an_unknown_provider_and_one_without_a_key_are_refused_before_anything_starts(
    journey: Journey, gateway: Gateway
) -> None:
    website = gateway.post("/v1/websites", {"url": journey.site()})
    for provider in ("nobody", "openai"):
        with pytest.raises(GatewayProblem) as refused:
            gateway.post("/v1/audits", {"website_id": website["id"], "providers": [provider]})
        assert refused.value.status == 422
        assert provider in str(refused.value)
    assert gateway.get("/v1/audits", website_id=website["id"])["items"] == []
