"""Words and phrases that never mean a brand, as a person listed them: a spelling within one of them is no mention."""

import re

from analyzer.extraction.model import WantedBrand
from analyzer.extraction.text.document import Document
from analyzer.extraction.text.fold import fold_name

_BETWEEN = re.compile(r"[\s\-_]+")


def exclusions(brand: WantedBrand) -> re.Pattern[str] | None:
    """What finds the excluded phrases of a brand in a folded text, in whatever case; None where it has none.

    What is a name of the brand but for its case ("target" for Target) is excluded in the case in which it is listed.
    """
    own = {fold_name(name).lower() for name in (brand.name, *brand.aliases)}
    phrases = sorted(filter(None, map(fold_name, brand.excluded)), key=len, reverse=True)
    if not phrases:
        return None
    found = [_spelled(phrase) if phrase.lower() in own else f"(?i:{_spelled(phrase)})" for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)")


def _spelled(phrase: str) -> str:
    return r"[\s\-_]+".join(map(re.escape, _BETWEEN.split(phrase)))


def excluded_spans(document: Document, excluded: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand that never mean a brand."""
    key = ("excluded", excluded.pattern)
    found = document.memo.get(key)
    if found is None:
        found = document.memo[key] = tuple(hit.span() for hit in excluded.finditer(document.text))
    assert isinstance(found, tuple)
    return found
