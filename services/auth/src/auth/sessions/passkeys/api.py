"""HTTP of logging in with a passkey: parse, call, return."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from auth.factors.passkeys.answers import SignedCredential
from auth.factors.passkeys.rules import CHALLENGE_LIFE
from auth.sessions.api import Calling, ClientAddress, Tokens, tokens_of
from auth.sessions.passkeys.entering import Entering
from common.http import Body, like, provided, refuses, unkeyed

router = APIRouter(prefix="/v1/auth/login/passkey")
Uses = Annotated[Entering, Depends(provided(Entering))]
EXAMPLE_CREDENTIAL = {
    "id": "AQIDBA", "rawId": "AQIDBA", "type": "public-key",
    "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"},
}  # fmt: skip


class PasskeyLogIn(Body):
    """What the device signed; without an organisation the only one is taken, where there is only one."""

    model_config = like({"credential": EXAMPLE_CREDENTIAL})

    credential: SignedCredential
    organization_id: UUID | None = None


class PasskeyOptions(BaseModel):
    """What a page hands to the device."""

    public_key: dict[str, Any] = Field(
        description="For `navigator.credentials`, read by `PublicKeyCredential.parseCreationOptionsFromJSON()` or "
        "`parseRequestOptionsFromJSON()`."
    )
    expires_in: int = Field(description="Seconds in which the challenge must be answered.")

    @classmethod
    def of(cls, public_key: dict[str, Any], response: Response) -> "PasskeyOptions":
        """Told to one browser alone."""
        response.headers["Cache-Control"] = "no-store"
        return cls(public_key=public_key, expires_in=int(CHALLENGE_LIFE.total_seconds()))


@router.post("/options")
@unkeyed("each challenge is another, and none is kept")
@refuses("passkeys-unavailable")
async def begin_passkey_log_in(response: Response, uses: Uses, client: Calling) -> PasskeyOptions:
    """Begin: what the page hands to `navigator.credentials.get()`. It is good for five minutes and one log-in."""
    return PasskeyOptions.of(uses.options(client), response)


@router.post("")
@unkeyed("a challenge is good for one log-in, and tokens are told once")
@refuses("passkey-wrong", "membership-not-visible", "passkeys-unavailable")
async def log_in_with_passkey(
    body: PasskeyLogIn, response: Response, uses: Uses, client: Calling, address: ClientAddress
) -> Tokens:
    """Begin a session: the device and what unlocks it are two factors, so no code is asked for."""
    grant = await uses.log_in(body.credential.told(), body.organization_id, address=address, client=client)
    return tokens_of(grant, response)
