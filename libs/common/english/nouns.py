"""The number of nouns: which are counted, what form is a plural, one and many. Of a phrase, its head is turned."""

import re

from common.english.words import words

_IRREGULAR = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth",
    "half": "halves", "wife": "wives", "life": "lives", "knife": "knives", "shelf": "shelves", "loaf": "loaves",
    "leaf": "leaves", "analysis": "analyses", "crisis": "crises", "menu": "menus",
}  # fmt: skip
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()}
_UNCHANGING = words("series species means sheep headquarters")
_SINGULAR_IN_S = words(
    """business mattress fitness class glass dress boss gas bus virus campus bonus lens canvas address process access
    express press success analytics electronics physics economics logistics mathematics ceramics cosmetics athletics
    wellness loss cross atlas chess compass harness illness fortress status focus chorus"""
)
_SINGULARS_IN_IE = words("movie cookie selfie hoodie smoothie")
_MASS = words(
    """accommodation accounting advice analytics art automation beauty beer bookkeeping bread care cheese chocolate
    clothing coffee content cookware cosmetics data decor delivery design development education electricity electronics
    energy entertainment equipment fashion fitness food footwear furniture gear hardware help hosting housing
    information insurance internet jewellery jewelry knitwear law lighting logistics luggage machinery makeup
    management marketing media milk music news nutrition outerwear packaging paper payments payroll perfume photography
    plumbing printing produce property recruitment research roofing safety security skincare software sportswear
    stationery storage support tea technology therapy tourism traffic training transport travel underwear water wear
    wine wool work writing yarn yoga"""
)
"""Not counted in the sense in which sites sell it: "wines" and "properties" exist, but one looks for wine, property."""
_MASS_ENDINGS = ("ware", "wear", "care", "ment", "ance", "ence", "ics", "ness", "ship")
_COUNT_DESPITE_ENDING = words(
    """building listing booking setting meeting ring wedding landing painting rating offering blanket covering
    appointment document payment apartment department investment instrument supplement treatment garment statement
    alliance appliance balance audience conference experience residence clinic topic fabric ship"""
)


def is_mass(word: str) -> bool:
    """Whether ``word`` is not counted: "software", "skincare", "insurance"."""
    low = word.lower()
    if low in _MASS:
        return True
    if low in _COUNT_DESPITE_ENDING:
        return False
    return (low.endswith("ing") and len(low) > 5) or low.endswith(_MASS_ENDINGS)


def is_plural(word: str) -> bool:
    """Whether ``word`` has the form of a plural."""
    low = word.lower()
    if low in _SINGULARS or low in _UNCHANGING:
        return True
    return len(low) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is")) and low not in _SINGULAR_IN_S


def plural(phrase: str) -> str:
    """``phrase`` with its head noun in the plural; plurals, listed mass nouns and fields in -ics stay as they are."""
    before, head, tail = split_head(phrase)
    return before + _plural_word(head) + tail


def singular(phrase: str) -> str:
    """``phrase`` with its head noun in the singular; a singular stays as it is."""
    before, head, tail = split_head(phrase)
    return before + _singular_word(head) + tail


_HEAD_ENDS = re.compile(r"\s(?:of|in|at|with|on|from|for|to|by|who|that|which|without|under|over|between)\s", re.I)


def split_head(phrase: str) -> tuple[str, str, str]:
    """(words before the head, the head noun, what follows it): ("young ", "parent", " of toddlers")."""
    cut = _HEAD_ENDS.search(phrase)
    core, tail = (phrase[: cut.start()], phrase[cut.start() :]) if cut else (phrase, "")
    before, _, head = core.rpartition(" ")
    return (f"{before} " if before else "", head, tail)


def _plural_word(word: str) -> str:
    low = word.lower()
    if is_plural(word) or low in _MASS or low.endswith("ics"):
        return word
    if low in _IRREGULAR:
        return _cased_like(word, _IRREGULAR[low])
    if re.search(r"[^aeiou]y$", low):
        return word[:-1] + "ies"
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def _singular_word(word: str) -> str:
    low = word.lower()
    if not is_plural(word) or low in _UNCHANGING:
        return word
    if low in _SINGULARS:
        return _cased_like(word, _SINGULARS[low])
    if low.endswith("ies") and len(low) > 4 and low[:-1] not in _SINGULARS_IN_IE:
        return word[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zzes")) or low in ("businesses", "viruses", "buses", "lenses"):
        return word[:-2]
    return word[:-1]


def _cased_like(model: str, word: str) -> str:
    return word.capitalize() if model[:1].isupper() else word
