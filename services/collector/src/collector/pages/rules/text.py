"""Text and markup as they come, made fit to be read: characters, white space, the element tree. Pure."""

import re
from html import escape
from itertools import islice
from typing import Any

from lxml import etree, html

from common.primitives.characters import NON_CHARACTERS

BEGINNING_ELEMENTS = 300
DEEPEST = 100
"""Elements in one another. Real pages stay below 60; what looks at the elements around each would not be linear."""
KEPT_DEEP = frozenset(("a", "br", "h1", "h2", "h3", "h4", "h5", "h6", "img", "p"))
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
HEAD_TAGS = frozenset(("title", "meta", "link", "script", "style", "base", "noscript", "template", "object", "bgsound"))
_WRAPPERS = re.compile(r"</?(?:div|span|font|b|i|u|em|strong|small|big|center|section|nav)\b[^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"\w+")
_WITHOUT_BLANKS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_NOT_TEXT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u2060\ud800-\udfff\ufeff{NON_CHARACTERS}]")


def words(text: str) -> frozenset[str]:
    """The words of a table that is written as a text."""
    return frozenset(text.split())


def clean(text: str) -> str:
    """``text`` without what is not text: control characters and lone surrogates, which neither lxml nor JSON nor
    PostgreSQL take, and the invisible places at which a word may be broken, which would part it.
    """
    return _NOT_TEXT.sub("", text)


def one_line(text: str | None) -> str:
    """``text`` with every run of white space as one blank."""
    return _SPACES.sub(" ", text or "").strip()


def count_words(text: str) -> int:
    """Words as runs of letters, digits and underscores."""
    return sum(1 for _ in _WORDS.finditer(text))


def weight(text: str) -> int:
    """About how many words a text has, in scripts that part none as well: two characters of these count as a word."""
    unparted = len(_WITHOUT_BLANKS.findall(text))
    return count_words(_WITHOUT_BLANKS.sub(" ", text) if unparted else text) + unparted // 2


def beginning(element: Any, characters: int) -> str:
    """The first ``characters`` of an element's text on one line. Looks at few elements, however large it is."""
    pieces: list[str] = []
    for each in islice(element.iter(), BEGINNING_ELEMENTS):
        if isinstance(each.tag, str) and each.tag not in ("script", "style"):
            pieces.append(each.text or "")
        pieces.append((each.tail or "") if each is not element else "")
    return one_line(clean("".join(pieces)[: 4 * characters]))[:characters]


def declared_meta(tree: Any, *names: str) -> str:
    """Content of the first meta element with one of these names (or properties), in the order of ``names``."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        said = element.get("name") or element.get("property") or element.get("http-equiv") or ""
        name = said.strip().lower()
        if name and name not in found:
            found[name] = one_line(clean(element.get("content") or ""))
    return next((found[name] for name in names if found.get(name)), "")


def parse(markup: str) -> Any | None:
    """The element tree of ``markup``, whatever its faults; None where there is no element in it."""
    tree, complete = _tree(markup)
    tree = tree if complete else _tree(_WRAPPERS.sub("\n", markup))[0]
    return tree if tree is None or not _is_deep(tree) else _tree(_shallow(tree))[0]


def _is_deep(tree: Any) -> bool:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest > DEEPEST


def _shallow(tree: Any) -> str:
    """Markup of ``tree``. Elements that stand too deep are dissolved, but for links, headings and paragraphs."""
    pieces: list[str] = []
    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        depth += event == "start"
        kept = depth <= DEEPEST or element.tag in KEPT_DEEP
        literal = element.tag in ("script", "style")
        if event == "start":
            said = "".join(f' {name}="{escape(value)}"' for name, value in element.items() if kept)
            pieces.append(f"<{element.tag}{said}>" if kept else "\n")
            pieces.append((element.text or "") if literal else escape(element.text or ""))
        else:
            pieces.append((f"</{element.tag}>" if kept else "\n") if element.tag not in VOID else "")
            pieces.append(escape(element.tail or ""))
            depth -= 1
    return "".join(pieces)


def _tree(markup: str) -> tuple[Any | None, bool]:
    """The tree, and whether the parser came to the end: it gives up at 2,048 nested elements."""
    data = clean(markup).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(data, parser=parser) if data.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, _within_limits(parser)
    if tree is not None:
        _empty_head(tree)
    return tree, _within_limits(parser)


def _empty_head(tree: Any) -> None:
    """Move to the body what the parser left in the head: elements that it does not know do not end one."""
    head = tree.find("head")
    first = next((each for each in head if each.tag not in HEAD_TAGS), None) if head is not None else None
    if first is None:
        return
    body = tree.find("body")
    if body is None:
        body = etree.SubElement(tree, "body")
    moved = [first, *first.itersiblings()]
    body[:0] = [each for each in moved if each.tag not in ("title", "meta", "link", "base")]


def _within_limits(parser: Any) -> bool:
    return not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
