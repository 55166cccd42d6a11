"""What kind of comparison a sentence makes, and of what with what, whatever the things are.

The kinds are those of Jindal and Liu (2006, "Mining Comparative Sentences and Relations"): non-equal gradable ("better
than"), equative ("as good as"), superlative ("the best") and non-gradable ("unlike", "different from").
"""

import re
from dataclasses import dataclass
from typing import Literal

RelationKind = Literal["non-equal", "equative", "superlative", "non-gradable"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOT_SUPERLATIVE = _words(
    """
    test rest west east best-effort interest honest request suggest guest forest harvest invest protest modest chest
    nest pest quest vest contest latest digest arrest est
    """
)
_NOT_COMPARATIVE = _words(
    """
    other another player printer computer adapter power paper after over under never ever however whether either
    neither together user users number order former later per her consider remember cover router speaker charger
    scanner burner viewer offer super water customer manufacturer volume lower-case timer corner folder filter
    shutter center recorder lighter trigger border transfer answer member header server register finger layer poster
    wonder rather owner buyer seller maker proper matter letter bother brother sister mother father dinner summer
    winter weather leather rubber silver laser cheaper-looking zoomer tester master monster finder viewfinder reader
    loader header driver carrier newsletter helper designer developer beginner photographer amateur zipper slider
    """
)
_GRADED = (
    r"(?:better|worse|superior|inferior|bigger|smaller|larger|easier|harder|faster|slower|cheaper|nicer"
    r"|stronger|weaker|lighter|heavier|brighter|darker|sharper|cleaner|clearer|longer|shorter|louder|quieter"
    r"|smoother|simpler|newer|older|higher|lower|thinner|thicker|wider|quicker|richer|poorer|pricier|happier"
    r"|warmer|cooler|tougher|smarter|fewer|greater|further|farther)"
)
_BEATS = (
    r"(?:outperform(?:s|ed)?|beats?|beaten|surpass(?:es|ed)?|exceeds?|outshines?|trumps?|blows? \w+ away"
    r"|improve[sd]? (?:in \w+ \w+ \w+ )?(?:up)?on|edges? out)"
)
_CHOSE = r"(?:chose|prefer(?:red|s)?|picked|rather have|instead of|decided on|switched (?:from|to)|replace[sd]?)"

_NON_EQUAL = (
    (re.compile(rf"\b(?:{_GRADED}|more|less|fewer|\w{{3,}}er)\b[^.;]{{0,60}}?\b(?:than|then)\b"), 6.0),
    (re.compile(rf"\b(?:{_GRADED})\s(?:to|over)\b|\b(?:superior|inferior) to\b"), 4.0),
    (re.compile(rf"\b{_BEATS}\b"), 4.0),
    (
        re.compile(
            r"\b(?:much|far|even|lot|bit|little|slightly|significantly|way|somewhat|considerably)\s(?:\w+\s)?"
            rf"(?:{_GRADED}|more|less)\b"
        ),
        3.0,
    ),
    (re.compile(rf"\b{_GRADED}\b"), 2.0),
    (re.compile(rf"\b(?:more|less)\s\w+\b|\b{_CHOSE}\b"), 1.6),
    (re.compile(r"\btwice\b|\bmore than\b|\bthan\b"), 2.0),
)
_EQUATIVE = (
    (re.compile(r"\b(?:as|so)\s[\w' -]{1,40}?\sas\b(?! well as\b)"), 4.0),
    (
        re.compile(
            r"\b(?:the )?same\b|\bidentical\b|\bequal(?:ly|s)?\b|\bequivalent\b|\bcomparable\b|\bsimilar(?:ly)?\b"
            r"|\bon par\b|\bno different\b"
        ),
        3.0,
    ),
    (
        re.compile(
            r"\bboth\b|\ball (?:of|the|other|play|work|those|these)\b|\bjust like\b"
            r"|\b(?:looks?|feels?|sounds?|works?|acts?|seems?) like\b|\blike (?:the|a|an|any|other|all|most)\b"
        ),
        2.2,
    ),
    (re.compile(r"\bas well as\b|\balso\b"), 0.6),
)
_SUPERLATIVE = (
    (
        re.compile(r"\b(?:the|my|your|its|their|'s|one of the)\s(?:\w+\s){0,2}?(?:best|worst|most|least|\w{3,}est)\b"),
        4.0,
    ),
    (re.compile(r"\b(?:best|worst|finest)\b"), 3.0),
    (
        re.compile(
            r"\b(?:number one|# ?1|second to none|one of the few|top of the line|by far|of all"
            r"|ever (?:seen|used|owned|had|made|bought)|in its class|the only|first choice|excellent choice|unbeatable"
            r"|unmatched|top[- ]notch|ultimate)\b"
        ),
        2.5,
    ),
)
_NON_GRADABLE = (
    (
        re.compile(
            r"\bunlike\b|\bin contrast\b|\bas opposed to\b|\bdiffer(?:s|ed|ent|ence|ences)?\b"
            r"|\bcompared? (?:to|with)\b|\bversus\b|\bvs\b|\bcomparison\b"
        ),
        3.0,
    ),
    (re.compile(r"\bwhereas\b|\bwhile (?:the|my|a)\b|\bon the other hand\b|\binstead\b|\bcompetitors?\b"), 1.4),
)
_ER = re.compile(r"\b([a-z]{3,}er)\b")
_EST = re.compile(r"\b([a-z]{3,}est)\b")


@dataclass(frozen=True, slots=True)
class Relation:
    """A comparison: its kind, and the phrases of both sides where the sentence has them in words."""

    kind: RelationKind
    first: str | None
    second: str | None


def relation_of(sentence: str) -> Relation:
    """The comparison that a sentence makes; one without any cue is taken for a non-gradable one."""
    text = sentence.lower()
    scores: dict[RelationKind, float] = {
        "non-equal": _weight(text, _NON_EQUAL),
        "equative": _weight(text, _EQUATIVE),
        "superlative": _weight(text, _SUPERLATIVE),
        "non-gradable": max(0.5, _weight(text, _NON_GRADABLE)),
    }
    if not scores["non-equal"] and any(hit[1] not in _NOT_COMPARATIVE for hit in _ER.finditer(text)):
        scores["non-equal"] = 0.8
    if not scores["superlative"] and any(hit[1] not in _NOT_SUPERLATIVE for hit in _EST.finditer(text)):
        scores["superlative"] = 2.5
    if any(hit[1] in _NOT_SUPERLATIVE for hit in _EST.finditer(text)) and not re.search(
        r"\b(?:best|worst|most|least)\b", text
    ):
        others = [hit for hit in _EST.finditer(text) if hit[1] not in _NOT_SUPERLATIVE]
        scores["superlative"] = scores["superlative"] if others else min(scores["superlative"], 0.4)
    kind = max(scores, key=lambda name: scores[name])
    return Relation(kind, *_sides(text))


def _weight(text: str, patterns: tuple[tuple[re.Pattern[str], float], ...]) -> float:
    return max([0.0, *(weight for pattern, weight in patterns if pattern.search(text))])


_PIVOT = re.compile(
    rf"\b(?:than|then|superior to|inferior to|compared (?:to|with)|relative to|unlike|{_BEATS}|over"
    r"|different from|same as|similar to|equal to|comparable to|like|as)\s"
    r"(?:that of |those of |on |in |with |from |what |the results i got from |most |all |any |other |some )*"
    r"(?P<second>(?:(?:the|a|an|my|his|her|their|its|your|any|other|any other)\s)*(?:[\w'$.-]+)"
    r"(?:\s(?!(?:and|but|or|in|on|for|is|are|was|were|has|have|had|because|when|which|that|i|it|you|so|if|with"
    r"|at|by|to|of|from)\b)[\w'$-]+){0,3})"
)
_COMMON = re.compile(rf"\b(?:{_GRADED}|more|less|as|same|similar|unlike|{_BEATS}|compared|than|like)\b")
_SUBJECT = re.compile(
    r"(?P<first>(?:(?:the|this|that|these|those|my|a|an|its|it|both|i|mine)\b\s?)?"
    r"(?:(?!(?:is|are|was|were|has|have|had|seems?|feels?|looks?|does|do|did|will|would|can|could|should|must"
    r"|may|might|with|i)\b)[\w'$-]+\s?){0,5})\s?"
    r"\b(?:is|are|was|were|has|have|had|seems?|feels?|looks?|sounds?|does|do|did|will|would|can|could|should"
    r"|must|works?|plays?|weighs|costs?|takes?|gives?|beats|outperforms|'s|improves)\b"
)
_BOUND = re.compile(
    r"(?:[,;:()]|\b(?:and|but|although|though|because|since|that|think|believe|find|found|say|said|know)\b)\s*"
)


def _sides(text: str) -> tuple[str | None, str | None]:
    """The phrase after "than" or its like, and the subject of the clause that it belongs to."""
    pivot = next((hit for hit in _PIVOT.finditer(text)), None)
    cue = pivot or _COMMON.search(text)
    if cue is None:
        return None, None
    second = pivot["second"].strip(" .") if pivot else None
    before = text[: cue.start()]
    if not before.strip():  # "unlike the ipod, this is ..."
        rest = text[cue.end() :].partition(",")[2]
        hit = _SUBJECT.search(rest)
        return (hit["first"].strip() or None if hit else None), second
    starts = [0, *(hit.end() for hit in _BOUND.finditer(before))]
    for start in reversed(starts):
        hit = _SUBJECT.search(before, start)
        if hit and hit["first"].strip():
            return hit["first"].strip(), second
    return " ".join(before.split()[:4]) or None, second
