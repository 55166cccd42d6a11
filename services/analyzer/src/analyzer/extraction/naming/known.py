"""Brands that are known anywhere, so that a name in plain prose needs no slot around it to be discovered.

Ordinary words among them ("Target") still need their context; those that count only as they are written ("Signal",
"Wise") need their capital besides.
"""

from functools import lru_cache

from analyzer.extraction.lexicon.brands import brand_table
from analyzer.extraction.model import WantedBrand
from analyzer.extraction.naming.matching.matcher import Matcher, compile_names


@lru_cache(maxsize=1)
def known_brands() -> Matcher:
    """The matcher of all known brands, made once."""
    return compile_names([WantedBrand(row.name, row.aliases, exact_case=row.exact_case) for row in brand_table()])
