"""One spelling where it stands in a text, as its language writes it: behind a prefix, with an ending or a particle."""

from bisect import bisect_left
from typing import NamedTuple

from analyzer.extraction.naming.context.boundaries import stands_apart
from analyzer.extraction.naming.matching.matcher import Matcher, Start
from analyzer.extraction.naming.matching.prefixes import SHORTEST
from analyzer.extraction.naming.matching.spellings import Variant
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.tokens import Token, behind, is_unspaced, particle_of

_CHANGED = 2
"""Letters at the end of a name that its forms may write otherwise."""


class Spelled(NamedTuple):
    """A spelling from what its first token has of it up to ``end``; ``after`` is the index behind its last token."""

    variant: Variant
    first: Token
    after: int
    end: int
    inflected: bool

    def begins_as_listed(self, text: str) -> bool:
        """Whether a form has the name's own letters, capitals included, but for those that forms change."""
        return self.inflected and text.startswith(self.variant.raw[:-_CHANGED], self.first.start)


def spelled_at(scan: Scan, matcher: Matcher, index: int, start: Start) -> Spelled | None:
    """The spelling of most words that stands at a place in the token ``index``, if the script lets it stand there."""
    text, tokens = scan.document.text, scan.tokens
    skip = start[0] - tokens[index].start
    found = _found(scan, matcher, index, start)
    if found is None:
        return None
    variant, after, inflected = found
    if skip and len(variant.key) < SHORTEST:
        return None
    end = tokens[after - 1].end - particle_of(tokens[after - 1], variant.key)
    unspaced = is_unspaced(text[start[0]]) or is_unspaced(text[end - 1])
    if unspaced and not stands_apart(text, start[0], end, scan.language):
        return None
    return Spelled(variant, behind(tokens[index], skip) if skip else tokens[index], after, end, inflected)


def _found(scan: Scan, matcher: Matcher, index: int, start: Start) -> tuple[Variant, int, bool] | None:
    """The spelling, the index behind its last token, and whether it stands with endings."""
    text, tokens = scan.document.text, scan.tokens
    listed = matcher.listed_at(text, start)
    if listed is not None and scan.endings is None:
        return listed, bisect_left(scan.starts, start[2] or 0, index), False
    skip = start[0] - tokens[index].start
    plain = matcher.match_at(text, tokens, index, len(start[1]), skip) if start[1] else None
    inflected = matcher.inflected.match_at(text, tokens, index, scan.endings) if scan.endings and not skip else None
    if inflected is not None and (plain is None or plain[1] < inflected[1]):
        return *inflected, True
    return (*plain, False) if plain else None


def exactly(spelled: str, variant: Variant) -> bool:
    """Whether a text writes a name as it is listed, or all in capitals where it is listed so."""
    capitals = spelled.removesuffix("s") if spelled[:-1].isupper() else spelled
    return spelled == variant.raw.rstrip("!").removeprefix(".") or (
        len(capitals) > 1 and capitals.isupper() and variant.raw.isupper()
    )


def bounded(text: str, first: Token, last: Token) -> bool:
    """Whether the text around a spelling lets it stand for itself: not part of a file name, a version or a path."""
    before, after = text[max(0, first.start - 2) : first.start], text[last.end : last.end + 2]
    if after[:1] == "." and after[1:].isalnum() and not after[1:].isupper() and not is_unspaced(after[1:]):
        return False
    if after[:1] == "_" or before[-1:] == "_":
        return False
    if before[-1:] == "-" and before[:1].isalpha() and first.raw.islower():
        return False  # "pick-ups" names nobody; "non-Nike" does
    return not (before[-1:] == "." and before[:1].isalnum() and first.raw[:1].islower())
