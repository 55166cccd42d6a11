"""What an answer says about each brand that it names, gathered over its clauses, lists and tables."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.extraction.meaning.belief import beliefs
from analyzer.extraction.meaning.clause import read_clause
from analyzer.extraction.meaning.clauses.sections import Sections, sections
from analyzer.extraction.meaning.clauses.segments import Segment, segments
from analyzer.extraction.meaning.clauses.structure import Outline, outline
from analyzer.extraction.meaning.lists import read_lists, read_tables, settle_winner
from analyzer.extraction.meaning.other_languages import read_other_languages
from analyzer.extraction.meaning.presence import (
    Verdict,
    read_bare_replies,
    read_contrasts,
    read_segment,
    read_superlatives,
    read_told,
    read_told_apart,
)
from analyzer.extraction.meaning.ranking.ranks import ranks
from analyzer.extraction.meaning.sentiment import valence
from analyzer.extraction.meaning.wishes import wish_of
from analyzer.extraction.model import Belief, Depth
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.document import Document
from analyzer.extraction.text.sentences import Sentence


@dataclass(slots=True)
class Standing:
    """What was gathered about one brand of the answer."""

    first: int
    certainty: float
    verdict: Verdict = field(default_factory=Verdict)
    belief: dict[Belief, float] = field(default_factory=dict)
    valence: float = 0.0
    sentences: dict[tuple[int, int], None] = field(default_factory=dict)
    words: float = 0.0
    beside: dict[int, None] = field(default_factory=dict)


def standings(
    scanned: Scan, sentences: Sequence[Sentence], mentions: Sequence[Mention], depth: Depth
) -> tuple[dict[int, Standing], dict[int, int]]:
    """Everything said about each owner, and the ranks, as far as the language is read."""
    document, prompt = scanned.document, scanned.prompt
    found: dict[int, Standing] = {}
    for mention in mentions:
        if mention.owner in found:
            found[mention.owner].certainty = max(found[mention.owner].certainty, mention.certainty)
        else:
            found[mention.owner] = Standing(mention.start, mention.certainty)
    structure = outline(document, mentions)
    spoken = list(segments(document, sentences, mentions, structure))
    if scanned.language != "en" and depth != "mention":
        read_other_languages(spoken, {owner: state.verdict for owner, state in found.items()})
    if depth != "full":
        for segment in spoken:
            _name(found[segment.owner], segment)
        return found, ranks(scanned, structure, mentions, spoken, depth) if depth == "rank" else {}
    parts = sections(document, structure, mentions, shunned=wish_of(prompt) == "against")
    for segment in spoken:
        number = sentences[segment.sentence].block
        warned = parts.warns(number) and structure.is_about(number, segment.owner)
        _take(found[segment.owner], segment, warned=warned)
    _read_structure(document, structure, parts, found, (mentions, prompt))
    openings = [(segment, _opening(document, sentences[segment.sentence])) for segment in spoken if segment.direct]
    verdicts = {owner: state.verdict for owner, state in found.items()}
    read_bare_replies(document, sentences, spoken, verdicts, prompt)
    read_superlatives(spoken, verdicts, prompt)
    read_told(spoken, verdicts, prompt)
    read_contrasts(document, openings, verdicts)
    named: dict[int, list[int]] = {}
    for segment in spoken:
        if segment.direct:
            named.setdefault(segment.sentence, []).append(segment.owner)
    read_told_apart(document, sentences, named, verdicts)
    return found, ranks(scanned, structure, mentions, spoken, depth)


def weigh(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], found: dict[int, Standing]
) -> float:
    """Give each owner the weighted words of its sentences and its neighbours; the weighted words of the answer."""
    total, at = 0.0, 0
    for number, sentence in enumerate(sentences):
        weight = _words(document.text[sentence.start : sentence.end]) * math.exp(-number / len(sentences))
        total += weight
        owners: dict[int, None] = {}
        while at < len(mentions) and mentions[at].start < sentence.end:
            owners[mentions[at].owner] = None
            at += 1
        for owner in owners:
            found[owner].words += weight
            found[owner].beside.update(owners)
    return total


def _words(text: str) -> int:
    """Words as white space sets them apart; scripts without spaces count characters."""
    return len(text.split()) if text.isascii() or " " in text else len(text)


def _name(state: Standing, segment: Segment) -> None:
    """Note that a clause names the brand."""
    span = (segment.start, segment.end)
    if segment.direct:
        state.sentences[span] = None
        if state.verdict.start < 0:
            state.verdict.raise_to("mentioned", 0.9, span)


def _take(state: Standing, segment: Segment, *, warned: bool) -> None:
    _name(state, segment)
    clause = read_clause(segment)
    read_segment(segment, clause, state.verdict, warned=warned)
    for belief, weight in beliefs(clause).items():
        state.belief[belief] = state.belief.get(belief, 0.0) + weight
    state.valence += valence(segment, clause)


def _read_structure(
    document: Document,
    structure: Outline,
    parts: Sections,
    found: dict[int, Standing],
    asked: tuple[Sequence[Mention], str],
) -> None:
    mentions, prompt = asked
    verdicts = {owner: state.verdict for owner, state in found.items()}
    named: dict[int, list[int]] = {}
    for mention in mentions:
        named.setdefault(document.block_at(mention.start), []).append(mention.owner)
    read_tables(document, verdicts, named)
    read_lists(document, structure, parts, verdicts, prompt)
    headed = {owner for owners in structure.heads.values() for owner in owners}
    settle_winner(verdicts, sorted(headed))


def _opening(document: Document, sentence: Sentence) -> str:
    return document.text[sentence.start : min(sentence.start + 40, sentence.end)].lower()
