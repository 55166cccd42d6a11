"""Presence of one brand, clause by clause and from the structure of the answer; the strongest reading wins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from analyzer.extraction.lexicon.cues.tables import cues_of
from analyzer.extraction.meaning.clause import Clause, is_denied, read_clause
from analyzer.extraction.meaning.clauses.comparison import outdoes
from analyzer.extraction.meaning.clauses.segments import Segment, T
from analyzer.extraction.meaning.wishes import asks, wish_of
from analyzer.extraction.model import GroundKind, Presence
from analyzer.extraction.text.document import Document
from analyzer.extraction.text.sentences import Sentence

_FEW = 6
"""Brands that a pronoun may stand for."""
_NOTHING: tuple[Presence, float] = ("mentioned", 0.9)
_QUOTED = 0.7
"""How sure trust is that the answer only quotes."""
STRENGTH: dict[Presence, int] = {"ignored": 0, "mentioned": 1, "compared": 2, "trusted": 3, "recommended": 4}


@dataclass(frozen=True, slots=True)
class Because:
    """What makes a reading beside the words of its span: a lead-in, a heading, a table, or the question."""

    kind: GroundKind
    span: tuple[int, int] | None = None


SAID = Because("sentence")
ASKED = Because("question")


@dataclass(slots=True)
class Verdict:
    """The strongest presence so far with the span that decided it; ``compared_with`` grows with every comparison."""

    presence: Presence = "mentioned"
    confidence: float = 0.9
    start: int = -1
    end: int = -1
    because: Because = SAID
    compared_with: dict[int, None] = field(default_factory=dict)

    def raise_to(self, presence: Presence, confidence: float, span: tuple[int, int], because: Because = SAID) -> None:
        """Take a reading that is stronger, or as strong and surer."""
        if (STRENGTH[presence], confidence) > (STRENGTH[self.presence], self.confidence if self.start >= 0 else -1.0):
            self.presence, self.confidence, self.because = presence, confidence, because
            self.start, self.end = span


def read_segment(segment: Segment, clause: Clause, verdict: Verdict, *, warned: bool = False) -> None:
    """Weigh one clause; where things are rejected (``warned``), only advice to take the brand all the same counts."""
    span = (segment.start, segment.end)
    if segment.rivals and segment.direct:
        verdict.raise_to("compared", 0.9, span)
        verdict.compared_with.update(dict.fromkeys(segment.rivals))
    presence, confidence = _spoken_of(clause) if clause.said else _NOTHING
    if warned and not (presence == "recommended" and segment.direct and _is_told_to(clause, segment.text.find(T))):
        return
    if presence != "mentioned":
        verdict.raise_to(presence, confidence if segment.direct or presence == "trusted" else confidence - 0.08, span)


def _is_told_to(clause: Clause, name: int) -> bool:
    """Whether a piece of advice begins before the name: "I'd still buy it", and not "it is a good choice"."""
    return any(said.start < name for said in clause.of("recommended"))


@lru_cache(maxsize=1024)
def _spoken_of(clause: Clause) -> tuple[Presence, float]:
    """What one clause says of the brand."""
    if clause.polarity == "rejected" or not clause.is_claimed:
        return _NOTHING
    quoted = clause.speaker == "people"
    advice = 0.0 if quoted else max((said.cue.weight for said in clause.of("recommended")), default=0.0)
    if advice:
        return "recommended", advice
    trust = max((said.cue.weight for said in clause.of("trusted")), default=0.0)
    if trust:
        return "trusted", min(trust, _QUOTED) if quoted else trust
    return _NOTHING


def read_bare_replies(
    document: Document,
    sentences: Sequence[Sentence],
    spoken: Sequence[Segment],
    verdicts: dict[int, Verdict],
    prompt: str,
) -> None:
    """A sentence that is nothing but a name recommends it where it answers a question: the answer's own ("On a budget?
    Acme."), or the asker's, unless that was about this name or whose something is."""
    bare = cues_of("contrast", only=("bare",))
    for segment in spoken:
        if segment.direct and segment.text[0] == T and bare.holds(segment.text):
            number = segment.sentence
            before = sentences[number - 1] if number else None
            verdict, span = verdicts[segment.owner], (segment.start, segment.end)
            if before is None:
                if _asks_for_names(document, segment, prompt):
                    verdict.raise_to("recommended", 0.8, span, ASKED)
            elif before.block == sentences[number].block and document.text[before.end - 1] == "?":
                verdict.raise_to("recommended", 0.8, (before.start, segment.end))


def _asks_for_names(document: Document, first: Segment, prompt: str) -> bool:
    """Whether the question, to which the first sentence is a bare name, wants to be told a name."""
    name = document.text[first.start : first.end].strip(" .!").lower()
    if not prompt or document.blocks[0].kind != "paragraph" or asks("asks-whose", prompt):
        return False
    if wish_of(prompt) == "against":
        return False
    return name not in prompt.lower() or asks("asks-compare", prompt)


def read_superlatives(spoken: Sequence[Segment], verdicts: dict[int, Verdict], prompt: str) -> None:
    """A brand that a clause calls what the question asked for ("the cheapest") is the answer to it."""
    wanted = [hit.group() for _, hit in cues_of("lists", only=("asks-most",)).found(prompt.lower())]
    if not wanted or wish_of(prompt) == "against":
        return
    word = "|".join(map(re.escape, wanted))
    said = re.compile(
        rf"{T}(?:\s\w+){{0,5}}?\s(?:{word})\b|\b(?:{word})(?:\s\w+){{0,3}}?\s(?:is|was|at|from|with|:)\s(?:the )?{T}"
    )
    for segment in spoken:
        hit = None if segment.question else said.search(segment.text)
        if hit and not is_denied(hit):
            verdicts[segment.owner].raise_to("recommended", 0.75, (segment.start, segment.end), ASKED)


def read_told(spoken: Sequence[Segment], verdicts: dict[int, Verdict], prompt: str) -> None:
    """What is told to be used is recommended where the question asks what to take ("Use Acme to send them")."""
    if not prompt or not asks("asks-which", prompt):
        return
    for segment in spoken:
        clause = read_clause(segment)
        if segment.direct and clause.polarity != "rejected" and clause.is_claimed and any(clause.of("told")):
            verdicts[segment.owner].raise_to("recommended", 0.75, (segment.start, segment.end), ASKED)


def read_contrasts(document: Document, ordered: Sequence[tuple[Segment, str]], verdicts: dict[int, Verdict]) -> None:
    """Two sentences that set brands against each other (``On the other hand, O ...``, ``O is cheaper``)."""
    previous: dict[int, None] = {}
    outdone = outdoing = False
    before = begin = here = -1
    for segment, opening in ordered:
        if segment.sentence != before:
            earlier, previous = (previous if segment.sentence == before + 1 else {}), {}
            begin, here = here, segment.start
            outdone, outdoing = outdoing and bool(earlier), False
            before = segment.sentence
        outdoing = outdoing or (outdoes(segment.text) and not segment.rivals and not earlier)
        previous[segment.owner] = None
        if not earlier:
            continue
        if not (outdoes(segment.text) or (outdone and segment.text[0] == T) or _is_contrast(opening)):
            continue
        for other in earlier:
            if other != segment.owner:
                for one, rival in ((segment.owner, other), (other, segment.owner)):
                    verdicts[one].raise_to("compared", 0.8, (begin, segment.end))
                    verdicts[one].compared_with[rival] = None


@lru_cache(maxsize=1024)
def _is_contrast(opening: str) -> bool:
    """Whether a sentence begins by turning to the other side."""
    return cues_of("contrast", only=("contrast",)).holds(opening)


def read_told_apart(
    document: Document, sentences: Sequence[Sentence], named: Mapping[int, Sequence[int]], verdicts: dict[int, Verdict]
) -> None:
    """A sentence without a name that tells the brands of the one before apart (``They have different ...``)."""
    told_apart = cues_of("contrast", only=("told-apart",))
    for number, sentence in enumerate(sentences[1:], 1):
        before = dict.fromkeys(named.get(number - 1, ()))
        if named.get(number) or not 1 < len(before) <= _FEW or sentences[number - 1].block != sentence.block:
            continue
        if told_apart.holds(document.text[sentence.start : sentence.end].lower()):
            span = (sentences[number - 1].start, sentence.end)
            for owner in before:
                verdicts[owner].raise_to("compared", 0.75, span)
                verdicts[owner].compared_with.update(dict.fromkeys(other for other in before if other != owner))
