"""Identifiers: UUID v7 for new things, UUID v5 for rows that are derived from others."""

import secrets
from datetime import datetime
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7 as _uuid7

_DERIVED = UUID("6f1d4f0c-5b1e-5c3a-9a53-0d6f5b1c7e21")


def uuid7() -> UUID:
    """A new time-ordered id (RFC 9562, version 7)."""
    return _uuid7()


def uuid7_of(ms: int) -> UUID:
    """A new id of a moment, milliseconds since 1970: for what is ordered by another clock than this machine's."""
    return UUID(int=ms << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62))


def ms_of(moment: datetime) -> int:
    """Milliseconds since 1970, as an id of version 7 begins with."""
    return int(moment.timestamp() * 1000)


def ms_of_uuid7(id: UUID) -> int:  # noqa: A002 - what it is
    """The milliseconds that an id of version 7 begins with; ``ValueError`` for any other."""
    if id.version != 7:
        raise ValueError("not a UUID of version 7")
    return id.int >> 80


def derived_id(*parts: object) -> UUID:
    """The id of a row that is determined by ``parts``: the same parts give the same id in every process, for ever.

    Parts are joined by the unit separator, which none of our texts, ids or numbers contains.
    """
    return uuid5(_DERIVED, "\x1f".join(str(part) for part in parts))
