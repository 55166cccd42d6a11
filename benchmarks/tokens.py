"""What the check of an access token costs a service, in CPU: signature, claims, time and revocations."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from statistics import median
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import APIRouter, FastAPI

from benchmarks.measure import Measure, note
from common.http import Checks, CurrentUser, GuardedVerifier, create_app
from common.http.access import Revocation, Revocations
from common.http.access.looks import OperatorLooks
from common.http.tokens import ALGORITHM, AUDIENCE, ISSUER, TYPE
from common.primitives.ids import uuid7

NAMES = ("token_check_us", "token_check_first_us", "token_route_us")
TOKENS, ROUNDS, REVOKED = 1000, 20, 5000
KEY = ec.generate_private_key(ec.SECP256R1())
router = APIRouter()


@router.get("/open")
async def open_route() -> None:
    """The same without a token."""


@router.get("/known")
async def known_route(caller: CurrentUser) -> None:
    """Somebody has to be known."""


class OneKey:
    """The keys that auth publishes: one."""

    def known(self, key_id: str) -> Any:
        """See ``KeySource``."""
        return _PUBLIC if key_id == "k" else None

    async def find(self, key_id: str) -> Any:
        """See ``KeySource``."""
        return self.known(key_id)


_PUBLIC = KEY.public_key()


def token() -> str:
    """A token as auth issues it."""
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": str(uuid7()), "sid": str(uuid7()), "jti": str(uuid7()), "iat": now,
              "exp": now + 600, "tid": str(uuid7()), "role": "member"}  # fmt: skip
    return jwt.encode(claims, KEY, algorithm=ALGORITHM, headers={"kid": "k", "typ": TYPE})


def verifier() -> GuardedVerifier:
    """A verifier whose table holds some thousand revocations of others."""
    table = Revocations()
    table.note(Revocation(f"session:{uuid7()}", int(time.time() * 1000)) for _ in range(REVOKED))
    table.confirmed()
    return GuardedVerifier(OneKey(), table)


def measure(runs: int) -> Iterator[Measure]:
    """CPU of one check: of a token that was seen before, of a new one, and of a route with it beside one without."""
    seen, first, route, without = [], [], [], []
    for _ in range(runs):
        again, new = asyncio.run(_checks())
        with_token, open_ = asyncio.run(_routes())
        seen.append(again)
        first.append(new)
        route.append(with_token - open_)
        without.append(open_)
        note(f"again {again:.1f} us, first {new:.1f} us, route {with_token:.1f} us, without {open_:.1f} us")
    yield Measure.of("token_check_us", "us CPU", seen, revocations=REVOKED, tokens=TOKENS)
    yield Measure.of("token_check_first_us", "us CPU", first, revocations=REVOKED)
    yield Measure.of("token_route_us", "us CPU", route, without=round(median(without), 1))


async def _checks() -> tuple[float, float]:
    guard, tokens = verifier(), [token() for _ in range(TOKENS)]
    new = await _cpu(tokens, guard.verify)
    return await _cpu(tokens * ROUNDS, guard.verify), new


async def _cpu(tokens: list[str], check: Callable[[str], Coroutine[Any, Any, object]]) -> float:
    began = time.process_time()
    for each in tokens:
        await check(each)
    return (time.process_time() - began) / len(tokens) * 1e6


async def _routes() -> tuple[float, float]:
    app = create_app(
        "example", description="", routers=[router], verifier=verifier(), checks=Checks(),
        provides={OperatorLooks: OperatorLooks(lambda _: None)},  # type: ignore[arg-type, return-value]
    )  # fmt: skip
    header = token().encode()
    taken: dict[str, list[float]] = {"/known": [], "/open": []}
    for _ in range(60):  # in turns, so that what else the machine does meets both
        for path, each in taken.items():
            each.append(await _asked(app, path, header, 50))
    return median(taken["/known"]), median(taken["/open"])


async def _asked(app: FastAPI, path: str, sent: bytes, times: int) -> float:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 200

    began = time.process_time()
    for _ in range(times):
        scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": path,
                 "raw_path": path.encode(), "query_string": b"", "scheme": "http", "server": ("x", 80),
                 "client": ("127.0.0.1", 1), "headers": [(b"authorization", b"Bearer " + sent)]}  # fmt: skip
        await app(scope, receive, send)
    return (time.process_time() - began) / times * 1e6
