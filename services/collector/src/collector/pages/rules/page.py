"""What a page says: title, main text, language, links, headings and kind. Pure; never fails on bad HTML."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from collector.fetching.rules.charset import decoded, mended
from collector.fetching.rules.urls import canonical_url
from collector.pages.rules.language import declared_language, language_of
from collector.pages.rules.main_text import main_text
from collector.pages.rules.places import Part, Parts, is_home_path, parts_of, within
from collector.pages.rules.text import clean, count_words, declared_meta, one_line, parse, weight, words

if TYPE_CHECKING:
    from collector.pages.rules.structure.whole import MadeByScript
    from common.contracts.vocabulary import PageStructure

PageType = Literal["homepage", "product", "service", "blog", "about", "contact", "other"]

HTML_LIMIT = 5 * 1024 * 1024
"""Characters of a page that are read; the fetcher refuses larger pages, this bounds other callers."""
EXCERPT_CHARACTERS = 300
HEADING_LIMIT, HEADING_CHARACTERS = 60, 200
TITLE_CHARACTERS, DESCRIPTION_CHARACTERS = 512, 1000
LINK_LIMIT, LINKS_LOOKED_AT = 5000, 20_000
NEARLY_NOTHING = 50
"""Words of content; with fewer, a page's scripts and head are asked for more."""
BLOCKS_FOR_THAT = NEARLY_NOTHING + 1
NOT_THE_PAGES: frozenset[Part | None] = frozenset(
    ("navigation", "breadcrumbs", "footer", "comments", "consent", "aside", "form", "hidden")
)
"""Parts in which a heading is none of the page's."""

_TITLE_SEPARATOR = re.compile(r"\s+[|–—·•:»«-]+\s+|\s*\|\s*")
_FILE_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp)$")

_PATH_KINDS: tuple[tuple[PageType, frozenset[str]], ...] = (
    ("contact", words("contact contacts contact-us contactus get-in-touch kontakt contacto contatti locations")),
    (
        "about",
        words(
            """about about-us aboutus company team our-team our-story story mission who-we-are ueber-uns uber-uns
            a-propos sobre careers jobs press"""
        ),
    ),
    (
        "blog",
        words(
            """blog blogs news article articles post posts magazine journal insights stories resources guides
            press-releases newsroom learn"""
        ),
    ),
    (
        "service",
        words(
            """service services our-services solutions solution leistungen servicios treatments consulting what-we-do
            practice-areas"""
        ),
    ),
    (
        "product",
        words(
            """product products produkt produkte shop store item items p dp features feature pricing prices plans
            platform software collections"""
        ),
    ),
)
_SCHEMA_KINDS: dict[str, PageType] = {
    "Product": "product",
    "ProductGroup": "product",
    "SoftwareApplication": "product",
    "WebApplication": "product",
    "Service": "service",
    "Article": "blog",
    "BlogPosting": "blog",
    "NewsArticle": "blog",
    "Blog": "blog",
    "AboutPage": "about",
    "ContactPage": "contact",
}


_PRODUCTS = frozenset(("Product", "ProductGroup"))
_LISTS = frozenset(("ItemList", "CollectionPage", "OfferCatalog"))


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """One page as it was understood. ``links`` are absolute and canonical, in document order, each once."""

    title: str | None
    text: str
    language: str | None
    links: tuple[str, ...]
    meta_description: str | None
    headings: tuple[str, ...]
    page_type: PageType
    word_count: int
    excerpt: str
    nofollow: bool
    structure: "PageStructure"
    needs_browser: bool = False
    """Whether a script in the browser makes the page, and ``text`` is only what it holds for others."""


def extract_page(
    markup: str | bytes, url: str, *, content_type: str | None = None, structured: bool = True
) -> ExtractedPage:
    """Read one page. ``content_type`` is the HTTP header, which outranks the page's own word on its encoding.

    Without ``structured`` the structure stays empty, which spares a quarter of the time; all else is the same.
    """
    from collector.pages.rules.structure.whole import (
        NOTHING,
        made_by_script,
        structure_of,
    )  # loads its models only here

    text = mended(markup) if isinstance(markup, str) else decoded(markup[: 4 * HTML_LIMIT], content_type)
    tree = parse(text[:HTML_LIMIT])
    if tree is None:
        kind = page_type_of(url, frozenset())
        return ExtractedPage(None, "", None, (), None, (), kind, 0, "", nofollow=False, structure=NOTHING)
    parts = parts_of(tree)
    made = made_by_script(tree, parts)
    page = ExtractedPage(
        title=_title(tree, url),
        text="",
        language=None,
        links=tuple(_links(tree, url)),
        meta_description=declared_meta(tree, "description", "og:description")[:DESCRIPTION_CHARACTERS] or None,
        headings=tuple(_headings(tree, parts)),
        page_type=page_type_of(url, _schema_types(tree)),
        word_count=0,
        excerpt="",
        nofollow=bool(re.search(r"\b(?:nofollow|none)\b", declared_meta(tree, "robots"), re.IGNORECASE)),
        structure=structure_of(tree, url, parts, made.state) if structured else NOTHING,
        needs_browser=made.needs_browser,
    )
    return _with_text(page, tree, parts, url, made)


def _with_text(page: ExtractedPage, tree: Any, parts: Parts, url: str, made: "MadeByScript") -> ExtractedPage:
    declared = declared_language(tree)
    shown = main_text(tree, parts, url, sells_one_thing=_sells_one_thing(tree))
    text = made.text(shown)
    if made.state is not None and weight(shown) < weight(made.state.text):
        page = replace(page, headings=_bounded(made.state.headings))
    return replace(
        page,
        text=text,
        language=language_of(text, declared),
        word_count=count_words(text),
        excerpt=_excerpt(text),
    )


def _bounded(headings: Iterable[str]) -> tuple[str, ...]:
    return tuple(heading[:HEADING_CHARACTERS] for heading in headings)[:HEADING_LIMIT]


def _title(tree: Any, url: str) -> str | None:
    """The title without the site's own name, which stands before or after it on most pages."""
    element = next((title for title in tree.iter("title") if not _within(title, "svg")), None)
    title = _flat(element) or declared_meta(tree, "og:title", "twitter:title")
    headings = [heading for heading in map(_flat, tree.iter("h1")) if heading]
    if not title:
        return headings[0][:TITLE_CHARACTERS] if headings else None
    if page_type_of(url, frozenset()) == "homepage":
        return title[:TITLE_CHARACTERS]  # here the site's name is what the title is about
    names = {_letters(declared_meta(tree, "og:site_name", "application-name")), _letters(_host_label(url))} - {""}
    return _without_site_name(title, names, {_letters(heading) for heading in headings})[:TITLE_CHARACTERS].strip()


def _flat(element: Any | None) -> str:
    return one_line(clean(element.text_content())) if element is not None else ""


def _without_site_name(title: str, names: set[str], headings: set[str]) -> str:
    """Cut a first or last part that is the site's name; or keep the part that is the page's headline."""
    separators = list(_TITLE_SEPARATOR.finditer(title))
    for separator in reversed(separators):
        before, after = title[: separator.start()], title[separator.end() :]
        if _letters(after) in names or _letters(before) in headings:
            return before
        if _letters(before) in names or _letters(after) in headings:
            return after
    return title


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _host_label(url: str) -> str:
    """The label of the host that carries the name: the longest one but for the top-level domain."""
    try:
        labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    except ValueError:
        return ""
    return max(labels[:-1], key=len, default="")


def _within(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _links(tree: Any, url: str) -> Iterator[str]:
    base_element = next((element for element in tree.iter("base") if element.get("href")), None)
    base = (canonical_url(base_element.get("href"), url) if base_element is not None else None) or url
    said = dict.fromkeys(href for element in tree.iter("a", "area") if (href := element.get("href")))
    links = (canonical_url(clean(href), base) for href in islice(said, LINKS_LOOKED_AT))
    yield from islice(dict.fromkeys(link for link in links if link is not None), LINK_LIMIT)


def _headings(tree: Any, parts: Parts) -> Iterator[str]:
    found = 0
    for element in tree.iter("h1", "h2", "h3"):
        text = _flat(element)[:HEADING_CHARACTERS]
        if not text or within(element, parts) in NOT_THE_PAGES:
            continue
        yield text
        found += 1
        if found >= HEADING_LIMIT:
            return


def _schema_types(tree: Any) -> frozenset[str]:
    """Every ``@type`` of the page's JSON-LD; broken blocks count as absent."""
    types: set[str] = set()
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                pending: list[Any] = [json.loads(script.text or "")]
            except (ValueError, RecursionError):  # not JSON, or nested beyond reason
                continue
            while pending:
                node = pending.pop()
                if isinstance(node, dict):
                    own = node.get("@type")
                    types.update(str(name) for name in (own if isinstance(own, list) else [own]) if name)
                    pending.extend(node["@graph"] if isinstance(node.get("@graph"), list) else ())
                elif isinstance(node, list):
                    pending.extend(node)
    return frozenset(types)


def _sells_one_thing(tree: Any) -> bool:
    """Whether a page says that it is about one product, and not a list of them."""
    types = _schema_types(tree)
    if declared_meta(tree, "og:type").removeprefix("og:").startswith("product"):
        return True
    return bool(types & _PRODUCTS) and not types & _LISTS


def page_type_of(url: str, schema_types: frozenset[str]) -> PageType:
    """The kind of a page: by the words of its path, then by what its JSON-LD says it is."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        path = ""
    if is_home_path(path):
        return "homepage"
    segments = {_FILE_SUFFIX.sub("", segment) for segment in path.split("/") if segment}
    for kind, names in _PATH_KINDS:
        if segments & names:
            return kind
    return next((kind for name, kind in _SCHEMA_KINDS.items() if name in schema_types), "other")


def _excerpt(text: str) -> str:
    flat = one_line(text[: 4 * EXCERPT_CHARACTERS])
    if len(flat) <= EXCERPT_CHARACTERS:
        return flat
    return flat[:EXCERPT_CHARACTERS].rsplit(" ", 1)[0] + " …"
