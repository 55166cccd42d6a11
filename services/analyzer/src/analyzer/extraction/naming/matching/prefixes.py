"""Words of Hebrew and Arabic that are written together with the name behind them: "in", "and", "to", the article.

How many letters at the beginning of a word may be such words; whether a name stands behind them the matcher says.
"""

import re
from collections.abc import Iterator

SHORTEST = 3
"""Letters of the shortest name that is looked for behind a prefix: shorter ones stand in too many words."""
ARTICLE = "ال"
TO_THE = "لل"
"""The preposition with the article, which loses its first letter behind it."""
_MOST = 4
_SHORTEST_WORD = 2
# And; that, when; in, to, from, as; the. The letter vav is doubled behind a prefix ("בוויזה" for ויזה).
_HEBREW = re.compile(r"ו?(?:כש|לכש|מש|ש)?[בלמהכ]?ה?ו?").fullmatch
# And, so; with, as, to; the.
_ARABIC = re.compile("[وف]?(?:[بك]?(?:ال)?|لل|ل)").fullmatch


def prefix_sizes(raw: str) -> Iterator[int]:
    """How many letters at the beginning of a word may be prefixes of the name behind them, the fewest first."""
    first = raw[0]
    matches = _HEBREW if "\u05d0" <= first <= "\u05ea" else _ARABIC if "\u0621" <= first <= "\u064a" else None
    if matches:
        for size in range(1, min(_MOST, len(raw) - _SHORTEST_WORD) + 1):
            if matches(raw[:size]) and not (raw[size - 1] == "ו" and size > 1 and raw[size] != "ו"):
                yield size
