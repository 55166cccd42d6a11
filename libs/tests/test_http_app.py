"""What a caller sees of a fault: our own is a 500, a store that is away is a 503 that passes."""

import httpx
import pytest
from fastapi import APIRouter

from common.errors import Unauthorized
from common.http import Checks, Principal, create_app

router = APIRouter()


@router.get("/v1/thing")
async def thing() -> None:
    raise RuntimeError("secret detail")


class Nobody:
    """Lets nobody in: the route above asks for nobody."""

    async def verify(self, token: str) -> Principal:
        raise Unauthorized("token-invalid", "no")


async def _asked(checks: Checks) -> httpx.Response:
    app = create_app("example", description="", routers=[router], verifier=Nobody(), checks=checks)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://example") as client:
        return await client.get("/v1/thing")


async def _here() -> None:
    return None


async def _away() -> None:
    raise ConnectionRefusedError


@pytest.mark.parametrize(("store", "status", "type"), [(_here, 500, "internal"), (_away, 503, "store-unavailable")])
async def test_a_fault_is_ours_unless_a_store_is_away(store: object, status: int, type: str) -> None:  # noqa: A002
    answer = await _asked(Checks(ready={"postgres": store}))  # type: ignore[dict-item]
    body = answer.json()
    assert (answer.status_code, body["type"]) == (status, f"urn:brandmon:problem:{type}")
    assert "secret" not in answer.text
    assert answer.headers.get("retry-after") == ("5" if status == 503 else None)
