"""Through the gateway: who logs out is out everywhere within two seconds, whichever engine is away."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from brandmon_cli.gateway.client import Gateway
from common.contracts.services import SERVICES

from .conftest import Journey

pytestmark = pytest.mark.journeys
WITHIN_S = 2.0
PLACES = ("/v1/organizations", "/v1/websites", "/v1/audits", "/v1/brand-states", "/v1/share-of-voice", "/v1/reports")
"""A path of each service but auth; what else it answers doesn't matter here, as long as it knows the caller."""


def token_of(gateway: Gateway) -> str:
    """A fresh access token, good for a while."""
    gateway.renew()
    assert gateway._access is not None
    return gateway._access


def asked(journey: Journey, path: str, token: str) -> httpx.Response:
    url = f"{journey.stack.urls.gateway}{path}"
    return httpx.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=10)


def out(journey: Journey, path: str, token: str) -> bool:
    answer = asked(journey, path, token)
    return answer.status_code == 401 and answer.json()["type"].endswith(":token-revoked")


def until_out_everywhere(journey: Journey, token: str, within_s: float) -> float:
    began = time.monotonic()
    left = list(PLACES)
    while left:
        with ThreadPoolExecutor(len(left)) as threads:
            gone = dict(zip(left, threads.map(lambda path: out(journey, path, token), left), strict=True))
        left = [path for path in left if not gone[path]]
        assert time.monotonic() - began < within_s + 1, f"still in at {left}"
    return time.monotonic() - began


def test_every_service_is_ready_and_tells_how_old_its_table_is(journey: Journey) -> None:
    for service in SERVICES:
        base = f"http://127.0.0.1:{journey.stack.ports[service]}"
        assert httpx.get(f"{base}/readyz", timeout=10).json()["away"] == []
        ages = [
            line
            for line in httpx.get(f"{base}/metrics").text.splitlines()
            if line.startswith("brandmon_revocations_age")
        ]
        assert float(ages[0].split()[-1]) < 5, (service, ages)


def test_who_logs_out_everywhere_is_out_of_every_service(journey: Journey) -> None:
    gateway = journey.account()
    token = token_of(gateway)
    assert [
        asked(journey, path, token).status_code for path in PLACES if asked(journey, path, token).status_code == 401
    ] == []
    gateway.post("/v1/auth/logout-everywhere")
    took = until_out_everywhere(journey, token, WITHIN_S)
    print(f"out of {len(PLACES)} services after {took:.2f} s")


def test_without_valkey_the_log_tells_it(journey: Journey) -> None:
    gateway = journey.account()
    token = token_of(gateway)
    before = journey.stack.kill("valkey")
    gateway.post("/v1/auth/logout-everywhere")
    took = until_out_everywhere(journey, token, 8)
    print(f"out of {len(PLACES)} services after {took:.2f} s, Valkey killed ({before})")
