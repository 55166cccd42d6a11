# ruff: noqa: E501 -- a pattern is read as a whole
"""Sentences that set brands against each other, and which.

Works on a sentence in which each brand is one private-use character of ``SLOTS``.
"""

import re
from functools import lru_cache

SLOTS = "\ue010-\uf8ff"
FIRST_SLOT = 0xE010

_ONE = f"[{SLOTS}]"
_ANY = f"{_ONE}(?:(?:, ?{_ONE}){{0,9}}(?:,? (?:and|or|&) | ?/ ?){_ONE})?"
_AGAINST = r"(?:than|compared (?:to|with)|relative to|as opposed to|in contrast to|versus|vs\b\.?)"
_BEATS = (
    r"(?:outperforms?|beats?|surpass(?:es)?|outshines?|edges out|trumps|rivals|competes with"
    r"|ranks? (?:ahead of|above|below|behind)|lags behind|falls short of)"
)
_GRADED = (
    r"(?:cheaper|better|simpler|faster|easier|more \w+|less \w+|stronger"
    r"|similar|comparable|superior|inferior|equivalent)"
)
_ALIKE = r"(?:both|similar|comparable|different|differ|equally|alike|tied)"
_BUT = r"(?:while|whereas|but|though|although|however,?)"
_PREFER = r"(?:prefer|choose|pick|recommend|chose|favou?r|go with)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ANY}[^.;]{{0,160}}?\b(?:{_AGAINST}|{_BEATS})[^.;]{{0,60}}?{_ANY}",
        rf"\b(?:unlike|while|whereas|although|though|{_AGAINST})\s[^.;]{{0,60}}?{_ANY}[^.;]{{0,200}}?{_ANY}",
        rf"(?<!\bnot ){_ANY}[^;]{{0,200}}?,?\s{_BUT}\s(?:\w+\s){{0,3}}?{_ANY}",
        rf"\b(?:neither|between|comparing|comparison of|differences? between)\s[^.;{SLOTS}]{{0,30}}?"
        rf"{_ONE}(?:,\s{_ONE}){{0,6}},?\s(?:and|nor|with|to|&)\s{_ONE}",
        rf"\b{_PREFER}\w*\s[^.;{SLOTS}]{{0,30}}?{_ANY}\s(?:to|over)\s(?:the |a |an )?{_ANY}",
        rf"{_ANY}[^.;{SLOTS}]{{0,80}}?\bas\s\w+\sas\s{_ANY}",
        rf"{_ONE}\s(?:and|or|&)\s{_ONE}\s(?:are|offer|have|differ|both)\b[^.;{SLOTS}]{{0,30}}?\b{_ALIKE}\b",
        rf"{_ONE}(?:, ?{_ONE}){{0,9}},? (?:and|&) {_ONE}[^.;{SLOTS}]{{0,140}}?\b(?:different|distinct|differ|differences?)\b",
        rf"{_ANY}[^.;{SLOTS}]{{0,60}}?\b{_GRADED}\s(?:[\w-]+\s){{0,2}}?(?:alternative )?to\s{_ANY}",
    )
)
_SLOT = re.compile(_ONE)
_ENUMERATION = re.compile(_ANY)
_SPANNING = 3  # patterns that span from one enumeration to another


@lru_cache(maxsize=64)
def comparisons(coded: str) -> tuple[frozenset[str], ...]:
    """The sets of slots that a sentence compares with each other; empty where it compares none."""
    found = []
    for number, pattern in enumerate(_PATTERNS):
        for hit in pattern.finditer(coded):
            if number < _SPANNING and len(_ENUMERATION.findall(hit.group())) < 2:
                continue  # all of one enumeration: "while it is not as common as O or O"
            together = frozenset(_SLOT.findall(hit.group()))
            if len(together) > 1:
                found.append(together)
    return tuple(found)
