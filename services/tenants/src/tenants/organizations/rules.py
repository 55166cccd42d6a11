"""Names of organisations, the slugs made of them, and whether they may be worked for. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from common.contracts.vocabulary import OrganizationStatus
from common.primitives.errors import Invalid
from common.primitives.text import NAME_LENGTH, fault_of

SLUG_LENGTH = 100
_SUFFIX_LENGTHS = (6, 12)
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


def read_name(text: str) -> str:
    """A name fit to be shown: trimmed, white space made single; ``Invalid`` where nothing or something odd remains."""
    name = " ".join(text.split())
    if not name:
        raise Invalid("name-invalid", "An organisation needs a name.")
    if len(name) > NAME_LENGTH:
        raise Invalid("name-invalid", f"A name has at most {NAME_LENGTH} characters.")
    fault = fault_of(name)
    if fault is not None:
        raise Invalid("name-invalid", f"{fault}.")
    return name


def slug_of(name: str) -> str:
    """Lower-case ASCII words joined by hyphens; ``organisation`` where the script of ``name`` leaves none."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return _BETWEEN_WORDS.sub("-", plain).strip("-")[:SLUG_LENGTH].rstrip("-") or "organisation"


def slug_candidates(name: str, organization_id: UUID) -> Iterator[str]:
    """The plain slug, then with ever longer ends of the id: random digits, so a clash tells nothing about others."""
    plain = slug_of(name)
    yield plain
    for length in _SUFFIX_LENGTHS:
        suffix = organization_id.hex[-length:]
        yield f"{plain[: SLUG_LENGTH - length - 1].rstrip('-')}-{suffix}"


def status_of(suspended_at: datetime | None, erase_after: datetime | None) -> OrganizationStatus:
    """A suspension stands above a closing: only an operator ends it."""
    if suspended_at is not None:
        return "suspended"
    return "active" if erase_after is None else "closing"
