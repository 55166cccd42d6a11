"""Rankings within a line or a sentence: numbers before names, "A > B > C", "from best to worst: A, B and C"."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Block, Document

_NUMBER = re.compile(
    r"(?<![\w.])(?:\((\d{1,2})\)|#?(\d{1,2})[.):]"
    r"|#(\d{1,2})(?: (?:pick|choice|spot|place))?(?: (?:is|to|goes to|–))?(?= ))\s{0,2}(?!\d)"
)
_SOON = 6
"""Characters of a line within which its first name stands."""
_DIGIT = re.compile(r"\d")  # found at once; the numbers themselves are not
_NUMBER_BEFORE = re.compile(_NUMBER.pattern + "$")
_ABOVE = re.compile(r"\s*>\s*$")
_ANNOUNCED = re.compile(
    r"\b(?:(?:from )?best to worst|in (?:this|that|descending|the following) order(?: of preference)?"
    r"|in order(?: of preference)?(?=\s*[:,(])|rank (?:them|these)(?: like this| as follows)?"
    r"|(?:my|our|the) (?:final |overall )?ranking(?: is)?(?=\s*[:,]))"
    r"[^.;!?]{0,30}$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(r"\W{1,3}(?:in that order\b|that(?:'s| is) (?:the|my|our) (?:order|ranking)\b)", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:,|;|→|->|and|,?\s?(?:and )?then|,?\s?followed by|,\s?and)\s*(?:the )?$")


def ranked_in_a_row(document: Document, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Owner and rank of the brands of every block that ranks them in a row."""
    found: list[tuple[int, int]] = []
    for number, group in groupby(mentions, key=lambda mention: document.block_at(mention.start)):
        if document.blocks[number].kind in ("paragraph", "item"):
            here = list(group)
            block = document.blocks[number]
            found += _counted(document.text, block, here) or _listed(document.text, block.start, here)
    return found


def _counted(text: str, block: Block, named: Sequence[Mention]) -> list[tuple[int, int]]:
    """``1. Acme, 2. Bolt and 3. Crux``: numbers that count up from one, each before a name, listed or not."""
    if not _DIGIT.search(text, block.start, block.end):
        return []
    counted = {_number_of(hit) for hit in _NUMBER.finditer(text, block.start, block.end)} | {block.ordinal or 0}
    found = []
    for mention in named:
        hit = _NUMBER_BEFORE.search(text, max(block.start, mention.start - 20), mention.start)
        if hit:
            found.append((mention.owner, _number_of(hit)))
    if found and block.ordinal == found[0][1] - 1 and named[0].start - block.start < _SOON:
        found.insert(0, (named[0].owner, block.ordinal))  # the number of the first is that of the line
    ranks = [rank for _, rank in found]
    if len(ranks) < 2 or not counted.issuperset(range(1, max(ranks) + 1)):
        return []
    return found if all(one < next_one for one, next_one in pairwise(ranks)) else []


def _number_of(hit: re.Match[str]) -> int:
    return int(hit[1] or hit[2] or hit[3])


def _listed(text: str, start: int, named: Sequence[Mention]) -> list[tuple[int, int]]:
    """Names set above each other, or in an order that is announced as one of merit."""
    for run in _runs(text, named, _ABOVE):
        if len(run) > 1:
            return [(mention.owner, rank) for rank, mention in enumerate(run, 1)]
    for run in _runs(text, named, _NEXT):
        if len(run) > 1 and (
            _ANNOUNCED.search(text, max(start, run[0].start - 90), run[0].start) or _SAID_AFTER.match(text, run[-1].end)
        ):
            return [(mention.owner, rank) for rank, mention in enumerate(run, 1)]
    return []


def _runs(text: str, named: Sequence[Mention], joined: re.Pattern[str]) -> Iterator[list[Mention]]:
    """Neighbours with nothing between them but what joins them."""
    run = list(named[:1])
    for before, after in pairwise(named):
        if not joined.match(text, before.end, after.start) or after.start - before.end > 20:
            yield run
            run = []
        run.append(after)
    yield run
