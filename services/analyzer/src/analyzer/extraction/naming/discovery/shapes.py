"""How a name is written: runs of capitalised words, and what the words of such a run say for a name."""

import re
from functools import lru_cache
from typing import Literal

from analyzer.extraction.lexicon.english import (
    is_abstract,
    is_concept,
    is_function_word,
    is_given_name,
    is_place_or_time,
)
from analyzer.extraction.lexicon.other_languages import rarity
from analyzer.extraction.lexicon.vocabulary import NO_BRANDS, SECTIONS

Shape = Literal["unknown", "rare", "plain", "none"]
"""What the spelling of a run says: a word that no dictionary has, or a capital within (``unknown``); a rare word,
initials, letters with digits (``rare``); everyday words only (``plain``); what is nobody's name (``none``)."""

_UPPER = "A-Z\u0391-\u03a9\u0401-\u042f"
WORD = rf"(?:(?:Dr|St|Mr|Mrs)\. )?(?:[{_UPPER}0-9][\w'+]*(?:[.&/-][\w'+]+)*|[a-z]{{1,3}}[A-Z][\w-]*)"
_WITHIN = r"(?:&|of|de|du|des|del|di|da|von|van|the|la|le)"
NAME = rf"{WORD}(?: (?:{_WITHIN} )?{WORD}){{0,4}}"
"""A run of capitalised words, small ones within it ("Bank of Nowhere")."""
HEAD = rf"{WORD}(?: (?:(?:{_WITHIN}|and|und|et|y|e) )?{WORD}){{0,4}}"
"""As ``NAME``, where nothing but a name may stand: "Barnes and Noble"."""

_CAMEL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2}[a-z]")
_SURNAME = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz)[A-Z][a-z]+$")
_PLURAL_OF_CAPITALS = re.compile(r"[A-Z]{2,}s$")
_MEASURED = re.compile(r"\$?\d+(?:[.,/x-]\d+)*(?:[a-zA-Z]{0,3}|st|nd|rd|th)?$|[A-Z]{1,3}-?\d{1,2}$|(?:19|20)\d\d")
_HOST = re.compile(r"\w+(?:\.\w+)*\.[a-z]{2,12}$")
_WORDS = re.compile(r"[^\W_]+")
_SPOKEN = frozenset(
    ["i", "my", "your", "our", "their", "you", "we", "it", "is", "are", "not", "if", "when", "how", "what", "why"]
)
_ABSTRACT = (
    "ing",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ity",
    "ance",
    "ence",
    "ship",
    "ung",
    "ungen",
    "heit",
    "keit",
)
_FEW_LETTERS = 6
_MANY_WORDS = 3


@lru_cache(maxsize=16384)
def shape_of(text: str, language: str) -> Shape:
    """What the spelling of a folded run of words says for a name in a text of ``language``."""
    words = [word.removesuffix("'s") for word in text.split(" ")]
    keys = [key for word in words for key in _WORDS.findall(word.lower().replace("'", ""))]
    content = [key for key in keys if not is_function_word(key)]
    if not content or text.lower() in NO_BRANDS or content[-1] in SECTIONS or any(key in _SPOKEN for key in keys):
        return "none"
    if all(is_concept(key) or is_place_or_time(key) or key.isdigit() for key in content):
        return "none"
    if is_given_name(content[0]) and len(content) <= 2:
        return "none"
    if all(map(_is_measure, words)):
        return "none" if len(words) > 1 or words[0][0].isdigit() else "rare"
    if any(map(_is_own_form, words)):
        return "unknown"
    return _by_words(words, content, language)


def _by_words(words: list[str], content: list[str], language: str) -> Shape:
    rarities = [_rarity(key, word, language) for key, word in zip(content, _content_words(words, content), strict=True)]
    if "unknown" in rarities:
        return "unknown"
    if len(content) == 1 and words[-1].isupper():
        return "rare" if len(content[0]) <= _FEW_LETTERS and rarities != ["plain"] else "plain"
    last = content[-1]
    if len(content) > _MANY_WORDS or (len(content) > 1 and last.endswith(_ABSTRACT)) or is_abstract(last):
        return "none"
    return "rare" if all(each == "rare" for each in rarities) else "plain"


def _content_words(words: list[str], content: list[str]) -> list[str]:
    """For each content word how it is written."""
    written = {key: word for word in words for key in _WORDS.findall(word.lower().replace("'", ""))}
    return [written[key] for key in content]


def _rarity(key: str, word: str, language: str) -> Literal["plain", "rare", "unknown"]:
    if key.isdigit() or is_concept(key) or is_place_or_time(key):
        return "plain"
    found = rarity(key, language)
    if found == "unknown" and (_MEASURED.match(word) or (word.isupper() and len(word) <= _FEW_LETTERS)):
        return "rare"  # initials, or letters with digits: a format as well as a name
    return found


def _is_measure(word: str) -> bool:
    return bool(_MEASURED.fullmatch(word))


@lru_cache(maxsize=16384)
def _is_own_form(word: str) -> bool:
    """Whether a word has a capital within ("OnPay"), or is written as a host ("OVH.cloud")."""
    if _PLURAL_OF_CAPITALS.match(word) or any(is_concept(part) for part in word.lower().split("-")):
        return False
    return bool((_CAMEL.search(word) and not _SURNAME.match(word)) or _HOST.match(word))
