"""HTTP of the exchange: parse, call, return.

The gateway asks with the method and path of the request that it holds, below a prefix that it routes for nobody. A
description of the API does not show it.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from auth.api_keys.exchange import Exchange
from common.http import provided, refuses
from common.http.access.addresses import Proxies, client_address

router = APIRouter(include_in_schema=False)
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@router.api_route("/internal/api-keys/{path:path}", methods=METHODS)
@refuses("key-invalid", "key-expired", "too-many-attempts")
async def exchange(
    request: Request, proxies: Proxies, exchange: Annotated[Exchange, Depends(provided(Exchange))]
) -> Response:
    """An access token for the key in the header, as a header."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    given = key.strip() if scheme.lower() == "bearer" else ""
    token = await exchange.token(given, client_address(request, proxies))
    return Response(headers={"Authorization": f"Bearer {token}", "Cache-Control": "no-store"})
