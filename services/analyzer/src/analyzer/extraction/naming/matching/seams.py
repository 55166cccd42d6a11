"""What stands between two words of a text, and whether it may stand there in a name."""

from collections.abc import Sequence

from analyzer.extraction.lexicon.english import is_given_name
from analyzer.extraction.naming.matching.spellings import Variant
from analyzer.extraction.text.document import BLOCK_BREAK
from analyzer.extraction.text.tokens import Token

_LONGEST_SEAM = 8
_TITLES = ("dr", "mr", "mrs", "st", "jr", "sr")  # a point behind them ends no sentence

Seam = tuple[int, str, bool]
"""How many letters of the name stand before it, what stands there, and whether both words have a capital."""


def seam_before(text: str, tokens: Sequence[Token], at: int, offset: int) -> Seam | None:
    """The seam before a token, behind ``offset`` letters of the name; None where it is too long for any name."""
    last, token = tokens[at - 1], tokens[at]
    between = text[last.end : token.start]
    if len(between) > _LONGEST_SEAM:
        return None
    if between == ". " and last.key in _TITLES:
        between = " "
    return offset, between, _both_capital(last, token)


def _both_capital(before: Token, after: Token) -> bool:
    """Whether two words may be one of a brand's: not where the first is somebody's name ("Robin Hood")."""
    return before.raw[:1].isupper() and after.raw[:1].isupper() and not is_given_name(before.key)


def joins(variant: Variant, seam: Seam) -> bool:
    """Whether what stands between two tokens of the text may stand there in this name."""
    offset, between, capitals = seam
    if between in ("", "-", "'"):
        return True
    if BLOCK_BREAK in between or (offset in variant.seamless and between == " " and not capitals):
        return False
    if offset in variant.breaks:
        if between.strip() in ("", "-", "_", "'", "!", "/", "*", "·", "\u2013"):
            return True
        return between == "." or (offset in variant.loose)
    return between == " " and capitals
