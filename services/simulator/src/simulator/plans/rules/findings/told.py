"""What a person said of a customer, as findings that the customer speaks of: each in the shape its words have."""

import re
from collections.abc import Callable, Iterator, Sequence

from common.contracts.vocabulary import Concern, SourcedText
from simulator.plans.rules.findings.shapes import complaint, doubt, question, squeezed
from simulator.plans.rules.findings.stock import Finding, Shape
from simulator.plans.rules.languages.pack import Pack

_LONGEST = 160
_SAYABLE = re.compile(r"[\w\s’'“”\"«»,;:.!?…/&%€$£+()–—-]*")
"""What somebody types into a question; braces, tags and addresses are no such words."""
_LETTER = re.compile(r"[^\W\d_]{2}")

Read = Callable[[Concern, Pack, "re.Pattern[str]"], str | None]


def told_findings(
    pains: Sequence[str],
    objections: Sequence[str],
    factors: Sequence[str],
    goals: Sequence[str],
    said_in: tuple[Pack, "re.Pattern[str]"],
) -> tuple[Finding, ...]:
    """Troubles first, then what holds back, what is chosen by, what is wanted, in turns: the first of each comes first.

    ``said_in``: the language, and the names nobody may ask with. Words that hold such a name, or signs that no question
    has, stay in the profile.
    """
    names = said_in[1]
    rows: list[list[Finding | None]] = [
        [_shaped(each, (("question", question), ("problem", complaint)), "heard", said_in) for each in pains],
        [_shaped(each, (("question", question), ("doubt", doubt)), "worry", said_in) for each in objections],
        [Finding("factor", each, _ground(each), told=True) for each in _plain(factors, names)],
        [Finding("goal", each, _ground(each), told=True) for each in _plain(goals, names)],
    ]
    return tuple(_in_turns([[each for each in row if each is not None] for row in rows]))


def _shaped(
    words: str, shapes: Sequence[tuple[Shape, Read]], otherwise: Shape, said_in: tuple[Pack, "re.Pattern[str]"]
) -> Finding | None:
    pack, names = said_in
    text = next(iter(_plain([words], names)), None)
    if text is None:
        return None
    for shape, read in shapes:
        found = read(Concern(text=text, quote=words), pack, names)
        if found is not None:
            return Finding(shape, found, _ground(words), told=True)
    return Finding(otherwise, text, _ground(words), told=True)


def _plain(texts: Sequence[str], names: "re.Pattern[str]") -> Iterator[str]:
    for each in texts:
        text = squeezed(each).rstrip(" .!")
        if len(text) <= _LONGEST and _SAYABLE.fullmatch(text) and _LETTER.search(text) and not names.search(text):
            yield text


def _ground(words: str) -> SourcedText:
    return SourcedText(text=words)


def _in_turns(rows: Sequence[Sequence[Finding]]) -> Iterator[Finding]:
    for place in range(max(map(len, rows), default=0)):
        yield from (row[place] for row in rows if place < len(row))
