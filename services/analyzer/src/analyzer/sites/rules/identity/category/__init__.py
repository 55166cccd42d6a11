"""The category: the words with which customers look for such a supplier, in the site's language."""

from collections.abc import Iterable
from dataclasses import replace

from analyzer.sites.rules.identity.category.catalogue import CATALOGUE, Catalogue, Entry
from analyzer.sites.rules.identity.category.goods import filled, find_goods, suppliers
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.phrases import Phrase, alike, many
from analyzer.sites.rules.identity.category.statements import find_statements
from analyzer.sites.rules.identity.support import supported
from analyzer.sites.rules.reading import Reading, Weighed, Witness
from common.contracts.vocabulary import BusinessKind, CategoryProposal

__all__ = ["Speaker", "Statement", "find_categories", "find_statements", "proposed"]

MOST_PROPOSALS = 5
_OTHER_KIND = 0.5
"""What is left of a phrase that names another kind of business than the site is."""
_FREE = 0.6
"""What is left of a phrase whose noun is on no list of suppliers."""


def find_categories(
    reading: Reading,
    speaker: Speaker,
    statements: Iterable[Statement],
    kind: BusinessKind | None,
    catalogue: Catalogue = CATALOGUE,
) -> tuple[tuple[Weighed, ...], dict[str, Phrase]]:
    """The phrases that may be the category, the best first, and each as it was cut, by its text in small letters."""
    told = list(statements)
    if kind in ("shop", "maker") and speaker.words.language:
        told += suppliers(find_goods(reading, speaker), kind, speaker)
    phrases: dict[str, Phrase] = {}
    witnesses = []
    for each in told:
        phrase = _sharpened(each.phrase)
        if _says_nothing(phrase, speaker):
            continue
        phrases.setdefault(phrase.text.casefold(), phrase)
        fit = (1.0 if phrase.listed else _FREE) * (_OTHER_KIND if kind and phrase.kind not in (kind, None) else 1.0)
        witnesses.append(Witness(phrase.text, each.source, each.weight * fit, each.url, each.text))
    for url, item in reading.items():
        if entry := catalogue.of_type(item.type, reading.language):
            phrases.setdefault(
                entry.one.casefold(),
                Phrase(tuple(entry.one.split()), entry.one.split()[-1].lower(), "", True, entry.kind),
            )
            witnesses.append(Witness(entry.one, "structured", 0.6, url, f"{item.type}: {item.name or ''}"))
    found = supported(
        witnesses,
        lambda one, other: alike(phrases[one.casefold()], phrases[other.casefold()]),
        key=str.casefold,
        prefer=lambda text: _preferred(phrases[text.casefold()]),
    )
    return found, phrases


def _sharpened(phrase: Phrase) -> Phrase:
    return phrase


def _says_nothing(phrase: Phrase, speaker: Speaker) -> bool:
    """A shop, a firm, a software: of what, it does not say."""
    return phrase.head in speaker.words.lists["generic"] and not phrase.modifiers


def _preferred(phrase: Phrase) -> float:
    """Two or three words say most: of one it is often not clear which, of five it is a slogan."""
    return {1: 0.95, 2: 1.05, 3: 1.05, 4: 0.9}.get(len(phrase.core), 0.7)


def proposed(
    found: Iterable[Weighed], phrases: dict[str, Phrase], speaker: Speaker, catalogue: Catalogue = CATALOGUE
) -> tuple[CategoryProposal, ...]:
    """The first few as proposals: in the plural, of one, with the taxonomy's words where it has the phrase."""
    made: dict[str, CategoryProposal] = {}
    for each in found:
        phrase = phrases[each.value.casefold()]
        entry = catalogue.named(phrase.text, speaker.words.language)
        first = each.witnesses[0]
        text = many(phrase, speaker.words)
        made.setdefault(
            text.casefold(),
            CategoryProposal(
                text=text, singular=phrase.text, url=first.url, evidence=first.text, score=round(each.confidence, 3),
                terms=entry.terms if entry else (), row=entry.row if entry else None,
            ),
        )  # fmt: skip
        if len(made) == MOST_PROPOSALS:
            break
    return tuple(made.values())
