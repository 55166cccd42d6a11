"""Which language a sentence is in, by words that only one of three languages has."""

import re

_ONLY = {
    "en": """the and with which would who what how are is that have has from your them they there could should""",
    "de": """der und mit welche wer wie ist sind das nicht ich wir sich auf ein eine einen für kann werden auch""",
    "fr": """le les et avec quels quelles qui est sont pas je nous une pour dans peut aussi cela ça""",
}
_ENOUGH = 2


def stray_language(sentence: str, language: str) -> str | None:
    """Another language of which a sentence has at least two words, and as many as of its own; None: one language."""
    words = re.findall(r"[^\W\d_]+", sentence.casefold())
    counts = {name: sum(word in only.split() for word in words) for name, only in _ONLY.items()}
    own = counts.pop(language, 0)
    found = max(counts, key=lambda name: counts[name])
    return found if counts[found] >= _ENOUGH and counts[found] >= own else None
