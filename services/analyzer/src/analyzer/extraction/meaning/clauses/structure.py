"""Which brand a block is about: heads of list items and headings, introductions of lists, rows of tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyzer.extraction.meaning.clauses.labels import announcing, labelled
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Block, Document
from analyzer.extraction.text.heads import LONGER_NAME

_HEAD_LABEL = re.compile(
    r"(?:the )?(?:best|top|winner|runner[- ]?up|overall|editor'?s?|our|my|number|no\.?|first|second|third|most|great"
    r"|good|also|honorable|honourable|picks?|choice|gold|silver|bronze|for)\b[^:–]{0,50}[:–-]\s*$",
    re.IGNORECASE,
)
RANK_COLUMN = re.compile(
    r"^(?:#|no\.?|nr\.?|rank(?:ing)?|place|position|pos\.?|rang|platz|rango|puesto|posicao|posição|classement|排名|順位|名次)$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\W{0,6}(?:the |use |try |consider )?$", re.IGNORECASE)
_AFTER_HEAD = re.compile(
    r"\s*(?:$|[:,(–—.|/&+\n]|- |and |or |is |are |was |by |with |for |[a-z]+s\b|\d{1,4}[A-Za-z]{0,4}\s*(?:[:(]|$))"
)

_LABELLED = 40
"""Characters of a label before the bold letters of an item's head."""
LED = -2
"""The group of paragraphs that are a list without bullets."""


@dataclass(slots=True)
class Outline:
    """``heads[block]`` are the owners a block starts with; ``topic[block]`` the owners it is about if it names none."""

    heads: dict[int, tuple[int, ...]] = field(default_factory=dict)
    topic: dict[int, tuple[int, ...]] = field(default_factory=dict)
    intro: dict[int, tuple[int, int]] = field(default_factory=dict)
    led: list[int] = field(default_factory=list)
    """Paragraphs that open with a brand in bold letters, or are announced: a list without bullets, its introduction
    under ``LED``."""
    announced: tuple[int, int] | None = None
    """A short paragraph that recommends what follows and names nobody."""
    under_brand: bool = False
    """Whether the heading above is a brand: labels below it are its attributes."""

    def open(self, document: Document, block: Block, named: Sequence[Mention], *, inner: bool) -> tuple[int, ...]:
        """The owners that head the next block; what is ``inner`` to an item about a brand is an attribute of it."""
        owners = _head(document, block, named)
        if named and not (owners or inner or self.under_brand):
            owners = labelled(document, block, named)
        if block.kind == "heading":
            self.under_brand = bool(owners)
        if block.kind not in ("item", "paragraph") or not owners:
            self.announced = None if named else announcing(document, block)
        return owners

    def head(self, number: int, block: Block, owners: tuple[int, ...], lead_in: tuple[int, int] | None) -> None:
        """Add a block that starts with brands; ``lead_in`` is the paragraph or heading before it."""
        self.heads[number] = owners
        bold = block.bold and block.bold[0][0] == block.start
        if block.kind == "paragraph" and (bold or self.announced):
            self.led.append(number)
            if lead := self.announced or lead_in:
                self.intro.setdefault(LED, lead)
            if bold:
                self.announced = None  # a paragraph without bold letters is no item of such a list

    def is_about(self, number: int, owner: int) -> bool:
        """Whether a block is about an owner; one that opens with nobody and goes on about nobody is about all."""
        about = self.heads.get(number) or self.topic.get(number)
        return not about or owner in about


def outline(document: Document, mentions: Sequence[Mention]) -> Outline:
    """Heads, topics and list introductions of a document; linear."""
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(document.block_at(mention.start), []).append(mention)
    found = Outline()
    heading: tuple[int, ...] = ()
    above: list[tuple[int, tuple[int, ...]]] = []
    lead_in: tuple[int, int] | None = None
    for number, block in enumerate(document.blocks):
        named = by_block.get(number, [])
        owners = found.open(document, block, named, inner=any(depth < block.depth and of for depth, of in above))
        if owners:
            found.head(number, block, owners, lead_in)
        if block.kind in ("heading", "paragraph"):
            titled = block.kind == "heading" or (bool(owners) and block.end - block.start < 60)
            heading = owners if titled else heading if _goes_on(block, by_block, number) else ()
            above, lead_in = [], (block.start, block.end)
            if not titled and heading:
                found.topic[number] = heading
        elif block.kind == "item":
            while above and above[-1][0] >= block.depth:
                above.pop()
            parent = above[-1][1] if above else heading
            found.topic[number] = owners or parent
            above.append((block.depth, owners or parent))
            if lead_in:
                found.intro.setdefault(block.group, lead_in)
        elif block.kind == "row":
            found.topic[number] = owners
    return found


def _goes_on(block: Block, by_block: dict[int, list[Mention]], number: int) -> bool:
    """A paragraph goes on about the brand of its heading while it names no other."""
    return block.kind != "paragraph" or not by_block.get(number)


def _head(document: Document, block: Block, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The owners named at the start of a block, ties included (``1. Acme and Bolt``)."""
    owners: list[int] = []
    at = block.start
    for mention in mentions:
        between = document.text[at : mention.start]
        if owners:
            if not re.fullmatch(r",? ?(?:and|or|&|/|,|\+) ?(?:tied with )?", between):
                break
        elif not (
            _LEAD.fullmatch(between)
            or (len(between) < 70 and _HEAD_LABEL.fullmatch(between))
            or _in_first_cells(block, mention)
            or _behind_question(document.text, block, mention)
        ):
            return ()
        rest = document.text[mention.end : min(_end_of_title(document.text, block, mention.end), mention.end + 90)]
        if not _AFTER_HEAD.match(rest[:24]):
            if (block.kind in ("item", "heading") or block.bold[:1]) and LONGER_NAME.match(rest.removeprefix("'s")):
                made = (other.owner for other in mentions if other.start == mention.end + 1)  # "iRobot Roomba 694"
                owners += [mention.owner, *made]
            return tuple(dict.fromkeys(owners))
        owners.append(mention.owner)
        at = mention.end
    return tuple(dict.fromkeys(owners))


def _end_of_title(text: str, block: Block, end: int) -> int:
    """Where the head of a block ends: with its bold letters ("**Acme Pro.** It is ...", "**Acme Pro** has ...")."""
    closing = block.bold[0][1] if block.bold and block.bold[0][0] - block.start < _LABELLED else block.start
    if end >= closing:
        return block.end
    return closing - 1 if text[closing - 1] in ".:" else closing


def _behind_question(text: str, block: Block, mention: Mention) -> bool:
    """Whether an item opens with a question in bold letters, and the brand is the answer ("**No fee?** Acme")."""
    if block.kind != "item" or not block.bold or block.bold[0][0] != block.start:
        return False
    end = block.bold[0][1]
    return 0 < mention.start - end <= 2 and "?" in text[end - 1 : mention.start]


def _in_first_cells(block: Block, mention: Mention) -> bool:
    return any(start <= mention.start < end and mention.start - start < 6 for start, end in block.cells[:2])
