r"""Signs that stand for others: entities of HTML ("Barnes &amp; Noble"), escapes of a JSON string ("one\n2. two")."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from analyzer.extraction.text.cleaning.code import Spans, code_spans
from analyzer.extraction.text.cleaning.edits import Edit

_ENTITY = re.compile(
    r"&(?:amp;|#38;|#[xX]26;){0,4}(?:(?P<number>#(?:\d{1,7}|[xX][\da-fA-F]{1,6}));|(?P<name>[A-Za-z][A-Za-z0-9]{1,30});"
    r"|(?P<open>amp|nbsp|quot|apos|#39)(?![\w;=]))"
)
_ESCAPE = re.compile(
    r"""\\{1,3}(?:(?P<broken>n|r\\{1,3}n|r|t)(?P<small>(?=[a-z]))?|(?P<sign>["'/])
    |(?P<code>u[dD][89abAB][\da-fA-F]{2}\\{1,3}u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}))""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[!-~]{3,800}+(?P<sign>[，；：！？）])(?=\S)")
_PATH = re.compile(r"(?:[A-Za-z]:|\\)\\")
_LONGEST_PATH = 260
_OPENING = 5  # a bracket or a quote may stand before the drive
_STRUCTURED = re.compile(r"\\n(?:\\n|[-*#•|]|\d{1,3}[.)]|\s|$)|\\\"")
_LEAST = 2
_LONGEST_CHAIN = 5


def is_escaped(text: str) -> bool:
    """Whether a text as a whole is the inside of a JSON string: its lines are broken by escapes alone."""
    return "\\" in text and "\n" not in text.strip() and len(_STRUCTURED.findall(text)) >= _LEAST


def entities(text: str) -> Iterator[Edit]:
    """Edits that put signs in the place of HTML's entities."""
    for hit in _ENTITY.finditer(text):
        if hit["name"] and f"{hit['name']};" not in html5:
            continue
        sign = hit.group()
        for _ in range(_LONGEST_CHAIN):  # an entity of an entity: "&amp;amp;"
            sign = unescape(sign)
        if sign != hit.group():
            yield Edit(hit.start(), hit.end(), sign)


def address_ends(text: str) -> Iterator[Edit]:
    """Edits that set off what follows an address behind a wide sign: folded, the sign might belong to the address."""
    for hit in _ADDRESS.finditer(text):
        yield Edit(hit.start("sign"), hit.end("sign"), f"{hit['sign']} ")


def escapes(text: str, *, whole: bool = False) -> Iterator[Edit]:
    """Edits that put signs in the place of a JSON string's escapes; in a text that is not one as a ``whole`` those of
    formulas, paths and code stay."""
    code: Spans | None = None
    for hit in _ESCAPE.finditer(text):
        if not whole:
            if hit["broken"] and (hit["small"] is not None or _is_path(text, hit.start())):
                continue  # \neq of a formula, \new of a path
            code = code_spans(text) if code is None else code
            if code.hold(hit.start()):
                continue
        sign = _sign(hit)
        if sign:
            yield Edit(hit.start(), hit.end(), sign)


def _sign(hit: re.Match[str]) -> str:
    if hit["broken"]:
        return " " if hit["broken"] == "t" else "\n"
    if hit["sign"]:
        return hit["sign"]
    numbers = [int(part.strip("\\"), 16) for part in re.split("u", hit["code"]) if part.strip("\\")]
    if len(numbers) > 1:
        return chr(0x10000 + ((numbers[0] - 0xD800) << 10) + numbers[1] - 0xDC00)
    return chr(numbers[0]) if numbers[0] >= ord(" ") and not 0xD800 <= numbers[0] <= 0xDFFF else ""


def _is_path(text: str, at: int) -> bool:
    r"""Whether a backslash stands within a path of Windows ("C:\Name")."""
    begin = max(text.rfind(" ", max(0, at - _LONGEST_PATH), at), text.rfind("\n", max(0, at - _LONGEST_PATH), at)) + 1
    return _PATH.search(text, begin, min(at + 1, begin + _OPENING)) is not None
