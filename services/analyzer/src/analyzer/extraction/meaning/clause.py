"""The one reading of a clause: whom it is about, whether it affirms, in which mood, and who speaks.

Presence, belief and sentiment look things up here; none of them asks a second time whether something was denied.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from analyzer.extraction.lexicon.cues.tables import Cue, cues_of
from analyzer.extraction.meaning.clauses.segments import Segment, T, governs

Subject = Literal["brand", "other"]
Polarity = Literal["affirmed", "negated", "rejected"]
Modality = Literal["asserted", "advice", "hypothetical", "question"]
Speaker = Literal["answer", "brand", "people"]

_TABLES = ("stance", "recommended", "trusted", "beliefs", "sentiment")
_STANCES = frozenset(
    {"takes-back", "no-trust", "no-advice", "rejected", "reported", "self-claim", "hypothetical", "instructs"}
)
"""What says how a clause is meant; a supposition is looked for in the whole sentence."""
_EMPTY = {"trusted": "no-trust", "recommended": "no-advice", "told": "no-advice"}
"""Places in which a word of trust, or of advice, says neither: trust that is lost, the way to a station."""
_ADVICE = frozenset({"recommended", "told"})
"""What tells the asker to choose; what is ``told`` counts only where the question wants to be told."""
_REACH = 60
"""Characters before a cue in which a denial is looked for: a few words, whatever stands before them."""
_NEGATED = re.compile(
    r"(?:\b(?:not|never|nobody|no|nor|neither|hardly|barely|without|isn|aren|wasn|doesn|don|cannot|far from|less"
    r"|nothing|lacks?|lacking|avoid)\b|n't\b)(?:'t)?(?:\s[\w'-]+){0,3}\s*$"
)
_FILLED = re.compile(rf"(?:\s(?!(?:and|or|but|so|because)\b)[\w'{T}-]+){{0,3}}\s*")
"""What may stand between a word that takes back and what it takes back: a few words of the same clause."""
_DENIED = re.compile(r"\b(?:not|never|no longer|hardly|far from)\b|n't\b")


@dataclass(frozen=True, slots=True)
class Said:
    """One cue at its place in the clause; ``denied`` where the words before it, or advice itself, take it back."""

    cue: Cue
    start: int
    end: int
    subject: Subject
    denied: bool

    @property
    def counts(self) -> bool:
        """Whether it says of the brand what it says."""
        return self.subject == "brand" and not self.denied


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """What a clause says: every cue in it, and how the clause as a whole is meant. Read once, it is its own equal only.

    ``rejected`` is a clause that sets the brand aside, ``negated`` one whose cues are all denied. ``people`` are
    quoted, the ``brand`` speaks of itself; anything else the answer says.
    """

    subject: Subject
    polarity: Polarity
    modality: Modality
    speaker: Speaker
    said: tuple[Said, ...]

    @property
    def is_claimed(self) -> bool:
        """Whether the answer, or somebody whom it quotes, says so of the brand: asked, supposed or its own word, no."""
        return self.modality in ("asserted", "advice") and self.speaker != "brand"

    def of(self, *dimensions: str) -> Iterator[Said]:
        """The cues of some dimensions that count."""
        return (said for said in self.said if said.cue.dimension in dimensions and said.counts)


def read_clause(segment: Segment) -> Clause:
    """How one clause about one brand is meant."""
    told = _told(segment.text)
    if told.modality == "advice" and (segment.step or _instructs(segment.whole)):
        told = _without_advice(told)
    if segment.question:
        modality: Modality = "question"
    elif _is_hypothetical(segment.whole):
        modality = "hypothetical"
    else:
        return told
    return Clause(told.subject, told.polarity, modality, told.speaker, told.said)


@dataclass(frozen=True, slots=True)
class _Scopes:
    """The places of a clause that take back what is said: by their dimension, each a span."""

    spans: dict[str, list[tuple[int, int]]]
    text: str

    def take_back(self, dimension: str, start: int, end: int) -> bool:
        """Whether a cue of a dimension is empty where it stands, or under a word that takes it back."""
        empty = self.spans.get(_EMPTY.get(dimension, ""), ())
        if any(begin < end and start < stop for begin, stop in empty):
            return True
        return any(
            (begin < end and start < stop) or (stop <= start and _FILLED.fullmatch(self.text, stop, start))
            for begin, stop in self.spans.get("takes-back", ())
        )


@lru_cache(maxsize=1024)  # a sentence of many brands has one text for all of them
def _told(text: str) -> Clause:
    found = list(cues_of(*_TABLES).found(text))
    scopes = _Scopes({}, text)
    for cue, hit in found:
        if cue.dimension in _STANCES:
            scopes.spans.setdefault(cue.dimension, []).append(hit.span())
    said = tuple(_said(text, cue, hit, scopes) for cue, hit in found if cue.dimension not in _STANCES)
    polarity: Polarity = "affirmed"
    if "rejected" in scopes.spans:
        polarity = "rejected"
    elif said and all(one.denied for one in said):
        polarity = "negated"
    speaker: Speaker = "brand" if "self-claim" in scopes.spans else "people" if "reported" in scopes.spans else "answer"
    advised = any(one.cue.dimension in _ADVICE and one.counts for one in said)
    subject: Subject = "brand" if governs(text, 0) else "other"
    return Clause(subject, polarity, "advice" if advised else "asserted", speaker, said)


def _said(text: str, cue: Cue, hit: re.Match[str], scopes: _Scopes) -> Said:
    """One cue with what is to be made of it."""
    start, end = hit.span()
    back = bool(scopes.spans) and scopes.take_back(cue.dimension, start, end)
    if cue.dimension == "recommended":
        return Said(cue, start, end, "brand", back or is_denied(hit))
    denied = back or _NEGATED.search(text, max(0, start - _REACH), start) is not None
    return Said(cue, start, end, "brand" if governs(text, start) else "other", denied)


def is_denied(hit: re.Match[str]) -> bool:
    """Whether the words before a piece of advice in its clause, or its own, take it back."""
    before = _NEGATED.search(hit.string, max(0, hit.start() - _REACH), hit.start())
    return before is not None or _DENIED.search(hit.group()) is not None


@lru_cache(maxsize=1024)
def _instructs(sentence: str) -> bool:
    """Whether a sentence tells how something is done or where a way goes, and not what is to be chosen."""
    return cues_of("stance", only=("instructs",)).holds(sentence)


@lru_cache(maxsize=1024)
def _without_advice(told: Clause) -> Clause:
    """A clause whose imperatives are instructions."""
    said = tuple(replace(one, denied=True) if one.cue.dimension in _ADVICE else one for one in told.said)
    return Clause(told.subject, told.polarity, "asserted", told.speaker, said)


@lru_cache(maxsize=1024)
def _is_hypothetical(sentence: str) -> bool:
    """Whether a sentence says what would be; asked again for each of its clauses."""
    return cues_of("stance", only=("hypothetical",)).holds(sentence)
