"""What speaks for the business: what it can do, what it promises, and what it proves with figures and certificates."""

import re
from collections.abc import Iterable, Iterator

from analyzer.sites.rules.reading.prose import letters, sentences_of
from analyzer.sites.rules.substance.offerings.runs import Run
from analyzer.sites.rules.substance.phrases import as_offer, key_of
from analyzer.sites.rules.substance.places import Spot
from analyzer.sites.rules.substance.topics import Topics, varied
from analyzer.sites.rules.substance.vocabulary import Vocabulary
from common.contracts.vocabulary import SourcedText

MOST, MOST_PROMISES = 14, 6
SHORTEST, LONGEST = 3, 22
_FRONT = {"homepage": 1.0, "product": 1.0, "service": 1.0, "about": 0.2, "blog": -1.0, "contact": -1.0}
_LEGAL = re.compile(
    r"©|\b(?:VAT|GDPR fine|cookies?|privacy|terms|Ltd|rights reserved|MwSt|AGB|TVA|RCS|Datenschutz)\b|@"
)
_CALL = re.compile(
    r"\b(?:see how|learn more|read more|start free|sign up|book a|get started|call us|mehr erfahren|jetzt"
    r"|en savoir plus|bitte\b|please\b|merci de|s'il vous plaît|lire la suite|mehr \.\.\.)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"\d{4,5}[ /-]?\d{2,}|\b(?:tel(?:ephone)?|telefon|téléphone|fax|siret|iban)\b"
    r"|\b\d{1,2}[.:h]? ?(?:\d\d )?(?:uhr|am|pm)\b|\b\d{1,2}(?:st|nd|rd|th|er|\.)? "
    r"(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre"
    r"|novembre|décembre)\b",
    re.IGNORECASE,
)
"""Telephone numbers, hours and days are no statement of what is offered."""
_POINTING = re.compile(
    r"^(?:it|it's|that|that's|this|then|das|es|dies\w*|dann|dazu|dabei|dafür|davon|ça|c'est|c’est|cela|ce|alors|puis)\b",
    re.IGNORECASE,
)
"""What begins so speaks of something said before, and says nothing by itself."""
_NO_STATEMENT = (_LEGAL, _CALL, _NUMBERS, _POINTING)
_ABOUT = 2
"""So many topics has a statement that nothing but its place speaks for."""
_OFF_TOPIC = -0.8
"""What a statement weighs less that speaks of nothing the site comes back to."""
_LABEL, _FIRST = 5, 3
"""So long is a heading that is a label, and so many sentences below an offer's heading are likely to tell of it."""
Found = tuple[float, SourcedText]


def find_features(
    spots: list[Spot], runs: list[Run], offers: frozenset[str], topics: Topics, words: Vocabulary
) -> tuple[SourcedText, ...]:
    """What the offer can do or stands out by: what stands where such things stand, and is of what the site is about.

    ``offers``: the keys of what is offered.
    """
    return _best(_features(spots, runs, offers, topics, words), MOST, topics)


def find_value_propositions(
    spots: list[Spot], topics: Topics, words: Vocabulary, features: tuple[SourcedText, ...]
) -> tuple[SourcedText, ...]:
    """Short headings and sentences of the front pages that promise a benefit, and are none of the ``features``."""
    said = {letters(each.evidence or each.text) for each in features[len(features) // 2 :]}
    promises = (each for each in _promises(spots, topics, words) if letters(each[1].evidence or "") not in said)
    return _best(promises, MOST_PROMISES, topics)


def reasons_of(runs: list[Run], words: Vocabulary) -> frozenset[str]:
    """The headings and items of lists that are none of things: reasons, promises, and how it goes."""
    reasons = set()
    for run in runs:
        if run.shape not in ("heading", "item", "lead") or run.first.compared:
            continue
        names = [as_offer(each.name, words, frozenset()) for each in run.members]
        if sum(each is not None for each in names) * 2 <= len(names):
            reasons |= {each.spot.line.text for each in run.members}
    return frozenset(reasons)


def find_proof(spots: list[Spot], words: Vocabulary) -> tuple[SourcedText, ...]:
    """Sentences with figures, years, certificates, awards and ratings."""
    cues = words.pattern("proof.cues")
    return _best(
        (
            (
                _FRONT.get(spot.line.page_type, 0.0)
                + len(cues.findall(sentence))
                + 0.5 * (spot.line.page_type == "about"),
                _sourced(sentence, spot),
            )
            for spot in spots
            if spot.line.place in ("paragraph", "item", "description", "answer", "heading")
            for sentence in sentences_of(spot.line.text)
            if cues.search(sentence) and not _LEGAL.search(sentence)
        ),
        MOST,
    )


def _features(
    spots: list[Spot], runs: list[Run], offers: frozenset[str], topics: Topics, words: Vocabulary
) -> Iterator[Found]:
    cues, headings, pains = (words.pattern(f"{each}") for each in ("feature.cues", "feature.headings", "problem.cues"))
    reasons = reasons_of(runs, words)
    stalls = {(run.first.line.url, run.first.trail) for run in runs if run.shape == "card"}
    for spot in spots:
        place = spot.line.place
        if spot.compared or place not in ("heading", "item", "paragraph", "answer", "term", "description"):
            continue
        if place == "item" and (spot.line.url, spot.trail) in stalls:
            continue
        if place == "paragraph" and (labelled := _labelled(spot, topics, words)):
            yield labelled
        announced = any(headings.search(each) for each in spot.trail[-2:] if len(each.split()) < 8)
        announced = announced and place in ("item", "heading", "term")
        below = any(f" {key} " in f" {key_of(each)} " for each in (*spot.trail[-1:], spot.title) for key in offers)
        reason = spot.line.text in reasons
        position = 0.8 * announced + 0.6 * below + 0.6 * reason + 0.3 * (place == "answer")
        for nth, sentence in enumerate(sentences_of(spot.line.text)):
            count, about = len(cues.findall(sentence)), len(topics.of(sentence))
            if sentence.endswith("?") or not (count or announced or reason or (below and nth < _FIRST)):
                continue
            if not count and (about < _ABOUT or place == "heading" or as_offer(sentence, words, frozenset())):
                continue
            short = 0.4 if len(sentence.split()) < 14 else 0.0
            listed = 0.5 if place in ("item", "term") else 0.0
            trouble = 0.5 if pains.search(sentence) else 0.0
            weight = (
                _FRONT.get(spot.line.page_type, 0.0) / 2 + min(count, 3) * 0.5 + position + short + listed + trouble
            )
            yield weight + (0.3 * min(about, 3) if about else _OFF_TOPIC), _sourced(sentence, spot)


def _labelled(spot: Spot, topics: Topics, words: Vocabulary) -> Found | None:
    """A short heading with the sentence right below it, which says what it means: "Price match: we match any ..."."""
    head, first = spot.under, next(sentences_of(spot.line.text), "")
    if (
        not spot.opens
        or not 0 < len(head.split()) <= _LABEL
        or head.endswith(("?", "!", ".", ":"))
        or first.endswith("?")
    ):
        return None
    aside = words.pattern("offer.aside")
    if any(aside.search(each) for each in (*spot.trail, spot.title) if len(each.split()) < 8):
        return None
    about = len(topics.of(first))
    if not about or spot.line.page_type in ("blog", "contact") or len(spot.trail) < 2:
        return None
    cues = len(words.pattern("feature.cues").findall(first)) + len(words.pattern("problem.cues").findall(first))
    text = SourcedText(text=f"{head}: {first.strip(' .!。')}", url=spot.line.url, evidence=first)
    return _FRONT.get(spot.line.page_type, 0.0) / 2 + 0.8 + 0.3 * min(about, 3) + 0.4 * min(cues, 2), text


def _promises(spots: list[Spot], topics: Topics, words: Vocabulary) -> Iterator[Found]:
    cues, pains = words.pattern("feature.cues"), words.pattern("problem.cues")
    for spot in spots:
        if spot.compared or spot.line.place not in ("heading", "item", "paragraph", "description"):
            continue
        for sentence in sentences_of(spot.line.text):
            about = len(topics.of(sentence))
            if cues.search(sentence) and not pains.search(sentence) and not sentence.endswith("?"):
                head = 1.0 if spot.line.place == "heading" else 0.0
                short = 0.5 if len(sentence.split()) <= 8 else 0.0
                yield (
                    _FRONT.get(spot.line.page_type, 0.0) * 2
                    + len(cues.findall(sentence))
                    + head
                    + short
                    + (0.3 * min(about, 3) if about else _OFF_TOPIC),
                    _sourced(sentence, spot),
                )


def _sourced(sentence: str, spot: Spot) -> SourcedText:
    return SourcedText(text=sentence.strip(" .!。"), url=spot.line.url, evidence=sentence)


def _best(found: Iterable[Found], most: int, topics: Topics | None = None) -> tuple[SourcedText, ...]:
    """The weightiest, each once, of the length of a statement; what says something new before what says it again."""
    kept: dict[str, Found] = {}
    for weight, each in found:
        spaced = len(each.text.split())
        length = spaced if spaced > 2 else len(each.text) // 5
        key = letters(each.evidence or each.text)
        better = key not in kept or kept[key][0] < weight
        if SHORTEST <= length <= LONGEST and better and not any(no.search(each.text) for no in _NO_STATEMENT):
            kept[key] = (weight, each)
    if topics is None:
        ranked = sorted(kept.values(), key=lambda each: -each[0])
        return tuple(text for _, text in ranked[:most])
    return tuple(text for _, text in varied([(*each, topics.of(each[1].text)) for each in kept.values()], most))
