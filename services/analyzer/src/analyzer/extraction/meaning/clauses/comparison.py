"""Sentences that set brands against each other, and which.

Works on a sentence in which each brand is one private-use character of ``SLOTS``.
"""

import re
from functools import lru_cache

from analyzer.extraction.lexicon.cues.expressions import SLOTS
from analyzer.extraction.lexicon.cues.expressions import O as OTHER
from analyzer.extraction.lexicon.cues.expressions import T as MASK
from analyzer.extraction.lexicon.cues.tables import cues_of

__all__ = ["FIRST_SLOT", "MASK", "OTHER", "SLOTS", "comparisons", "outdoes"]
FIRST_SLOT = 0xE010
"""``MASK`` is the brand in question and ``OTHER`` any other, where only one is looked at."""

_ONE = f"[{SLOTS}]"
_SLOT = re.compile(_ONE)
_ENUMERATION = re.compile(f"{_ONE}(?:(?:, ?{_ONE}){{0,9}}(?:,? (?:and|or|&) | ?/ ?){_ONE})?")


@lru_cache(maxsize=64)
def comparisons(coded: str) -> tuple[frozenset[str], ...]:
    """The sets of slots that a sentence compares with each other; empty where it compares none."""
    found = []
    for cue, hit in cues_of("comparisons", only=("spans", "compares")).nested(coded):
        if cue.dimension == "spans" and len(_ENUMERATION.findall(hit.group())) < 2:
            continue  # all of one enumeration: "while it is not as common as O or O"
        together = frozenset(_SLOT.findall(hit.group()))
        if len(together) > 1:
            found.append(together)
    return tuple(found)


@lru_cache(maxsize=1024)
def outdoes(clause: str) -> bool:
    """Whether a clause says that its brand is or has more than something, without saying than what ("T is cheaper")."""
    return cues_of("comparisons", only=("outdoes",)).holds(clause)
