"""Words cut down to what their forms share: number and case, and what else inflects, language by language.

Only so much is cut that one word's forms meet; what other word a stem may be is left to the length that is asked of it.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
_SHORT = 3
"""Letters up to which capitals are kept as they are: "IT" is no "it"."""
_GERMAN_ER = ("räder", "häuser", "bücher", "gläser", "kleider", "bäder", "bilder", "kinder", "bretter", "bänder",
              "fächer", "dächer", "schilder", "hölzer", "blätter", "felder", "güter")  # fmt: skip
_GERMAN = re.compile(r"(?:innen|ern|em|en|es|is|um|e|n|s)$")
_FRENCH = (("euses", "eur"), ("euse", "eur"), ("trices", "teur"), ("trice", "teur"), ("eaux", "eau"), ("aux", "al"),
           ("ières", "ier"), ("ière", "ier"), ("ères", "er"), ("ère", "er"), ("iennes", "ien"), ("ienne", "ien"),
           ("elles", "el"), ("elle", "el"), ("es", ""), ("s", ""), ("x", ""), ("e", ""))  # fmt: skip
_ROMANCE = re.compile(r"(?:es|as|os|[aeiosn])$")
_DUTCH = re.compile(r"(?:en|s)$")


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """The stem of a word of ``WORD``: lower case without accents, but for capitals of up to three letters."""
    if 1 < len(word) <= _SHORT and word.isupper() and word.isascii():
        return word
    low = word.lower()
    cut = _CUTS.get(language, str)
    return plain(cut(low))


def stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of a term's words."""
    return tuple(stem(word, language) for word in WORD.findall(text))


def plain(word: str) -> str:
    """Lower-case letters without their accents."""
    if word.isascii():
        return word
    word = word.replace("ß", "ss").replace("œ", "oe").replace("æ", "ae")
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _english(word: str) -> str:
    if len(word) <= _SHORT or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]


def _german(word: str) -> str:
    if word.endswith(_GERMAN_ER):
        return word[:-2]
    if word.endswith("in") and len(word) > 7:
        word = word[:-2]
    cut = _GERMAN.search(word)
    if cut is None or cut.start() < _SHORT:
        return word
    return word[:-1] if cut.group() == "ern" else word[: cut.start()]


def _french(word: str) -> str:
    for ending, instead in _FRENCH:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            return word[: -len(ending)] + instead
    return word


def _romance(word: str) -> str:
    cut = _ROMANCE.search(word)
    return word[: cut.start()] if cut and cut.start() >= _SHORT else word


def _dutch(word: str) -> str:
    cut = _DUTCH.search(word)
    return word[: cut.start()] if cut and cut.start() >= _SHORT else word


_CUTS: dict[str, Callable[[str], str]] = {
    "en": _english, "de": _german, "fr": _french, "es": _romance, "it": _romance, "pt": _romance, "nl": _dutch,
}  # fmt: skip
