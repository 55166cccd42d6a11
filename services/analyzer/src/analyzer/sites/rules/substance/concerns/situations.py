"""What customers say of their own trouble, known by where it stands: questions, quotations, tables of symptoms."""

import re
from collections.abc import Iterator

from analyzer.sites.rules.reading.prose import sentences_of
from analyzer.sites.rules.substance.phrases import as_offer
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.topics import Topics
from analyzer.sites.rules.substance.vocabulary import Vocabulary
from common.contracts.vocabulary import Concern

Found = tuple[float, Concern]
_SHORTEST = 3
_QUOTED = re.compile(r"^[“”„«»\"'‘’\s]+|[“”„«»\"'’\s]+$")
_BOTH = 2


def situations_of(spot: Spot, words: Vocabulary) -> Iterator[Found]:
    """What a question of a FAQ tells of who asks: "I live under street lights. Is there any point?"; "What if ...?"."""
    if spot.line.place != "question":
        return
    feared = words.pattern("problem.feared")
    for sentence in sentences_of(_QUOTED.sub("", spot.line.text)):
        if not sentence.endswith(("?", ":")) and len(sentence.split()) >= _SHORTEST:
            yield 1.5, as_it_stands(sentence, spot.line.url)
        elif found := feared.match(sentence):
            rest = sentence[found.end() :]
            yield 1.0, as_it_stands(rest, spot.line.url, sentence)


def symptoms_of(spot: Spot, topics: Topics, words: Vocabulary) -> Iterator[Found]:
    """The first cell of a row of two without figures, where it says something: "The key sticks | damp"."""
    cells = [cell.strip() for cell in spot.line.text.split("|")]
    if len(cells) != _BOTH or any(map(str.isdigit, spot.line.text)) or len(cells[0].split()) < _SHORTEST:
        return
    small = [word for word in cells[0].split() if len(word) > _SHORTEST and word.islower()]
    if as_offer(cells[0], words, frozenset()) is not None or words.pattern("offer.not").search(cells[0].split()[0]):
        return
    if small and topics.of(spot.line.text):
        yield 0.8, as_it_stands(cells[0], spot.line.url)


def as_it_stands(sentence: str, url: str, evidence: str | None = None) -> Concern:
    """A clause of its own: no end mark, no quotation marks, nothing cut."""
    clean = sentence.strip(' .!?…。！？“”„«»"').strip()
    return Concern(text=clean, url=url, evidence=evidence or sentence, quote=sentence.strip(" .!"))
