"""Lists of words and questions about single words; the lists are all there is, no answer is looked at.

This is the floor's door: who is no part of the extraction comes in here.
"""

from analyzer.extraction.lexicon.brands import Kind, KnownBrand, Source, parse_table, written_table
from analyzer.extraction.lexicon.cues.expressions import O, T
from analyzer.extraction.lexicon.cues.language import alternatives
from analyzer.extraction.lexicon.cues.tables import (
    COLUMNS,
    TABLES,
    Cue,
    CueError,
    Cues,
    classes,
    cues_of,
    file_of,
    table,
)
from analyzer.extraction.lexicon.english import is_generic, is_given_name
from analyzer.extraction.lexicon.lists.everyday import is_compound, ranks, stems

__all__ = [
    "COLUMNS",
    "TABLES",
    "Cue",
    "CueError",
    "Cues",
    "Kind",
    "KnownBrand",
    "O",
    "Source",
    "T",
    "alternatives",
    "classes",
    "cues_of",
    "file_of",
    "is_compound",
    "is_generic",
    "is_given_name",
    "parse_table",
    "ranks",
    "stems",
    "table",
    "written_table",
]
