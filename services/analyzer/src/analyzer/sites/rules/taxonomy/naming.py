"""What a customer calls a supplier: a business by its name, whoever makes or sells goods by a frame around the goods.

Frames stand in ``frames.tsv`` and are chosen to be grammatical for any goods: German ones take the accusative, which
has no article here and looks like the name of the goods; "von" takes the dative, and is used where that looks the same.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from analyzer.sites.rules.taxonomy.plurals import plural_of
from analyzer.sites.rules.taxonomy.table import Kind, Row, Words, lines
from common.english.nouns import is_plural, singular
from common.english.words import words

_ASPIRATED = "ache|aie|amac|ameçon|and|angar|aricot|arnais|arpe|arpon|aut|elmet|erse|ibou|ockey|omard|ors|ot|otte|ousse"
"""What follows the h of French words before which nothing is elided."""
_ELISION = re.compile(rf"\b([dD])e (?=[aeiouâàéèêëîïôöûùœAEIOUÂÀÉÈÊÎÔŒ]|[hH](?!{_ASPIRATED}))")
_PLURAL_BEFORE_A_NOUN = words(
    """accessories supplies goods clothes parts trousers pants jeans shorts leggings tights glasses sunglasses goggles
    binoculars scissors electronics arts crafts collectibles antiques cosmetics ceramics essentials sports dumbbells
    optics athletics gymnastics pliers tweezers headphones earphones"""
)
_PHRASE = re.compile(r"[,&]|\s(?:and|for|with|of|in|to)\s")
_SAME_IN_THE_DATIVE = re.compile(r"(?:n|s|ik|ung|schaft)$")


class Frame(NamedTuple):
    """The words around goods: for one supplier and for several."""

    one: str
    many: str


def supplier(row: Row, said: Words, language: str, kind: Kind | None, *, several: bool = False) -> str | None:
    """The words for a supplier of a row, in lower case where the language writes nouns so.

    A row that is a business has its own name, whatever ``kind`` is asked for. Goods are put into the frame of ``kind``
    (a shop where nothing else is known). None where the plural, or a frame of the language, is not known.
    """
    if not row.goods:
        return (said.plural or plural_of(said.name, language)) if several else said.name
    frame = _frame(language, kind or row.kind or "shop", _form(said.name, language))
    if frame is None:
        return None
    text = (frame.many if several else frame.one).format(goods=_before_a_noun(said.name, language))
    return _ELISION.sub(r"\1'", text) if language == "fr" else text


def _form(goods: str, language: str) -> str:
    """Which of a kind's frames goods take: English puts plain nouns before the noun, phrases after it."""
    if language == "en":
        return "phrase" if _PHRASE.search(goods) else "noun"
    if language == "de":
        return "noun" if goods[:1].isupper() and " " not in goods and _SAME_IN_THE_DATIVE.search(goods) else "phrase"
    return "phrase"


def _before_a_noun(goods: str, language: str) -> str:
    """English goods as they stand before "shop": "shoe" of "shoes", but "parts"; as they are elsewhere."""
    last = goods.rpartition(" ")[2].lower()
    if language != "en" or _PHRASE.search(goods) or not is_plural(last) or last in _PLURAL_BEFORE_A_NOUN:
        return goods
    return singular(goods)


def _frame(language: str, kind: str, form: str) -> Frame | None:
    frames = _frames()
    return frames.get((language, kind, form)) or frames.get((language, kind, "phrase"))


@lru_cache(maxsize=1)
def _frames() -> dict[tuple[str, str, str], Frame]:
    return {(language, kind, form): Frame(one, many) for language, kind, form, one, many in lines("frames.tsv")}
