"""What speaks for the business: what it can do, what it promises, and what it proves with figures and certificates."""

import re
from collections.abc import Iterator

from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.vocabulary import Vocabulary
from common.contracts.vocabulary import SourcedText

MOST = 14
SHORTEST, LONGEST = 3, 22
_FRONT = {"homepage": 1.0, "product": 1.0, "service": 1.0, "about": 0.2, "blog": -1.0, "contact": -1.0}
_LEGAL = re.compile(
    r"©|\b(?:VAT|GDPR fine|cookies?|privacy|terms|Ltd|rights reserved|MwSt|AGB|TVA|RCS|Datenschutz)\b|@"
)
_CALL = re.compile(
    r"\b(?:see how|learn more|read more|start free|sign up|book a|get started|call us|mehr erfahren|jetzt"
    r"|en savoir plus|lire la suite|mehr \.\.\.)",
    re.IGNORECASE,
)
Found = tuple[float, SourcedText]


def find_features(spots: list[Spot], words: Vocabulary) -> tuple[SourcedText, ...]:
    """What the offer can do or stands out by: items and headings below a heading that says so, and sentences."""
    return _best(_features(spots, words))


def find_value_propositions(spots: list[Spot], words: Vocabulary) -> tuple[SourcedText, ...]:
    """Short headings and sentences of the front pages that promise a benefit."""
    return _best(_promises(spots, words))


def find_proof(spots: list[Spot], words: Vocabulary) -> tuple[SourcedText, ...]:
    """Sentences with figures, years, certificates, awards and ratings."""
    cues = words.pattern("proof.cues")
    return _best(
        (
            _FRONT.get(spot.line.page_type, 0.0) + len(cues.findall(sentence)) + 0.5 * (spot.line.page_type == "about"),
            _sourced(sentence, spot),
        )
        for spot in spots
        if spot.line.place in ("paragraph", "item", "description", "answer", "heading")
        for sentence in sentences_of(spot.line.text)
        if cues.search(sentence) and not _LEGAL.search(sentence)
    )


def _features(spots: list[Spot], words: Vocabulary) -> Iterator[Found]:
    cues, headings = words.pattern("feature.cues"), words.pattern("feature.headings")
    pains = words.pattern("problem.cues")
    for spot in spots:
        place = spot.line.place
        announced = any(headings.search(each) for each in spot.trail[-2:] if len(each.split()) < 8)
        if spot.compared or place not in ("heading", "item", "paragraph", "answer", "term", "description"):
            continue
        for sentence in sentences_of(spot.line.text):
            count = len(cues.findall(sentence))
            if not count and not (announced and place in ("item", "heading", "term")):
                continue
            if sentence.endswith("?"):
                continue
            short = 0.4 if len(sentence.split()) < 14 else 0.0
            listed = 0.5 if place in ("item", "term") else 0.0
            trouble = 0.5 if pains.search(sentence) else 0.0
            weight = (
                _FRONT.get(spot.line.page_type, 0.0) + min(count, 3) * 0.6 + 0.8 * announced + short + listed + trouble
            )
            yield weight, _sourced(sentence, spot)


def _promises(spots: list[Spot], words: Vocabulary) -> Iterator[Found]:
    cues, pains = words.pattern("feature.cues"), words.pattern("problem.cues")
    for spot in spots:
        if spot.compared or spot.line.place not in ("heading", "item", "paragraph", "description"):
            continue
        for sentence in sentences_of(spot.line.text):
            if cues.search(sentence) and not pains.search(sentence) and not sentence.endswith("?"):
                head = 1.0 if spot.line.place == "heading" else 0.0
                short = 0.5 if len(sentence.split()) <= 8 else 0.0
                yield (
                    _FRONT.get(spot.line.page_type, 0.0) * 2 + len(cues.findall(sentence)) + head + short,
                    _sourced(sentence, spot),
                )


def _sourced(sentence: str, spot: Spot) -> SourcedText:
    return SourcedText(text=sentence.strip(" .!。"), url=spot.line.url, evidence=sentence)


def _best(found: Iterator[Found]) -> tuple[SourcedText, ...]:
    """The weightiest, each once, of the length of a statement."""
    kept: dict[str, Found] = {}
    for weight, each in found:
        spaced = len(each.text.split())
        length = spaced if spaced > 2 else len(each.text) // 5
        key = letters(each.text)
        if (
            SHORTEST <= length <= LONGEST
            and key not in kept
            and not _LEGAL.search(each.text)
            and not _CALL.search(each.text)
        ):
            kept[key] = (weight, each)
    ranked = sorted(enumerate(kept.values()), key=lambda each: (-each[1][0], each[0]))
    return tuple(text for _, (_, text) in ranked[:MOST])
