"""Places in an answer that is data (JSON, YAML, CSV): fields of rank, and arrays that are said to be in order.

Read as text, without a parser: what a model writes is often cut off, or has a sentence before and behind it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Document

_FENCED = re.compile(r"^ {0,3}(?:```|~~~)[ \w-]{0,20}\n(.*?)(?:^ {0,3}(?:```|~~~)|\Z)", re.DOTALL | re.MULTILINE)
_KEY = r"(?:rank(?:ing)?|position|place|order|rang|platz|puesto|posici[oó]n|posição|classement|順位|排名|名次)"
_FIELD = re.compile(rf"(?<![\w-]){_KEY}[\"']?\s?:\s?[\"'#]{{0,2}}(\d{{1,3}})\b(?!\.\d)", re.IGNORECASE)
_NUMBERED_KEY = re.compile(r"[\"'](?:rank[ _-]?|place[ _-]?)?#?(\d{1,2})[\"']\s?:\s?[\"']?$", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_WORD_KEY = re.compile(
    r"[\"'](first|second|third|fourth|fifth)(?:[ _](?:place|choice|pick))?[\"']\s?:\s?[\"']?$", re.IGNORECASE
)
_RANK_OF = re.compile(r"[^\"'\n]{1,40}[\"']\s?:\s?(\d{1,2})\b(?!\.\d)")
_HEADER = re.compile(rf"^\s*\"?(?:{_KEY}|#)\"?\s*$", re.IGNORECASE)
_IN_ORDER = re.compile(r"rank|top(?![a-z])|order(?:ed)?(?![a-z])|best_to_worst|podium", re.IGNORECASE)
_ORDER_ASKED = re.compile(
    r"\brank(?:s|ed|ing)?\b|\btop[ -]?(?:\d|two|three|four|five|six|ten)|\bin order\b"
    r"|\bbest (?:one )?first\b|\bbest to worst\b",
    re.IGNORECASE,
)
_OPENS_JSON = re.compile(r"\s*[\[{]")
_RECORD = re.compile(r"^[ \t]*- ", re.MULTILINE)
_BRACKETS = {"}": "{", "]": "["}
_DEEPEST = 12
"""Brackets within brackets; what lies deeper is a part of what it lies in."""
_LONGEST = 50_000
"""Characters of an answer in which data is looked for."""


def places_in_data(document: Document, mentions: Sequence[Mention], prompt: str) -> list[tuple[int, int]]:
    """Owner and place of the brands in each part of the answer that is data."""
    answer = document.answer[:_LONGEST]
    found: list[tuple[int, int]] = []
    if not ("{" in answer or "[" in answer or "```" in answer or _field_of(answer)):
        return found
    for start, end in _parts(answer):
        inside = [
            (mention.owner, document.starts[mention.start])
            for mention in mentions
            if start <= document.starts[mention.start] < end
        ]
        if inside:
            text = answer[start:end]
            found += _read(text, [(owner, at - start) for owner, at in inside], bool(_ORDER_ASKED.search(prompt)))
    return found


def _field_of(answer: str) -> bool:
    """Whether an answer without marks of code has a field or a column of ranks."""
    return bool(_FIELD.search(answer)) or _column(answer.lstrip().split("\n", 1)[0]) is not None


def _parts(answer: str) -> Iterator[tuple[int, int]]:
    fenced = [hit.span(1) for hit in _FENCED.finditer(answer)]
    yield from fenced or [(0, len(answer))]


def _read(text: str, named: Sequence[tuple[int, int]], asked: bool) -> list[tuple[int, int]]:
    if _column(text.lstrip().split("\n", 1)[0]) is not None:
        return _in_rows(text, named)
    if _OPENS_JSON.match(text) or "{" in text:
        return _in_objects(text, named) or _in_arrays(text, named, asked)
    return _in_records(text, named)


def _first_of_each(placed: Iterator[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Owner and rank of the first brand of each record: another one in it is its reason, or its rival."""
    taken: dict[int, tuple[int, int]] = {}
    for record, owner, rank in placed:
        taken.setdefault(record, (owner, rank))
    return list(taken.values())


def _in_objects(text: str, named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Objects with a field of rank, and objects whose keys are the numbers."""
    objects = _nested(text, "{")
    fields: dict[int, re.Match[str] | None] = {}

    def placed() -> Iterator[tuple[int, int, int]]:
        for owner, at in named:
            for start, end in (span for span in reversed(objects) if span[0] <= at < span[1]):
                if start not in fields:
                    fields[start] = _FIELD.search(_own(text, start, end, objects))
                hit = fields[start]
                if hit:
                    yield start, owner, int(hit[1])
                    break
                key = _NUMBERED_KEY.search(text, max(0, at - 20), at)
                key = key or _NUMBERED_KEY.search(text, max(0, start - 20), start)
                if key:
                    yield key.start(), owner, int(key[1])
                    break
                word = _WORD_KEY.search(text, max(0, at - 20), at)
                value = _RANK_OF.match(text, at)
                if word or (value and _IN_ORDER.search(text, max(0, start - 30), start)):
                    yield at, owner, _ORDINALS.index(word[1].lower()) + 1 if word else int(value[1]) if value else 0
                    break

    return _first_of_each(placed())


def _nested(text: str, opening: str) -> list[tuple[int, int]]:
    """The spans in brackets of a kind by their begin; one that never closes goes to the end."""
    found: list[tuple[int, int]] = []
    still_open: list[int] = []
    for at, sign in enumerate(text):
        if sign == opening and len(still_open) < _DEEPEST:
            still_open.append(at)
        elif _BRACKETS.get(sign) == opening and still_open:
            found.append((still_open.pop(), at + 1))
    return sorted([*found, *((start, len(text)) for start in still_open)])


def _own(text: str, start: int, end: int, objects: Sequence[tuple[int, int]]) -> str:
    """The text of an object without those within it."""
    parts, at = [], start
    for inner, closing in objects[bisect_right(objects, (start, end)) :]:
        if inner >= end:
            break
        if inner >= at:
            parts.append(text[at:inner])
            at = closing
    return "".join([*parts, text[at:end]])


def _in_arrays(text: str, named: Sequence[tuple[int, int]], asked: bool) -> list[tuple[int, int]]:
    """The elements of an array in their order, where its key or the question says that it is one of merit."""
    for start, end in _nested(text, "["):
        key = re.search(r"[\"']([\w -]{1,40})[\"']\s?:\s?$", text[max(0, start - 50) : start])
        if not (_IN_ORDER.search(key[1]) if key else asked):
            continue
        body = text[start:end]
        inner = [span for span in _nested(body, "{") if not _inside(span, body)]
        cuts = [opening for opening, _ in inner] or [hit.start() for hit in re.finditer(r"[\"'][^\"']+[\"']", body)]
        records = ((bisect_right(cuts, at - start), owner) for owner, at in named if start <= at < end)
        found = _first_of_each((record, owner, record) for record, owner in records if record)
        if len(found) > 1:
            return found
    return []


def _inside(span: tuple[int, int], text: str) -> bool:
    return text.count("{", 0, span[0]) > text.count("}", 0, span[0])


def _in_records(text: str, named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Records of YAML, each with a field of rank; plain items under a key that says that they are in order."""
    cuts = [hit.start() for hit in _RECORD.finditer(text)]
    if not cuts:
        return []
    ends = [*cuts[1:], len(text)]
    fields = [_FIELD.search(text, start, end) for start, end in zip(cuts, ends, strict=True)]
    ordered = not any(fields) and re.match(rf"\s*[\w -]*?(?:{_IN_ORDER.pattern})[\w -]*:\s*\n", text, re.IGNORECASE)

    def placed() -> Iterator[tuple[int, int, int]]:
        for owner, at in named:
            record = bisect_right(cuts, at) - 1
            field = fields[record] if record >= 0 else None
            if field or (ordered and record >= 0):
                yield record, owner, int(field[1]) if field else record + 1

    return _first_of_each(placed())


def _column(header: str) -> tuple[str, int] | None:
    """The sign between columns and the column of ranks, where a line is a header with one."""
    for sign in ",;\t|":
        columns = header.split(sign)
        if len(columns) > 1:
            return next(((sign, at) for at, name in enumerate(columns) if _HEADER.match(name)), None)
    return None


def _in_rows(text: str, named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Rows of CSV below a header with a column of ranks."""
    column = _column(text.lstrip().split("\n", 1)[0])
    if column is None:
        return []
    sign, at = column

    def placed() -> Iterator[tuple[int, int, int]]:
        for owner, where in named:
            begin = text.rfind("\n", 0, where) + 1
            cells = text[begin:].split("\n", 1)[0].split(sign)
            rank = cells[at].strip(' "#') if at < len(cells) else ""
            if begin and rank.isdigit():
                yield begin, owner, int(rank)

    return _first_of_each(placed())
