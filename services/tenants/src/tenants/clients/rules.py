"""What a client is, what may become of it, and what a logo may be. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID

from common.contracts.vocabulary import ClientStatus
from common.primitives.errors import Conflict, Invalid

KEPT_ARCHIVED = timedelta(days=90)
"""An archived client is deleted for good after this."""
ERASED_WITHIN = timedelta(days=30)
"""How long whoever keeps something of a deleted client has to erase it."""
LARGEST_LOGO = 65_536
LogoType = Literal["image/png", "image/jpeg", "image/gif", "image/webp"]
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"]+\.[^\s@<>()\[\],;:\\\"]{2,63}")
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Client:
    """One client. ``purge_after`` of an archived one: when it is deleted for good."""

    id: UUID
    name: str
    email: str | None
    logo_url: str | None
    status: ClientStatus
    purge_after: datetime | None
    created_at: datetime
    has_logo: bool = False


def key_of(name: str) -> str:
    """The form in which a client's name is unique within its organisation."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def read_email(text: str) -> str:
    """An address to write to; ``Invalid`` where it is none. Whether it takes mail is seen when it is written to."""
    address = text.strip()
    if len(address) > 255 or _EMAIL.fullmatch(address) is None:
        raise Invalid("email-invalid", "This is not an e-mail address.")
    return address


def read_logo_url(text: str) -> str:
    """The address of a logo as browsers fetch it: https, a host of the public internet by name, nothing secret."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise Invalid("logo-invalid", "This is not an address of the web.") from None
    sound = parts.scheme == "https" and _HOST.fullmatch((parts.hostname or "").lower()) and port in (None, 443)
    if not sound or parts.username is not None or parts.password is not None:
        raise Invalid("logo-invalid", "Give an https address with a host name, without port, user and password.")
    return parts.geturl()


def logo_type_of(content: bytes) -> LogoType:
    """What kind of image the bytes are, by how they begin; ``Invalid`` for others, such as SVG, which holds scripts."""
    if len(content) > LARGEST_LOGO:
        raise Invalid("logo-invalid", f"A logo has at most {LARGEST_LOGO // 1024} KiB.")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    raise Invalid("logo-invalid", "A logo is a PNG, JPEG, GIF or WebP image.")


def see_that_it_may_go(client: Client) -> None:
    """``Conflict`` where a client that is not archived is to be deleted."""
    if client.status != "archived":
        raise Conflict("client-not-archived", "Archive the client first; an archived one may be deleted.")


def see_that_it_is_open(client: Client) -> None:
    """``Conflict`` where an archived client is to be changed or entered."""
    if client.status == "archived":
        raise Conflict("client-archived", "The client is archived; restore it first.")
