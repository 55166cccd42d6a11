"""Identifiers: UUID v7 for new things, UUID v5 for rows that are derived from others."""

from uuid import UUID, uuid5

from uuid_utils.compat import uuid7 as _uuid7

_DERIVED = UUID("6f1d4f0c-5b1e-5c3a-9a53-0d6f5b1c7e21")


def uuid7() -> UUID:
    """A new time-ordered id (RFC 9562, version 7)."""
    return _uuid7()


def derived_id(*parts: object) -> UUID:
    """The id of a row that is determined by ``parts``: the same parts give the same id in every process, for ever.

    Parts are joined by the unit separator, which none of our texts, ids or numbers contains.
    """
    return uuid5(_DERIVED, "\x1f".join(str(part) for part in parts))
