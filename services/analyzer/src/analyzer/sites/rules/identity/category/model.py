"""What the reading of a category hands on."""

from dataclasses import dataclass

from analyzer.sites.rules.identity.category.phrases import Phrase
from analyzer.sites.rules.identity.words import Words


@dataclass(frozen=True, slots=True)
class Statement:
    """A phrase that a place gives for what the business is, how much it counts alone, and where it stands."""

    phrase: Phrase
    source: str
    weight: float
    url: str
    text: str
    family: str = ""
    """What it has in common with other phrases for the same: a row of the taxonomy, or goods."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words are read: the language's, the site's names, and what is cut out of phrases (names and places)."""

    words: Words
    names: tuple[str, ...]
    drop: frozenset[str]
    small: frozenset[str] = frozenset()
