"""The content of pages whose script makes them: read from the data that the script gets. Pure.

Page builders and web frameworks put all texts of a page into a script of JSON. Where the body itself holds nearly
nothing, that is the page. Keys tell a heading from a text; what no key tells, the shape of the value does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from collector.pages.rules.listed import table
from collector.pages.rules.places import is_consent
from collector.pages.rules.structure.kinds import Draft, cut, is_price, is_question
from collector.pages.rules.structure.outline import BLOCK_LIMIT, outline_of
from collector.pages.rules.structure.scripts import data_in_scripts
from collector.pages.rules.text import clean, one_line, parse

DEPTH_LIMIT, VALUE_LIMIT = 60, 20_000
TEXT_CHARACTERS = 20_000
CELL_LONGEST = 80

_KEYS = table("state", "keys")
_MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|strong|b|em|i|a|span|table|section|blockquote)\b[^>]*>", re.IGNORECASE
)
_NOT_PROSE = re.compile(
    r"^\s*(?:https?:|/|\.{1,2}/|#|data:|mailto:|tel:|\{|\[|@|<svg|function|var |const )"
    r"|[{};]\s*$|=>|\}\s*\{|\w+\(\)|::|^\w+:\S|^\S*\w_\w\S*$|^[\w.+-]+@[\w.-]+$"
)
_CASED = re.compile(r"[A-ZÄÖÜÀ-Þ]|[^\x00-\u024f]")
_ROWS = frozenset(("row", "rows", "cells", "columns", "headers", "head"))


@dataclass(slots=True)
class State:
    """What the data of a page's scripts says."""

    blocks: list[Draft] = field(default_factory=list)
    navigation: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    logos: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its blocks, one a line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def headings(self) -> tuple[str, ...]:
        """Its headings and questions, in order."""
        return tuple(block.text for block in self.blocks if block.kind in ("heading", "question"))


def state_of(tree: Any) -> State:
    """Read the data in the scripts of a page; empty where there is none."""
    walk = _Walk()
    for value in data_in_scripts(tree):
        walk.read(value, "", 0)
    return walk.state


@dataclass(slots=True)
class _Walk:
    """Goes through data in its order and writes what is said in it."""

    state: State = field(default_factory=State)
    _said: set[str] = field(default_factory=set)
    _seen: int = 0
    _lists: int = 0
    """How many lists of objects are open: the deeper, the lower a heading."""

    def read(self, value: Any, key: str, depth: int) -> None:
        self._seen += 1
        if depth > DEPTH_LIMIT or self._seen > VALUE_LIMIT or len(self.state.blocks) >= BLOCK_LIMIT:
            return
        if isinstance(value, dict):
            self._object(value, key, depth)
        elif isinstance(value, list):
            self._list(value, key, depth)
        elif isinstance(value, str):
            self._text(value, key)

    def _object(self, node: dict[str, Any], key: str, depth: int) -> None:
        type_ = str(node.get("_type") or node.get("type") or node.get("__typename") or "").lower()
        if (type_ in _KEYS["outside"] and type_ not in _KEYS["text"]) or _is_outside(type_):
            return
        if (
            type_ in _KEYS["quote"]
            or key in _KEYS["quote"]
            or any(isinstance(node.get(each), str) for each in _KEYS["quote"])
        ):
            self._quote(node)
            return
        rich = _rich_text(node)
        if rich is not None:
            self._write(rich)
            return
        cells = _cells(node, key)
        if cells:
            self._write(Draft("row", " | ".join(cells)))
            return
        for name, value in node.items():
            self._member(name, value, depth)

    def _member(self, name: str, value: Any, depth: int) -> None:
        plain = re.sub(r"[^a-z0-9]", "", name.lower())
        if plain in _KEYS["navigation"] and isinstance(value, dict | list):
            self.state.navigation.extend(_labels(value))
            self.state.logos.extend(_logos(value))
        elif plain in _KEYS["footer"] and isinstance(value, dict | list):
            self.state.footer.extend(_labels(value, 400))
        elif plain not in _KEYS["outside"] and "." not in name:
            self.read(value, plain, depth + 1)

    def _list(self, values: list[Any], key: str, depth: int) -> None:
        texts = [value for value in values if isinstance(value, str)]
        if texts and len(texts) == len(values) and all(len(text) <= CELL_LONGEST for text in texts) and key in _ROWS:
            self._write(Draft("row", " | ".join(one_line(clean(text)) for text in texts)))
            return
        for value in values:
            if isinstance(value, str):
                self._text(value, key if key in _KEYS["text"] else "items")
            elif isinstance(value, list) and key in ("rows", "cells", "body", "table"):
                self._list(value, "row", depth + 1)
            else:
                self._lists += 1
                self.read(value, key, depth + 1)
                self._lists -= 1

    def _text(self, value: str, key: str) -> None:
        value = value[:TEXT_CHARACTERS]
        if _MARKUP.search(value):
            tree = parse(value)
            for draft in outline_of(tree, {}) if tree is not None else ():
                self._write(draft._replace(kind="answer") if key in _KEYS["answer"] else draft)
            return
        text = one_line(clean(value))
        kind = next((each for each in ("question", "answer", "price", "heading", "item") if key in _KEYS[each]), "")
        if kind == "price" or is_price(text):
            if is_price(text):
                self._write(Draft("price", text))
        elif _is_prose(text, known=bool(kind) or key in _KEYS["text"]):
            self._write(self._drafted(kind, text))

    def _drafted(self, kind: str, text: str) -> Draft:
        if kind == "heading":
            first = not any(block.kind == "heading" for block in self.state.blocks)
            level = 1 if first else min(max(2, 1 + self._lists), 6)
            return Draft("question", text) if level > 1 and is_question(text) else Draft("heading", text, level)
        return Draft(kind or "paragraph", text)

    def _quote(self, node: dict[str, Any]) -> None:
        said = [
            one_line(clean(each)) for name, each in node.items() if isinstance(each, str) and not name.startswith("_")
        ]
        authors = [str(node[name]) for name in node if name in _KEYS["author"] and isinstance(node[name], str)]
        texts = [each for each in said if each not in authors and _is_prose(each, known=False)]
        if texts:
            self._write(Draft("quote", " — ".join(filter(None, (" ".join(texts), ", ".join(authors))))))

    def _write(self, draft: Draft) -> None:
        text = one_line(draft.text)
        if not any(character.isalnum() for character in text) or is_consent(text):
            return
        if text.casefold() in self._said and draft.kind != "price":
            return
        self._said.add(text.casefold())
        self.state.blocks.extend(cut(draft._replace(text=text)))


def _rich_text(node: dict[str, Any]) -> Draft | None:
    """A block of an editor's rich text: spans of one paragraph, and a style that says what it is."""
    spans = node.get("children") or node.get("content")
    if not isinstance(spans, list) or not spans or not all(isinstance(each, dict) for each in spans):
        return None
    texts = [each.get("text", each.get("value")) for each in spans]
    if not all(isinstance(text, str) for text in texts):
        return None
    style = str(node.get("style") or node.get("nodeType") or node.get("type") or node.get("_type") or "")
    heading = re.fullmatch(r"h(?:eading)?[-_]?([1-6])", style, re.IGNORECASE)
    text = one_line(clean("".join(texts)))
    if heading:
        return Draft("heading", text, int(heading[1]))
    kind = "item" if node.get("listItem") else "quote" if "quote" in style.lower() else "paragraph"
    return Draft(kind, text)


def _is_outside(name: str) -> bool:
    return any(word in name for word in ("newsletter", "cookie", "consent", "form", "nav", "footer"))


def _cells(node: dict[str, Any], key: str) -> list[str]:
    """The values of an object that is a row of a table or a figure with its label: short, none of them prose."""
    known = _KEYS["heading"] | _KEYS["text"] | _KEYS["question"] | _KEYS["answer"] | _KEYS["item"]
    names = {name.lower() for name in node}
    if (
        len(node) < 2
        or (names & known) - {"name", "title", "value", "note"}
        or any(isinstance(each, dict) for each in node.values())
    ):
        return []
    if names & {"href", "url", "src", "icon", "image"} or not (
        names & {"value", "label", "us", "them", "cells"} or key in ("rows", "row", "stats")
    ):
        return []
    values = [
        each for name, each in node.items() if name.lower() not in _KEYS["outside"] and not isinstance(each, bool)
    ]
    flat = [part for each in values for part in (each if isinstance(each, list) else [each])]
    cells = [_cell(each) for each in flat if isinstance(each, str | int | float)]
    return cells if len(cells) > 1 and all(len(each) <= 2 * CELL_LONGEST for each in cells) else []


def _cell(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "✓" if value else "–"
    return one_line(clean(str(value)))


def _is_prose(text: str, *, known: bool) -> bool:
    """Whether a value is words for a reader and not an address, a name in a program or a style."""
    if len(text) < 2 or _NOT_PROSE.search(text):
        return False
    if known:
        return " " in text or _CASED.search(text) is not None
    return text.count(" ") >= 2 or (" " in text and text[0].isupper()) or _is_without_blanks(text)


def _is_without_blanks(text: str) -> bool:
    """Whether a text is of a script that parts no words, such as Japanese."""
    return sum(1 for character in text if character >= "\u3040") > 0.5 * len(text)


def _labels(value: Any, longest: int = 60) -> Iterator[str]:
    for name, text in _strings(value):
        if (
            name not in _KEYS["outside"]
            and name not in ("alt", "icon")
            and len(text) <= longest
            and _is_prose(text, known=True)
        ):
            yield one_line(clean(text))


def _logos(value: Any) -> Iterator[str]:
    logo = value.get("logo") if isinstance(value, dict) else None
    if isinstance(logo, dict):
        yield from (
            text
            for name, text in _strings(logo)
            if name in ("alt", "text", "title", "name", "label") and len(text) <= 80
        )


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """All texts of a value with the keys they stand under, in order; of keys outside nothing."""
    pending: list[tuple[str, Any]] = [("", value)]
    seen = 0
    while pending and seen < VALUE_LIMIT:
        name, each = pending.pop()
        seen += 1
        if isinstance(each, dict):
            pending.extend(
                (key.lower(), inner)
                for key, inner in reversed(each.items())
                if key.lower() not in _KEYS["outside"] or (isinstance(inner, str) and key == "label")
            )
        elif isinstance(each, list):
            pending.extend((name, inner) for inner in reversed(each))
        elif isinstance(each, str):
            yield name, each
