"""What a question wants to be told."""

import re
from functools import lru_cache
from typing import Literal

from analyzer.extraction.lexicon.cues.tables import cues_of

Wish = Literal["for", "against", "both", ""]

_PARTS = re.compile(r"[?!.,;:]|\b(?:and|or|but|und|oder|et|ou|mais|y|o|pero|e|mas)\b")


def asks(what: str, prompt: str) -> bool:
    """Whether a question wants to be told something: ``asks-which``, ``asks-against`` and so on (lists.tsv)."""
    return cues_of("lists", only=(what,)).holds(prompt.lower())


@lru_cache(maxsize=256)
def wish_of(prompt: str) -> Wish:
    """Whether a question asks whom to take (``for``), whom to avoid (``against``), or ``both``, in parts of its own."""
    told = prompt.lower()
    if not asks("asks-against", told):
        return "for" if prompt and asks("asks-which", told) else ""
    parts = _PARTS.split(told)
    others = [part for part in parts if not asks("asks-against", part)]
    wanted = any(asks("asks-which", part) for part in others)
    if len(others) == len(parts):  # it was said across parts: "What to buy? I stay away from shops"
        return "for" if wanted else ""
    return "both" if wanted else "against"
