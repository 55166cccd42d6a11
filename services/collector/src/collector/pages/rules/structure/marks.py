"""The places in which a page says whose it is. Pure."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from collector.fetching.rules.urls import canonical_url
from collector.pages.rules.attributes import named, names_of, words_of_name
from collector.pages.rules.listed import either, listed
from collector.pages.rules.places import UNREAD, Parts, body_of, is_home_path, label_of, within
from collector.pages.rules.structure.kinds import Draft
from collector.pages.rules.structure.legal import LegalPlace, holders_of, legal_names_of
from collector.pages.rules.structure.menus import roots_of
from collector.pages.rules.text import beginning, clean, one_line
from common.contracts.vocabulary import Mark

MARK_CHARACTERS = 200
LOGO_LIMIT, NAME_LIMIT = 3, 10
CLAIM_BLANKS = 3
LOGOS_LOOKED_AT, HEADER_LINKS = 40, 100
SIGN_WITHIN = 60
"""Elements among which the first picture is looked for."""
LABEL_LONGEST = 80
_LOGO, _NOT_LOGO = listed("marks", "logo"), listed("marks", "not_logo")
_MEANINGLESS = re.compile(either("marks", "meaningless"), re.IGNORECASE)
_LEGAL_PAGES = listed("legal", "pages")
_METAS = {
    "og:site_name": "site_name",
    "application-name": "application_name",
    "apple-mobile-web-app-title": "application_name",
}


def marks_of(tree: Any, url: str, parts: Parts) -> Iterator[Mark]:
    """What the head, the logo and the header's link to the home page say."""
    for meta in tree.iter("meta"):
        kind = _METAS.get((meta.get("property") or meta.get("name") or "").strip().lower())
        if kind is not None:
            yield from _mark(kind, meta.get("content") or "")
    for text in list(dict.fromkeys(_logos(tree, url, parts)))[:LOGO_LIMIT]:
        yield from _mark("logo", text)
    texts = (label_of(link) for link in _home_links(parts, url) if beginning(link, LABEL_LONGEST))
    text = next((each for each in texts if each and not _MEANINGLESS.fullmatch(each)), "")
    if len(text) <= LABEL_LONGEST:
        yield from _mark("header", text)


def marks_of_lines(footer: tuple[str, ...], outline: list[Draft], url: str) -> Iterator[Mark]:
    """What the footer, the last lines of the page, and an imprint say."""
    lines = [draft.text for draft in outline]
    for holder in dict.fromkeys(holders_of((*footer, *lines))):
        yield from _mark("copyright", holder)
    place: LegalPlace = "imprint" if _is_legal_page(url, outline) else "page"
    names = (*legal_names_of(lines, place), *legal_names_of(footer, "footer"))
    for name in list(dict.fromkeys(names))[:NAME_LIMIT]:
        yield from _mark("legal_name", name)


def marked(kind: str, texts: Iterable[str]) -> Iterator[Mark]:
    """One mark of ``kind`` for each text."""
    for text in texts:
        yield from _mark(kind, text)


def _mark(kind: str, text: str) -> Iterator[Mark]:
    flat = one_line(clean(text))[:MARK_CHARACTERS].strip()
    if flat:
        yield Mark.model_validate({"kind": kind, "text": flat})


def _logos(tree: Any, url: str, parts: Parts) -> Iterator[str]:
    body = body_of(tree)
    for element in islice(filter(_is_logo, body.iter(etree.Element)), LOGOS_LOOKED_AT):
        if within(element, parts) in (None, "header", "navigation") and not _in_content(element):
            yield from _said(element)
    for link in _home_links(parts, url):
        yield from (text for image in link.iter("img", "svg") for text in _said(image))
    yield from _sign(body, url)


def _is_logo(element: Any) -> bool:
    if not named(element) & _LOGO:
        return bool(element.tag == "a" and element.get("rel") == "home")
    called = (frozenset(words_of_name(name)) for name in names_of(element))
    return any(words & _LOGO and not words & _NOT_LOGO for words in called)


def _in_content(element: Any) -> bool:
    return next(element.iterancestors("main", "article"), None) is not None


def _said(element: Any) -> Iterator[str]:
    """What a logo says: what its picture shows, or its text where there is none."""
    shown = (image.get("alt") or image.get("title") or "" for image in element.iter("img"))
    texts = [*shown, "" if element.tag == "img" else label_of(element), element.get("aria-label") or ""]
    for text in (one_line(clean(each)) for each in texts):
        if text and len(text) <= LABEL_LONGEST and not (_MEANINGLESS.fullmatch(text) or _is_sentence(text)):
            yield text
            return


def _is_sentence(text: str) -> bool:
    """Whether a text is a claim and no name."""
    return text.endswith((".", "!", "?", "。")) and text.count(" ") >= CLAIM_BLANKS


def _home_links(parts: Parts, url: str) -> Iterator[Any]:
    """The links of the header that lead to the home page."""
    for element in roots_of(parts, "header"):
        links = islice(element.iter("a"), HEADER_LINKS)
        yield from (link for link in links if _leads_home(link.get("href") or "", url))


def _leads_home(href: str, url: str) -> bool:
    target = canonical_url(href, url) if href and not href.startswith("#") else None
    if target is None:
        return False
    try:
        there, here = urlsplit(target), urlsplit(url)
    except ValueError:
        return False
    return there.hostname == here.hostname and not there.query and is_home_path(there.path)


def _sign(body: Any, url: str) -> Iterator[str]:
    """What the picture at the very top shows: pages made by hand begin with the shop's sign."""
    for number, element in enumerate(body.iter(etree.Element)):
        if element.tag in UNREAD:
            continue
        if element.tag == "img" and len(element.get("alt") or "") > 2:
            link = next(element.iterancestors("a"), None)
            if link is None or _leads_home(link.get("href") or "", url):
                yield from _said(element)
            return
        if (element.text or "").strip() or number > SIGN_WITHIN or (element.tail or "").strip():
            return


def _is_legal_page(url: str, outline: list[Draft]) -> bool:
    """Whether a page is one on which a business says who it is: by its address or its first headings."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        path = ""
    names = {path.strip("/").rpartition("/")[2].partition(".")[0], *re.split(r"[/._-]+", path)}
    titles = [draft.text.lower() for draft in outline if draft.kind == "heading"][:3]
    said = {word for title in titles for word in (title, title.replace(" ", "-"), title.partition(" ")[0])}
    return bool((names | said) & _LEGAL_PAGES)
