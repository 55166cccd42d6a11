"""HTTP of registration: parse, call, return."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from auth.persons.registration.registering import Registering
from auth.sessions.api import ClientAddress, User, user_of
from common.http import Body, like, provided, refuses, unkeyed
from common.primitives.text import Name, Secret

router = APIRouter()
CODE = "bmc_3q2-7wEvJmT8sYx0dPzKcB1aNfGhLr9uQoViWeXtZyM"

Uses = Annotated[Registering, Depends(provided(Registering))]


class Register(Body):
    """A new account."""

    model_config = like({"email": "ada@shop.example", "password": "lantern-orbit-cellar", "name": "Ada Miller"})

    email: Name
    password: Secret = Field(description="8 to 1,024 bytes, not easy to guess, not made of your name or address.")
    name: Name | None = None


class Address(Body):
    """The address that a mail is asked for."""

    model_config = like({"email": "ada@shop.example"})

    email: Name


class Code(Body):
    """A code out of a mail."""

    model_config = like({"code": CODE})

    code: Secret


class Accepted(BaseModel):
    """The same whatever the address is; what there is to say is said by mail, to its owner."""

    status: str = "accepted"
    detail: str = "If a mail is due, it is on its way to this address."


@router.post("/v1/auth/register", status_code=202, summary="Register an account")
@unkeyed("sent again it answers the same, and whichever code comes back opens the one account")
@refuses("registration-invalid", "too-busy")
async def register(body: Register, uses: Uses, address: ClientAddress) -> Accepted:
    """Register an address: the account opens with the code that is mailed to it, within 24 hours."""
    await uses.register(body.email, body.password, body.name, address=address)
    return Accepted()


@router.post("/v1/auth/confirm", summary="Confirm a registration")
@unkeyed("a code is good once")
@refuses("code-invalid")
async def confirm(body: Code, uses: Uses, address: ClientAddress) -> User:
    """Open the account whose registration was mailed this code."""
    return user_of(await uses.confirm(body.code, address=address))


@router.post("/v1/auth/confirm/resend", status_code=202, summary="Mail a code again")
@unkeyed("sent again it mails again, as it says")
async def resend(body: Address, uses: Uses, address: ClientAddress) -> Accepted:
    """Have the code of a registration mailed anew; the one before is good for nothing then."""
    await uses.resend(body.email, address=address)
    return Accepted()
