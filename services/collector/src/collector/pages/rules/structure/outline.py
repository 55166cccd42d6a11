"""The content of a page as blocks in reading order. Pure; goes through the tree without recursion."""

from itertools import islice
from typing import Any

from lxml import etree

from collector.pages.rules.attributes import named
from collector.pages.rules.listed import listed
from collector.pages.rules.places import HEADINGS, UNREAD, Parts, is_consent
from collector.pages.rules.structure.frames import Frame
from collector.pages.rules.structure.kinds import (
    Draft,
    cut,
    is_bold_heading,
    is_price,
    is_question,
    is_quoted,
    joined_quote,
    lines_of,
    without_bullet,
)
from collector.pages.rules.structure.tables import holds_data, row_text
from collector.pages.rules.text import beginning, clean, one_line, words

BLOCK_LIMIT = 400
SEVERAL_MOST, PIECES_OF_A_QUESTION = 60, 12
FOLD_DEPTH = 6
"""Elements around a question among which one may say that it is folded up with its answer."""

_BLOCK_TAGS = words(
    """address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption"""
)
_BOLD = words("b strong")
_KINDS = {"li": "item", "dt": "term", "summary": "question", "details": "answer", "blockquote": "quote"}
_QUOTE, _SEVERAL = listed("blocks", "quote"), listed("blocks", "several")
_QUESTION, _ANSWER, _BUTTON, _FAQ = (listed("blocks", key) for key in ("question", "answer", "button", "faq"))
_BY_WEIGHT = ("heading", "question", "quote", "answer", "term", "item")
_QUOTE_TAGS = words("div section li article figure p td")


def outline_of(root: Any, parts: Parts, limit: int = BLOCK_LIMIT) -> list[Draft]:
    """The blocks below ``root``, at most ``limit``. What opens a part of ``parts`` is left out."""
    writer = _Writer(limit)
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            writer.leave(element, root)
            if len(writer.drafts) >= 2 * limit:
                break
        elif not writer.enter(element, element in parts and element is not root):
            walker.skip_subtree()
    writer.flush()
    return writer.drafts[:limit]


class _Writer:
    """Takes elements as they begin and end, and writes blocks."""

    def __init__(self, limit: int) -> None:
        self.drafts: list[Draft] = []
        self._limit = limit
        self._frames: list[Frame] = []
        self._pending: list[str] = []
        self._bold = 0
        self._bold_text = 0
        self._quoted_text = 0
        self._asked_of, self._several = None, False
        self._answers = 0
        """How many blocks to come answer the last question; below 0: all, up to the next heading ..."""
        self._answered_within: Any = None
        """... or to the end of what holds the question."""

    def enter(self, element: Any, left_out: bool) -> bool:
        """Begin an element; False where nothing below it is to be read."""
        tag = element.tag
        block = tag in _BLOCK_TAGS or (tag in ("span", "a") and self._is_one_of_several(element))
        if block or tag == "cite":
            self.flush()
        if left_out or _is_unread(element, tag):
            if tag == "button" and is_question(asked := beginning(element, 400)):
                self._write(Draft("question", asked))
            self._frames.append(Frame(element, None, len(self.drafts), self._inmost(), False))
            return False
        if tag == "tr" and self._in_data():
            self._write(Draft("row", row_text(element)))
            self._frames.append(Frame(element, None, len(self.drafts), self._inmost(), False))
            return False
        if tag == "br":
            self._pending.append("\n")
        self._bold += tag in _BOLD
        self._frames.append(self._framed(element, tag, block))
        self._frames[-1].block = block or tag == "cite"
        self._add(element.text)
        return True

    def leave(self, element: Any, root: Any) -> None:
        """End an element, which is the innermost that was begun."""
        tag = element.tag
        if self._frames[-1].block:
            self.flush()
        frame = self._frames.pop()
        if tag in _BOLD and self._bold:
            self._bold -= 1
            self._end_bold()
        if frame.kind == "quote" and not frame.several and not self._in_quote():
            self._merge(frame.start)
        if element is self._answered_within:
            self._answers, self._answered_within = 0, None
        if element is not root:
            self._add(element.tail)

    def flush(self) -> None:
        """Write what was read since the last border of a block."""
        if not self._pending:
            return
        text, bold, quoted = clean("".join(self._pending)), self._bold_text, self._quoted_text
        self._pending.clear()
        self._bold_text = self._quoted_text = 0
        if not any(character.isalnum() for character in text):
            return
        kind, level = self._kind(), None
        flat = one_line(text)
        if kind == "heading":
            level = next(int(each.element.tag[1]) for each in reversed(self._frames) if each.kind == "heading")
            self._answers = 0
            if level > 1 and is_question(flat):
                self._ask(flat)
            else:
                self._write(Draft(kind, flat, level))
        elif kind in ("term", "question"):
            asked = kind == "question" or is_question(flat)
            self._answers = 1 if asked and kind == "term" else self._answers
            self._write(Draft("question" if asked else "term", flat))
        elif kind == "paragraph" and is_question(flat) and self._is_folded():
            self._ask(flat)
        elif kind == "paragraph" and is_bold_heading(flat, bold):
            self._answers = 1 if is_question(flat) else 0
            self._write(Draft("question", flat) if is_question(flat) else Draft("heading", flat, 3))
        elif kind in ("paragraph", "item"):
            self._write_lines(kind, [flat] if kind == "item" else lines_of(text), quoted > 0.6 * len(flat))
        else:
            self._write(Draft(kind, flat))

    def _ask(self, question: str) -> None:
        """A question whose answer is what follows, up to the end of what holds both."""
        self._answers = -1
        holders = (each.element for each in reversed(self._frames[:-1]) if _holds(each.element, 2))
        self._answered_within = next(holders, None)
        self._write(Draft("question", question))

    def _is_one_of_several(self, element: Any) -> bool:
        parent = element.getparent()
        if parent is None:
            return False
        if self._asked_of is not parent:
            self._asked_of, self._several = parent, _are_several(parent)
        return self._several

    def _is_folded(self) -> bool:
        return any(named(frame.element) & _FAQ for frame in self._frames[-FOLD_DEPTH:])

    def _write_lines(self, kind: str, lines: list[str], quoted: bool) -> None:
        for line in lines:
            item = without_bullet(line)
            if is_price(item or line):
                self._write(Draft("price", item or line))
            elif quoted or is_quoted(line):
                self._write(Draft("quote", line))
            elif self._answers:
                self._answers -= self._answers > 0
                self._write(Draft("answer", item or line))
            else:
                self._write(Draft("item" if item else kind, item or line))

    def _write(self, draft: Draft) -> None:
        if not draft.text or draft in self.drafts[-3:] or is_consent(draft.text):
            return
        self.drafts.extend(cut(draft))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._pending.append(text)
        if self._bold:
            self._bold_text += len(one_line(text))
        if self._frames and self._frames[-1].element.tag == "q":
            self._quoted_text += len(one_line(text))

    def _end_bold(self) -> None:
        """A bold question at the head of a paragraph is answered by the rest of it."""
        if len(self._pending) > PIECES_OF_A_QUESTION:
            return
        asked = one_line(clean("".join(self._pending)))
        if is_question(asked) and self._bold_text >= 0.9 * len(asked) and self._kind() in ("paragraph", "item"):
            self._pending.clear()
            self._bold_text = self._quoted_text = 0
            self._write(Draft("question", asked))
            self._answers = 1

    def _merge(self, start: int) -> None:
        pieces = [draft.text for draft in self.drafts[start:]]
        del self.drafts[start:]
        if pieces:
            self._write(Draft("quote", joined_quote(pieces)))

    def _kind(self) -> str:
        """What text is here. Of the elements around it a quotation outranks a heading, that an answer, that an item."""
        if self._in_quote():
            return "quote"
        around = inmost.around if (inmost := self._inmost()) else ()
        return next((kind for kind in _BY_WEIGHT if kind in around), "paragraph")

    def _in_quote(self) -> bool:
        return bool(self._frames) and self._frames[-1].quoted

    def _inmost(self) -> Frame | None:
        return self._frames[-1] if self._frames else None

    def _in_data(self) -> bool:
        return any(frame.kind == "data" for frame in self._frames[-3:])

    def _framed(self, element: Any, tag: str, block: bool) -> Frame:
        several = False
        if tag in HEADINGS:
            kind: str | None = "heading"
        elif tag == "table":
            kind = "data" if holds_data(element) else None
        elif not block:
            kind = None
        elif self._quotes(element, tag):
            kind, several = "quote", _holds_several(element, self._in_several())
        else:
            kind = _kind_by_name(element) or _KINDS.get(tag) or ("item" if tag not in _BLOCK_TAGS else None)
        return Frame(element, kind, len(self.drafts), self._inmost(), several)

    def _quotes(self, element: Any, tag: str) -> bool:
        named_so = tag in _QUOTE_TAGS and (named(element) & _QUOTE or _holds_quote(element))
        return tag == "blockquote" or bool(named_so) or self._in_several()

    def _in_several(self) -> bool:
        return bool(self._frames) and self._frames[-1].several


def _kind_by_name(element: Any) -> str | None:
    called = named(element)
    if called & _ANSWER:
        return "answer"
    asks = called & _QUESTION and is_question(beginning(element, 400))
    return "question" if asks else None


def _is_unread(element: Any, tag: str) -> bool:
    """Whether an element is a control, a button, or a price that is struck out."""
    if tag in ("s", "del", "strike"):
        return is_price(beginning(element, 100))
    return tag in UNREAD or tag == "button" or (tag == "a" and bool(named(element) & _BUTTON))


def _holds_quote(element: Any) -> bool:
    return element.tag == "figure" and next(element.iter("blockquote"), None) is not None


def _holds_several(element: Any, inside: bool) -> bool:
    """Whether an element holds several quotations and not one."""
    if sum(1 for _ in zip(range(2), element.iterdescendants("blockquote"), strict=False)) > 1:
        return True
    if inside:
        parent = element.getparent()
        alone = parent is None or sum(1 for each in parent if each.tag == element.tag) < 2
        return alone and element.tag in ("div", "ul", "ol", "section")
    return bool(named(element) & _SEVERAL) and _holds(element, 1)


def _holds(element: Any, least: int) -> bool:
    """Whether an element has so many children; lxml would count them all."""
    return next(islice(element.iterchildren(), least - 1, None), None) is not None


def _are_several(parent: Any) -> bool:
    """Whether an element holds at least three inline ones of one tag and nothing else: a list that is made of spans."""
    inner = list(islice(parent, SEVERAL_MOST + 1))
    if not 3 <= len(inner) <= SEVERAL_MOST or (parent.text or "").strip():
        return False
    return all(
        each.tag == inner[0].tag
        and not (each.tail or "").strip(" \t\r\n|·•,")
        and not _holds(each, 3)
        and len(beginning(each, 9)) >= 3
        for each in inner
    )
