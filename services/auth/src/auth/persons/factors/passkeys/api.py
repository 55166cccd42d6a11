"""HTTP of one's own passkeys: parse, call, return."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from auth.factors.passkeys.answers import CreatedCredential
from auth.factors.passkeys.rules import LONGEST_NAME
from auth.persons.factors.passkeys.adding import Passkeys
from auth.sessions.api import Calling, ClientAddress
from auth.sessions.passkeys.api import PasskeyOptions
from common.http import Body, CurrentUser, Page, like, provided, refuses, unkeyed, whole
from common.primitives.text import Given, Secret

router = APIRouter(prefix="/v1/auth/passkeys", tags=["second factor"])
Uses = Annotated[Passkeys, Depends(provided(Passkeys))]
ONCE = "a challenge is good for one use"
PasskeyName = Annotated[str, Given(LONGEST_NAME)]
EXAMPLE_CREDENTIAL = {
    "id": "AQIDBA", "rawId": "AQIDBA", "type": "public-key",
    "response": {"clientDataJSON": "e30", "attestationObject": "oA"},
}  # fmt: skip


class Proof(Body):
    """The password again, and a code where there is a second factor."""

    model_config = like({"password": "lantern-orbit-cellar"})

    password: Secret
    code: Secret | None = Field(default=None, description="Of the authenticator app, or a recovery code.")


class NewPasskey(Body):
    """What the device made, and how the person calls it."""

    model_config = like({"name": "Ada's phone", "credential": EXAMPLE_CREDENTIAL})

    name: PasskeyName
    credential: CreatedCredential


class PasskeyChange(Body):
    """Another name."""

    model_config = like({"name": "The old phone"})

    name: PasskeyName


class Passkey(BaseModel):
    """A passkey; its private half is on the person's device."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    synced: bool = Field(description="Whether it is on several devices of the person's, as those say.")
    created_at: datetime
    last_used_at: datetime | None = Field(description="When it last logged in.")


@router.get("", summary="List your passkeys")
async def passkeys(principal: CurrentUser, uses: Uses) -> Page[Passkey]:
    """The person's passkeys, the oldest first."""
    return whole(Passkey.model_validate(each) for each in await uses.listed(principal.user_id))


@router.post("/options", summary="Begin a passkey")
@unkeyed(ONCE)
@refuses("password-wrong", "second-factor-wrong", "too-busy", "passkeys-unavailable")
async def begin_passkey(
    body: Proof, response: Response, principal: CurrentUser, uses: Uses, address: ClientAddress, client: Calling
) -> PasskeyOptions:
    """Begin: what the page hands to `navigator.credentials.create()`."""
    told = await uses.options(principal, body.password, body.code, address=address, client=client.digest())
    return PasskeyOptions.of(told, response)


@router.post("", status_code=201, summary="Add a passkey")
@unkeyed(ONCE)
@refuses("passkey-invalid", "passkey-exists", "passkeys-full", "passkeys-unavailable")
async def add_passkey(body: NewPasskey, principal: CurrentUser, uses: Uses, client: Calling) -> Passkey:
    """Keep what the device made: it logs in from now on, without a password and without a code."""
    added = await uses.add(principal, body.name, body.credential.told(), client=client.digest())
    return Passkey.model_validate(added)


@router.patch("/{passkey_id}", summary="Name a passkey")
@refuses("passkey-not-found")
async def rename_passkey(passkey_id: UUID, body: PasskeyChange, principal: CurrentUser, uses: Uses) -> Passkey:
    """Call it otherwise."""
    return Passkey.model_validate(await uses.rename(principal, passkey_id, body.name))


@router.post("/{passkey_id}/removal", status_code=204, summary="Remove a passkey")
@unkeyed("what is removed is removed again without an effect")
@refuses("password-wrong", "second-factor-wrong", "too-busy", "passkey-not-found")
async def remove_passkey(
    passkey_id: UUID, body: Proof, principal: CurrentUser, uses: Uses, address: ClientAddress
) -> None:  # fmt: skip
    """Take it away. Sessions that it began go on until they are ended."""
    await uses.remove(principal, passkey_id, body.password, body.code, address=address)
