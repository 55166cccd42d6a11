"""The gateway before services that are not there: what it lets through, cuts off and says itself."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import jwt
import psutil
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from brandmon_local import Ports, Stack
from common.http.tokens import AUDIENCE, ISSUER
from common.primitives.ids import uuid7

pytestmark = pytest.mark.connected
KEY = ec.generate_private_key(ec.SECP256R1())
MIB = 1024 * 1024


class Upstream(BaseHTTPRequestHandler):
    """Every service: publishes the key, and tells what it was asked."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, int]] = []  # noqa: RUF012 - of this test's one server

    def do_GET(self) -> None:
        own = json.loads(jwt.get_algorithm_by_name("ES256").to_jwk(KEY.public_key()))
        self._tell({"keys": [{**own, "kid": "own", "use": "sig", "alg": "ES256"}]})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.asked.append((self.path, len(body)))
        self._tell({})

    do_PATCH = do_POST  # noqa: N815 - named by the library

    def _tell(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@dataclass
class Gateway:
    """The gateway, and the process that it is."""

    url: str
    port: int
    process: psutil.Process

    def rss(self) -> int:
        return int(self.process.memory_info().rss)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    ports = Ports.free()
    servers = [ThreadingHTTPServer(("127.0.0.1", ports[name]), Upstream) for name in ("auth", "analyzer")]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with Stack(tmp_path_factory.mktemp("gateway"), ports, engines={"envoy"}, services=False).running() as stack:
            (envoy,) = (each for each in stack.status() if each.name == "envoy")
            assert envoy.pid is not None
            yield Gateway(stack.urls.gateway, ports["gateway"], psutil.Process(envoy.pid))
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def token(**claims: Any) -> dict[str, str]:
    now = int(time.time())
    said = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(uuid7()), "iat": now, "exp": now + 300, **claims}
    return {"Authorization": f"Bearer {jwt.encode(said, KEY, algorithm='ES256', headers={'kid': 'own'})}"}


def slug(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return str(answer.json()["type"]).rpartition(":")[2]


def patient(gateway: Gateway, headers: dict[str, str]) -> httpx.Response:
    """Asks until the gateway has fetched the key."""
    until = time.monotonic() + 10
    while True:
        answer = httpx.patch(f"{gateway.url}/v1/sites/x", content=b"{}", headers=headers)
        if answer.status_code == 200 or time.monotonic() > until:
            return answer
        time.sleep(0.1)


def test_a_token_for_another_audience_is_no_token(gateway: Gateway) -> None:
    assert patient(gateway, token()).status_code == 200
    for claims in ({"aud": "somebody-else"}, {"aud": ["a", "b"]}):
        answer = httpx.patch(f"{gateway.url}/v1/sites/x", content=b"{}", headers=token(**claims))
        assert (answer.status_code, slug(answer), answer.json()["status"]) == (401, "token-invalid", 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert slug(httpx.patch(f"{gateway.url}/v1/sites/x", content=b"{}")) == "token-missing"


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [("/v1/auth/login", 32 * 1024, 200), ("/v1/auth/login", 32 * 1024 + 1, 413), ("/v1/auth/login", 100 * MIB, 413),
     ("/v1/sites/x", 256 * 1024, 200), ("/v1/sites/x", 256 * 1024 + 1, 413), ("/v1/rescorings", 33 * 1024, 413)],
)  # fmt: skip
def test_a_body_has_at_most_what_its_route_takes(gateway: Gateway, path: str, size: int, status: int) -> None:
    patient(gateway, token())
    Upstream.asked.clear()

    def pieces() -> Iterator[bytes]:
        left = size
        while left:
            yield b" " * min(left, 64 * 1024)
            left -= min(left, 64 * 1024)

    before = gateway.rss()
    for content in ([b" " * size] if size < MIB else []) + [pieces()]:
        try:
            answer = httpx.request("POST", f"{gateway.url}{path}", content=content, headers=token())
        except httpx.WriteError:  # the refusal came while there was still much to be sent
            assert status == 413
            continue
        assert answer.status_code == status
        if status == 413:
            assert slug(answer) == "body-too-large"
            assert answer.headers["x-content-type-options"] == "nosniff"
    assert gateway.rss() - before < 10 * MIB
    assert bool(Upstream.asked) is (status == 200)


def test_a_body_that_comes_slowly_is_cut_off_and_reaches_nobody(gateway: Gateway) -> None:
    Upstream.asked.clear()
    with socket.create_connection(("127.0.0.1", gateway.port)) as client:
        client.settimeout(30)
        client.sendall(b"POST /v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{")
        began = time.monotonic()
        answer = client.recv(4096)
    assert b" 408 " in answer.split(b"\r\n")[0]
    assert 15 < time.monotonic() - began < 25
    assert Upstream.asked == []


def test_no_answer_names_the_server(gateway: Gateway) -> None:
    for path in ("/nowhere", "/v1/sites/x", "/docs"):
        assert "envoy" not in str(httpx.get(f"{gateway.url}{path}").headers)
