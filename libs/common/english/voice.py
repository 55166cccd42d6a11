"""From the site's voice into the customer's: what is said to him or about him, as he says it. The only such shift."""

import re
from collections.abc import Sequence

from common.english.words import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, PRONOUNS, VERBS

_FIRST = {
    "your": "my", "yours": "mine", "yourself": "myself", "you're": "I'm", "you've": "I've", "you'll": "I'll",
    "you'd": "I'd",
}  # fmt: skip
_BE = ((r"\byou are\b", "I am"), (r"\byou were\b", "I was"))
_KNOWN_VERBS = VERBS | frozenset(f"{verb}s" for verb in VERBS) | {"gives", "costs", "made", "gave", "told"}
_LEADING_ON = (
    CONJUNCTIONS
    | AUXILIARIES
    | (PRONOUNS & {"what", "which", "who", "something", "everything"})
    | {"that", "", "time", "before", "after", "until", "since"}
)


def first_person(clause: str) -> str:
    """A clause addressed to the customer, said by the customer: you -> I or me, your -> my."""
    flat = clause.replace("’", "'")
    for addressed, said in _BE:
        flat = re.sub(addressed, said, flat, flags=re.IGNORECASE)
    pieces = re.split(r"(\b[\w']+\b)", flat)
    return "".join(_turned(pieces, index) for index in range(len(pieces)))


def _turned(pieces: Sequence[str], index: int) -> str:
    low = pieces[index].lower()
    if low == "you":
        before = next((piece.lower() for piece in reversed(pieces[:index]) if piece.strip()), "")
        after = next((piece.lower() for piece in pieces[index + 1 :] if piece.strip()), "")
        subject = _begins_a_clause(before) and re.match(r"\w", after)
        return "I" if subject else "me"
    return _FIRST.get(low, pieces[index])


def _begins_a_clause(before: str) -> bool:
    """Whether "you" behind the word ``before`` is a subject, as far as that word tells."""
    return before in _LEADING_ON or not before[:1].isalnum() or before not in PREPOSITIONS | _KNOWN_VERBS
