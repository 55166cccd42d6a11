"""HTTP of one's own second factor: parse, call, return."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from auth.factors.rules import picture_of
from auth.persons.factors.enrolling import Enrolling
from auth.sessions.api import ClientAddress
from common.http import Body, CurrentUser, like, provided, refuses, unkeyed
from common.primitives.text import Secret

router = APIRouter(prefix="/v1/auth/second-factor", tags=["second factor"])
Uses = Annotated[Enrolling, Depends(provided(Enrolling))]
ONCE = "a code is good for one use, and secrets are told once"


class Password(Body):
    """The password, again."""

    model_config = like({"password": "lantern-orbit-cellar"})

    password: Secret


class Code(Body):
    """A code of the authenticator app."""

    model_config = like({"code": "492039"})

    code: Secret


class PasswordAndCode(Password):
    """The password, and a code of the app or a recovery code."""

    model_config = like({"password": "lantern-orbit-cellar", "code": "492039"})

    code: Secret


class SecondFactorShown(BaseModel):
    """What there is."""

    enabled: bool
    confirmed_at: datetime | None
    recovery_codes_left: int


class Enrolment(BaseModel):
    """What an authenticator app takes. It counts from when a code of it was given."""

    secret: str = Field(description="To be typed where no camera is; told this once.")
    address: str = Field(description="`otpauth://...`, as the picture holds it.")
    picture: str = Field(description="A QR code, as SVG.")


class RecoveryCodes(BaseModel):
    """Each stands in once for a code of the app; told this once."""

    recovery_codes: list[str]
    recovery_codes_left: int = Field(description="How many are good: all of these, and none of before.")

    @classmethod
    def of(cls, codes: list[str]) -> "RecoveryCodes":
        """As they are told, once."""
        return cls(recovery_codes=codes, recovery_codes_left=len(codes))


@router.get("", summary="Whether there is a second factor")
async def second_factor(principal: CurrentUser, uses: Uses) -> SecondFactorShown:
    """Whether log-in asks for a second factor."""
    found = await uses.standing(principal.user_id)
    since = found.confirmed_at
    return SecondFactorShown(
        enabled=since is not None, confirmed_at=since, recovery_codes_left=found.recovery_codes_left
    )


@router.post("", status_code=201, summary="Begin a second factor")
@unkeyed(ONCE)
@refuses("password-wrong", "second-factor-exists", "too-busy")
async def enrol_second_factor(
    body: Password, response: Response, principal: CurrentUser, uses: Uses, address: ClientAddress
) -> Enrolment:
    """Begin: a secret for an authenticator app."""
    secret, uri = await uses.begin(principal, body.password, address=address)
    response.headers["Cache-Control"] = "no-store"
    return Enrolment(secret=secret, address=uri, picture=picture_of(uri))


@router.post("/confirmation")
@unkeyed(ONCE)
@refuses("second-factor-wrong", "second-factor-missing", "second-factor-exists")
async def confirm_second_factor(
    body: Code, response: Response, principal: CurrentUser, uses: Uses, address: ClientAddress
) -> RecoveryCodes:
    """Give a first code: log-in asks for one from now on."""
    response.headers["Cache-Control"] = "no-store"
    return RecoveryCodes.of(await uses.confirm(principal, body.code, address=address))


@router.post("/recovery-codes")
@unkeyed(ONCE)
@refuses("password-wrong", "second-factor-wrong", "second-factor-missing", "too-busy")
async def renew_recovery_codes(
    body: PasswordAndCode, response: Response, principal: CurrentUser, uses: Uses, address: ClientAddress
) -> RecoveryCodes:
    """Make recovery codes anew; those of before are worthless."""
    response.headers["Cache-Control"] = "no-store"
    codes = await uses.renew_codes(principal, body.password, body.code, address=address)
    return RecoveryCodes.of(codes)


@router.post("/removal", status_code=204)
@unkeyed(ONCE)
@refuses("password-wrong", "second-factor-wrong", "second-factor-missing", "too-busy")
async def remove_second_factor(
    body: PasswordAndCode, principal: CurrentUser, uses: Uses, address: ClientAddress
) -> None:  # fmt: skip
    """Take the second factor away."""
    await uses.remove(principal, body.password, body.code, address=address)
