"""Whether an element is shown to nobody. What a click opens (a tab, an accordion, a tile) is content. Pure."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from collector.pages.rules.attributes import named, names_of
from collector.pages.rules.listed import listed
from collector.pages.rules.text import words

PANEL_DEPTH = 3
"""Elements around a hidden one among which one may say that it is a closed panel."""
POINTERS = ("aria-controls", "data-bs-target", "data-target", "href")

_NOT_SHOWN = re.compile(
    r"""(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|content-visibility\s*:\s*hidden
    |clip\s*:\s*rect\(\s*[01](?:px|em)?[\s,)]
    |clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0(?:px)?\s+0(?:px)?\s*\))
    |font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:;|!|$)
    |(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{4,})""",
    re.IGNORECASE | re.VERBOSE,
)
_ONE_PIXEL = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[01]px", re.IGNORECASE)
_CUT_OFF = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_NAMES = listed("visibility", "unseen")
_PANEL_ROLES = words("tabpanel region treeitem")
_PANEL_WORDS = listed("blocks", "faq") | listed("visibility", "panels")
_HEADS = words("button label summary")
_HEADLINES = words("h1 h2")


def opened_by_click(tree: Any) -> frozenset[str]:
    """The ids of what a button, a tab or a heading of the page opens."""
    return frozenset(_pointed_at(tree))


def _pointed_at(tree: Any) -> Iterator[str]:
    for element in tree.iter("button", "a", "summary", "div", "li", "h2", "h3", "h4", "span"):
        for pointer in POINTERS:
            if (said := element.get(pointer)) and (pointer != "href" or _toggles(element)):
                yield from said.replace("#", " ").split()[:10]


def _toggles(link: Any) -> bool:
    """Whether a link to a place in the page opens it: a tab, or the head of an accordion."""
    if not (link.get("href") or "").startswith("#"):
        return False
    return (
        link.get("role") in ("tab", "button") or link.get("data-toggle") is not None or bool(named(link) & _PANEL_WORDS)
    )


def is_hidden(element: Any, opened: frozenset[str]) -> bool:
    """Whether an element is hidden for good; ``opened`` are the ids of the page's closed panels."""
    if not _is_said_hidden(element):
        return False
    return not _is_closed_panel(element, opened)


def _is_said_hidden(element: Any) -> bool:
    hidden = element.get("hidden")
    if hidden is not None:
        return bool(hidden.lower() != "until-found")
    if element.tag not in _HEADLINES and any(name.lower() in _UNSEEN_NAMES for name in names_of(element)):
        return True
    style = element.get("style")
    if not style:
        return False
    return _NOT_SHOWN.search(style) is not None or (
        _ONE_PIXEL.search(style) is not None and _CUT_OFF.search(style) is not None
    )


def _is_closed_panel(element: Any, opened: frozenset[str]) -> bool:
    if element.get("id") in opened or element.get("role") in _PANEL_ROLES or _follows_its_head(element):
        return True
    around = (element, *islice(element.iterancestors(), PANEL_DEPTH))
    return any(each.tag == "details" or named(each) & _PANEL_WORDS for each in around)


def _follows_its_head(element: Any) -> bool:
    """Whether a button, or the label of a box to tick, stands right before an element."""
    before = element.getprevious()
    return before is not None and (before.tag in _HEADS or next(before.iterchildren("button"), None) is not None)
