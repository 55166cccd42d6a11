"""HTTP of accounts and sessions: parse, call, return."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from auth.accounts.store import Account
from auth.sessions.authentication import Authentication, Profile
from auth.sessions.devices import LONGEST_AGENT
from auth.sessions.rules import Client, Grant, Waiting
from common.contracts.vocabulary import Role
from common.http import SOME_ID, Body, CurrentUser, Principal, like, provided, refuses, unkeyed
from common.http.access.addresses import Proxies, client_address
from common.primitives.text import Name, Secret, shown

router = APIRouter()


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
    display_name: str | None = Field(description="What others see; the name where it is null.")
    created_at: datetime


class Tokens(BaseModel):
    """An access token for the API, and the refresh token for the next one."""

    access_token: str
    refresh_token: str
    token_type: str = "Bearer"  # noqa: S105 - the name of the scheme
    expires_in: int = Field(description="Seconds.")
    organization_id: UUID | None


class SecondFactorRequired(BaseModel):
    """The password is right; `POST /v1/auth/login/second-factor` goes on with the challenge and a code."""

    second_factor_required: Literal[True] = True
    challenge: str = Field(description="Good for five tries, by the program and address that gave the password.")
    expires_in: int = Field(description="Seconds.")


class FinishLogIn(Body):
    """A log-in that waits, and a code of the authenticator app or a recovery code."""

    model_config = like({"challenge": "bml_...", "code": "492039"})

    challenge: Secret
    code: Secret


class OwnMembership(BaseModel):
    """What the user is in one organisation."""

    organization_id: UUID
    role: Role


class Me(User):
    """The user behind the token."""

    organization_id: UUID | None = Field(description="The organisation this token acts for.")
    role: Role | None
    organizations: list[OwnMembership]


Uses = Annotated[Authentication, Depends(provided(Authentication))]


def _calling(request: Request, proxies: Proxies) -> Client:
    agent = shown(request.headers.get("user-agent", ""), LONGEST_AGENT)
    return Client(shown(client_address(request, proxies), 64), agent)


Calling = Annotated[Client, Depends(_calling)]
"""From where a request comes, as it is kept with a session."""


@refuses("too-many-attempts", "attempts-uncounted")
def _counted_address(request: Request, proxies: Proxies) -> str:
    return client_address(request, proxies)


ClientAddress = Annotated[str, Depends(_counted_address)]
"""Where a request comes from, for routes whose attempts are counted by it."""


def tokens_of(grant: Grant, response: Response) -> Tokens:
    """What a log-in or a refresh answers, told to one client alone."""
    response.headers["Cache-Control"] = "no-store"
    return Tokens(
        access_token=grant.access_token,
        refresh_token=grant.refresh_token,
        expires_in=grant.expires_in,
        organization_id=grant.organization_id,
    )


def user_of(account: Account) -> User:
    """An account as its owner sees it."""
    return User(
        id=account.user_id,
        email=account.email,
        name=account.name,
        display_name=account.display_name,
        created_at=account.created_at,
    )


def me_of(profile: Profile, principal: Principal) -> Me:
    """The user behind a token, and what he is where."""
    own = [OwnMembership(organization_id=each.organization_id, role=each.role) for each in profile.memberships]
    acting = {"organization_id": principal.tenant_id, "role": principal.role, "organizations": own}
    return Me(**user_of(profile.account).model_dump(), **acting)


@router.post("/v1/auth/login", summary="Log in")
@unkeyed("each log-in is a session of its own, and tokens are told once")
@refuses("credentials-wrong", "membership-not-visible", "too-busy")
async def log_in(
    body: LogIn, response: Response, uses: Uses, client: Calling, address: ClientAddress
) -> Tokens | SecondFactorRequired:
    """Begin a session; who has a second factor is asked for a code first."""
    wanted = (body.email, body.password, body.organization_id)
    begun = await uses.log_in(*wanted, address=address, client=client)
    if isinstance(begun, Waiting):
        response.headers["Cache-Control"] = "no-store"
        return SecondFactorRequired(challenge=begun.challenge, expires_in=begun.expires_in)
    return tokens_of(begun, response)


@router.post("/v1/auth/login/second-factor")
@unkeyed("a challenge and a code are good for one use, and tokens are told once")
@refuses("challenge-invalid", "second-factor-wrong", "membership-not-visible")
async def finish_log_in(
    body: FinishLogIn, response: Response, uses: Uses, client: Calling, address: ClientAddress
) -> Tokens:
    """Go on with a log-in that waits for a second factor."""
    grant = await uses.finish_log_in(body.challenge, body.code, address=address, client=client)
    return tokens_of(grant, response)


@router.post("/v1/auth/refresh", summary="Renew a session")
@unkeyed("a refresh token is good for one use: using it again later ends the session, by design")
@refuses("session-ended", "membership-not-visible")
async def refresh(body: Refresh, response: Response, uses: Uses, client: Calling) -> Tokens:
    """Exchange the refresh token; while a membership is not visible, it stays good.

    Sent again by the same client within half a minute it gives the same successor again: two tabs may refresh at once.
    """
    return tokens_of(await uses.refresh(body.refresh_token, body.organization_id, client), response)


@router.post("/v1/auth/logout", status_code=204, summary="Log out")
@unkeyed("a session that has ended is ended again without an effect")
async def log_out(body: LogOut, uses: Uses) -> None:
    """End the session. Access tokens already issued are void in every service within two seconds."""
    await uses.log_out(body.refresh_token)


@router.get("/v1/auth/me", summary="Who is logged in")
@refuses("account-closed")
async def me(principal: CurrentUser, uses: Uses) -> Me:
    """The user behind the token, with his organisations as far as auth knows them."""
    return me_of(await uses.profile(principal.user_id), principal)
