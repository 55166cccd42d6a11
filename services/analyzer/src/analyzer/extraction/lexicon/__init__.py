"""Lists of words and questions about single words; the lists are all there is, no answer is looked at.

This is the floor's door: who is no part of the extraction comes in here.
"""

from analyzer.extraction.lexicon.brands import Kind, KnownBrand, Source, parse_table, written_table
from analyzer.extraction.lexicon.english import is_generic, is_given_name

__all__ = ["Kind", "KnownBrand", "Source", "is_generic", "is_given_name", "parse_table", "written_table"]
