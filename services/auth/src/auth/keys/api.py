"""HTTP of the public keys: parse, call, return."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from auth.keys.ring import KeyRing
from common.http import provided

router = APIRouter()
JWKS_KEEP_S = 300


@router.get("/.well-known/jwks.json", summary="Keys that access tokens are verified with")
async def jwks(keys: Annotated[KeyRing, Depends(provided(KeyRing))], response: Response) -> dict[str, Any]:
    """The public keys that access tokens are verified with (RFC 7517)."""
    response.headers["Cache-Control"] = f"public, max-age={JWKS_KEEP_S}"
    return await keys.jwks()
