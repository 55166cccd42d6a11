"""HTTP of one's own sessions: parse, call, return."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from auth.sessions.devices import device_of
from auth.sessions.ending import OwnSessions
from auth.sessions.store import OwnSession
from common.http import CurrentUser, Page, provided, refuses, unkeyed, whole

router = APIRouter()
Uses = Annotated[OwnSessions, Depends(provided(OwnSessions))]


class Session(BaseModel):
    """One place where the user is logged in."""

    id: UUID
    device: str = Field(description="In words, by what the program calls itself; a hint, no proof.")
    address: str | None = Field(description="From where it was used last.")
    created_at: datetime
    last_used_at: datetime | None = Field(description="When it was last refreshed.")
    expires_at: datetime
    organization_id: UUID | None = Field(description="The organisation it acts for.")
    current: bool = Field(description="Whether it is the session of this request.")


class Ended(BaseModel):
    """What logging out everywhere did."""

    sessions: int = Field(description="How many sessions ended.")


def _shown(session: OwnSession, current: UUID | None) -> Session:
    return Session(
        id=session.id,
        device=device_of(session.user_agent),
        address=session.address,
        created_at=session.created_at,
        last_used_at=session.last_used_at,
        expires_at=session.expires_at,
        organization_id=session.organization_id,
        current=session.id == current,
    )


@router.get("/v1/auth/sessions", summary="List your sessions")
async def sessions(principal: CurrentUser, uses: Uses) -> Page[Session]:
    """Where the user is logged in, the session used last first; of very many the hundred used last."""
    return whole(_shown(each, principal.session_id) for each in await uses.listed(principal.user_id))


@router.delete("/v1/auth/sessions/{session_id}", status_code=204)
@refuses("session-not-found")
async def end_session(session_id: UUID, principal: CurrentUser, uses: Uses) -> None:
    """End one of the user's sessions; its tokens are void in every service within two seconds."""
    await uses.end(principal.user_id, session_id)


@router.post("/v1/auth/logout-everywhere")
@unkeyed("who is logged out is logged out again without an effect")
async def log_out_everywhere(principal: CurrentUser, uses: Uses) -> Ended:
    """End all sessions of the user, this one as well."""
    return Ended(sessions=await uses.end_all(principal.user_id))
