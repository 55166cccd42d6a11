"""HTTP of accounts and sessions: parse, call, return."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from auth.sessions.authentication import Authentication, Grant
from common.contracts.vocabulary import Role
from common.http import SOME_ID, CurrentUser, like, provided, refuses
from common.primitives.text import Name, Secret

router = APIRouter()


class Body(BaseModel):
    """A request's body: unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Register(Body):
    """A new account."""

    model_config = like({"email": "ada@shop.example", "password": "lantern-orbit-cellar", "name": "Ada Miller"})

    email: Name
    password: Secret = Field(description="At least 12 characters, not easy to guess.")
    name: Name | None = None


class LogIn(Body):
    """Credentials; without an organisation the only one is taken, where there is only one."""

    model_config = like({"email": "ada@shop.example", "password": "lantern-orbit-cellar"})

    email: Name
    password: Secret
    organization_id: UUID | None = None


class Refresh(Body):
    """A refresh token is good for one use; ``organization_id`` switches to another organisation."""

    model_config = like({"refresh_token": "bmr_...", "organization_id": SOME_ID})

    refresh_token: Secret
    organization_id: UUID | None = None


class LogOut(Body):
    """Any refresh token of the session to end."""

    model_config = like({"refresh_token": "bmr_..."})

    refresh_token: Secret


class User(BaseModel):
    """An account."""

    id: UUID
    email: str
    name: str | None
    created_at: datetime


class Tokens(BaseModel):
    """An access token for the API, and the refresh token for the next one."""

    access_token: str
    refresh_token: str
    token_type: str = "Bearer"  # noqa: S105 - the name of the scheme
    expires_in: int = Field(description="Seconds.")
    organization_id: UUID | None


class OwnMembership(BaseModel):
    """What the user is in one organisation."""

    organization_id: UUID
    role: Role


class Me(User):
    """The user behind the token."""

    organization_id: UUID | None = Field(description="The organisation this token acts for.")
    role: Role | None
    organizations: list[OwnMembership]


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """How many proxies of ours stand between the clients and this service."""

    number: int


Uses = Annotated[Authentication, Depends(provided(Authentication))]
Proxies = Annotated[TrustedProxies, Depends(provided(TrustedProxies))]


def client_address(request: Request, proxies: TrustedProxies) -> str:
    """Where the request comes from: the peer, or what the outermost trusted proxy saw.

    Proxies append to X-Forwarded-For, so only that many entries from the right were not written by the client.
    """
    peer = request.client.host if request.client else "unknown"
    hops = [hop.strip() for hop in ",".join(request.headers.getlist("x-forwarded-for")).split(",") if hop.strip()]
    return hops[-proxies.number] if 0 < proxies.number <= len(hops) else peer


def _tokens(grant: Grant, response: Response) -> Tokens:
    response.headers["Cache-Control"] = "no-store"
    return Tokens(
        access_token=grant.access_token,
        refresh_token=grant.refresh_token,
        expires_in=grant.expires_in,
        organization_id=grant.organization_id,
    )


@router.post("/v1/auth/register", status_code=201)
@refuses("registration-invalid", "email-taken")
async def register(body: Register, uses: Uses) -> User:
    """Open an account. That an address has one already is told: without a confirmation by mail it must be."""
    account = await uses.register(body.email, body.password, body.name)
    return User(id=account.user_id, email=account.email, name=account.name, created_at=account.created_at)


@router.post("/v1/auth/login")
@refuses("credentials-wrong", "membership-not-visible", "too-many-attempts")
async def log_in(body: LogIn, request: Request, response: Response, uses: Uses, proxies: Proxies) -> Tokens:
    """Begin a session."""
    address = client_address(request, proxies)
    return _tokens(await uses.log_in(body.email, body.password, body.organization_id, address=address), response)


@router.post("/v1/auth/refresh")
@refuses("session-ended", "membership-not-visible")
async def refresh(body: Refresh, response: Response, uses: Uses) -> Tokens:
    """Exchange the refresh token; while a membership is not visible, it stays good."""
    return _tokens(await uses.refresh(body.refresh_token, body.organization_id), response)


@router.post("/v1/auth/logout", status_code=204)
async def log_out(body: LogOut, uses: Uses) -> None:
    """End the session. Access tokens already issued run out by themselves."""
    await uses.log_out(body.refresh_token)


@router.get("/v1/auth/me")
@refuses("account-closed")
async def me(principal: CurrentUser, uses: Uses) -> Me:
    """The user behind the token, with his organisations as far as auth knows them."""
    profile = await uses.profile(principal.user_id)
    account = profile.account
    own = [OwnMembership(organization_id=each.organization_id, role=each.role) for each in profile.memberships]
    return Me(
        id=account.user_id,
        email=account.email,
        name=account.name,
        created_at=account.created_at,
        organization_id=principal.tenant_id,
        role=principal.role,
        organizations=own,
    )
