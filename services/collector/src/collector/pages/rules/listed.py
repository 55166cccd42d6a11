"""The word lists in ``words.toml``: sets of words, and patterns of alternatives. Pure; read once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "words.toml"


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def table(*path: str) -> dict[str, frozenset[str]]:
    """The lists of one table, each as the set of its words."""
    found: Any = _tables()
    for key in path:
        found = found[key]
    return {key: frozenset(value.split()) for key, value in found.items() if isinstance(value, str)}


def listed(section: str, key: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(str(_tables()[section][key]).split())


def either(section: str, key: str) -> str:
    """A pattern that matches any of the list's alternatives, which are patterns and parted by ``|``."""
    return "(?:" + "|".join(alternatives(section, key)) + ")"


def alternatives(section: str, key: str) -> list[str]:
    """The alternatives of a list that is parted by ``|``, without the line breaks in which it is written."""
    flat = re.sub(r"\s*\n\s*", " ", str(_tables()[section][key]))
    return [part.strip() for part in flat.split("|") if part.strip()]
