"""Markdown as models write it: what a line is (item, heading, table row, code), and its text without the marks.

The marks are taken away before anything is matched, so that formatting never changes what is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# One removable piece each; every quantifier is bounded or excludes its own opener, so a hostile text costs linear time.
_PIECES = re.compile(
    r"""
    (?=[<!\[*_\\~`]) (?:  # what none begins with is passed over at one look
    (?P<comment> <!--[^>]{0,500}--> )
  | (?P<hidden>
        <(?P<script> script|style|template )\b[^<>]{0,300}>.{0,2000}?</(?P=script)\s{0,3}>
      | <(?P<veil> [a-z]{1,10} )\s[^<>]{0,300}?
        (?: display\s{0,3}:\s{0,3}none | visibility\s{0,3}:\s{0,3}hidden | font-size\s{0,3}:\s{0,3}0
          | opacity\s{0,3}:\s{0,3}0(?!\.) | \bhidden\b )
        [^<>]{0,300}>.{0,2000}?</(?P=veil)\s{0,3}> )
  | !?\[(?P<label> [^\[\]\n]{1,300} )\]\((?P<target> [^()\s]{0,800} (?:\([^()\s]{0,200}\)[^()\s]{0,200})? )
        (?:\ +"[^"\n]{0,200}")?\ *\)
  | (?P<footnote> \[\^?\d{1,3}\](?!\() | \[\^\w{1,20}\] )
  | \[(?P<reflabel> [^\[\]\n]{1,300} )\]\[[^\[\]\n]{0,80}\]
  | <(?P<autolink> https?://[^<>\s]{1,800} )>
  | (?P<breaks> <br\s{0,3}/?> )
  | (?P<bold> \*\*\*?(?!\*) | (?<!\w)__(?=\w) | (?<=[\w.!?:)])__(?!\w) | </?(?:b|strong)> )
  | (?P<tag> </?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?> )
  | \\(?P<escaped> [\\`*_{}\[\]()\#+.!~|>-] )
  | (?P<mark> ~~ | `{1,3} | (?<!\w)_(?=\w) | (?<=[\w.!?:)])_(?!\w) | (?<!\w)\*+(?=\S) | (?<=\S)\*+(?!\w) )
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKED = re.compile(r"[<*_\[`~\\]")  # plain prose has none of them
_ITEM = re.compile(
    r"""
    (?P<indent>\ *) (?:>\ ?){0,3} (?P<heading>\#{1,6}\ +)? (?P<bullet>[-*+•‣◦▪·–]\ +)? (?P<open>\*\*|__)?
    (?: (?P<hash>\#|No\.\ ?|nr\.\ ?|rank\ \#?|place\ |top\ ?|platz\ |rang\ |nu(?:mme|me)ro?\ |puesto\ )?
        (?: (?P<medal>[\U0001f947-\U0001f949])\ ?
          | (?P<roman>I{1,3}|IV|VI{0,3}|IX|X)\.\ (?=[A-Z*_])
          | (?P<number>\d{1,3}) (?P<close> \\?[.)、:．]\ ? | \ ?[-–]\ | \)\ ? | \ :\ ) (?!\d)
          | (?P<placed>\d{1,2}) (?:st|nd|rd|th) (?:\ place)? \ ?[:.)–-][ ]
          | \((?P<paren>\d{1,3})\)\ +
          | (?P<han>[一二三四五六七八九十])、
          | (?P<keycap>\d)\uFE0F?\u20E3\ *
          | (?:(?<=\#)|(?<=\bno\.\ )|(?<=\bnr\.\ )) (?P<counted>\d{1,3})[:.]?\ +
        ) \ * )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(r"\[[^\[\]\n]{1,300}\]\(")
_GOLD = 0x1F947
_HAN = "一二三四五六七八九十"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_BULLET = re.compile(
    r"(?P<indent> *)(?:> ?){0,3}(?:[-*+•‣◦▪·–]|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?) +(?:\[[ xX]\] +)?"
)
_HEADING = re.compile(r" {0,3}(?:> ?){0,3}#{1,6} +")
_QUOTE = re.compile(r" {0,3}(?:> ?){1,3}")
_RULE = re.compile(r" {0,3}(?:[-*_=] *){3,}$")
_DELIMITER_ROW = re.compile(r"[\s|:–-]+$")
_DEFINITION = re.compile(r" {0,3}\[\^?[\w.-]{1,20}\](?::| *(?=https?://|[A-Z\w]))")


@dataclass(frozen=True, slots=True)
class LineShape:
    """What a line is and where its content starts. ``ordinal`` is the printed number of a numbered item.

    ``level`` is a heading's: 1 is the highest.
    """

    kind: str
    content: int
    indent: int = 0
    ordinal: int | None = None
    opens_bold: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A kept slice of a line, or (``text`` set) one character standing for a removed mark."""

    start: int
    end: int
    text: str | None = None
    bold_edge: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the slice of a line that is its label, and where it leads."""

    start: int
    end: int
    target: str


def line_shape(line: str) -> LineShape:
    """Classify one line outside code: blank, rule, definition, row, heading, item or text."""
    indent = len(line) - len(line.lstrip(" "))
    if indent == len(line):
        return LineShape("blank", indent)
    if len(line) < 200 and _RULE.match(line):
        return LineShape("rule", len(line))
    if "|" in line and _is_row(line[:2000]):
        return LineShape("row", indent, indent)
    return _numbered(line, indent) or _marked(line, indent)


def _is_row(line: str) -> bool:
    """Whether a line has cells: a bar at its start, or two that stand in no link's label."""
    bars = line.count("|")
    return line.lstrip().startswith("|") or bars - sum(hit[0].count("|") for hit in _LABEL.finditer(line)) >= 2


def _marked(line: str, indent: int) -> LineShape:
    """A line by the mark that it starts with; text where it starts with none."""
    for kind, mark in (("definition", _DEFINITION), ("item", _BULLET), ("heading", _HEADING), ("text", _QUOTE)):
        hit = mark.match(line)
        if hit:
            return LineShape(kind, hit.end(), indent, level=hit.group().count("#"))
    return LineShape("text", indent, indent)


def _numbered(line: str, indent: int) -> LineShape | None:
    """A numbered item or heading: the number is set off by a space, or by a mark that only lists use."""
    hit = _ITEM.match(line)
    if hit is None or hit.end() >= len(line):
        return None
    set_off = (
        hit["paren"]
        or hit["keycap"]
        or hit["medal"]
        or line[hit.end() - 1] in " 、．"
        or (line[hit.end() - 1] in ".)" and line[hit.end()].isupper())
        or (hit["hash"] and line[hit.end() - 1] == ":")
        or line.startswith(("**", "__"), hit.end())
    )
    if not set_off:
        return None
    kind = "heading" if hit["heading"] else "item"
    level = (hit["heading"] or "").count("#")
    return LineShape(kind, hit.end(), indent, _ordinal(hit), bool(hit["open"]), level)


def _ordinal(hit: re.Match[str]) -> int:
    if hit["medal"]:
        return ord(hit["medal"]) - _GOLD + 1
    if hit["roman"]:
        return _ROMAN.index(hit["roman"]) + 1
    if hit["han"]:
        return _HAN.index(hit["han"]) + 1
    return int(hit["number"] or hit["paren"] or hit["keycap"] or hit["counted"] or hit["placed"])


def is_delimiter_row(line: str) -> bool:
    """Whether a table row only separates the header from the body."""
    return "-" in line and bool(_DELIMITER_ROW.match(line))


def pieces(content: str) -> Iterator[Piece | Link]:
    """The kept slices of a line's content in order, links among them; ``label_pieces`` has the slices of a label."""
    if not _MARKED.search(content):
        yield Piece(0, len(content))
        return
    index = 0
    for hit in _PIECES.finditer(content):
        if hit.start() < index:
            continue
        kind = hit.lastgroup or ""
        if hit.start() > index:
            yield Piece(index, hit.start())
        if hit["target"] is not None and hit["label"] is not None:
            yield Link(hit.start("label"), hit.end("label"), hit["target"])
        elif kind in ("reflabel", "autolink", "escaped"):
            yield Piece(hit.start(kind), hit.end(kind))
        elif kind == "breaks":
            yield Piece(hit.start(), hit.end(), " ")
        elif kind == "bold":
            yield Piece(hit.start(), hit.end(), "", bold_edge=True)
        index = hit.end()
    if index < len(content):
        yield Piece(index, len(content))


def label_pieces(content: str, start: int, end: int) -> Iterator[Piece]:
    """The kept slices of a link's label."""
    index = start
    for hit in _PIECES.finditer(content, start, end):
        if hit.lastgroup not in ("bold", "mark", "escaped"):
            continue
        if hit.start() > index:
            yield Piece(index, hit.start())
        if hit.lastgroup == "bold":
            yield Piece(hit.start(), hit.end(), "", bold_edge=True)
        elif hit.lastgroup == "escaped":
            yield Piece(hit.start("escaped"), hit.end("escaped"))
        index = hit.end()
    if index < end:
        yield Piece(index, end)
