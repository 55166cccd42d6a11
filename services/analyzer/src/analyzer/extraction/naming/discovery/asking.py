"""Whether names are wanted: by the question, or by the line above a list."""

import re
from functools import lru_cache

from analyzer.extraction.lexicon.vocabulary import ADVICE, NAMES_WANTED

_WORDS = re.compile(r"[^\W\d_]+")
_EXPLAINED = re.compile(
    r"\b(?:look for in|what (?:is|are|does)|how (?:do|does|can|should|to)|was ist|wie (?:kann|funktioniert)|comment"
    r"|qu'est-ce|que es|o que e|como)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def wants_names(question: str) -> bool:
    """Whether a folded question asks for suppliers or products, as far as its words tell."""
    said = set(map(str.lower, _WORDS.findall(question)))
    return bool(said & NAMES_WANTED) and not _EXPLAINED.search(question) and not said & ADVICE


def gives_advice(text: str) -> bool:
    """Whether a line announces reasons, steps, features: what has heads that are no names."""
    return not ADVICE.isdisjoint(map(str.lower, _WORDS.findall(text)))


def announces_names(line: str, *, heading: bool) -> bool | None:
    """Whether the line above a list names what is listed as a kind with many members; None where it tells nothing."""
    last = re.split(r"[.!?\n]\s", line)[-1]
    if gives_advice(last):
        return False
    words = _WORDS.findall(last.lower())
    named = any(len(word) > 3 and word.endswith(("s", "en", "er")) for word in words)
    return True if named and (heading or last.rstrip(" *").endswith(":")) else None
