"""An owner takes out everything: through the gateway, with every service's part, nothing of another one."""

import json
import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from brandmon_cli.gateway.client import Gateway
from common.contracts.registry import SERVICES

from .conftest import Journey

pytestmark = pytest.mark.journeys


def exported(gateway: Gateway, within_s: float = 120) -> ZipFile:
    export = gateway.post("/v1/exports")
    give_up = time.monotonic() + within_s
    while export["status"] == "running":
        assert time.monotonic() < give_up, export
        time.sleep(0.5)
        export = gateway.get(f"/v1/exports/{export['id']}")
    assert export["status"] == "ready", export
    return ZipFile(BytesIO(gateway.download(f"/v1/exports/{export['id']}/download")))


def test_an_audited_organisation_is_exported_whole(journey: Journey) -> None:
    ours, theirs = journey.account(), journey.account()
    url = journey.site()
    audit = journey.order(ours, url)
    journey.until(ours, audit, lambda now: now["status"] in ("completed", "failed"))
    archive = exported(ours)
    told = {each["path"]: each for each in json.loads(archive.read("manifest.json"))["files"]}
    assert {each["service"] for each in told.values()} == set(SERVICES)
    for path in (
        "auth/users.jsonl", "tenants/organizations.jsonl", "collector/websites.jsonl", "collector/pages.jsonl",
        "collector/objects/scraped-content.jsonl", "simulator/llm_responses.jsonl", "analyzer/brand_states.jsonl",
        "analyzer/graph/Brand.jsonl", "analyzer/graph/relationships.jsonl", "analytics/answers.jsonl",
        "analytics/share_of_voice.jsonl", "reports/reports.jsonl",
    ):  # fmt: skip
        assert told[path]["rows"] > 0, path
    assert [path for path in told if path.startswith("reports/objects/exports/") and path.endswith(".html")]
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert ours.email.encode() in everything
    for each in (theirs.email, str(theirs.organization_id)):
        assert everything.count(each.encode()) == 0
