"""What the gateway lets through of whom: buckets, API keys, pages of other origins, broken services."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest

from brandmon_gateway import RULES
from common.primitives.ids import uuid7

from .alone import GOOD_KEY, PAUSED_KEY, PROOF, TENANT_OF_THE_KEY, Alone, claims_of, token

pytestmark = pytest.mark.connected
LIMITS = RULES.limits


def slug(answer: httpx.Response) -> str:
    """The kind of problem."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return str(answer.json()["type"]).rpartition(":")[2]


def until_refused(alone: Alone, path: str, headers: dict[str, str]) -> tuple[int, httpx.Response]:
    """How many requests were let through, and the first that was not; the bucket fills up again meanwhile."""
    for let_through in range(3_000):
        answer = alone.get(path, headers)
        if answer.status_code == 429:
            return let_through, answer
    raise AssertionError("nothing is refused")


def test_one_address_uses_up_its_own_bucket(alone: Alone) -> None:
    let_through, refused = until_refused(alone, "/v1/auth/me", token())
    assert let_through >= LIMITS.address.burst
    assert (slug(refused), refused.headers["retry-after"]) == ("rate-limited", "1")


def test_log_ins_of_one_address_are_counted_by_the_minute(alone: Alone) -> None:
    (limit,) = (each for each in LIMITS.routes if each.path == "/v1/auth/login")
    answers = [alone.client.post(f"{alone.url}/v1/auth/login", json={}) for _ in range(limit.per_minute + 5)]
    assert [answer.status_code for answer in answers] == [200] * limit.per_minute + [429] * 5
    assert answers[-1].headers["retry-after"] == "60"
    assert alone.get("/v1/auth/me", token()).status_code == 200, "other addresses stay open"


def test_an_organisation_that_asks_too_much_holds_up_no_other(without_addresses: Alone) -> None:
    alone = without_addresses
    greedy, other = token(tid=str(uuid7())), token(tid=str(uuid7()))
    let_through, refused = until_refused(alone, "/v1/audits", greedy)
    assert let_through >= LIMITS.tenant.burst
    assert slug(refused) == "rate-limited"
    assert {alone.get("/v1/audits", other).status_code for _ in range(50)} == {200}


def test_an_api_key_is_exchanged_and_never_reaches_a_service(alone: Alone) -> None:
    answer = alone.get("/v1/audits", {"Authorization": f"Bearer {GOOD_KEY}"})
    assert answer.status_code == 200
    asked = alone.service.asked[-1]
    assert GOOD_KEY not in str(asked)
    assert claims_of(asked["authorization"])["tid"] == str(TENANT_OF_THE_KEY)
    refused = alone.get("/v1/audits", {"Authorization": f"Bearer {PAUSED_KEY}"})
    assert (refused.status_code, slug(refused)) == (401, "key-invalid")
    assert alone.get("/internal/api-keys/v1/audits", {"Authorization": f"Bearer {GOOD_KEY}"}).status_code == 404


def test_the_exchange_is_told_where_a_request_with_a_key_comes_from(alone: Alone) -> None:
    headers = {"Authorization": f"Bearer {PAUSED_KEY}"}
    alone.get("/v1/audits", headers)
    alone.get("/v1/audits", headers | {"x-forwarded-for": "203.0.113.9"})
    plain, forged = (each.split(",") for each in alone.service.exchanged[-2:])
    alone.get("/v1/audits", token())
    assert plain == [alone.service.asked[-1]["x-forwarded-for"]], "as a service is told it"
    assert forged == ["203.0.113.9", *plain], "one hop, the gateway's own, stands last"
    assert alone.service.proved[-2:] == [PROOF, PROOF], "and that it is the gateway who tells it"


def test_services_are_told_the_address_by_a_gateway_that_shows_what_only_it_knows(alone: Alone) -> None:
    forged = {"x-brandmon-gateway": "guessed", "x-forwarded-for": "203.0.113.9", "x-tenant-id": str(uuid7())}
    alone.get("/v1/audits", token() | forged)
    asked = alone.service.asked[-1]
    assert asked["x-brandmon-gateway"] == PROOF
    assert asked["x-forwarded-for"].split(",")[-1].strip() != "203.0.113.9", "the peer stands last, whatever came in"
    assert "x-tenant-id" not in asked


def test_pages_of_a_listed_origin_may_ask_and_of_no_other(alone: Alone) -> None:
    asking = {"access-control-request-method": "POST", "access-control-request-headers": "authorization"}
    listed = alone.client.options(f"{alone.url}/v1/audits", headers={"origin": "https://app.example.com"} | asking)
    assert listed.status_code == 200
    assert listed.headers["access-control-allow-origin"] == "https://app.example.com"
    assert "access-control-allow-credentials" not in listed.headers
    foreign = alone.client.options(f"{alone.url}/v1/audits", headers={"origin": "https://evil.example"} | asking)
    assert "access-control-allow-origin" not in foreign.headers


def test_every_answer_carries_the_headers_of_safety_and_an_id(alone: Alone) -> None:
    forged = "00000000-0000-4000-8000-000000000000"
    for path in ("/v1/audits", "/nowhere"):
        answer = alone.get(path, token() | {"x-request-id": forged})
        assert {name: answer.headers[name] for name in RULES.headers} == RULES.headers
        assert answer.headers["x-request-id"] not in ("", forged)


def test_a_head_has_its_limits(alone: Alone) -> None:
    long = alone.get("/v1/audits", token() | {"x-long": "a" * (RULES.sizes.header_kib * 1024)})
    assert long.status_code == 431
    many = alone.get("/v1/audits", token() | {f"x-{nth}": "a" for nth in range(RULES.sizes.header_count)})
    assert many.status_code == 431
    where = urlsplit(alone.url)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as client:
        client.sendall(b"GET /v1/audits HTTP/1.1\r\nx-slow: ")
        assert b" 408 " in client.recv(4096).split(b"\r\n")[0]


def test_a_service_that_fails_in_a_row_is_left_alone_for_a_while(alone: Alone) -> None:
    alone.service.faults[:] = [503] * RULES.circuits.faults_in_a_row
    told = [alone.get("/v1/reports", token()).status_code for _ in range(RULES.circuits.faults_in_a_row)]
    assert told == [503] * RULES.circuits.faults_in_a_row
    assert alone.counter("cluster.reports.outlier_detection.ejections_detected_consecutive_gateway_failure") == 1
    alone.service.faults[:] = [500] * 20
    assert {alone.get("/v1/brands", token()).status_code for _ in range(20)} == {500}
    assert alone.get("/v1/brands", token()).status_code == 200, "a fault of one request is no fault of the service"
