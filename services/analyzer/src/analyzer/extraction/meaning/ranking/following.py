"""Brands that follow a first one in a sentence: they count on from its place, in whatever language."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from analyzer.extraction.meaning.clauses.segments import O, Segment, T

_FOLLOWED = re.compile(
    rf"[{T}{O}](?:\s(?:is|was|comes|came|takes|took|gets|wins|won|ranks|ranked|finishe[sd]|leads|led|tops"
    rf"|topped|arrive|est|reste|liegt|fuhrt|ist|lidera|encabeza|queda|fica|ficou)\b[^{T}{O}.;]{{0,40}}?)?"
    r",? ?(?:closely )?(?:(?:followed by|then comes?|ahead of|gefolgt von|suivie?s? (?:de|par|d')"
    r"|seguid[oa]s? (?:de|por|pel[oa])|(?:first|second),? (?:and )?then(?= (?:the )?[{T}{O}]))\b"
    r"|(?:,|，)?其次(?:是|为)|次いで)"
)


def those_that_follow(spoken: Sequence[Segment], ranked: Mapping[int, int]) -> list[tuple[int, int]]:
    """``Number one is Acme, followed by Bolt and then Crux``: those that follow count on from the first."""
    found: list[tuple[int, int]] = []
    if not ranked:
        return found
    for _, same in groupby((each for each in spoken if each.direct), key=attrgetter("sentence")):
        together = list(same)
        owners = list(dict.fromkeys(each.owner for each in together))
        first = next((place for place, owner in enumerate(owners) if owner in ranked), len(owners))
        if first + 1 < len(owners) and _FOLLOWED.search(together[0].whole):
            found += [(owner, ranked[owners[first]] + place) for place, owner in enumerate(owners[first + 1 :], 1)]
    return found
