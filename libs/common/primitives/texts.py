"""What is no text anywhere: PostgreSQL holds the character NUL neither as text nor in JSON."""

import re

_ESCAPED = b"\\u0000"
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000").search
"""The escape itself, not the six characters that a doubled backslash makes of it."""


def holds_nul(body: bytes) -> bool:
    """Whether a JSON body says NUL in any of its texts."""
    return _ESCAPED in body and _NUL(body) is not None
