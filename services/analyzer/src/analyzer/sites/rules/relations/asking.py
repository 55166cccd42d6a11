"""What customers ask, and to whom they are sent: a name that a question is about, and one that an answer points to."""

import re
from collections.abc import Iterator

from analyzer.sites.rules.reading.lines import Line
from analyzer.sites.rules.relations.vocabulary import Vocabulary

ASKED, REFERRED = 0.65, 0.35
"""How often a name is a rival's that is all a question asks about, and one to which a reader is sent."""
_AROUND = " …?.!,“”„\"«»'‘"
_QUESTIONS = frozenset(("question", "quote"))
_TAIL = 4
"""Where in a text its question mark stands, with what closes a quotation behind it."""


def asked_about(masked: str, line: Line, words: Vocabulary) -> Iterator[tuple[int, str, float]]:
    """The numbers of names that customers hold against us in a question, or that we send them to, with kind and weight.

    "What about Acme?" asks whether to go there instead; "try Acme" may also be said of what we don't do at all.
    """
    bare = masked.strip(_AROUND)
    if "?" in masked[-_TAIL:] or (line.place in _QUESTIONS and bare.strip("⟦0123456789⟧")):
        for pattern in words.asked:
            for match in pattern.finditer(bare):
                yield from ((int(each), "asked", ASKED) for each in re.findall(r"⟦(\d+)⟧", match["names"]))
    for match in (found for pattern in words.referred for found in pattern.finditer(masked)):
        yield from ((int(each), "referred", REFERRED) for each in re.findall(r"⟦(\d+)⟧", match["names"]))
