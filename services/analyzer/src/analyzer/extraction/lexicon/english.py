"""Questions about single words: is it ordinary English, is it a generic term that no customer takes for a brand."""

from functools import lru_cache
from importlib.resources import files

from analyzer.extraction.lexicon.vocabulary import (
    ADJECTIVES,
    ADVERBS,
    CONCEPT_ACRONYMS,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    NOUNS_AND_VERBS,
    TIME_AND_PLACE,
)
from analyzer.extraction.lexicon.words import words

_OPEN_CLASS = NOUNS_AND_VERBS | ADJECTIVES
_ALL = _OPEN_CLASS | ADVERBS | FUNCTION_WORDS | TIME_AND_PLACE
_DERIVED = tuple(
    words(
        """
        tion tions sion sions ment ments ness ility ilities ization isation ance ence ship ology ography ically
        iveness fulness ability ational
        """
    )
)
_ABSTRACT = tuple(words("ity ety ment tion sion ness ance ence ism ship hood acy very ology graphy"))
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ly")
_FREQUENT = 100_000  # of 10^12 words: rarer ones are more often somebody's name than a word of an answer


@lru_cache(maxsize=16384)
def is_ordinary(word: str) -> bool:
    """Whether a lower-case word is ordinary English, inflected or not."""
    return word in _ALL or any(stem in _OPEN_CLASS for stem in _stems(word))


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    """Words of a spelling dictionary (SymSpell's, MIT: SCOWL's words with the counts of Google's n-grams)."""
    listed = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    rows = (line.split() for line in listed.splitlines())
    return frozenset(row[0] for row in rows if len(row) == 2 and int(row[1]) >= _FREQUENT)


@lru_cache(maxsize=16384)
def is_inflected(word: str) -> bool:
    """Whether a dictionary has a lower-case word with an inflection of it: the names that it has, too, have none."""
    listed = _dictionary()
    plural = word[:-1] + "ies" if word.endswith("y") else word + "s"
    return word in listed and (plural in listed or any(word + ending in listed for ending in _ENDINGS))


@lru_cache(maxsize=16384)
def is_abstract(word: str) -> bool:
    """Whether a lower-case word of the dictionary is built as a noun of quality or action ("fidelity", "discovery")."""
    return len(word) > 6 and word.endswith(_ABSTRACT) and word in _dictionary()


def is_function_word(word: str) -> bool:
    """Articles, pronouns, prepositions, conjunctions, auxiliaries and sentence adverbs."""
    return word in FUNCTION_WORDS


def is_place_or_time(word: str) -> bool:
    """Weekdays, months, countries, nationalities and large cities."""
    return word in TIME_AND_PLACE


def is_given_name(word: str) -> bool:
    """Frequent English given names."""
    return word in GIVEN_NAMES


def is_only_given_name(word: str) -> bool:
    """Given names that are no English words: ``will`` and ``mark`` are."""
    return word in GIVEN_NAMES and not is_ordinary(word)


def is_in_dictionary(word: str) -> bool:
    """Whether a spelling dictionary has a lower-case word; it has well-known names, too."""
    return word in _dictionary() or is_ordinary(word)


def is_concept(word: str) -> bool:
    """Acronyms of concepts, formats, units and authorities (``crm``, ``seo``, ``api``)."""
    return word in CONCEPT_ACRONYMS


@lru_cache(maxsize=16384)
def is_generic(word: str) -> bool:
    """Whether a lower-case word alone is no brand that nobody listed: ordinary, a concept, a number or abstract."""
    if is_ordinary(word) or word in CONCEPT_ACRONYMS or word.isdigit():
        return True
    return len(word) > 7 and word.endswith(_DERIVED)


def _stems(word: str) -> list[str]:
    stems: list[str] = []
    if word.endswith("'s"):
        stems.append(word[:-2])
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        stems += [word[:-1], word[:-2] if word.endswith("es") else "", word[:-3] + "y" if word.endswith("ies") else ""]
    for suffix in ("ed", "er", "ers", "ing", "ings", "est"):
        if len(word) > len(suffix) + 2 and word.endswith(suffix):
            stem = word[: -len(suffix)]
            forms = (
                stem,
                stem + "e",
                stem[:-1] if stem[-1:] == stem[-2:-1] else "",
                stem[:-1] + "y" if stem[-1] == "i" else "",
            )
            # "baker" has a plural; "faster" and "Weber" have none
            agent = suffix != "er" or word + "s" in _dictionary()
            stems += forms if agent else filter(ADJECTIVES.__contains__, forms)
    if word.endswith("ly") and len(word) > 4:
        stems += _adjective(word)
    for prefix in ("un", "re", "non", "pre", "multi", "over", "under", "mis", "dis", "co"):
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            stems.append(word[len(prefix) :])
    return stems


def _adjective(adverb: str) -> list[str]:
    """The adjective behind an adverb; only adjectives, so that names like ``Grammarly`` stay names."""
    candidates = [adverb[:-2], adverb[:-2] + "le", adverb[:-1] + "e", adverb[:-3] + "y", adverb[:-4]]
    return [candidate for candidate in candidates if candidate in ADJECTIVES]
