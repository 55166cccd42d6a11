"""What a name may have at its end: which spellings a plural, or a Korean word with its particle, may stand for."""

from analyzer.extraction.lexicon.english import is_ordinary
from analyzer.extraction.naming.matching.spellings import Variant
from analyzer.extraction.text.tokens import Token, is_hangul, particle_sizes


def without_ending(spelled: str, last: Token, *, hyphened: bool) -> tuple[str, ...]:
    """The text's spelling and, for a plural of a word that is nothing else, its singular; without a Korean particle."""
    if is_hangul(last.raw):
        return (spelled, *(spelled[:-size] for size in particle_sizes(last.raw)))
    if spelled[-1:] != "s" or last.raw[-1] != "s":
        return (spelled,)
    if _is_many_of(last.raw):
        return (spelled, spelled[:-1])
    if len(spelled) > 4 and (hyphened or not is_ordinary(last.key)):
        return (spelled, spelled[:-1], spelled[:-2]) if spelled[-2] == "e" else (spelled, spelled[:-1])
    return (spelled,)


def _is_many_of(raw: str) -> bool:
    """Whether a word is the plural of capitals ("VWs")."""
    return len(raw) > 2 and raw[-1] == "s" and raw[:-1].isupper()


def may_be_plural(variant: Variant, last: Token, *, hyphened: bool) -> bool:
    """Whether a spelling has a plural at all: words do that mean something else, unless a hyphen ties them."""
    if is_hangul(last.raw):
        return True
    if variant.exact:
        return _is_many_of(last.raw) and variant.raw.isupper()
    return len(last.raw) > 1 and (not variant.ordinary or (hyphened and "-" in variant.raw))
