"""The words of an element's classes and id. Pure."""

import re
from functools import lru_cache
from typing import Any

_UTILITY = re.compile(r"[:\[/!%]")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+")


@lru_cache(maxsize=8192)
def words_of_name(name: str) -> tuple[str, ...]:
    """``siteHeader-main`` as site, header, main; nothing of the names of utility styles such as ``md:w-1/2``."""
    return () if _UTILITY.search(name) else tuple(word.lower() for word in _CAMEL.findall(name))


def names_of(element: Any) -> list[str]:
    """The classes of an element, and its id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()[:40]


def named(element: Any) -> frozenset[str]:
    """The words of an element's classes and id."""
    return _named(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=8192)
def _named(names: str) -> frozenset[str]:
    return frozenset(word for name in names.split()[:40] for word in words_of_name(name))
