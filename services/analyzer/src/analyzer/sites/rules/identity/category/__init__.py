"""The category: the words with which customers look for such a supplier, in the site's language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analyzer.sites.rules.identity.category.catalogue import entry, named, several
from analyzer.sites.rules.identity.category.doings import find_doings
from analyzer.sites.rules.identity.category.forms import alike, many
from analyzer.sites.rules.identity.category.goods import find_goods, of_topic, suppliers
from analyzer.sites.rules.identity.category.model import Speaker, Statement
from analyzer.sites.rules.identity.category.phrases import Phrase
from analyzer.sites.rules.identity.category.rows import find_rows, spoken_rows
from analyzer.sites.rules.identity.category.statements import find_statements
from analyzer.sites.rules.identity.support import supported
from analyzer.sites.rules.reading import Reading, Weighed, Witness
from analyzer.sites.rules.reading.ordinary import is_ordinary
from common.contracts.vocabulary import BusinessKind, CategoryProposal

__all__ = [
    "Categories",
    "Speaker",
    "Statement",
    "find_categories",
    "find_doings",
    "find_goods",
    "find_rows",
    "find_statements",
    "of_topic",
    "spoken_rows",
    "suppliers",
]

MOST_PROPOSALS = 5
_OTHER_KIND = 0.4
"""What is left of a phrase that names another kind of business than the site is."""
_FIELD = 0.6
"""What is left on a maker's site of its field, which its name may say: "Rührtechnik"."""
_FREE = 0.6
"""What is left of a phrase whose noun is on no list of suppliers."""
_FAMILY = 0.85
"""How far phrases for one row of the taxonomy, or for one sort of goods, agree."""
_READINGS, _SAME_READING = 3, 0.8
"""So many readings come first that differ; phrases that agree as much are one reading."""
_MOST_TERMS = 8
_COMPLETED = 0.8
_LEAST, _LEAST_FREE = 0.1, 0.25
"""Strength below which a phrase is not worth a person's reading; more is asked of one that names no known supplier."""


@dataclass(frozen=True, slots=True)
class Categories:
    """The phrases that may be the category, the best first, and each of them as a proposal, in the same order."""

    found: tuple[Weighed, ...] = ()
    proposals: tuple[CategoryProposal, ...] = ()


def find_categories(
    reading: Reading,
    speaker: Speaker,
    statements: Sequence[Statement],
    kind: BusinessKind | None,
    goods: Iterable[Statement],
) -> Categories:
    """Weigh all that says what the business is; ``kind`` is what it most likely is."""
    phrases: dict[str, Phrase] = {}
    families: dict[str, str] = {}
    witnesses = []
    for each in (*statements, *_completed(statements, speaker), *goods):
        phrase = each.phrase
        if _says_nothing(phrase, speaker):
            continue
        key = phrase.text.casefold()
        phrases.setdefault(key, phrase)
        families[key] = families.get(key) or each.family or _family(phrase, speaker)
        fit = _fit(phrase, kind, speaker)
        witnesses.append(Witness(phrase.text, each.source, each.weight * fit, each.url, each.text))

    def agreement(one: str, other: str) -> float:
        first, second = one.casefold(), other.casefold()
        same = _FAMILY if families[first] and families[first] == families[second] else 0.0
        return max(same, alike(phrases[first], phrases[second]))

    found = supported(witnesses, agreement, key=str.casefold, prefer=lambda text: _preferred(phrases[text.casefold()]))
    return _proposed(found, phrases, families, speaker, reading)


def _fit(phrase: Phrase, kind: BusinessKind | None, speaker: Speaker) -> float:
    """What is left of a phrase's weight on a site of this kind; makers and shops are looked for by their goods."""
    if not phrase.listed:
        return _FREE
    other = _OTHER_KIND if kind and phrase.kind not in (kind, None) else 1.0
    return other * (_FIELD if kind in ("maker", "shop") and phrase.head in speaker.words.services else 1.0)


def _completed(statements: Iterable[Statement], speaker: Speaker) -> Iterator[Statement]:
    """Where a sentence says "a charity", and the name what for ("... Food Rescue"), both together."""
    if speaker.words.language != "en":
        return
    for name in speaker.names:
        said = _tail(name)
        for each in statements:
            phrase = each.phrase
            if said and each.source == "statement" and _says_nothing(phrase, speaker):
                core = (*(word for word in said if word != phrase.head), *phrase.core)
                yield replace(each, phrase=replace(phrase, core=core), weight=_COMPLETED * each.weight)


def _tail(name: str) -> list[str]:
    """Two or more ordinary words in which a name of its own ends: "food rescue" of "Spareloaf Food Rescue"."""
    first, *rest = name.split()
    plain = all(word.isalpha() and is_ordinary(word, "en") for word in rest)
    return [word.lower() for word in rest] if plain and len(rest) > 1 and not is_ordinary(first, "en") else []


def _family(phrase: Phrase, speaker: Speaker) -> str:
    """The row that the phrase names, or its last words do (in French the first): "bakery" of "sourdough bakery"."""
    core = phrase.core
    cuts = [core[: len(core) - cut] if speaker.words.head_first else core[cut:] for cut in range(min(4, len(core)))]
    for cut in cuts:
        text = " ".join(cut)
        if text.lower() not in speaker.words.lists["generic"] and (told := named(text, speaker.words.language)):
            return told.row
    return ""


def _says_nothing(phrase: Phrase, speaker: Speaker) -> bool:
    """A shop, a firm, a software: of what, it does not say. A town council has no other word for what it is."""
    if speaker.words.compounds and phrase.head in speaker.words.services:
        return phrase.core[-1].lower() == phrase.head and not phrase.after  # an adjective says how, not what
    return phrase.kind != "public_body" and phrase.head in speaker.words.lists["generic"] and not phrase.modifiers


def _preferred(phrase: Phrase) -> float:
    """Two or three words say most: of one it is often not clear which, of five it is a slogan."""
    return {1: 0.95, 2: 1.05, 3: 1.05, 4: 0.9}.get(len(phrase.core), 0.7)


def _proposed(
    found: tuple[Weighed, ...], phrases: dict[str, Phrase], families: dict[str, str], speaker: Speaker, reading: Reading
) -> Categories:
    """The first few as proposals, different readings before other words for the same one."""
    language = speaker.words.language or reading.language
    made: dict[str, tuple[Weighed, CategoryProposal]] = {}
    kept = [
        each for each in found if each.strength >= (_LEAST if phrases[each.value.casefold()].listed else _LEAST_FREE)
    ]
    for each in _different_first(kept, phrases, families):
        if all(
            alike(phrases[each.value.casefold()], phrases[other.value.casefold()]) < 1.0 for other, _ in made.values()
        ):
            proposal = _proposal(each, phrases, families, speaker, language)
            made.setdefault(proposal.text.casefold(), (each, proposal))
        if len(made) == MOST_PROPOSALS:
            break
    return Categories(tuple(each for each, _ in made.values()), tuple(proposal for _, proposal in made.values()))


def _different_first(
    found: Sequence[Weighed], phrases: dict[str, Phrase], families: dict[str, str]
) -> Iterator[Weighed]:
    """The best of each reading, then what says the same in other words."""
    first: list[Weighed] = []
    for each in found:
        key = each.value.casefold()
        if not any(_one_reading(key, other.value.casefold(), phrases, families) for other in first):
            first.append(each)
    yield from first[:_READINGS]
    yield from (each for each in found if each not in first[:_READINGS])


def _one_reading(one: str, other: str, phrases: dict[str, Phrase], families: dict[str, str]) -> bool:
    same = bool(families[one]) and families[one] == families[other]
    return same or alike(phrases[one], phrases[other]) >= _SAME_READING


def _proposal(
    each: Weighed, phrases: dict[str, Phrase], families: dict[str, str], speaker: Speaker, language: str
) -> CategoryProposal:
    """In the plural, of one, with the taxonomy's words where it has the phrase."""
    key = each.value.casefold()
    told = named(each.value, language)
    row = told or (entry(families[key], language) if _is_row(families[key]) else None)
    first = each.witnesses[0]
    plural = told.many if told and told.one.casefold() == key else many(phrases[key], speaker.words)
    if told and plural == each.value:
        plural = several(each.value, language) or plural
    terms = tuple(term for term in (row.one, *row.terms) if term.casefold() != key)[:_MOST_TERMS] if row else ()
    return CategoryProposal(
        text=plural, singular=each.value, url=first.url, evidence=first.text, terms=terms,
        row=row.row if row else None, score=round(min(1.0, each.confidence), 3),
    )  # fmt: skip


def _is_row(family: str) -> bool:
    return bool(family) and not family.startswith("goods=")
