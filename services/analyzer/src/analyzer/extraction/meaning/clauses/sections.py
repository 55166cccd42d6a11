"""Sections that take a side: a heading, a lead-in, a label or a mark rejects, or praises, what stands under it.

A heading governs its blocks until one of its rank or above, a line in bold letters until the next of its kind, a
lead-in its list or its run of paragraphs, an item its own items. The innermost head that takes a side counts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from analyzer.extraction.lexicon.cues.tables import cues_of
from analyzer.extraction.meaning.clauses.comparison import MASK
from analyzer.extraction.meaning.clauses.structure import Outline
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Block, Document

Side = Literal["against", "for", "neutral", ""]

_SIDES = ("list-against", "list-recommends", "list-neutral")
_TITLE, _LEAD_IN, _WITHIN, _BLOCK = 7, 8, 9, 10
"""How deep heads without a level lie, below the six of headings: a line in bold letters, a lead-in, one below a titled
part of a list, and items, by as much as they are indented."""
_SHORT = 80
"""Characters of a title in bold letters, and of a lead-in without a colon that leads to paragraphs."""
_TOLD = 400
"""Characters of a head that are looked at, its last ones."""
_LABEL = re.compile(r"[^:.\n]{2,50}?(?:: | [–-] )")
_LAST_SENTENCE = re.compile(r"[.!?]\s+([^.!?]+[.!?:]*)\s*$")
_CROSSED = frozenset("❌✖✗✘👎🚫⛔🚩⚠")
"""Marks of what is rejected, before an item or at the head of a title."""
_SIGN = "\u2600"
"""The first of the signs that stand for a bullet; those of plain lists come before it."""
_MARKED = 8
"""Characters before the text of an item in which its mark stands."""


@dataclass(frozen=True, slots=True)
class Head:
    """What heads a section: the side that it takes, and its span; the question's has none, -1."""

    side: Side
    start: int
    end: int


@dataclass(slots=True)
class Sections:
    """``heads[block]`` is the head whose side a block takes, its own label or mark included; ``named`` are the
    mentions of each block."""

    heads: dict[int, Head] = field(default_factory=dict)
    named: dict[int, list[Mention]] = field(default_factory=dict)

    def warns(self, number: int) -> bool:
        """Whether a block stands where things are rejected."""
        head = self.heads.get(number)
        return head is not None and head.side == "against"


@lru_cache(maxsize=1024)
def side_of(text: str) -> Side:
    """The side that a head in small letters takes: its last sentence's, or all of it where that takes none."""
    last = _LAST_SENTENCE.search(text)
    for told in (last[1] if last else "", text):
        said = {cue.dimension for cue, _ in cues_of("lists", only=_SIDES).found(told)} if told else set()
        if "list-against" in said:
            return "against"
        if said:
            return "for" if "list-recommends" in said else "neutral"
    return ""


def masked(document: Document, names: Sequence[Mention], start: int, end: int) -> str:
    """A span in small letters, without the names in it, in order: "Skip Hop" skips nobody."""
    parts, at = [], start
    for mention in names:
        if mention.start < end:
            parts += [document.text[at : mention.start], MASK]
            at = max(at, mention.end)
    return "".join([*parts, document.text[at:end]]).lower()


def is_instead(text: str) -> bool:
    """Whether a head in small letters says that something is to be had instead of what was asked about."""
    return cues_of("lists", only=("list-instead",)).holds(text)


def sections(document: Document, structure: Outline, mentions: Sequence[Mention], *, shunned: bool = False) -> Sections:
    """The head of every block that stands under one that takes a side; linear.

    ``shunned``: the question asks whom to avoid. What a list or its titles are headed by is that, "the top 3" included,
    unless their head says that it is to be had instead.
    """
    found = Sections()
    for mention in mentions:
        found.named.setdefault(document.block_at(mention.start), []).append(mention)
    reader = _Reader(document, structure, found.named, shunned, found)
    for number in range(len(document.blocks)):
        reader.read(number)
    return found


@dataclass(slots=True)
class _Open:
    """A head whose section goes on; ``holds`` is what its first block was, which tells where it ends."""

    head: Head
    depth: int
    holds: str = ""


@dataclass(slots=True)
class _Reader:
    document: Document
    structure: Outline
    named: Mapping[int, Sequence[Mention]]
    shunned: bool
    found: Sections
    above: list[_Open] = field(default_factory=list)

    def read(self, number: int) -> None:
        """Close what ends before a block, note what governs it, and open what it heads."""
        block = self.document.blocks[number]
        form = self._form(number, block)
        depth = self._depth(block, form)
        self.above = [one for one in self.above if one.depth < depth or self._outlasts(one, form)]
        self.above = [one for one in self.above if self._goes_on(one, form)]
        own = self._own(number, block)
        heads = [one.head for one in reversed(self.above) if one.head.side in ("against", "for")]
        governing = own or next(iter(heads), None)
        if self.shunned and form in ("part", "item", "bold") and number in self.structure.heads:
            governing = self._asked(governing, block)
        if governing:
            self.found.heads[number] = governing
        if form in ("title", "part", "free") or (form == "item" and number not in self.structure.heads):
            head = own or Head(side_of(self._masked(number, block.start, block.end)), block.start, block.end)
            self.above.append(_Open(head, depth))
            if form == "part" and head.side == "against":
                self.found.heads[number] = head

    def _asked(self, head: Head | None, block: Block) -> Head:
        """The head of what a list names where the question asks whom to avoid: the question, ``start`` -1."""
        if head and (head.side == "against" or is_instead(self.document.text[head.start : head.end].lower())):
            return head
        return Head("against", -1, -1)

    def _form(self, number: int, block: Block) -> str:
        """A ``title``, the title of a ``part`` (a brand), an ``item``, a paragraph ``about`` a brand (``bold`` where it
        opens in bold letters), one that goes on (``more``), or a ``free`` one."""
        headed = bool(self.structure.heads.get(number))
        if block.kind == "heading":
            return "part" if headed else "title"
        if block.kind != "paragraph":
            return "title" if not headed and self._is_marked_title(number) else "item"
        if is_title(self.document.text, block):
            return "bold" if headed else "title"
        if headed:
            return "bold" if block.bold and block.bold[0][0] == block.start else "about"
        goes_on = self.structure.topic.get(number) or self._between_numbers(number)
        return "more" if goes_on and self.document.text[block.end - 1] != ":" else "free"

    def _is_marked_title(self, number: int) -> bool:
        """Whether an item with a sign for its bullet heads items that have none ("❌ Rather not", then a list)."""
        here, after = self.document.blocks[number], self.document.blocks[number + 1 : number + 2]
        if here.kind != "item" or not after or after[0].kind != "item" or after[0].depth != here.depth:
            return False
        return any(sign >= _SIGN for sign in self._mark(here)) and all(sign < _SIGN for sign in self._mark(after[0]))

    def _mark(self, block: Block) -> str:
        """What stands before a block's text on its line, and its first letter."""
        offset = self.document.starts[block.start]
        return self.document.answer[max(0, offset - _MARKED) : offset + 1].rpartition("\n")[2]

    def _between_numbers(self, number: int) -> bool:
        """Whether the list goes on behind a paragraph with its next number."""
        after = self.document.blocks[number + 1 : number + 2]
        return bool(after and after[0].kind == "item" and (after[0].ordinal or 0) > 1)

    def _depth(self, block: Block, form: str) -> int:
        if block.kind == "heading":
            return block.depth
        if form == "title":
            return _TITLE
        if form == "free":
            return _WITHIN if any(one.holds == "part" for one in self.above) else _LEAD_IN
        return _BLOCK + (block.depth if block.kind == "item" else 0)

    def _outlasts(self, one: _Open, form: str) -> bool:
        """A lead-in to parts with a heading each lies above them, whatever their level."""
        return one.depth == _LEAD_IN and form == "part" and one.holds in ("", "part") and self._leads(one.head)

    def _goes_on(self, one: _Open, form: str) -> bool:
        """Whether a section that ends without a heading goes on with a block of some form."""
        if one.depth not in (_TITLE, _LEAD_IN, _WITHIN):
            return True
        if not one.holds:
            if form == "free":
                return one.depth == _TITLE
            one.holds = form
            return form == "item" or one.depth == _TITLE or self._leads(one.head)
        return form in (one.holds, "more", "item") or (one.holds == "part" and form != "title")

    def _leads(self, head: Head) -> bool:
        """Whether a paragraph leads to others: it ends in a colon, or is short."""
        return self.document.text[head.end - 1] == ":" or head.end - head.start <= _SHORT

    def _own(self, number: int, block: Block) -> Head | None:
        """The side that a block itself takes before it names anybody: by its mark, or by a label."""
        text, start = self.document.text, block.start
        if not _CROSSED.isdisjoint(self._mark(block)):
            return Head("against", start, block.end)
        label = _LABEL.match(text, start, block.end)
        if label is None or block.kind in ("code", "source") or number in self.structure.heads:
            return None
        side = side_of(self._masked(number, start, label.end()))
        return Head(side, start, label.end()) if side == "against" else None

    def _masked(self, number: int, start: int, end: int) -> str:
        return masked(self.document, self.named.get(number, ()), start, end)[-_TOLD:]


def is_title(text: str, block: Block) -> bool:
    """Whether a paragraph is nothing but a few words in bold letters."""
    if len(block.bold) != 1 or block.end - block.start > _SHORT:
        return False
    start, end = block.bold[0]
    return start == block.start and not text[end : block.end].strip(" :")
