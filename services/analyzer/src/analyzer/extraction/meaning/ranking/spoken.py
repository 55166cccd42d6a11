"""Places that an English answer says: ordinals, medals, winners and runners-up, "first ... second ..."."""

import re
from collections.abc import Sequence
from functools import lru_cache

from analyzer.extraction.lexicon.cues.tables import Cue, cues_of
from analyzer.extraction.meaning.clauses.segments import Segment, T
from analyzer.extraction.meaning.ranking.following import those_that_follow

_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "number one": 1,
    "number two": 2,
    "number three": 3,
    "number four": 4,
    "number five": 5,
}
_MEDALS = {"silver": 2, "bronze": 3}
"""Any other prize is the first."""
_NAMES = "|".join(_ORDINALS)
_FIRST = tuple(name for name, place in _ORDINALS.items() if place == 1)
_ENUMERATED = re.compile(
    rf"^({_NAMES}|firstly|secondly|thirdly|next|finally|lastly)\s?(?:,|:|up is|up,|is|comes|there is|there's"
    r"|we have|on (?:the|my|our) list is)\s*(?:(?:is|there is|there's|comes|we have|on the list is|up is)\s)?"
    rf"(?:the )?{T}"
)
_CHAINED = re.compile(
    rf"(?:^(?:in )?|,\s|;\s|\band\s)({_NAMES})"
    r"(?:\s?(?:is|comes|was|goes to|place goes to|place is|place to|to|would be|:|–|,)|(?<=\d[snrt][tdh]))\s?"
    rf"(?:the )?{T}"
)
_STEP_VERB = re.compile(
    r"^\s*(?:sign|create|choose|set|go|open|click|log|import|visit|connect|install|define|write|add|start"
    r"|select|use|plan)\b",
    re.IGNORECASE,
)


def places_in_words(spoken: Sequence[Segment]) -> list[tuple[int, int]]:
    """Owner and place, as the clauses say them."""
    found: list[tuple[int, int]] = []
    for segment in spoken:
        place = None if segment.question or not segment.direct else _place_in(segment.text)
        if place is not None:
            found.append((segment.owner, place))
    return found + those_that_follow(spoken, dict(reversed(found))) + _enumerated(spoken)


@lru_cache(maxsize=1024)
def _place_in(clause: str) -> int | None:
    """The place that a clause gives its brand: by the first row of the table that is found in it."""
    first = next(cues_of("places").found(clause), None)
    return place_of(*first) if first else None


def place_of(cue: Cue, hit: re.Match[str]) -> int:
    """The place that a row of ``places`` says where it is found: its own, or the one that the words name."""
    return int(cue.weight) or _ordinal(next(group for group in hit.groups() if group))


def _ordinal(word: str) -> int:
    return _ORDINALS.get(word) or (int(word) if word.isdigit() else _MEDALS.get(word, 1))


def _enumerated(spoken: Sequence[Segment]) -> list[tuple[int, int]]:
    """``First, Acme ... Second, Bolt ...``: a ranking when at least two such sentences name a brand at once."""
    found: list[tuple[int, int]] = []
    if not any(first in segment.whole for segment in spoken for first in _FIRST):
        return found  # nothing is counted from one
    for segment in spoken:
        hit = (_ENUMERATED.match(segment.whole) or _CHAINED.search(segment.whole)) if segment.direct else None
        if hit and not _STEP_VERB.match(segment.whole[hit.end(1) :].lstrip(" ,:")):
            word = hit[1].removesuffix("ly")
            rank = _ORDINALS.get(word) or (found[-1][1] + 1 if found else 0)
            found.append((segment.owner, rank))
    return found if len(found) > 1 and found[0][1] == 1 else []
