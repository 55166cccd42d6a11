"""The main text of a page, without navigation, footers, banners and scripts. Pure.

trafilatura finds the one article of a page very well and loses half of a page that is made of many short sections, as
product, listing and home pages are. So its answer is held against the page's own visible text with the boilerplate cut
out: where trafilatura kept less than two thirds of those words, the cut-out text is taken. On 135 real pages any share
from 0.4 to 0.8 does equally well (word F1 .84, trafilatura alone .80).
"""

import copy
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree

from collector.pages.rules.places import Parts, is_consent
from collector.pages.rules.structure.tables import lays_out
from collector.pages.rules.text import clean, count_words, one_line, words

ELEMENT_LIMIT = 30_000
"""Above it trafilatura is not asked: its time grows faster than the page (40 s for 5 MB of links). The largest of 135
measured real pages has 3,400 elements."""
TOO_DEEP = "boolean(//*[count(ancestor::*) > 150])"
"""Nor of a page nested so deep, which takes it half a minute for 200 KB; real pages stay below 60."""
KEPT_SHARE = 2 / 3
MAIN_LEAST_CHARACTERS = 400
CONSENT_LONGEST = 600
"""A longer line that speaks of cookies is one of a policy, which somebody may have come for."""

BLOCKS = words(
    """address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"""
)
DROPPED = words(
    """script style noscript template svg math nav footer header aside form button select textarea iframe object embed
    dialog canvas audio video head title"""
)
DROPPED_ROLES = words("navigation banner contentinfo dialog search complementary menu")
NEVER_DROPPED = words("html body main article")
BOILERPLATE = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|megamenu|breadcrumbs?|footer|header|sidebar|cookies?|consent|popup|modal|newsletter"
    r"|subscribe|social|share|related|recommend\w*|skip|banner|promo|cart|minicart|search|pagination|pager|widget|reviews?)"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)


def main_text(tree: Any, parts: Parts, url: str) -> str:
    """The text a reader came for, one paragraph, list item or table row a line; empty where there is none.

    ``parts`` are those of ``tree``, which is used up: comments and cookie banners are cut out of it, and more.
    """
    for element, part in parts.items():
        if part in ("comments", "consent") and element.getparent() is not None:
            element.drop_tree()
    _lay_open(tree)
    small = sum(1 for _ in tree.iter()) <= ELEMENT_LIMIT and not tree.xpath(TOO_DEEP)
    untouched = copy.deepcopy(tree) if small else tree
    article = _article_text(tree, url) if small else ""
    visible = _visible_text(untouched)
    return article if count_words(article) >= KEPT_SHARE * count_words(visible) else visible


def _lay_open(tree: Any) -> None:
    """Make blocks of tables that only lay out the page, which would be read as one row else."""
    for table in list(tree.iter("table")):
        if lays_out(table):
            for element in (table, *_own_parts(table)):
                element.tag = "div"


def _own_parts(table: Any) -> Iterator[Any]:
    """Rows and cells of a table, not of one in it."""
    pending = list(table)
    while pending:
        element = pending.pop()
        if element.tag in ("tbody", "thead", "tfoot", "tr"):
            pending.extend(element)
        if element.tag in ("tbody", "thead", "tfoot", "tr", "td", "th"):
            yield element


def _article_text(tree: Any, url: str) -> str:
    """What trafilatura takes for the main text. It changes the tree it is given."""
    try:
        found = trafilatura.extract(tree, url=url, include_comments=False, output_format="txt")
    except (RecursionError, ValueError, etree.LxmlError):  # it walks deep trees by recursion; the visible text remains
        return ""
    return _tidy(found or "")


def _visible_text(tree: Any) -> str:
    """The text of the main element, or of the body, without what is boilerplate by its element, role or class."""
    root = main_element(tree)
    for element in list(root.iter(etree.Element)):
        if element is not root and _is_boilerplate(element, root) and element.getparent() is not None:
            element.drop_tree()
    return _tidy("".join(_pieces(root)))


def main_element(tree: Any) -> Any:
    """The main element, where a page has one that holds something; its body otherwise."""
    mains = tree.xpath("//main | //*[@role='main']")
    largest = max(mains, key=lambda main: len(main.text_content()), default=None)
    if largest is not None and len(largest.text_content()) >= MAIN_LEAST_CHARACTERS:
        return largest
    body = tree.find(".//body")
    return tree if body is None else body


def _is_boilerplate(element: Any, root: Any) -> bool:
    if element.tag in DROPPED:
        return not (element.tag == "header" and root.tag == "main")  # inside main, a header holds the headline
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.get("role") in DROPPED_ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag not in NEVER_DROPPED and BOILERPLATE.search(names) is not None


def _pieces(root: Any) -> list[str]:
    """Texts of ``root`` in reading order, with line breaks at the borders of blocks; iterative, for deep trees."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        block = element.tag in BLOCKS
        if event == "start":
            pieces.extend(("\n" if block else "", element.text or ""))
        else:
            pieces.extend(("\n" if block else "", (element.tail or "") if element is not root else ""))
    return pieces


def _tidy(text: str) -> str:
    lines = (one_line(line) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line and not (len(line) < CONSENT_LONGEST and is_consent(line)))
