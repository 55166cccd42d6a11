"""A page's structured data as plain nodes: JSON-LD as it stands there, microdata in the same shape. Pure."""

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from collector.pages.rules.text import clean, one_line

Node = dict[str, Any]

SCRIPT_CHARACTERS = 1_000_000
NODE_LIMIT = 5_000
PROPERTY_LIMIT = 5_000
VALUE_CHARACTERS = 4_000
_ADDRESSES = {
    "a": "href",
    "link": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "source": "src",
    "area": "href",
    "data": "value",
    "meter": "value",
}


def json_ld(tree: Any) -> list[Node]:
    """The top nodes of the page's JSON-LD, those of ``@graph`` among them; broken scripts count as absent."""
    tops: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            tops.extend(_tops(parsed(script.text or "")))
    return tops


def parsed(text: str) -> Any:
    """The JSON of a script, perhaps in a comment or CDATA section; None where it is none or too long."""
    text = text.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removesuffix("//]]>").removesuffix("-->")
    if not text or len(text) > SCRIPT_CHARACTERS:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _tops(value: Any) -> Iterator[Node]:
    pending = [value]
    for _ in range(NODE_LIMIT):
        if not pending:
            return
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(reversed(node[:NODE_LIMIT]))
        elif isinstance(node, dict):
            if isinstance(node.get("@graph"), list | dict):
                pending.append(node["@graph"])
            if node.get("@type"):
                yield node


def microdata(tree: Any) -> list[Node]:
    """The top items of the page's microdata, as nodes with ``@type``; the names of types without their vocabulary."""
    tops: list[Node] = []
    if tree.find(".//*[@itemscope]") is None:
        return tops
    open_items: list[tuple[Any, Node]] = []
    properties = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            if open_items and open_items[-1][0] is element:
                open_items.pop()
            continue
        names = (element.get("itemprop") or "").split() if open_items else []
        item = {"@type": _type_names(element)} if element.get("itemscope") is not None else None
        if names and properties < PROPERTY_LIMIT:
            properties += len(names)
            value = item if item is not None else _value(element)
            for name in names:
                _add(open_items[-1][1], name, value)
        if item is not None:
            if not names:
                tops.append(item)
            open_items.append((element, item))
    return tops


def _type_names(element: Any) -> list[str]:
    return [name.rstrip("/#").rpartition("/")[2] for name in (element.get("itemtype") or "").split()]


def _value(element: Any) -> str:
    stated = element.get("content") or element.get(_ADDRESSES.get(element.tag, "datetime"))
    if stated:
        return one_line(clean(stated[:VALUE_CHARACTERS]))
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > VALUE_CHARACTERS:
            break
    return one_line(clean("".join(pieces)))


def _add(node: Node, name: str, value: Any) -> None:
    if name not in node:
        node[name] = value
    elif isinstance(node[name], list):
        node[name].append(value)
    else:
        node[name] = [node[name], value]
