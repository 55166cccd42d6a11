"""What an answer says beside its body, and whose trace a request is part of."""

from collections.abc import Iterator
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from common.http import Checks, Principal, create_app, needs
from common.primitives.ids import uuid7
from common.process import telemetry
from common.testing.http import client_of
from common.testing.tokens import KnownTokens, bearer

pytestmark = pytest.mark.pure
router = APIRouter(prefix="/v1/things")


@router.get("")
async def list_things() -> list[str]:
    return []


@router.post("", status_code=201)
async def add_thing(_who: Annotated[Principal, needs("audits:write")]) -> None:
    """For members."""


@router.get("/broken")
async def broken() -> None:
    raise RuntimeError


async def asked(method: str, path: str, **headers: str) -> httpx.Response:
    app = create_app("example", description="", routers=[router], verifier=KnownTokens(), checks=Checks())
    async with client_of(app) as client:
        return await client.request(method, path, headers=headers)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/things", 200), ("GET", "/v1/nothing", 404), ("DELETE", "/v1/things", 405), ("GET", "/healthz", 200),
     ("GET", "/metrics", 200), ("POST", "/v1/things", 401), ("GET", "/docs", 200),
     ("GET", "/openapi.json", 200)],
)  # fmt: skip
async def test_no_answer_is_to_be_guessed_at(method: str, path: str, status: int) -> None:
    answer = await asked(method, path)
    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
async def test_whoever_asks_the_wrong_way_is_told_every_right_one(method: str) -> None:
    answer = await asked(method, "/v1/things")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


async def test_whoever_is_not_known_is_told_how_to_be_known() -> None:
    missing = await asked("POST", "/v1/things")
    unknown = await asked("POST", "/v1/things", Authorization="Bearer x")
    assert missing.headers["www-authenticate"] == 'Bearer realm="brandmon"'
    assert unknown.headers["www-authenticate"] == 'Bearer realm="brandmon", error="invalid_token"'
    viewer = await asked("POST", "/v1/things", **bearer(uuid7(), "viewer"))
    assert viewer.status_code == 403
    assert "www-authenticate" not in viewer.headers


@pytest.mark.parametrize("host", ["[", "[::1", "a b", "", "x" * 300, "user:pw@evil.example", "http://x/", "é"])
async def test_an_odd_host_changes_nothing(host: str) -> None:
    app = create_app("example", description="", routers=[router], verifier=KnownTokens(), checks=Checks())
    async with client_of(app) as client:
        for path, status in (("/v1/things", 200), ("/v1/things/", 404), ("/v1/nothing", 404), ("/healthz", 200)):
            answer = await client.get(path, headers={"Host": host.encode()})  # type: ignore[dict-item]
            assert answer.status_code == status
            assert "evil" not in f"{answer.headers}{answer.text}"


async def test_a_fault_is_told_whatever_the_host() -> None:
    answer = await asked("GET", "/v1/things/broken", Host="[")
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (500, "nosniff")


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(telemetry, "_tracer", provider.get_tracer("test"))
    yield exporter
    provider.shutdown()


async def test_a_callers_trace_is_referred_to_and_not_joined(spans: InMemorySpanExporter) -> None:
    theirs, span_id = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
    await asked("GET", "/v1/things", traceparent=f"00-{theirs}-{span_id}-01")
    (span,) = spans.get_finished_spans()
    assert span.parent is None
    assert f"{span.context.trace_id:032x}" != theirs
    assert [f"{link.context.trace_id:032x}" for link in span.links] == [theirs]
    assert trace.get_current_span().get_span_context().is_valid is False


@pytest.mark.parametrize("odd", ["", "00-" + "0" * 32 + "-" + "0" * 16 + "-01", "no trace", "00-1-1-1"])
async def test_a_trace_that_is_none_is_left_out(spans: InMemorySpanExporter, odd: str) -> None:
    await asked("GET", "/v1/things", traceparent=odd)
    (span,) = spans.get_finished_spans()
    assert span.links == ()
