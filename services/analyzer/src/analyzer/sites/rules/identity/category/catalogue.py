"""The packaged taxonomy as the category asks it: which kinds of business words name, and what those are called."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analyzer.sites.rules.taxonomy import Taxonomy
from analyzer.sites.rules.taxonomy.plurals import plural_of
from common.contracts.vocabulary import BusinessKind

NAMED = 0.7
"""Strength from which on a match is a name of its row or a phrase of it, not a word that many businesses use."""
_GOODS = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of business in one language: what one and several are called, and other words for them."""

    row: str
    kind: BusinessKind | None
    one: str
    many: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """A word of a row in a text: how much it says (0 to 1), and whether it is all of the text."""

    row: str
    term: str
    strength: float
    whole: bool


def heard(text: str, language: str) -> Iterator[Heard]:
    """Every word in ``text`` of a row that is a kind of business."""
    length = len(text.strip())
    for match in Taxonomy.load().match(text.strip(), language):
        if not match.row_id.startswith("goods:"):
            yield Heard(match.row_id, match.term, match.strength, match.start == 0 and match.end == length)


def goods_in(text: str, language: str) -> bool:
    """Whether a text names goods that the taxonomy knows."""
    return any(match.row_id.startswith("goods:") for match in Taxonomy.load().match(text, language))


def goods_named(text: str, language: str) -> list[str]:
    """The goods that a text names by the whole name, as it says them."""
    found = Taxonomy.load().match(text, language)
    return list(
        {
            text[each.start : each.end].lower(): None
            for each in found
            if each.row_id.startswith("goods:") and each.strength >= _GOODS
        }
    )


@lru_cache(maxsize=20_000)
def named(phrase: str, language: str) -> Entry | None:
    """The kind of business that ``phrase`` as a whole names; of several the one that it names best."""
    found = [each for each in heard(phrase, language) if each.whole and each.strength >= NAMED]
    best = max(found, key=lambda each: (each.strength, each.row), default=None)
    return entry(best.row, language) if best else None


@lru_cache(maxsize=5_000)
def entry(row_id: str, language: str) -> Entry | None:
    """What a row is called in a language; None where it has no words in it."""
    taxonomy = Taxonomy.load()
    row = taxonomy.row(row_id)
    one, words = taxonomy.name(row_id, language), row.words(language)
    if one is None or words is None:
        return None
    return Entry(row_id, row.kind, one, taxonomy.plural(row_id, language) or one, (*words.aliases, *words.terms))


def names_of(row_id: str, language: str) -> tuple[str, ...]:
    """All names of a row in a language; empty where it has none."""
    words = Taxonomy.load().row(row_id).words(language)
    return (words.name, *words.aliases) if words else ()


def several(name: str, language: str) -> str | None:
    """A row's name as it is said of several; None where that is not known."""
    return plural_of(name, language)


def of_type(schema_type: str, language: str) -> Entry | None:
    """The kind of business that a schema.org type says; None where it says none in particular."""
    row = Taxonomy.load().from_schema_type(schema_type)
    return entry(row, language) if row else None
