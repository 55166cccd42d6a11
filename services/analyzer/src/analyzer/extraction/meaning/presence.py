"""Presence of one brand, clause by clause and from the structure of the answer; the strongest reading wins."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analyzer.extraction.meaning import cues
from analyzer.extraction.meaning.clause import Clause, is_denied
from analyzer.extraction.meaning.clauses.comparison import outdoes
from analyzer.extraction.meaning.clauses.segments import Segment, T
from analyzer.extraction.meaning.clauses.structure import LED, RANK_COLUMN, Outline
from analyzer.extraction.model import Presence
from analyzer.extraction.text.document import Block, Document
from analyzer.extraction.text.sentences import Sentence

_FEW = 6
"""Brands that a pronoun may stand for."""
_QUOTED = 0.7
"""How sure trust is that the answer only quotes."""
STRENGTH: dict[Presence, int] = {"ignored": 0, "mentioned": 1, "compared": 2, "trusted": 3, "recommended": 4}


@dataclass(slots=True)
class Verdict:
    """The strongest presence so far with the span that decided it; ``compared_with`` grows with every comparison."""

    presence: Presence = "mentioned"
    confidence: float = 0.9
    start: int = -1
    end: int = -1
    structural: bool = False
    compared_with: dict[int, None] = field(default_factory=dict)

    def raise_to(
        self, presence: Presence, confidence: float, span: tuple[int, int], *, structural: bool = False
    ) -> None:
        """Take a reading that is stronger, or as strong and surer."""
        if (STRENGTH[presence], confidence) > (STRENGTH[self.presence], self.confidence if self.start >= 0 else -1.0):
            self.presence, self.confidence, self.structural = presence, confidence, structural
            self.start, self.end = span


def read_segment(segment: Segment, clause: Clause, verdict: Verdict) -> None:
    """Weigh one clause."""
    span = (segment.start, segment.end)
    if segment.rivals and segment.direct:
        verdict.raise_to("compared", 0.9, span)
        verdict.compared_with.update(dict.fromkeys(segment.rivals))
    presence, confidence = _spoken_of(clause)
    if presence != "mentioned":
        verdict.raise_to(presence, confidence if segment.direct or presence == "trusted" else confidence - 0.08, span)


def _spoken_of(clause: Clause) -> tuple[Presence, float]:
    """What one clause says of the brand."""
    if clause.polarity == "rejected" or not clause.is_claimed:
        return "mentioned", 0.9
    quoted = clause.speaker == "people"
    advice = 0.0 if quoted else max((said.cue.weight for said in clause.of("recommended")), default=0.0)
    if advice:
        return "recommended", advice
    trust = max((said.cue.weight for said in clause.of("trusted")), default=0.0)
    if trust:
        return "trusted", min(trust, _QUOTED) if quoted else trust
    return "mentioned", 0.9


def read_bare_replies(
    document: Document,
    sentences: Sequence[Sentence],
    spoken: Sequence[Segment],
    verdicts: dict[int, Verdict],
    prompt: str,
) -> None:
    """A sentence that is nothing but a name recommends it where it answers a question: the answer's own ("On a budget?
    Acme."), or the asker's, unless that was about this name or whose something is."""
    for segment in spoken:
        if segment.direct and cues.BARE.fullmatch(segment.text):
            number = segment.sentence
            before = sentences[number - 1] if number else None
            asked = (
                before.block == sentences[number].block and document.text[before.end - 1] == "?"
                if before
                else _asks_for_names(document, segment, prompt)
            )
            if asked:
                verdicts[segment.owner].raise_to("recommended", 0.8, (segment.start, segment.end))


def _asks_for_names(document: Document, first: Segment, prompt: str) -> bool:
    """Whether the question, to which the first sentence is a bare name, wants to be told a name."""
    name = document.text[first.start : first.end].strip(" .!").lower()
    if not prompt or document.blocks[0].kind != "paragraph" or cues.ASKS_WHOSE.search(prompt):
        return False
    return name not in prompt.lower() or cues.ASKS_COMPARE.search(prompt) is not None


def read_superlatives(spoken: Sequence[Segment], verdicts: dict[int, Verdict], prompt: str) -> None:
    """A brand that a clause calls what the question asked for ("the cheapest") is the answer to it."""
    wanted = cues.ASKED_MOST.findall(prompt.lower())
    if not wanted:
        return
    word = "|".join(map(re.escape, wanted))
    said = re.compile(
        rf"{T}(?:\s\w+){{0,5}}?\s(?:{word})\b|\b(?:{word})(?:\s\w+){{0,3}}?\s(?:is|was|at|from|with|:)\s(?:the )?{T}"
    )
    for segment in spoken:
        hit = None if segment.question else said.search(segment.text)
        if hit and not is_denied(hit):
            verdicts[segment.owner].raise_to("recommended", 0.75, (segment.start, segment.end))


def read_contrasts(document: Document, ordered: Sequence[tuple[Segment, str]], verdicts: dict[int, Verdict]) -> None:
    """Two sentences that set brands against each other (``On the other hand, O ...``, ``O is cheaper``)."""
    previous: dict[int, None] = {}
    outdone = outdoing = False
    before = -1
    for segment, opening in ordered:
        if segment.sentence != before:
            earlier, previous = (previous if segment.sentence == before + 1 else {}), {}
            outdone, outdoing = outdoing and bool(earlier), False
            before = segment.sentence
        outdoing = outdoing or (outdoes(segment.text) and not segment.rivals and not earlier)
        previous[segment.owner] = None
        set_against = cues.CONTRAST_START.match(opening) or outdoes(segment.text) or (outdone and segment.text[0] == T)
        if not (earlier and set_against):
            continue
        for other in earlier:
            if other != segment.owner:
                verdicts[segment.owner].raise_to("compared", 0.8, (segment.start, segment.end))
                verdicts[segment.owner].compared_with[other] = None
                verdicts[other].compared_with[segment.owner] = None
                verdicts[other].raise_to("compared", 0.8, (verdicts[other].start, verdicts[other].end))


def read_told_apart(
    document: Document, sentences: Sequence[Sentence], named: Mapping[int, Sequence[int]], verdicts: dict[int, Verdict]
) -> None:
    """A sentence without a name that tells the brands of the one before apart (``They have different ...``)."""
    for number, sentence in enumerate(sentences[1:], 1):
        before = dict.fromkeys(named.get(number - 1, ()))
        if named.get(number) or not 1 < len(before) <= _FEW or sentences[number - 1].block != sentence.block:
            continue
        if cues.TOLD_APART.match(document.text[sentence.start : sentence.end].lower()):
            span = (sentences[number - 1].start, sentence.end)
            for owner in before:
                verdicts[owner].raise_to("compared", 0.75, span)
                verdicts[owner].compared_with.update(dict.fromkeys(other for other in before if other != owner))


def read_lists(document: Document, structure: Outline, verdicts: dict[int, Verdict], prompt: str) -> None:
    """Items headed by a brand take what the list's introduction, or the question, says of all of them."""
    members: dict[int, list[int]] = {}
    for number, owners in structure.heads.items():
        block = document.blocks[number]
        if block.kind in ("item", "heading") and owners:
            members.setdefault(block.group if block.kind == "item" else -1, []).append(number)
    if structure.led:
        members[LED] = structure.led
    for group, numbers in members.items():
        if len(numbers) < 2 and group < 0:
            continue
        intro = document.text[slice(*structure.intro[group])].lower() if group in structure.intro else ""
        ordered = any(document.blocks[number].ordinal is not None for number in numbers)
        presence, confidence = _listed_as(intro[-400:], prompt, ordered=ordered)
        for number in numbers:
            _read_item(document, number, structure, verdicts, (presence, confidence))
        if presence == "mentioned" and len(numbers) > 1 and cues.ASKS_COMPARE.search(prompt):
            _set_against(document, numbers, structure, verdicts)


def _listed_as(intro: str, prompt: str, *, ordered: bool) -> tuple[Presence, float]:
    if cues.INTRO_AGAINST.search(intro):
        return "mentioned", 0.8
    if cues.INTRO_RECOMMENDS.search(intro):
        return "recommended", 0.8
    if cues.INTRO_NEUTRAL.search(intro):
        return "mentioned", 0.8
    if prompt and cues.ASKS_WHICH.search(prompt):
        return "recommended", 0.72 if ordered else 0.65
    if cues.INTRO_TRUSTS.search(intro):
        return "trusted", 0.7
    return "mentioned", 0.8


def _read_item(
    document: Document, number: int, structure: Outline, verdicts: dict[int, Verdict], listed: tuple[Presence, float]
) -> None:
    block = document.blocks[number]
    text = document.text[block.start : block.end].lower()
    if listed[0] == "mentioned" or cues.ITEM_AGAINST.search(text):
        return
    for owner in structure.heads[number]:
        verdicts[owner].raise_to(
            listed[0], listed[1], (block.start, min(block.end, block.start + 600)), structural=True
        )


def _set_against(document: Document, numbers: Iterable[int], structure: Outline, verdicts: dict[int, Verdict]) -> None:
    owners = {owner: number for number in numbers for owner in structure.heads[number]}
    for owner, number in owners.items():
        block = document.blocks[number]
        verdicts[owner].raise_to("compared", 0.65, (block.start, min(block.end, block.start + 600)), structural=True)
        verdicts[owner].compared_with.update(dict.fromkeys(other for other in owners if other != owner))


def read_tables(document: Document, verdicts: dict[int, Verdict], named: dict[int, list[int]]) -> None:
    """Brands in rows, or in columns, of one table with attributes are set against each other."""
    tables: dict[int, list[tuple[Block, int]]] = {}
    for number, owners in named.items():
        block = document.blocks[number]
        if block.kind in ("row", "header") and len(block.cells) > 1:
            tables.setdefault(block.group, []).extend((block, owner) for owner in owners)
    for group, rows in tables.items():
        if not _has_attributes(document, group, rows):
            continue
        together = dict.fromkeys(owner for _, owner in rows)
        if len(together) < 2:
            continue
        for block, owner in rows:
            verdicts[owner].raise_to("compared", 0.75, (block.start, block.end), structural=True)
            verdicts[owner].compared_with.update(dict.fromkeys(other for other in together if other != owner))


def _has_attributes(document: Document, group: int, rows: Sequence[tuple[Block, int]]) -> bool:
    """Whether a table says anything beside names and places."""
    header = next((block for block in document.blocks if block.group == group and block.kind == "header"), None)
    ranked = header and any(RANK_COLUMN.match(document.text[start:end].strip()) for start, end in header.cells)
    return max(len(block.cells) for block, _ in rows) > (2 if ranked else 1)


def settle_winner(verdicts: dict[int, Verdict], listed_only: Iterable[int]) -> None:
    """Where the answer names one winner in words, brands that merely stood in the list are compared with it."""
    winners = [
        owner
        for owner, verdict in verdicts.items()
        if verdict.presence == "recommended" and not verdict.structural and verdict.confidence >= 0.9
    ]
    if len(winners) != 1:
        return
    for owner in listed_only:
        verdict = verdicts[owner]
        if verdict.presence == "recommended" and verdict.structural and verdict.confidence < 0.75:
            verdict.presence, verdict.confidence = "compared", 0.65
            verdict.compared_with[winners[0]] = None
