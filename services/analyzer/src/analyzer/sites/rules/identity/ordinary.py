"""What is no name of a business: words of navigation, terms that the site itself writes small, brands it sells."""

import re
from collections import Counter
from dataclasses import dataclass

from analyzer.sites.rules.identity.hosts import spellings, without_legal_form
from analyzer.sites.rules.identity.words import LANGUAGES, Words, words_in
from analyzer.sites.rules.reading import Reading
from analyzer.sites.rules.reading.prose import letters

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*[@/]\S*|\b\w+(?:\.\w+)+")
_LONGEST, _MOST_WORDS = 60, 6
_JOINS = frozenset(["&", "and", "und", "et", "of", "de", "la", "le", "du", "der", "die", "das", "the", "des", "y"])


@dataclass(frozen=True, slots=True)
class Ordinary:
    """``small`` are the words that running text writes in small letters more often than not."""

    words: Words
    small: frozenset[str]
    sold: frozenset[str]
    labels: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, words: Words) -> "Ordinary":
        """What is ordinary on this site."""
        small: Counter[str] = Counter()
        large: Counter[str] = Counter()
        for line in reading.content("paragraph", "item", "answer", "description", "quote"):
            for word in _WORD.findall(_ADDRESS.sub(" ", line.text))[1:]:
                (large if word[0].isupper() else small)[word.lower()] += 1
        return cls(
            words,
            frozenset(word for word, count in small.items() if count >= large[word]),
            brands_sold(reading),
            frozenset(letters(label) for page in reading.site.pages for label in page.structure.navigation),
        )

    def may_be_name(self, name: str, label: str) -> bool:
        """Whether ``name`` can be a business's own; the domain's ``label`` makes one of any words."""
        parts = name.split()
        if not _is_written_as_name(name) or letters(name) in self.sold:
            return False
        if any(name.lower() in words_in(code).lists["navigation"] for code in LANGUAGES):
            return False
        if letters(label) and letters(label) in spellings(name):
            return True
        if any(part in self.words.lists["places_after"] or part in self.words.copula for part in parts):
            return False
        plain = [part.lower().strip(".,'’") for part in parts]
        if letters(name) in self.labels and all(part in self.small or self._common(part) for part in plain):
            return False
        return not all(part in _JOINS or self._common(part) or part in self.small for part in plain)

    def _common(self, word: str) -> bool:
        listed = any(word in self.words.lists[name] for name in ("navigation", "stops", "praise", "not_looked_for"))
        return listed or word in self.words.heads or word.rstrip("s") in self.words.heads


def _is_written_as_name(name: str) -> bool:
    short = 1 < len(letters(name)) <= _LONGEST and len(name.split()) <= _MOST_WORDS
    return short and bool(re.search(r"[^\W\d_]", name)) and not re.search(r"[?!…]$|://|@|^\W", name)


def brands_sold(reading: Reading) -> frozenset[str]:
    """Brands of the products that structured data names, where there are several; letters only."""
    brands = Counter(letters(without_legal_form(item.brand)) for _, item in reading.items() if item.brand)
    return frozenset(brands) if len(brands) > 1 else frozenset()
