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
from analyzer.extraction.lexicon.words import words

Shape = Literal["unknown", "rare", "plain", "short", "none"]
"""What the spelling of a run says.

``unknown``: it has a word that no dictionary has, or a capital within; ``rare``: a rare word, initials, letters with
digits; ``plain``: everyday words only; ``short``: a letter or two, which tell nothing; ``none``: what is no name.
"""

_UPPER = "A-Z\u0391-\u03a9\u0401-\u042f"
WORD = rf"(?:(?:Dr|St|Mr|Mrs)\. )?(?:[{_UPPER}0-9][\w'+]*(?:[.&-][\w'+]+)*|[a-z]{{1,3}}[A-Z][\w-]*)"
_WITHIN = r"(?:&|of|de|du|des|del|di|da|von|van|the|la|le)"
NAME = rf"{WORD}(?: (?:{_WITHIN} )?{WORD}){{0,4}}"
"""A run of capitalised words, small ones within it ("Bank of Nowhere")."""
HEAD = rf"{WORD}(?: (?:(?:{_WITHIN}|and|und|et|y|e) )?{WORD}){{0,4}}"
"""As ``NAME``, where nothing but a name may stand: "Barnes and Noble"."""

_CAMEL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2}[a-z]")
_SURNAME = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz)[A-Z][a-z]+$")
_PLURAL_OF_CAPITALS = re.compile(r"[A-Z]{2,}s$")
_MEASURED = re.compile(
    r"\d[\d.,/x-]*(?i:st|nd|rd|th|s|x|[cmk]?[mlg]|oz|lbs?|in|inch|ft|k?wh?|v|m?ah|[kmg]?hz|[kmgt]b|mp|fps|rpm|px|[ap]m|min"
    r"|mins|hrs?|h|days?|years?|fx|mcg|iu|p|i|d|k|c|f)?$"
    r"|(?:\d+-)?[A-Z]{0,4}(?:-\d+)+[A-Z]*$|[A-Za-z]\d*$|\d[A-Z\d-]*$|\d+-[a-z]+$"
)
"""A number with its unit, the number of a part, a letter with what is counted: "32GB", "KIT-33", "G5"."""
_HOST = re.compile(r"\w+(?:\.\w+)*\.[a-z]{2,12}$")
_WORDS = re.compile(r"[^\W_]+")
_SPOKEN = words("i my your our their you we it is are not if when how what why")
_ABSTRACT = tuple(words("ing tion tions ment ments ness ity ance ence ship ung ungen heit keit"))
_INITIALS = 6
_SHORTEST = 3
_PERSON = 2
_PHRASE = 4


@lru_cache(maxsize=16384)
def shape_of(text: str, language: str) -> Shape:
    """What the spelling of a folded run of words says for a name in a text of ``language``."""
    parts = [part.removesuffix("'s") for part in text.split(" ")]
    written = [(key, part) for part in parts for key in _WORDS.findall(part.lower().replace("'", ""))]
    content = [(key, part) for key, part in written if not is_function_word(key)]
    if text.isupper() and len(text) < _SHORTEST and not text.isdigit():
        return "short"
    if not content or _MEASURED.match(parts[0]):
        return "none"
    if _is_said(text, [key for key, _ in written], [key for key, _ in content]):
        return "none"
    if any(map(_is_own_form, parts)):
        return "unknown"
    return _by_words(content, language)


def _by_words(content: list[tuple[str, str]], language: str) -> Shape:
    rarities = [_rarity(key, part, language) for key, part in content]
    if "unknown" in rarities:
        # A longer phrase with an unknown word in it is what is sold ("Inch LED Acmet Display"), not who sells it.
        return "unknown" if len(content) < _PHRASE or rarities[0] == "unknown" else "none"
    last = content[-1][0]
    if len(content) >= _PHRASE or is_abstract(last) or (len(content) > 1 and last.endswith(_ABSTRACT)):
        return "none"
    return "rare" if all(each == "rare" for each in rarities) else "plain"


def _is_said(text: str, keys: list[str], content: list[str]) -> bool:
    """Whether a run says something instead of naming it: a section's heading, a demand, a concept, a person."""
    if text.lower() in NO_BRANDS or content[-1] in SECTIONS or any(key in _SPOKEN for key in keys):
        return True
    if all(is_concept(key) or is_place_or_time(key) or key.isdigit() for key in content):
        return True
    return is_given_name(content[0]) and len(content) <= _PERSON


def _rarity(key: str, word: str, language: str) -> Literal["plain", "rare", "unknown"]:
    if key.isdigit() or is_concept(key) or is_place_or_time(key):
        return "plain"
    found = rarity(key, language)
    if found == "unknown" and word.isupper() and len(word) <= _INITIALS:
        return "rare"  # initials, or letters with digits: a format as well as a name
    return found


@lru_cache(maxsize=16384)
def _is_own_form(word: str) -> bool:
    """Whether a word has a capital within ("OnPay"), or is written as a host ("OVH.cloud")."""
    if _PLURAL_OF_CAPITALS.match(word) or any(is_concept(part) for part in word.lower().split("-")):
        return False
    return bool((_CAMEL.search(word) and not _SURNAME.match(word)) or _HOST.match(word))
