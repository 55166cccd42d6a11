"""What troubles the customers, and what makes them hesitate, in the site's own words, in any language that is read.

English is cut into what a trouble is about and what is said of it; of other languages the clause is kept as it stands.
"""

import re
from collections.abc import Iterator

from analyzer.sites.rules.reading.english.grammar import as_clause
from analyzer.sites.rules.reading.english.statements import Statement
from analyzer.sites.rules.reading.lines import Line, Reading
from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.substance.concerns.english import doubts_of, pains_of
from analyzer.sites.rules.substance.concerns.situations import as_it_stands, situations_of, symptoms_of
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.topics import Topics, varied
from analyzer.sites.rules.substance.vocabulary import Vocabulary
from common.contracts.vocabulary import Concern

MOST = 8
_OFF_TOPIC = -0.8
"""What a sentence weighs less that speaks of nothing the site comes back to."""
SHORTEST, LONGEST = 3, 24
_FRONT = {"homepage": 1.5, "product": 1.0, "service": 1.0, "about": 0.3, "blog": -0.5}
_ASKING = re.compile(
    r"(?:is|are|isn't|aren't|will|won't|can|do|does|how|what|which|when|where|who|why)\b", re.IGNORECASE
)
_SIGNED = re.compile(r"(?<=[”“»\"])\s*[—–-]\s*")
Found = tuple[float, Concern]


def find_problems(spots: list[Spot], own: frozenset[str], topics: Topics, words: Vocabulary) -> tuple[Concern, ...]:
    """Troubles of customers that the site names, the best put first; those that say something new before others."""
    found: list[Found] = []
    for spot in spots:
        if spot.compared or spot.line.place in ("navigation", "footer", "breadcrumb", "structured", "title"):
            continue
        front = _FRONT.get(spot.line.page_type, 0.0)
        if spot.line.place == "row":
            found += symptoms_of(spot, topics, words)
            continue
        found += [(front + weight, each) for weight, each in situations_of(spot, words)]
        for sentence in sentences_of(_said(spot.line)):
            about = len(topics.of(sentence))
            aside = front + (0.3 * min(about, 3) if about or spot.line.place == "question" else _OFF_TOPIC)
            found += [(aside + weight, each) for weight, each in _pains(sentence, spot, words)]
    ranked = _ranked(found, own, words, len(found))
    return tuple(each for _, each in varied([(*one, topics.of(one[1].text)) for one in ranked], MOST))


def find_objections(reading: Reading, spots: list[Spot], own: frozenset[str], words: Vocabulary) -> tuple[Concern, ...]:
    """Doubts that the site answers: questions of its FAQ, and objections that it quotes."""
    found: list[Found] = []
    for url, item in reading.items("Question"):
        if item.name:
            found += _doubts(item.name, url, words)
    for spot in spots:
        if spot.line.place in ("question", "heading") and "?" in spot.line.text:
            found += _doubts(spot.line.text, spot.line.url, words)
        elif words.language == "en" and spot.line.place in ("paragraph", "answer", "item"):
            for sentence in sentences_of(spot.line.text):
                found += [
                    (weight, each.quoted_from(sentence).on(spot.line.url, sentence))
                    for weight, each in doubts_of(sentence, question=False)
                ]
    return tuple(each for _, each in _ranked(found, own, words, MOST))


def _said(line: Line) -> str:
    """What a line says; of a quotation without whom it is by."""
    return line.text if line.own else _SIGNED.split(line.text)[0]


def _ranked(found: list[Found], own: frozenset[str], words: Vocabulary, most: int) -> list[Found]:
    kept: dict[str, Found] = {}
    for weight, each in found:
        key = letters(each.text)
        length = len(each.text) // 4 if words.language == "ja" else len(each.text.split())
        if SHORTEST <= length <= LONGEST and not any(name in key for name in own) and key not in kept:
            kept[key] = (weight, each)
    return sorted(kept.values(), key=lambda each: -each[0])[:most]


def _pains(sentence: str, spot: Spot, words: Vocabulary) -> Iterator[Found]:
    named = any(words.pattern("problem.headings").search(each) for each in spot.trail[-1:])
    if words.language == "en":
        for weight, statement in pains_of(sentence, after_problem=named):
            yield weight, statement.quoted_from(sentence).on(spot.line.url, sentence)
        yield from _uncut(sentence, spot, words, named=named)
        return
    cues = len(words.pattern("problem.cues").findall(sentence))
    strong = words.pattern("problem.strong").search(sentence) is not None
    turned = all(words.pattern(f"problem.{each}").search(sentence) for each in ("turns", "theirs"))
    if not cues and not strong and not turned:
        return
    theirs = not spot.line.own or sentence.endswith("?")
    if words.each("problem.own") and words.pattern("problem.own").search(sentence) and not theirs:
        return
    weight = (
        0.3 * turned
        + min(cues, 3) * 0.6
        + strong
        + named
        + 0.7 * sentence.endswith("?")
        + 0.5 * (spot.line.place == "question")
    )
    yield weight, as_it_stands(sentence, spot.line.url)


def _uncut(sentence: str, spot: Spot, words: Vocabulary, *, named: bool) -> Iterator[Found]:
    """An English trouble that is no clause of its own: a heading, an item or what a customer is quoted with."""
    cues = len(words.pattern("problem.cues").findall(sentence))
    if _ASKING.match(sentence) and sentence.endswith("?"):
        return
    if not cues or (words.pattern("problem.own").search(sentence) and spot.line.own):
        return
    standing = spot.line.place in ("heading", "item", "question") or not spot.line.own
    if named or standing or cues > 1 or words.pattern("problem.strong").search(sentence):
        clause = as_clause(sentence)
        yield (
            min(cues, 3) * 0.4 + 0.5 * named,
            Statement(None, clause, sentence.strip(" .!")).on(spot.line.url, sentence),
        )


def _doubts(question: str, url: str, words: Vocabulary) -> Iterator[Found]:
    if words.each("objection.not") and words.pattern("objection.not").search(question):
        return
    if words.language == "en":
        for weight, statement in doubts_of(question, question=True):
            yield weight, statement.on(url, question)
        return
    if words.pattern("objection.doubt").search(question):
        last = list(sentences_of(question))[-1:]
        yield 1.0, as_it_stands(last[0] if last else question, url, question)
