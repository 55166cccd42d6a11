"""The main text of a page, without navigation, footers, banners and scripts. Pure.

trafilatura finds the one article of a page very well and loses half of a page that is made of many short sections, as
service, listing and home pages are. So its answer is held against the page's own text, from which was cut what its
markup calls boilerplate. Where the two agree by half, the page's own text counts, but for a long end of
which trafilatura has nothing; where they don't, it counts whole. What trafilatura drops before and between (heroes,
figures, praise, contact blocks) is content. A page that sells one thing shows others around it and reviews below: there
trafilatura's answer counts as it is, if it is two fifths of the page. On 135 real pages (word F1): .855, and .827 of
business pages; trafilatura alone .803 and .768.
"""

import copy
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import trafilatura
from lxml import etree

from collector.pages.rules.places import HEADINGS, Part, Parts, body_of, is_consent
from collector.pages.rules.structure.tables import lays_out
from collector.pages.rules.text import clean, count_words, one_line, words

ELEMENT_LIMIT = 30_000
"""Above it trafilatura is not asked: its time grows faster than the page (40 s for 5 MB of links). The largest of 135
measured real pages has 3,400 elements."""
AGREED_SHARE, OFFER_SHARE = 0.5, 0.4
"""Shares of a page's own words from which trafilatura's answer counts: of any page, of one that sells one thing."""
SHORT, SHORT_OFFER = 150, 60
"""Words of a page's own text that is taken whole: trafilatura was made for longer ones."""
LONGER = 2
"""Times a short text that trafilatura's may exceed it; beyond, the page's own content was not recognised."""
BELOW_LEAST = 0.1
"""Share of a text that has to stand below what both have, to be cut; less is as likely the end of the content."""
LINE_LEAST = 12
"""Letters of a line by which two texts are known to agree."""
MAIN_LEAST_CHARACTERS = 400
CONSENT_LONGEST = 600
"""A longer line that speaks of cookies is one of a policy, which somebody may have come for."""

BLOCKS = words(
    """address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section summary table tbody tfoot thead tr ul"""
)
INLINE = words("span a b strong em i small label time data cite s del ins mark abbr")
CONTROLS = words(
    """select option optgroup datalist textarea input noscript script style template svg math iframe object embed canvas
    audio video dialog"""
)
CUT_FIRST: frozenset[Part] = frozenset(("comments", "consent", "hidden"))
CUT: frozenset[Part] = frozenset(("navigation", "breadcrumbs", "footer", "form", "aside"))
_NOT_LETTERS = re.compile(r"[\W_]+")


def main_text(tree: Any, parts: Parts, url: str, *, sells_one_thing: bool = False) -> str:
    """The text a reader came for, one paragraph, list item or table row a line; empty where there is none.

    ``parts`` are those of ``tree``, which is used up.
    """
    for element, part in parts.items():
        if part in CUT_FIRST:
            _drop(element)
    _cut_controls(tree)
    _lay_open(tree)
    small = sum(1 for _ in tree.iter()) <= ELEMENT_LIMIT
    article = _article_text(copy.deepcopy(tree), url) if small else ""
    own = _own_text(tree, parts)
    share = count_words(article) / max(1, count_words(own))
    short = SHORT_OFFER if sells_one_thing else SHORT
    if count_words(own) < short and (share <= LONGER or count_words(article) < short):
        return own
    if sells_one_thing:
        return article if share >= OFFER_SHARE else own
    return _between(article, own) if share >= AGREED_SHARE else own


def _between(article: str, own: str) -> str:
    """``own`` without a long end that is not in ``article``: what a page shows below its text."""
    known = _letters(article)
    lines = own.split("\n")
    letters = [_letters(line) for line in lines]
    shared = [at for at, line in enumerate(letters) if len(line) >= LINE_LEAST and line in known]
    if not shared:
        return article
    end = shared[-1] + 1
    below = sum(map(len, letters[end:]))
    return own if below <= BELOW_LEAST * sum(map(len, letters)) else "\n".join(lines[:end])


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _cut_controls(tree: Any) -> None:
    """Cut out what is to be filled in, and buttons, but for those that are the heading of what they open."""
    for element in list(tree.iter(*CONTROLS, "button")):
        if element.tag == "button" and _opens(element):
            element.tag = "span"
        else:
            _drop(element)


def _opens(button: Any) -> bool:
    if (
        button.get("aria-expanded") is not None
        or button.get("aria-controls") is not None
        or button.get("role") == "tab"
    ):
        return True
    asks = button.text_content().strip()[-1:] in ("?", "？")
    return asks or next(button.iterancestors(*HEADINGS, "summary", "dt"), None) is not None


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


def _own_text(tree: Any, parts: Parts) -> str:
    """The text of the main element, or of the body, without the parts that are not the page's content."""
    root = main_element(tree)
    if next(root.iter("h1"), None) is None and next(tree.iter("h1"), None) is not None:
        root = body_of(tree)  # the headline stands above the main element, and perhaps more with it
    around = {root, *root.iterancestors()}
    gone: set[Any] = set()
    for element, part in parts.items():
        if element in around:
            continue
        if element.getparent() in gone:  # parts in parts need not be looked through again
            gone.add(element)
        elif part in CUT or (part == "header" and next(element.iter("h1"), None) is None):
            gone.add(element)
            _drop(element)
    return _tidy("".join(_pieces(root)))


def main_element(tree: Any) -> Any:
    """The main element, where a page has one that holds something; its body otherwise."""
    mains = tree.xpath("//main | //*[@role='main']")
    largest = max(mains, key=lambda main: len(main.text_content()), default=None)
    if largest is not None and len(largest.text_content()) >= MAIN_LEAST_CHARACTERS:
        return largest
    body = tree.find(".//body")
    return tree if body is None else body


def _pieces(root: Any) -> list[str]:
    """Texts of ``root`` in reading order, with line breaks at the borders of blocks; iterative, for deep trees."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        border = "\n" if element.tag in BLOCKS else ""
        if event == "start":
            pieces.extend((border, element.text or ""))
        else:
            border = border or _border_after(element)
            pieces.extend((border, (element.tail or "") if element is not root else ""))
    return pieces


def _border_after(element: Any) -> str:
    """What parts an element that is no block from the next one."""
    if element.tag in ("td", "th"):
        return " | " if element.getnext() is not None else ""
    return " " if _stands_apart(element) else ""


def _stands_apart(element: Any) -> bool:
    """Whether an inline element is a value of its own and the next one another, with nothing between them but style."""
    following = element.getnext()
    if element.tail or following is None or element.tag not in INLINE or following.tag not in INLINE:
        return False
    return _is_longer_than_a_letter(element) and _is_longer_than_a_letter(following)


def _is_longer_than_a_letter(element: Any) -> bool:
    return len("".join(islice((text.strip() for text in element.itertext()), 4))) > 1


def _tidy(text: str) -> str:
    lines = (one_line(line) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line and not (len(line) < CONSENT_LONGEST and is_consent(line)))
