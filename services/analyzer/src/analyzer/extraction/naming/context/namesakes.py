"""Whom else a name of one word may mean where it stands: a person, a way or a river, half of a German compound."""

from collections.abc import Callable, Sequence

from analyzer.extraction.lexicon import vocabulary
from analyzer.extraction.lexicon.english import is_given_name, is_only_given_name
from analyzer.extraction.naming.context.compounds import is_compound
from analyzer.extraction.text.tokens import Token


def is_namesake(text: str, tokens: Sequence[Token], index: int, is_known: Callable[[str], bool]) -> bool:
    """Whether the name that one token is means somebody or something else there.

    ``is_known`` says of a key whether it is a brand's that is known anywhere: "Charles Schwab" is a bank as well.
    """
    return (
        _is_surname(text, tokens, index, is_known)
        or _is_of_person(text, tokens, index)
        or _is_way(text, tokens, index)
        or _is_half(text, tokens, index)
    )


def _neighbour(text: str, tokens: Sequence[Token], index: int, step: int, seams: str = " ") -> Token | None:
    """The token beside another, where nothing but one of ``seams`` stands between."""
    at = index + step
    if not 0 <= at < len(tokens):
        return None
    first, second = sorted((tokens[index], tokens[at]), key=lambda token: token.start)
    return tokens[at] if second.start - first.end == 1 and text[first.end] in seams else None


def _is_surname(text: str, tokens: Sequence[Token], index: int, is_known: Callable[[str], bool]) -> bool:
    """Whether a name stands behind a given name ("Abraham Lincoln"), or behind one that a person's noun introduces."""
    before = _neighbour(text, tokens, index, -1)
    if before is None or not before.raw[0].isupper() or not tokens[index].raw[0].isupper():
        return False
    if is_known(before.key + tokens[index].key):
        return False
    if is_only_given_name(before.key):
        return True
    introduced = _neighbour(text, tokens, index - 1, -1)
    return introduced is not None and introduced.key in vocabulary.PERSONS and before.key not in vocabulary.PERSONS


def _is_of_person(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a given name stands before a family's with "von" and the like, or behind "Onkel"."""
    key = tokens[index].key
    if not (key in vocabulary.GIVEN_NAMES_OF_BRANDS or is_given_name(key)):
        return False
    before, after = _neighbour(text, tokens, index, -1), _neighbour(text, tokens, index, 1)
    if before is not None and before.key in vocabulary.PERSONS:
        return True
    family = (
        _neighbour(text, tokens, index + 1, 1) if after is not None and after.key in vocabulary.OF_FAMILIES else None
    )
    return family is not None and family.raw[0].isupper() and after is not None and after.raw.islower()


def _is_way(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a street, a river or a lake bears the name ("Dyson Road", "Robert-Bosch-Straße")."""
    before, after = _neighbour(text, tokens, index, -1), _neighbour(text, tokens, index, 1, " -")
    if after is not None and after.key in vocabulary.WAYS_BEHIND and after.raw[0].isupper():
        return True
    return before is not None and before.key in vocabulary.WAYS_BEFORE and tokens[index].raw[0].isupper()


def _is_half(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a word with a capital is half of a compound of German ("Otto-Motor"), which gives both halves one."""
    after = _neighbour(text, tokens, index, 1, " -")
    return after is not None and after.raw[0].isupper() and is_compound(f"{tokens[index].key}-", after.key)
