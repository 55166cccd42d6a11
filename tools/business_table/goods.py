"""Rows of the table of goods: categories down to the fourth level, in the words of five languages."""

import re
from collections.abc import Iterator, Mapping, Sequence

from business_table.spelling import in_a_sentence

LANGUAGES = ("en", "de", "fr", "es", "ja")
SOURCE = "shopify-taxonomy"
LEVELS = 4
_LEFT_OUT = frozenset(["na", "pa", "se"])
"""What is uncategorized, what is added to a product, and services: the other tables name those as customers do."""
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y"}
_ONE_OF = re.compile(r"\s*(?:,|、|・|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_CUT_SHORT = re.compile(r"^-|-$")


def rows(names: Mapping[str, Mapping[str, str]]) -> Iterator[Sequence[str]]:
    """Cells of every category: id, no kind (goods are made, sold and rented), source, its words in each language."""
    for category in names["en"]:
        parts = category.split("-")
        if len(parts) <= LEVELS and parts[0] not in _LEFT_OUT:
            told = [cell(names[language].get(category, ""), language) for language in LANGUAGES]
            yield [f"goods:{category}", "", SOURCE, *told]


def cell(name: str, language: str) -> str:
    """``name;part|part``: parts where a category is of several things, each of which is said alone too."""
    clean = re.sub(r"[\t|;=]+", " ", name).strip()
    whole = in_a_sentence(clean, language)
    if language in _AND:
        whole = re.sub(r"\s*&\s*", f" {_AND[language]} ", whole)
    said = [part.strip() for part in _ONE_OF.split(in_a_sentence(clean, language))]
    parts = [part for part in said if len(part) > 1 and not _CUT_SHORT.search(part)]
    return whole + (";" + "|".join(parts) if len(said) > 1 and parts else "")
