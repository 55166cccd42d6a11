"""Words of other languages that tell a name from a common noun.

Texts are folded: without accents. Names have a capital in all of them; a word without one that stands behind an article
is the noun ("le boulanger", "cada dia", "ao vivo").
"""

import re
from functools import lru_cache
from typing import Literal

from analyzer.extraction.lexicon.english import is_generic, is_in_dictionary
from analyzer.extraction.lexicon.lists.everyday import LANGUAGES, is_compound, plain_ranks, ranks, stems
from analyzer.extraction.lexicon.words import words

Rarity = Literal["plain", "rare", "unknown"]
"""How often a text holds a word as a word: an everyday one, one of the dictionary, or one that no dictionary has."""

ARTICLES = {
    "fr": words("le la les l un une du des au aux ce cette ces mon ma mes son sa ses votre chaque quel quelle d en"),
    "es": words("el la los las un una unos unas del al este esta cada todo toda mi su tu en otro otra"),
    "pt": words("o a os as um uma do da dos das ao aos no na nos nas este esta cada todo toda meu minha seu sua"),
}
CAPITAL_MEANS_NAME = frozenset(
    ["bg", "cs", "el", "et", "fi", "hr", "hu", "is", "lt", "lv", "pl", "ro", "ru", "sk", "tr", "uk"]
)
"""Languages with endings for names that give a capital to names alone: what stands small in a sentence is a word."""
OTHER_ALPHABETS = frozenset({"bg", "el", "ru", "uk"})
"""Those of them that a Latin word is foreign to, with a capital or without."""
ENGLISH_IS_FOREIGN = frozenset({"fr", "es", "pt", "it", "nl", "sv", "no", "da", "id", "vi"}) | CAPITAL_MEANS_NAME
"""Where an English word with a capital is a name. German gives every noun a capital."""
_PLAIN_ENGLISH = 10_000
_PLAIN = 25_000
_SMALL = 1_500
"""Ranks below which a word is an everyday one; below the last, one that every text holds ("über", "avis")."""
_SHORTEST_STEM = 3
_WORD_BEFORE = re.compile(r"([a-z]+)['\s]\s?$", re.IGNORECASE)


@lru_cache(maxsize=32768)
def rarity(word: str, language: str) -> Rarity:
    """How rare a folded lower-case word is in a text of ``language``; English words are words everywhere."""
    english = ranks("en").get(word)
    if is_generic(word) or (english is not None and english < _PLAIN_ENGLISH):
        return "plain"
    if language in LANGUAGES and language != "en":
        own = plain_ranks(language)
        known = [own[each] for each in (word, *stems(word, language)) if len(each) >= _SHORTEST_STEM and each in own]
        if (known and min(known) < _PLAIN) or (language == "de" and is_compound(word, own)):
            return "plain"
        if known:
            return "rare"
    return "rare" if english is not None or is_in_dictionary(word) else "unknown"


def is_small_word(word: str, language: str) -> bool:
    """Whether a folded lower-case word is one of those that every text of a language other than English holds."""
    return language != "en" and plain_ranks(language).get(word, _SMALL) < _SMALL


def is_common(language: str, text: str, start: int, end: int) -> bool:
    """Whether a word without a capital stands behind an article: the noun, and not the brand of that name."""
    articles = ARTICLES.get(language)
    if articles is None or not text[start:end].islower():
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 12), start)
    return before is not None and before[1].lower() in articles
