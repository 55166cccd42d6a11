"""An answer as blocks and sentences: paragraphs, list items, table rows, headings, code and source lists.

Everything after this module works on ``Document.text``: folded, without markdown marks, with ``BLOCK_BREAK`` between
blocks. Spans go back to the answer through ``Document.evidence``.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from analyzer.extraction.model import Evidence
from analyzer.extraction.text.cleaning.edits import Cleaned
from analyzer.extraction.text.cleaning.stages import clean
from analyzer.extraction.text.fold import Folded, fold
from analyzer.extraction.text.markdown import LineShape, Link, Piece, is_delimiter_row, label_pieces, line_shape, pieces
from analyzer.extraction.text.sources import gives_sources, heads_sources

BLOCK_BREAK = "\n\n"  # between blocks; a soft break within one is a single line feed
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_MARKS = frozenset("*_~`[]")


@dataclass(slots=True)
class Block:
    """One block of the answer; ``start`` and ``end`` are offsets into ``Document.text``.

    ``kind`` is paragraph, item, heading, header, row, code or source. ``group`` numbers lists and tables. ``depth``
    is how far an item is indented, or the level of a heading. ``ordinal`` is the printed number of an item. ``cells``
    are the spans of a table row. ``bold`` are the spans set in bold.
    """

    kind: str
    start: int
    end: int
    group: int = -1
    depth: int = 0
    ordinal: int | None = None
    cells: tuple[tuple[int, int], ...] = ()
    bold: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Document:
    """The read answer. ``starts`` and ``ends`` give, for each character of ``text``, its code points in the answer."""

    answer: str
    text: str
    starts: list[int]
    ends: list[int]
    blocks: list[Block]
    links: list[tuple[int, int, str]]
    """Labels of links as spans of ``text`` in order, each with its target."""
    cleaned: Cleaned
    """The answer without what was taken out of it before it was read, not yet folded."""
    _block_starts: list[int] = field(default_factory=list)
    _cut_before: dict[int, int] = field(default_factory=dict)
    memo: dict[tuple[object, ...], object] = field(default_factory=dict)
    """What readers work out once per document, so that a long list costs its length and not its square."""

    def __post_init__(self) -> None:
        """Keep the cuts by their ends as well."""
        self._cut_before = {end: start for start, end in self.cleaned.cuts.items()}

    def block_at(self, offset: int) -> int:
        """Index of the block that holds an offset of ``text``."""
        if not self._block_starts:
            self._block_starts = [block.start for block in self.blocks]
        after = bisect_right(self._block_starts, offset)
        return after - 1 if after else 0

    def evidence(self, start: int, end: int, *, marked: bool = True) -> Evidence:
        """The span of the answer behind ``text[start:end]``, with the marks that open and close it, or without."""
        first, last = self.starts[start], self.ends[end - 1]
        if not marked:
            return Evidence(first, last, self.answer[first:last])
        floor = self.ends[start - 1] if start else 0
        ceiling = self.starts[end] if end < len(self.starts) else len(self.answer)
        return self._widened(first, last, floor, ceiling)

    def _widened(self, first: int, last: int, floor: int, ceiling: int) -> Evidence:
        """A span of the answer with the marks around it, also those behind what was cut out."""
        at, cut_before = first, self._cut_before
        while at > floor and (at in cut_before or self.answer[at - 1] in _MARKS):
            at, marked = cut_before.get(at, at - 1), at not in cut_before
            first = at if marked else first
        at, cut_behind = last, self.cleaned.cuts
        while at < ceiling and (at in cut_behind or (self.answer[at] in _MARKS and self.answer[at] != "[")):
            at, marked = cut_behind.get(at, at + 1), at not in cut_behind
            last = at if marked else last
        return Evidence(first, last, self.answer[first:last])


def read_document(answer: str) -> Document:
    """Read an answer into blocks; linear in its length, never raises."""
    return _Reader(answer).read()


def _folded(cleaned: Cleaned) -> Folded:
    """A cleaned text folded, with the way back to the stored answer."""
    folded = fold(cleaned.text)
    if cleaned.is_as_stored:
        return folded
    starts, ends = cleaned.starts, cleaned.ends
    return Folded(folded.text, [starts[at] for at in folded.starts], [ends[at - 1] for at in folded.ends])


class _Reader:
    def __init__(self, answer: str) -> None:
        self._cleaned = clean(answer)
        self._folded = _folded(self._cleaned)
        self._parts: list[str] = []
        self._size = 0
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._blocks: list[Block] = []
        self._bold: list[int] = []
        self._links: list[tuple[int, int, str]] = []
        self._answer = answer
        self._group = 0
        self._previous = "blank"
        self._in_code = False
        self._in_sources = False

    def read(self) -> Document:
        offset = 0
        for line in self._folded.text.split("\n"):
            self._line(line, offset)
            offset += len(line) + 1
        self._close_bold()
        text = "".join(self._parts)
        return Document(self._answer, text, self._starts, self._ends, self._blocks, self._links, self._cleaned)

    def _line(self, line: str, offset: int) -> None:
        if _FENCE.match(line):
            self._in_code = not self._in_code
            self._previous = "blank"
            return
        shape = LineShape("code", 0) if self._in_code else line_shape(line)
        if shape.kind in ("blank", "rule"):
            self._underline(line, shape)
            self._previous = "blank"
            return
        kind = self._kind(line, shape)
        if kind == "continuation":
            self._append("\n", offset, offset)
            self._content(line, shape.content, offset)
            self._blocks[-1].end = self._size
            return
        if kind == "delimiter":
            return
        self._open(kind, shape)
        if shape.opens_bold:
            self._bold.append(self._size)
        if kind in ("row", "header"):
            self._cells(line, shape.content, offset)
        else:
            self._content(line, shape.content, offset)
        self._finish()

    def _kind(self, line: str, shape: LineShape) -> str:
        previous, self._previous = self._previous, shape.kind
        if shape.kind != "code" and heads_sources(line):
            self._in_sources = True
            return "source"
        if shape.kind in ("text", "item") and gives_sources(line, shape.content):
            self._previous = "blank"
            return "source"
        if self._continues(line, shape, previous):
            self._previous = "item" if self._blocks[-1].kind == "item" else "text"
            return "continuation"
        if shape.kind == "heading":
            self._in_sources = False
        if shape.kind == "definition" or (self._in_sources and shape.kind in ("item", "text", "row")):
            return "source"
        if shape.kind == "row" and is_delimiter_row(line):
            if self._blocks and self._blocks[-1].kind == "row":
                self._blocks[-1].kind = "header"
            return "delimiter"
        return {"text": "paragraph"}.get(shape.kind, shape.kind)

    def _underline(self, line: str, shape: LineShape) -> None:
        """A rule right under a paragraph makes it a heading."""
        under = line.lstrip()[:1]
        if shape.kind == "rule" and self._previous == "text" and under in "=-" and self._blocks:
            last = self._blocks[-1]
            if last.kind == "paragraph":
                last.kind, last.depth = "heading", 1 if under == "=" else 2

    def _continues(self, line: str, shape: LineShape, previous: str) -> bool:
        """Whether a line goes on with the block before it: a soft break, or a paragraph indented under its item."""
        if shape.kind != "text" or not self._blocks or self._in_sources:
            return False
        last = self._blocks[-1].kind
        if previous in ("text", "item") and last in ("paragraph", "item") and not line.lstrip().startswith("**"):
            return True
        return shape.indent >= 2 and last == "item"

    def _open(self, kind: str, shape: LineShape) -> None:
        last = self._blocks[-1] if self._blocks else None
        listing = kind in ("item", "row", "header")
        if listing and not (
            last and last.kind in ("item", "row", "header") and (last.kind == "item") == (kind == "item")
        ):
            self._group += 1
        if self._size:
            for char in BLOCK_BREAK:
                self._append(char, -1, -1)
        depth = shape.level or shape.indent // 2
        self._blocks.append(Block(kind, self._size, self._size, self._group if listing else -1, depth, shape.ordinal))

    def _finish(self) -> None:
        block = self._blocks[-1]
        block.end = self._size
        self._close_bold()
        if block.start == block.end:
            self._blocks.pop()
            for _ in BLOCK_BREAK if self._size else "":
                self._parts.pop()
                self._starts.pop()
                self._ends.pop()
                self._size -= 1

    def _close_bold(self) -> None:
        if self._bold and self._blocks:
            edges = self._bold
            self._blocks[-1].bold += tuple(zip(edges[::2], edges[1::2], strict=False))
        self._bold = []

    def _cells(self, line: str, content: int, offset: int) -> None:
        cells: list[tuple[int, int]] = []
        at = content
        for raw in line[content:].split("|"):
            text = raw.strip()
            if text:
                if cells:
                    self._append(" ", offset + at, offset + at)
                    self._append("|", offset + at, offset + at)
                    self._append(" ", offset + at, offset + at)
                begin = self._size
                lead = len(raw) - len(raw.lstrip())
                self._content(line, at + lead, offset, at + lead + len(text))
                cells.append((begin, self._size))
            elif at != content and raw:
                cells.append((self._size, self._size))
            at += len(raw) + 1
        self._blocks[-1].cells = tuple(cells)

    def _content(self, line: str, start: int, offset: int, end: int | None = None) -> None:
        content = line[start : len(line.rstrip()) if end is None else end]
        if self._blocks[-1].kind == "code":
            self._keep(offset + start, content)
            return
        for piece in pieces(content):
            if isinstance(piece, Link):
                begin = self._size
                for part in label_pieces(content, piece.start, piece.end):
                    self._piece(part, content, offset + start)
                self._links.append((begin, self._size, piece.target))
            else:
                self._piece(piece, content, offset + start)

    def _piece(self, piece: Piece, content: str, offset: int) -> None:
        if piece.text is None:
            self._keep(offset + piece.start, content[piece.start : piece.end])
        else:
            self._mark(piece, offset)

    def _mark(self, piece: Piece, offset: int) -> None:
        if piece.bold_edge:
            self._bold.append(self._size)
        if piece.text:
            self._append(piece.text, offset + piece.start, offset + piece.end - 1)

    def _keep(self, at: int, text: str) -> None:
        if not text:
            return  # a part stands for at least one character: an empty block takes its break back part by part
        self._parts.append(text)
        self._size += len(text)
        self._starts.extend(self._folded.starts[at : at + len(text)])
        self._ends.extend(self._folded.ends[at : at + len(text)])

    def _append(self, char: str, first: int, last: int) -> None:
        """One character of our own; it stands for what lies between its neighbours."""
        previous = self._ends[-1] if self._ends else 0
        self._parts.append(char)
        self._size += 1
        self._starts.append(self._folded.starts[first] if 0 <= first < len(self._folded.starts) else previous)
        self._ends.append(self._folded.ends[last] if 0 <= last < len(self._folded.ends) else previous)
