"""What is guessed first: passwords of the list of the most used, and those made of what is known of a person. Pure."""

import re
from itertools import pairwise

from zxcvbn.frequency_lists import FREQUENCY_LISTS

STRENGTH = 5
"""Characters that must remain of a password when runs count as one each."""
STRENGTH_BESIDES_WORDS = 8
"""As many must remain where it holds well-known or personal words, which count as one each."""
PRODUCT = ("brandmon", "brand", "influence", "monitor")
_LEAST_WORD = 3
_COMMON = ("password", "passwort", "letmein", "welcome", "qwertz", "qwerty", "asdfgh", "iloveyou", "monkey", "dragon",
           "football", "administrator", "admin", "login", "secret")  # fmt: skip
_COMMON_WORDS = re.compile("|".join(_COMMON), re.IGNORECASE)
_MOST_USED = frozenset(FREQUENCY_LISTS["passwords"])
"""The 30,000 passwords used most, lower case, as zxcvbn ships them (Wheeler 2016)."""
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_ONE = "\x00"


def personal_words(*texts: str | None) -> tuple[str, ...]:
    """The words of a person's name and address, and the texts as a whole."""
    whole = [text for text in texts if text]
    parts = [part for text in whole for part in re.split(r"[\W_]+", text)]
    return tuple(dict.fromkeys((*whole, *parts)))


def effective_length(password: str, personal: tuple[str, ...] = ()) -> int:
    """Characters of ``password`` that a guesser has to find.

    Each common or ``personal`` word counts as one, a run (aaaa, 1234, dcba) as its first one or two, and a few
    characters in ever new order as twice their number. A small cousin of zxcvbn (Wheeler 2016): it refuses what is
    tried first, nothing cleverer.
    """
    reduced = _reduced(password, personal)
    steps = [ord(after) - ord(before) for before, after in pairwise(reduced)]
    in_runs = sum(
        step == 0 or (abs(step) == 1 and i > 0 and steps[i - 1] == step)  # equal, or on in the same direction
        for i, step in enumerate(steps)
    )
    return min(len(reduced) - in_runs, 2 * len(set(reduced)))


def easy_to_guess(password: str, personal: tuple[str, ...] = ()) -> bool:
    """Whether ``password`` is among the most used, bare or with figures and marks around it, or made of known words."""
    folded = password.casefold()
    bare = _EDGES.sub("", folded)
    if folded in _MOST_USED or (bare in _MOST_USED and len(folded) - len(bare) < STRENGTH_BESIDES_WORDS):
        return True
    known = (*personal, *PRODUCT)
    least = STRENGTH_BESIDES_WORDS if _ONE in _reduced(password, known) else STRENGTH
    return effective_length(password, known) < least


def _reduced(password: str, personal: tuple[str, ...]) -> str:
    reduced = _COMMON_WORDS.sub(_ONE, password)
    for word in sorted((word for word in personal if len(word) >= _LEAST_WORD), key=len, reverse=True):
        reduced = re.sub(re.escape(word), _ONE, reduced, flags=re.IGNORECASE)
    return reduced
