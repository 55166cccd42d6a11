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


_SAYS_IT_ALREADY = frozenset({"you", "i", "we"})
_EACH_OF_THEM = re.compile(r"^(?:they|(?:most|many|some|all)\b.*)$", re.IGNORECASE)


def own_words(trouble: str, subject: str | None, *, of_customers: bool = False, asked: bool = False) -> str:
    """A trouble as the customer says it, a clause without an end mark.

    ``subject`` and ``trouble`` are the site's words: "your list", "lies idle". With ``of_customers`` the subject is the
    customers themselves: each of many says "I", a kind of them ("shops") says "we". A trouble that was ``asked`` about
    is an infinitive, what the asker fears: "be too expensive"; he spoke for himself, so that his voice stays.
    """
    if asked:
        return f"{subject or 'it'} might {trouble}"
    if subject and of_customers and subject.lower() not in _SAYS_IT_ALREADY:
        return first_person(_said_of_oneself(trouble, alone=_EACH_OF_THEM.match(subject) is not None))
    return first_person(f"{subject} {trouble}" if subject else trouble)


def _said_of_oneself(trouble: str, *, alone: bool) -> str:
    """What is told of customers, said by one of them: "are sore from their shoes" -> "I am sore from my shoes"."""
    if not alone:
        return "we " + re.sub(r"\btheir\b", "our", trouble)
    agreeing = re.sub(r"^were\b", "was", re.sub(r"^are\b", "am", trouble))
    return "I " + re.sub(r"\btheir\b", "my", agreeing)
