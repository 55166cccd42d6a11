"""What an invitation is, what its token says, and when it is good. Pure."""

import hashlib
import secrets
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from common.contracts.vocabulary import Role
from common.primitives.errors import Conflict, Forbidden, NotFound

InvitationStatus = Literal["pending", "accepted", "revoked"]
LIFE = timedelta(days=7)
_PREFIX = "bmi_"
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody was invited, by his address."""

    id: UUID
    email: str
    role: Role
    client_id: UUID | None
    invited_by: UUID
    sent_at: datetime
    times_sent: int
    expires_at: datetime
    status: InvitationStatus
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Who wants to accept, as auth knows him."""

    user_id: UUID
    email: str
    confirmed: bool


def email_key(address: str) -> str:
    """The form in which two addresses are one: as auth compares them, lower case as a whole."""
    return unicodedata.normalize("NFC", address.strip().lower())


def new_token(organization_id: UUID) -> str:
    """A token that says which organisation it is of, so that one look-up, as that tenant, finds the invitation."""
    raw = organization_id.bytes + secrets.token_bytes(_SECRET_BYTES)
    return _PREFIX + urlsafe_b64encode(raw).decode().rstrip("=")


def organization_of(token: str) -> UUID:
    """The organisation that a token names, which may be any; ``NotFound`` where it is no token of ours."""
    try:
        text = token.removeprefix(_PREFIX)
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (NotBase64, ValueError):
        raw = b""
    if not token.startswith(_PREFIX) or len(raw) != 16 + _SECRET_BYTES:
        raise unknown()
    return UUID(bytes=raw[:16])


def digest(token: str) -> bytes:
    """What is kept of a token. It holds 256 random bits, so a plain hash can't be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def unknown() -> NotFound:
    """Of a token or an id that is nobody's here."""
    return NotFound("invitation-not-found", "There is no such invitation, or a newer mail replaced its token.")


def see_that_it_is_open(invitation: Invitation, now: datetime) -> None:
    """``Conflict`` where it was used or taken back, or its time is over."""
    if invitation.status == "accepted":
        raise Conflict("invitation-used", "This invitation was accepted before; it is good once.")
    if invitation.status == "revoked":
        raise Conflict("invitation-revoked", "This invitation was taken back.")
    if invitation.expires_at <= now:
        raise Conflict("invitation-expired", "This invitation has expired; ask for a new one.")


def see_that_it_is_his(invitation: Invitation, person: Person) -> None:
    """``Forbidden`` where the address is another's, or he has not shown that it is his."""
    if email_key(person.email) != email_key(invitation.email):
        raise Forbidden("invitation-for-another", "This invitation is for another e-mail address than yours.")
    if not person.confirmed:
        raise Forbidden("email-unconfirmed", "Confirm your e-mail address first: the invitation was sent to it.")
