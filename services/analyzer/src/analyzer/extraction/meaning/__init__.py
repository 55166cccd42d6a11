"""What an answer says of the brands that it names: presence, belief, sentiment, rank, refusal.

This is the floor's door: who is no part of the extraction comes in here.
"""

from analyzer.extraction.meaning.clause import Clause, read_clause
from analyzer.extraction.meaning.clauses.segments import Segment, segments
from analyzer.extraction.meaning.clauses.structure import Outline, outline
from analyzer.extraction.meaning.other_languages import advice_abroad
from analyzer.extraction.meaning.ranking.spoken import place_of

__all__ = ["Clause", "Outline", "Segment", "advice_abroad", "outline", "place_of", "read_clause", "segments"]
