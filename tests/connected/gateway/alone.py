"""A gateway by itself, in front of services that tell what they were asked."""

import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from common.http.tokens import AUDIENCE, ISSUER
from common.primitives.ids import uuid7

KEY = ec.generate_private_key(ec.SECP256R1())
GOOD_KEY, PAUSED_KEY = "bmk_good_0123456789", "bmk_paused_0123456789"
TENANT_OF_THE_KEY = uuid7()
PROOF = "what the gateway alone knows"


def signed(**claims: Any) -> str:
    """An access token."""
    now = int(time.time())
    said = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(uuid7()), "iat": now, "exp": now + 300, **claims}
    return jwt.encode(said, KEY, algorithm="ES256", headers={"kid": "own"})


def token(**claims: Any) -> dict[str, str]:
    """The header that carries one."""
    return {"Authorization": f"Bearer {signed(**claims)}"}


def claims_of(header: str) -> dict[str, Any]:
    """What the token of a header says."""
    return dict(jwt.decode(header.removeprefix("Bearer "), KEY.public_key(), algorithms=["ES256"], audience=AUDIENCE))


class Service(BaseHTTPRequestHandler):
    """Every service: publishes the key, exchanges API keys, and says what it was asked."""

    protocol_version = "HTTP/1.1"
    wbufsize = 64 * 1024
    """Head and body leave together; apart, each answer waits 40 ms for an acknowledgement."""
    asked: ClassVar[list[dict[str, str]]] = []
    faults: ClassVar[list[int]] = []
    exchanged: ClassVar[list[str]] = []
    """From where the requests came whose keys were exchanged."""
    proved: ClassVar[list[str | None]] = []
    """And what the gateway showed with each of these."""

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path == "/.well-known/jwks.json":
            own = json.loads(jwt.get_algorithm_by_name("ES256").to_jwk(KEY.public_key()))
            self._tell(200, {"keys": [{**own, "kid": "own", "use": "sig", "alg": "ES256"}]})
        elif self.path.startswith("/internal/api-keys/"):
            self.exchanged.append(self.headers["x-forwarded-for"] or "")
            self.proved.append(self.headers["x-brandmon-gateway"])
            self._exchange(self.headers["authorization"])
        else:
            self.asked.append({**{name.lower(): value for name, value in self.headers.items()}, ":path": self.path})
            self._tell(self.faults.pop() if self.faults else 200, {})

    do_GET = do_POST = do_PATCH = do_OPTIONS = _answer  # noqa: N815 - named by the library

    def _exchange(self, presented: str) -> None:
        if presented == f"Bearer {GOOD_KEY}":
            self._tell(200, {}, authorization=f"Bearer {signed(tid=str(TENANT_OF_THE_KEY))}")
        else:
            self._tell(
                401, {"type": "urn:brandmon:problem:key-invalid"}, **{"content-type": "application/problem+json"}
            )

    def _tell(self, status: int, value: Any, **headers: str) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        for name, said in {"content-length": str(len(body)), **headers}.items():
            self.send_header(name, said)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@dataclass
class Alone:
    """A gateway with the limits of production."""

    url: str
    admin: str
    service: type[Service]
    analytics_port: int
    """Where the gateway looks for analytics; nobody listens there until a test does."""
    client: httpx.Client = field(default_factory=httpx.Client)

    def counter(self, name: str) -> int:
        """A counter of the gateway's own."""
        told = self.client.get(f"{self.admin}/stats", params={"filter": f"^{name}$"}).text
        return int(told.rpartition(":")[2])

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """One request."""
        return self.client.get(f"{self.url}{path}", headers=headers)


def wait_for_the_key(gateway: Alone, headers: dict[str, str] | None = None) -> None:
    """Ask, with the double's token or ``headers``, until the gateway has fetched the key."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if gateway.get("/v1/brands", headers or token(tid=str(uuid7()))).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError("the gateway does not let through")
