"""Goods of which the lists, tables and headings of a site are full."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from analyzer.sites.rules.identity.category.catalogue import goods_named
from analyzer.sites.rules.identity.category.model import Speaker
from analyzer.sites.rules.identity.category.phrases import Phrase, phrase_at
from analyzer.sites.rules.reading import Reading
from analyzer.sites.rules.reading.ordinary import rank_of
from analyzer.sites.rules.reading.prose import letters

_WEIGHT, _MOST, _LEAST_LINES, _SHORTEST = 0.5, 6, 4, 5
_MOST_COMPARED = 200
"""So many nouns, the most frequent ones, are searched for in each other."""
_COMMON, _RARE = 2.6, 4.2
"""Logarithms of the ranks up to which a noun is everybody's, and from which it is a trade's."""
_NOUN = re.compile(r"(?<![.!?:] )(?<!^)\b[A-ZÄÖÜ][a-zäöüß]{4,}\b")
_NOT_GOODS = ("goods_not", "navigation", "not_looked_for", "praise")


@dataclass(frozen=True, slots=True)
class Frequent:
    """Goods by one name, how much their frequency says, and where they stand first."""

    name: str
    phrase: Phrase
    weight: float
    url: str
    text: str


def frequent(reading: Reading, speaker: Speaker) -> Iterator[Frequent]:
    """The most frequent goods: in German nouns and what compounds end in, elsewhere what the taxonomy knows."""
    lines: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, tuple[str, str]] = {}
    for line in reading.content("heading", "item", "row", "paragraph", "price", "structured", "title"):
        for noun in _goods_of(line.text, speaker) if line.page_type != "blog" else ():
            lines[noun].add(line.text)
            first.setdefault(noun, (line.url, line.text[:300]))
    if speaker.words.compounds:
        _joined(lines)
    scores = {noun: len(said) * _special(noun, speaker.words.language) for noun, said in lines.items()}
    best = sorted(scores, key=lambda noun: (-scores[noun], noun))[:_MOST]
    for noun in best:
        phrase = phrase_at(noun, speaker.words, speaker.drop)
        if phrase and len(lines[noun]) >= _LEAST_LINES and is_goods(phrase, speaker):
            weight = _WEIGHT * _special(noun, speaker.words.language) * len(lines[noun]) / len(lines[best[0]])
            yield Frequent(" ".join(phrase.core), phrase, min(_WEIGHT, weight), *first[noun])


def is_goods(phrase: Phrase, speaker: Speaker) -> bool:
    """Whether a phrase may name goods: nobody's name, no supplier, no label of a menu."""
    words, text = speaker.words, " ".join(phrase.core).lower()
    if phrase.listed or phrase.proper or any(text in words.lists[name] for name in _NOT_GOODS):
        return False
    if phrase.head in words.lists["not_looked_for"] | words.lists["goods_not"] or re.search(r"\d", text):
        return False
    return letters(text) not in {letters(name) for name in speaker.names}


def _joined(lines: defaultdict[str, set[str]]) -> None:
    """Lines of a compound count for what it ends in; where both its parts are said alone, theirs count for it."""
    known = sorted(lines, key=lambda noun: (-len(lines[noun]), noun))[:_MOST_COMPARED]
    for noun in known:
        for longer in known:
            if longer == noun:
                continue
            if len(noun) > _SHORTEST and longer.lower().endswith(noun.lower()):
                lines[noun] |= lines[longer]
            elif longer.startswith(noun) and longer[len(noun) :].capitalize() in lines:
                lines[longer] |= lines[noun]


def _special(noun: str, language: str) -> float:
    """How little a noun is everybody's: 0 for the commonest words of the language, 1 for those that no list has."""
    ranks = [rank for word in noun.lower().split() if (rank := rank_of(word, language)) is not None]
    if len(ranks) < len(noun.split()):
        return 1.0
    return min(1.0, max(0.0, (log10(1 + max(ranks)) - _COMMON) / (_RARE - _COMMON)))


def _goods_of(text: str, speaker: Speaker) -> list[str]:
    if not speaker.words.compounds:
        return goods_named(text, speaker.words.language)
    found = _NOUN.findall(text)
    return [noun for noun in found if noun.lower() not in speaker.small and not speaker.words.has("navigation", noun)]
