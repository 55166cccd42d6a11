"""Places that an English answer says: ordinals, medals, winners and runners-up, "first ... second ..."."""

import re
from collections.abc import Sequence
from functools import lru_cache

from analyzer.extraction.meaning.clauses.segments import O, Segment, T
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
_NAMES = "|".join(_ORDINALS)
_FIRST = tuple(name for name, place in _ORDINALS.items() if place == 1)
_PLACE = r"(?:place|spot|position|rank|in line|choice|pick|on (?:my|our|the) list)"
_SPOKEN = (
    (
        re.compile(
            rf"\b({_NAMES})\s{_PLACE}\b(?:(?!\b(?:follow|then|ahead|before|behind|over)\w*\b)[^{T}{O}.;]){{0,30}}?"
            rf"(?:is|goes to|would be|:|belongs to|–)?\s*(?:the )?{T}"
        ),
        None,
    ),
    (
        re.compile(
            rf"{T}[^{T}{O}.;]{{0,30}}?\b(?:in|at|takes?|took|comes?(?: in)?|came(?: in| out)?|ranks?|ranked|was|were"
            r"|finish(?:es|ed)|land(?:s|ed)(?: in)?|placed?s?|is|as)\s(?:a close |a distant |the |my |our )?"
            rf"({_NAMES})\b(?:\s{_PLACE}|\s*$|[.,;])"
        ),
        None,
    ),
    (
        re.compile(
            rf"{T}\s(?:came|comes|finished)(?: in| out)?\s({_NAMES})\s(?:in|on|for|with|at|overall)\b"
            rf"|{T}\s(?:a (?:close|distant|strong|clear) )?(second|third|fourth|fifth)\s*(?:$|[.,;])"
        ),
        None,
    ),
    (
        re.compile(
            rf"{T}\s(?:won|wins)\s(?:our|the|my|this|every)\s(?:\w+\s)?(?:test|comparison|round-?up|shoot-?out|survey"
            r"|group test)\b"
        ),
        1,
    ),
    (
        re.compile(
            rf"(?:^|[:,;]\s|\b(?:put|place|rank|and)\s)(?:the )?{T}\s(first|second|third|fourth|fifth)"
            r"(?=\s*(?:$|[,;.]|and\b))"
        ),
        None,
    ),
    (
        re.compile(
            rf"{T}\s(?:tops|leads|heads)\s(?:the|our|my|every|this)\s(?:\w+\s)?"
            r"(?:list|ranking|rankings|pack|field|table|charts?)\b"
        ),
        1,
    ),
    (re.compile(rf"\b({_NAMES})[- ]best\b[^{T}{O}.;]{{0,20}}?(?:is|:|–|goes to|would be)\s*(?:the )?{T}"), None),
    (
        re.compile(
            rf"\btied for (?:the )?({_NAMES})\b(?: place| spot)?\s?(?::|–|are|is)\s*{T}"
            rf"|{T}\s(?:share|shares|tie for|ties for|tied for|are tied for|is tied for)\s(?:the )?({_NAMES})"
            r"(?:\s(?:place|spot|rank)\b|\s*(?:$|[.,;]))"
        ),
        None,
    ),
    (re.compile(rf"{T}\s\(({_NAMES}|\d{{1,2}}th)(?: place)?\)|{T}\s\(#(\d{{1,2}})\)"), None),
    (
        re.compile(
            rf"{T}\s(?:takes|claims|holds|earns|gets|has|wins|keeps)\s(?:the )?"
            r"(?:top spot|top place|first spot|crown|number one spot|gold(?: medal)?)\b"
            rf"|\bgold(?: medal)?\s?(?::|goes to|–)\s*(?:the )?{T}"
        ),
        1,
    ),
    (
        re.compile(
            rf"\bsilver(?: medal)?\s?(?::|goes to|–)\s*(?:the )?{T}|{T}\s(?:takes|gets|wins)\s(?:the )?silver\b"
        ),
        2,
    ),
    (
        re.compile(
            rf"\bbronze(?: medal)?\s?(?::|goes to|–)\s*(?:the )?{T}|{T}\s(?:takes|gets|wins)\s(?:the )?bronze\b"
        ),
        3,
    ),
    (re.compile(rf"{T}\s(?:ranks|comes in|is(?: ranked)?|takes)\s(?:at )?(?:number |no\. ?|#)(\d{{1,2}})\b"), None),
    (re.compile(rf"(?:\bnumber |\bno\. ?|#)(\d{{1,2}})\s?(?:is|:|–|goes to|would be)\s*{T}"), None),
    (
        re.compile(
            r"\b(?:top pick|top choice|number one(?: pick| choice)?|overall winner|best overall"
            r"|(?:the|my|our) (?:clear |overall )?winner|^winner)\b(?: overall)?\s?"
            rf"(?:is|:|–|-|goes to|would be|for [^{T}{O}.;:]{{1,40}} is)\s*(?:the )?{T}"
            rf"|{T}\s?(?:is|:|as|takes)\s(?:\w+ly )?(?:my|our|the)\s(?:\w+ )?(?:top pick|top choice"
            r"|(?:number one|#1)(?: pick| choice)?|overall winner)\b"
        ),
        1,
    ),
    (
        re.compile(
            rf"{T}(?:\s?:\s?|\s\()(?:our |my |the )?(?:top pick|top choice|best overall|overall winner|winner"
            r"|number one|#1 pick)\b"
        ),
        1,
    ),
    (re.compile(rf"{T}\s(?:wins|comes out on top)(?:\s(?:overall|hands down|here))?\s*(?:$|[.,;!])"), 1),
    (
        re.compile(
            rf"\brunner[- ]?up\b(?: spot| position)?\s?(?:is|:|–|-|goes to|would be)\s*(?:the )?{T}"
            rf"|{T}\s?(?:is|:|as|–|comes as|takes)?\s?\(?(?:the |a close |our )?runner[- ]?up\b"
        ),
        2,
    ),
)
_PLACING = re.compile(
    rf"\b(?:{_NAMES})\b|\d|gold|silver|bronze|crown|spot|top |tops|leads|heads|on top|number one|winner|wins"
    r"|won|best overall|runner"
)
"""What every one of these holds: most clauses hold none."""
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
    """The place that a clause gives its brand."""
    if not _PLACING.search(clause):
        return None
    for pattern, fixed in _SPOKEN:
        hit = pattern.search(clause)
        if hit:
            return fixed or _ordinal(next((group for group in hit.groups() if group), ""))
    return None


def _ordinal(word: str) -> int:
    return _ORDINALS.get(word) or int(word.removesuffix("th"))


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
