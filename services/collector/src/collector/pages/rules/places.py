"""Which part of a page an element opens: navigation, footer, comments, a cookie banner. Pure.

An element says it by its tag, its role, its classes and its id. What a name says is not believed of an element that
holds most of the page: themes write ``has-sidebar`` and ``menu-open`` on wrappers, too.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Literal, cast

from lxml import etree

from collector.pages.rules.attributes import named, names_of, words_of_name
from collector.pages.rules.listed import either, listed, table
from collector.pages.rules.text import beginning, clean, count_words, one_line, words
from collector.pages.rules.visibility import is_hidden, opened_by_click

Part = Literal["navigation", "breadcrumbs", "header", "footer", "comments", "consent", "aside", "form", "hidden"]
Parts = dict[Any, Part]
"""The elements that open a part, in document order. Holds the elements, so that their identity lasts."""

SHARE = 0.6
"""An element with more of the body's text than this is the page itself, whatever its name says."""
LEFT_BESIDE_COMMENTS = 20
"""Words that have to be left of a page without its comments; a forum's thread is its content."""
CONSENT_LONGEST = 3_000
MEASURED_LIMIT = 25
"""Elements are measured until this many times the body's text was gone through; named parts nest in hostile pages."""
CALL_COST = 100
HIDDEN_SHORTEST = 80
UNCLOSED = 1_000
"""Characters; a longer header or menu that holds the page's headline was never closed, or only looks like one."""
CARTE_DEPTH = 12
LABEL_ELEMENTS, SIBLINGS = 50, 200
MENU_LEAST, MENU_LONGEST = 3, 2_000
MENU_TAGS = words("table td ul p center div")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOT_PARTS = words("html body main article h1 h2 h3 h4 h5 h6 p span b i em strong td tr tbody")
UNREAD = words(
    """script style noscript template svg math select textarea iframe object embed canvas audio video head title
    datalist map dialog"""
)

_CONTENT = words("article section main blockquote figure")
_TAGS: dict[str, Part] = {"nav": "navigation", "footer": "footer", "header": "header", "aside": "aside", "form": "form"}
_NAMES = {name: part for part, names in table("parts", "names").items() for name in names}
_WORDS = {word: part for part, found in table("parts", "words").items() for word in found}
_ROLES = {role: part for part, roles in table("parts", "roles").items() for role in roles}
_PASSING = table("parts", "passing")
_QUOTE = listed("blocks", "quote")
_COOKIES = re.compile("|".join(sorted(listed("consent", "things"), key=len, reverse=True)), re.IGNORECASE)
_AGREEMENT = re.compile(either("consent", "says"), re.IGNORECASE)
_COMMENTS_BEGIN = re.compile(rf"\s*{either('comments', 'headings')}\s*[:!]?\s*", re.IGNORECASE)
_HOME = re.compile(r"^/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|home|default)(?:\.\w+)?)?/?$", re.IGNORECASE)
_UNSEEN = frozenset(("sr", "hidden", "reader", "assistive", "srt"))
"""Words of the classes under which a text is for those who listen to a page."""
_HOLDS_FACTS = re.compile(r"\d|[.!?。]")
_LETTERS = re.compile(r"\w")


@lru_cache(maxsize=8192)
def _part_of_name(name: str) -> Part | None:
    if name.lower() in _NAMES:
        return cast(Part, _NAMES[name.lower()])
    found = words_of_name(name)
    if not found or found[0] in _PASSING["first"] or _PASSING["anywhere"].intersection(found):
        return None
    part = cast("Part | None", next((_WORDS[word] for word in found if word in _WORDS), None))
    return None if part == "comments" and _QUOTE.intersection(found) else part  # customers', not readers'


def is_consent(text: str) -> bool:
    """Whether a text asks for consent to cookies, or says that they are used."""
    return _COOKIES.search(text) is not None and _AGREEMENT.search(text) is not None


def begins_comments(text: str) -> bool:
    """Whether a heading is the one above a page's comments."""
    return len(text) < 60 and _COMMENTS_BEGIN.fullmatch(text) is not None


def parts_of(tree: Any) -> Parts:
    """The parts of a page. Only what may hold other parts (header, footer) is looked into further."""
    body = body_of(tree)
    measure = _Measure(body)
    found: Parts = {}
    opened = opened_by_click(body)
    around = 0  # elements open around this one that hold content: counted here, for asking each would not be linear
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if not isinstance(tag, str) or element is body:
            continue
        if event == "end":
            around -= tag in _CONTENT
            continue
        in_content = around > 0
        around += tag in _CONTENT
        if tag in UNREAD or element in found:
            walker.skip_subtree()
            continue
        if tag in HEADINGS and begins_comments(beginning(element, 200)):
            below = (element, *islice(element.itersiblings(), SIBLINGS))
            found.update({each: "comments" for each in below if measure.believes(each, "comments")})
        part = _part_of(element, tag, opened, in_content)
        if part is not None and not measure.believes(element, part):
            part = None
        if part is None and not measure.is_menu(element, in_content):
            continue
        part = part or "navigation"
        found[element] = part
        measure.note(part)
        if part not in ("header", "footer"):
            walker.skip_subtree()
    return found


def body_of(tree: Any) -> Any:
    """The body, or the whole tree where there is none."""
    body = tree.find(".//body")
    return tree if body is None else body


def within(element: Any, parts: Parts) -> Part | None:
    """The innermost part an element stands in, itself included."""
    for each in _with_ancestors(element):
        if each in parts:
            return parts[each]
    return None


def _with_ancestors(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _part_of(element: Any, tag: str, opened: frozenset[str], in_content: bool) -> Part | None:
    by_tag = _TAGS.get(tag)
    if by_tag is not None and not (in_content and by_tag in ("header", "footer")):
        return by_tag  # in content they are those of an article, a card or a quotation, not the page's
    if element.get("role") in _ROLES:
        return cast(Part, _ROLES[element.get("role")])
    if "breadcrumb" in (element.get("aria-label") or "").lower():
        return "breadcrumbs"
    names = () if tag in NOT_PARTS else names_of(element)
    found = next((part for name in names if (part := _part_of_name(name)) is not None), None)
    return found or ("hidden" if is_hidden(element, opened) else None)


class _Measure:
    """How much of the body's text an element holds."""

    def __init__(self, body: Any) -> None:
        unread = sum(len(element.text or "") for element in body.iter("script", "style"))
        text = body.text_content()
        self._words = count_words(text) if len(text) - unread < 20_000 else LEFT_BESIDE_COMMENTS * 100
        self._whole = max(len(text) - unread, 1)
        self._has_menu = False
        self._cartes: set[Any] = set()
        self._headlines = sum(1 for _ in body.iter("h1"))
        self._left = MEASURED_LIMIT * len(text) + 100_000

    def believes(self, element: Any, part: Part) -> bool:
        """Whether ``element`` is such a part and not the page's own content under a misleading name."""
        if self._left <= 0:
            return True
        text = element.text_content()
        self._left -= len(text) + CALL_COST
        if element.get("role") in ("dialog", "alertdialog") and part == "aside":
            return not _holds_headline(element)
        if part == "consent":
            return len(text) < CONSENT_LONGEST and (is_consent(text) or element.get("role") == "dialog")
        if part == "comments":
            return self._words - count_words(text) >= LEFT_BESIDE_COMMENTS
        if part == "navigation" and element.tag != "nav" and element.get("role") is None:
            return self._is_menu_by_name(element, text)
        return self._is_beside_content(element, part, text)

    def _is_beside_content(self, element: Any, part: Part, text: str) -> bool:
        """Whether an element is too small to be the content, or at least holds no headline."""
        small = len(text) <= SHARE * self._whole
        if part in ("header", "navigation", "footer") and element.tag in _TAGS:
            return len(text) < UNCLOSED or small or not _holds_headline(element)
        if part == "aside" and self._headlines and sum(1 for _ in element.iter("h1")) == self._headlines:
            return False
        if part != "header" and len(text) > UNCLOSED and _holds_headline(element):
            return False
        return part == "header" or small or len(text) < HIDDEN_SHORTEST

    def _is_menu_by_name(self, element: Any, text: str) -> bool:
        """Whether what is named a menu is one of links, and neither a carte nor a line of one."""
        if any(each in self._cartes for each in islice(element.iterancestors(), CARTE_DEPTH)):
            return False
        if _is_of_links(element, text) or (len(text) < HIDDEN_SHORTEST and not _HOLDS_FACTS.search(text)):
            return len(text) <= SHARE * self._whole or len(text) < HIDDEN_SHORTEST
        self._cartes.add(element)
        return False

    def note(self, part: Part) -> None:
        """Take note that the page says where its navigation is."""
        self._has_menu = self._has_menu or part == "navigation"

    def is_menu(self, element: Any, in_content: bool) -> bool:
        """Whether an element is a menu that does not say so: short links of the site and nothing else."""
        tag = element.tag
        if tag not in MENU_TAGS or self._left <= 0:
            return False
        if tag == "ul" and (self._has_menu or in_content):
            return False
        if tag == "div" and (len(list(islice(element.iterchildren("a"), MENU_LEAST))) < MENU_LEAST):
            return False
        text = element.text_content()
        self._left -= len(text) + CALL_COST
        if len(text) > MENU_LONGEST or next(element.iter(*HEADINGS), None) is not None:
            return False
        links = [link for link in element.iter("a") if _leads_inside(link.get("href") or "")]
        labels = [label_of(link) for link in links]
        beside = len(_LETTERS.findall(text)) - sum(len(_LETTERS.findall(link.text_content())) for link in links)
        return beside <= 2 and len(set(filter(None, labels))) >= MENU_LEAST and all(len(each) <= 40 for each in labels)


def _is_of_links(element: Any, text: str) -> bool:
    """Whether at least half of an element's letters stand in links and buttons; a carte is named a menu, too."""
    letters = len(_LETTERS.findall(text))
    return 2 * sum(len(_LETTERS.findall(each.text_content())) for each in element.iter("a", "button")) >= letters


def _holds_headline(element: Any) -> bool:
    return next(element.iter("h1"), None) is not None


def label_of(link: Any) -> str:
    """What a link says: its text, or that of its image."""
    inner = islice(link.iterdescendants(), LABEL_ELEMENTS)
    unseen = [each for each in inner if isinstance(each.tag, str) and named(each) & _UNSEEN]
    text = (unseen and _text_without(link, unseen)) or beginning(link, 500)
    if text:
        return text
    named_by = (link, *link.iter("img", "svg", "title"))
    said = (each.get("alt") or each.get("title") or each.get("aria-label") or each.text for each in named_by)
    return next((label for each in said if (label := one_line(clean(each or "")))), "")


def _text_without(link: Any, left_out: list[Any]) -> str:
    pieces = [link.text or ""]
    for each in islice(link.iterdescendants(), LABEL_ELEMENTS):
        seen = not any(outer in left_out for outer in (each, *each.iterancestors()))
        pieces.extend((each.text or "" if seen else "", each.tail or "" if each.getparent() not in left_out else ""))
    return one_line(clean("".join(pieces)))


def is_home_path(path: str) -> bool:
    """Whether the path of an address is that of a home page, perhaps in one of the site's languages."""
    return _HOME.match(path) is not None


def _leads_inside(href: str) -> bool:
    return bool(href) and not re.match(r"\s*(?:[a-z][a-z+.-]*:|//|#)", href, re.IGNORECASE)
