"""What fails for one tenant costs another nothing, though the gateway carries both over the same connections."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Annotated
from uuid import UUID

import httpx
import pytest
import structlog
import uvicorn
from fastapi import APIRouter

from common.http import Checks, Principal, create_app, needs
from common.primitives.ids import uuid7

from .alone import Alone, claims_of, token

pytestmark = pytest.mark.connected
UNLUCKY, OTHER = uuid7(), uuid7()
router = APIRouter()


@router.get("/v1/share-of-voice")
async def read(caller: Annotated[Principal, needs("figures:read")]) -> str:
    """Fails for one tenant."""
    await asyncio.sleep(0.001)
    if caller.tenant == UNLUCKY:
        raise RuntimeError("a fault of ours")
    return "read"


class Tokens:
    """Verifies with the key of these tests."""

    async def verify(self, token: str) -> Principal:
        """See ``common.http.TokenVerifier``."""
        claims = claims_of(f"Bearer {token}")
        return Principal(UUID(claims["sub"]), UUID(claims["tid"]), "member", None, token)


@pytest.fixture
def plain_logs() -> Iterator[None]:
    """Faults are logged as services log them; drawn for a person, each would take the server a tenth of a second."""
    lines = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    structlog.configure(lines, logger_factory=structlog.PrintLoggerFactory(StringIO()))
    yield
    structlog.reset_defaults()


@pytest.mark.usefixtures("plain_logs")
async def test_a_hundred_faults_beside_a_thousand_requests_of_another_tenant(without_limits: Alone) -> None:
    app = create_app("example", description="", routers=[router], verifier=Tokens(), checks=Checks())
    server = uvicorn.Server(uvicorn.Config(app, port=without_limits.analytics_port, log_level="critical"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0.01)
    limits = httpx.Limits(max_connections=20)
    async with httpx.AsyncClient(base_url=without_limits.url, limits=limits, timeout=30) as client:

        async def asks(headers: dict[str, str], number: int) -> Counter[int]:
            return Counter(
                [(await client.get("/v1/share-of-voice", headers=headers)).status_code for _ in range(number)]
            )

        unlucky, other = token(tid=str(UNLUCKY)), token(tid=str(OTHER))
        told = await asyncio.gather(*(asks(unlucky, 25) for _ in range(4)), *(asks(other, 100) for _ in range(10)))
    server.should_exit = True
    await serving
    assert sum(told[:4], Counter()) == {500: 100}
    assert sum(told[4:], Counter()) == {200: 1000}
