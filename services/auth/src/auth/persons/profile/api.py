"""HTTP of one's own account: parse, call, return."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field

from auth.persons.profile.changing import Changing
from auth.persons.profile.erasing import Erasing
from auth.persons.profile.resetting import Resetting
from auth.persons.registration.api import CODE, Accepted, Address, Code
from auth.sessions.api import ClientAddress, Me, User, me_of, user_of
from common.http import Body, CurrentUser, like, provided, refuses, unkeyed
from common.primitives.text import Name, Secret

router = APIRouter()

Changes = Annotated[Changing, Depends(provided(Changing))]
Erasings = Annotated[Erasing, Depends(provided(Erasing))]
Resets = Annotated[Resetting, Depends(provided(Resetting))]


class Names(Body):
    """What to change; null takes a name away, what is left out stays."""

    model_config = like({"name": "Ada Miller", "display_name": "Ada"})

    name: Name | None = None
    display_name: Name | None = None


class NewPassword(Body):
    """The password of now, and the one to come."""

    model_config = like({"current_password": "lantern-orbit-cellar", "password": "meadow-copper-violin"})

    current_password: Secret
    password: Secret = Field(description="8 to 1,024 bytes, not easy to guess, not made of your name or address.")


class NewEmail(Body):
    """The new address, and the password of the account."""

    model_config = like({"email": "ada@atelier.example", "password": "lantern-orbit-cellar"})

    email: Name
    password: Secret


class Reset(Body):
    """The mailed code, and the new password."""

    model_config = like({"code": CODE, "password": "meadow-copper-violin"})

    code: Secret
    password: Secret


class Erased(Body):
    """The password of the account that is to be erased, and a code of the second factor where there is one."""

    model_config = like({"password": "lantern-orbit-cellar"})

    password: Secret
    code: Secret | None = Field(default=None, description="Of the app, or a recovery code.")


class Closing(Body):
    """The password of the account that is to be closed."""

    model_config = like({"password": "lantern-orbit-cellar"})

    password: Secret


@router.patch("/v1/auth/me", summary="Change your name")
@refuses("account-closed")
async def rename(body: Names, principal: CurrentUser, uses: Changes) -> Me:
    """Change how you are called."""
    return me_of(await uses.rename(principal.user_id, body.model_dump(exclude_unset=True)), principal)


@router.post("/v1/auth/password", status_code=204)
@unkeyed("done twice it is the same password; the second finds the first one done")
@refuses("account-closed", "password-wrong", "password-invalid", "too-busy")
async def change_password(body: NewPassword, principal: CurrentUser, uses: Changes, address: ClientAddress) -> None:
    """Change the password; your other sessions end."""
    await uses.change_password(principal, body.current_password, body.password, address=address)


@router.post("/v1/auth/password/forgotten", status_code=202, summary="Forgotten password")
@unkeyed("sent again it mails again, as it says")
async def forgotten(body: Address, uses: Resets, address: ClientAddress) -> Accepted:
    """Have a code mailed that allows a new password, for one hour."""
    await uses.ask(body.email, address=address)
    return Accepted()


@router.post("/v1/auth/password/reset", status_code=204, summary="Set a new password with a code")
@unkeyed("a code is good once")
@refuses("code-invalid", "password-invalid", "too-busy")
async def reset(body: Reset, uses: Resets, address: ClientAddress) -> None:
    """Set a new password with the mailed code; all sessions end. A refused password leaves the code good."""
    await uses.reset(body.code, body.password, address=address)


@router.post("/v1/auth/email", status_code=202)
@unkeyed("sent again it mails again, and whichever code comes back does the same")
@refuses("account-closed", "password-wrong", "email-invalid", "too-busy")
async def change_email(body: NewEmail, principal: CurrentUser, uses: Changes, address: ClientAddress) -> Accepted:
    """Change the e-mail address: it is the account's once the code that is mailed there came back, within 24 hours."""
    await uses.change_email(principal, body.password, body.email, address=address)
    return Accepted()


@router.post("/v1/auth/email/confirm")
@unkeyed("a code is good once")
@refuses("account-closed", "code-invalid", "email-taken")
async def confirm_email(body: Code, uses: Changes, address: ClientAddress) -> User:
    """Give the account the address that was mailed this code; the old address is told."""
    return user_of(await uses.confirm_email(body.code, address=address))


@router.post("/v1/auth/close", status_code=204, summary="Close your account")
@unkeyed("what is closed stays closed")
@refuses("account-closed", "password-wrong", "last-admin", "too-busy")
async def close(body: Closing, principal: CurrentUser, uses: Changes, address: ClientAddress) -> None:
    """Close your account for good: sessions end, name, address and password are deleted."""
    await uses.close(principal, body.password, address=address)


@router.post("/v1/auth/erasure", status_code=204, summary="Erase yourself")
@unkeyed("what is erased stays erased")
@refuses("account-closed", "password-wrong", "second-factor-wrong", "last-owner", "too-busy")
async def erase(body: Erased, principal: CurrentUser, uses: Erasings, address: ClientAddress) -> None:
    """Erase yourself for good: account, sessions, factors and mails are deleted, and you leave every organisation.

    The last owner of an organisation closes it, or makes somebody else an owner, first.
    """
    await uses.erase(principal, body.password, body.code, address=address)
