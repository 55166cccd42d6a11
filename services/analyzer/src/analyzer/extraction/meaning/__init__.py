"""What an answer says of the brands that it names: presence, belief, sentiment, rank, refusal.

This is the floor's door: who is no part of the extraction comes in here.
"""

from analyzer.extraction.meaning.clause import Clause, read_clause
from analyzer.extraction.meaning.clauses.segments import Segment
from analyzer.extraction.meaning.ranking.spoken import place_of
from analyzer.extraction.meaning.trace import Trace, trace

__all__ = ["Clause", "Segment", "Trace", "place_of", "read_clause", "trace"]
