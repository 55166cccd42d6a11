"""HTTP of the public keys: parse, call, return."""

from typing import Any

from fastapi import APIRouter, Request, Response

from auth.keys.ring import KeyRing

router = APIRouter()
JWKS_KEEP_S = 300


@router.get("/.well-known/jwks.json")
async def jwks(request: Request, response: Response) -> dict[str, Any]:
    """The public keys that access tokens are verified with (RFC 7517)."""
    keys: KeyRing = request.app.state.keys
    response.headers["Cache-Control"] = f"public, max-age={JWKS_KEEP_S}"
    return await keys.jwks()
