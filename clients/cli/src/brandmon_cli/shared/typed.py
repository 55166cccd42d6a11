"""JSON that a person typed. Pure."""

import json
from typing import Any


def typed_object(text: str) -> dict[str, Any] | None:
    """The JSON object in ``text``; None where it is none, or holds a number that JSON does not know (NaN, 1e999)."""
    try:
        given = json.loads(text)
        json.dumps(given, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None
