"""The answer's own ranking: numbers that it prints or ordinals that it speaks.

Bullets and the order of prose rank nothing.
"""

from collections.abc import Sequence
from itertools import chain

from analyzer.extraction.meaning.clauses.segments import Segment
from analyzer.extraction.meaning.clauses.structure import Outline
from analyzer.extraction.meaning.ranking.data import places_in_data
from analyzer.extraction.meaning.ranking.orders import ranked_in_a_row
from analyzer.extraction.meaning.ranking.other_languages import places_in_other_words
from analyzer.extraction.meaning.ranking.printed import printed_places
from analyzer.extraction.meaning.ranking.scores import places_by_score
from analyzer.extraction.meaning.ranking.spoken import places_in_words
from analyzer.extraction.meaning.ranking.unordered import is_unordered
from analyzer.extraction.model import Depth
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.naming.scanning import Scan


def ranks(
    scanned: Scan, structure: Outline, mentions: Sequence[Mention], spoken: Sequence[Segment], depth: Depth
) -> dict[int, int]:
    """Owner to rank; the first place in the answer that ranks a brand counts."""
    found: dict[int, int] = {}
    document = scanned.document
    printed = [
        *places_in_data(document, mentions, scanned.prompt),
        *printed_places(document, structure, mentions),
        *ranked_in_a_row(document, mentions),
    ]
    if printed and is_unordered(document):
        printed = []
    in_words = places_in_words if depth == "full" else places_in_other_words
    scored = places_by_score(scanned, mentions) if not printed else []
    for owner, rank in chain(printed, in_words(spoken), scored):
        found.setdefault(owner, rank)
    return found
