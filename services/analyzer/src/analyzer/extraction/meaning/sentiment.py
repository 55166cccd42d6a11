"""How favourably a brand is spoken of: a weighted word list per clause, with negation and intensity.

The scheme is VADER's (Hutto and Gilbert 2014): valences are summed, an intensifier adds, a negation turns and damps,
and the sum is normalised to -1..1. The words and weights are our own, for statements about products.
"""

import math
import re
from functools import lru_cache

from analyzer.extraction.lexicon.cues.tables import valences
from analyzer.extraction.lexicon.words import words
from analyzer.extraction.meaning.clause import Clause
from analyzer.extraction.meaning.clauses.segments import Segment, governs

_DAMPED = -0.74  # a negated word is weaker than its opposite
_INTENSITY = 0.3
_NORMAL = 15.0

_VALENCE = valences()
_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_NEGATIONS = words(
    """
    not no never without hardly barely neither nor isn't aren't wasn't doesn't don't won't can't cannot wouldn't
    shouldn't didn't couldn't nothing far rarely seldom
    """
)
_BOOSTERS = words(
    """
    very really extremely highly incredibly especially particularly truly remarkably most exceptionally absolutely so
    super
    """
)
_DAMPERS = words(
    """
    somewhat slightly fairly relatively little bit kind sort partly quite
    """
)
_PLAIN = {"praise": " good ", "blame": " bad "}
_AGAINST = ("set-aside", "beats", "beaten")
"""What turns a whole clause; whose clause it is decides who is beaten."""


def valence(segment: Segment, clause: Clause) -> float:
    """The summed valence of the words about the brand in one clause; what is not claimed praises nobody."""
    if not clause.is_claimed:
        return 0.0
    return _valence(clause, segment.text, compared=bool(segment.rivals)) if clause.said else _words(segment.text)


@lru_cache(maxsize=1024)
def _valence(clause: Clause, text: str, *, compared: bool) -> float:
    turned = {said.cue.dimension: said.cue.weight for said in clause.said if said.cue.dimension in _AGAINST}
    if "set-aside" in turned:
        return turned["set-aside"]
    if compared and clause.subject == "other":
        for dimension in _AGAINST[1:]:
            if dimension in turned:
                return turned[dimension]
    return _words(_plain(text, clause))


def _plain(text: str, clause: Clause) -> str:
    """The text with a plain word in place of each idiom, praise before blame where they share words."""
    idioms = [said for said in clause.said if said.cue.dimension in _PLAIN]
    if not idioms:
        return text
    parts, at = [], 0
    for said in sorted(idioms, key=lambda one: (one.start, -one.end)):
        if said.start >= at:
            parts += [text[at : said.start], _PLAIN[said.cue.dimension]]
            at = said.end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=1024)
def _words(text: str) -> float:
    total = 0.0
    before: list[str] = []
    for hit in _WORD.finditer(text):
        word = hit.group()
        weight = _VALENCE.get(word)
        if weight is not None and governs(text, hit.start()):
            total += _weighed(weight, before[-3:])
        before.append(word)
    return total


def _weighed(weight: float, before: list[str]) -> float:
    sign = math.copysign(1.0, weight)
    if before and before[-1] in _BOOSTERS:
        weight += sign * _INTENSITY
    elif before and before[-1] in _DAMPERS:
        weight -= sign * _INTENSITY
    if before and before[-1] == "less" and before[-2:-1] != ["no"]:
        return weight * _DAMPED
    return weight * _DAMPED if any(word in _NEGATIONS for word in before) else weight


def normalised(total: float) -> float:
    """A sum of valences on -1..1, two decimals."""
    return round(total / math.sqrt(total * total + _NORMAL), 2)
