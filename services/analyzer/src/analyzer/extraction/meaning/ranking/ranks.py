"""The answer's own ranking: numbers that it prints or ordinals that it speaks.

Bullets and the order of prose rank nothing.
"""

from collections.abc import Sequence
from itertools import chain

from analyzer.extraction.meaning.clauses.segments import Segment
from analyzer.extraction.meaning.clauses.structure import Outline
from analyzer.extraction.meaning.ranking.orders import ranked_in_a_row
from analyzer.extraction.meaning.ranking.other_languages import places_in_other_words
from analyzer.extraction.meaning.ranking.printed import printed_places
from analyzer.extraction.meaning.ranking.spoken import places_in_words
from analyzer.extraction.model import Depth
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Document


def ranks(
    document: Document, structure: Outline, mentions: Sequence[Mention], spoken: Sequence[Segment], depth: Depth
) -> dict[int, int]:
    """Owner to rank; the first place in the answer that ranks a brand counts."""
    found: dict[int, int] = {}
    in_words = places_in_words if depth == "full" else places_in_other_words
    for owner, rank in chain(
        printed_places(document, structure, mentions), ranked_in_a_row(document, mentions), in_words(spoken)
    ):
        found.setdefault(owner, rank)
    return found
