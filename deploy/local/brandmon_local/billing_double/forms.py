"""Stripe's way of sending nested values in a form: ``items[0][price]=price_1``."""

import re
from collections.abc import Iterable
from typing import Any

_PART = re.compile(r"\[([^\]]*)\]")
_DEEPEST = 6


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The values by name; numbered keys make lists. What is nested deeper than Stripe ever does is left out."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        path = [name.partition("[")[0], *_PART.findall(name)]
        if len(path) > _DEEPEST:
            continue
        place = found
        for part in path[:-1]:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                break
        else:
            place[path[-1]] = value
    return {name: _listed(value) for name, value in found.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(each) for name, each in value.items()}
    if inner and all(name.isdecimal() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


def is_true(value: Any) -> bool:
    """Whether a form's word means yes."""
    return str(value).lower() == "true"
