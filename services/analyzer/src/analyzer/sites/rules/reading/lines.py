"""The lines of a site: what is said, in which place of which page, under which heading, and by whom."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from analyzer.sites.rules.reading.pages import Site, WebsitePage
from common.contracts.vocabulary import Block, StructuredItem

Place = Literal[
    "title", "description", "heading", "paragraph", "item", "row", "quote", "question", "answer", "term", "price",
    "navigation", "breadcrumb", "footer", "structured",
]  # fmt: skip

FURNITURE_SHARE = 0.6
"""What stands on so large a share of the pages (on three at least) is furniture: the theme says it, not the page."""
FURNITURE_LEAST = 3
OUTSIDE = frozenset(("navigation", "breadcrumb", "footer"))
"""Places around the content. What stands there is no sentence of the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``under`` is the nearest heading above it; ``own`` is False where somebody else speaks."""

    url: str
    page_type: str
    place: Place
    text: str
    under: str | None = None
    level: int | None = None
    furniture: bool = False
    own: bool = True

    @property
    def content(self) -> bool:
        """Whether the page itself says it: neither furniture nor navigation nor a quotation."""
        return self.own and not self.furniture and self.place not in OUTSIDE


@dataclass(frozen=True, slots=True)
class Reading:
    """A site and its lines, in the order of pages, then of the page."""

    site: Site
    language: str
    lines: tuple[Line, ...]

    def content(self, *places: Place) -> Iterator[Line]:
        """Lines of the content, of these places or of all."""
        return (line for line in self.lines if line.content and (not places or line.place in places))

    def around(self, *places: Place) -> Iterator[Line]:
        """Lines of these places, furniture or not."""
        return (line for line in self.lines if line.place in places)

    def items(self, *types: str) -> Iterator[tuple[str, StructuredItem]]:
        """Structured items of these schema.org types, or of all, each with its page's address."""
        for page in self.site.pages:
            for item in page.structure.items:
                if not types or item.type in types:
                    yield page.url, item


def read(site: Site) -> Reading:
    """Read a site. The same pages give the same lines."""
    lines = [line for page in site.pages for line in _lines(page)]
    repeated = _repeated(lines, len(site.pages))
    marked = tuple(replace(line, furniture=True) if _key(line.text) in repeated else line for line in lines)
    return Reading(site, language_of(site), marked)


def language_of(site: Site) -> str:
    """The language of most of the text, by its words; ``und`` where no page says or shows one."""
    counts: Counter[str] = Counter()
    for page in site.pages:
        if page.language:
            counts[page.language] += 1 + len(page.text.split())
    return max(counts, key=lambda code: (counts[code], code), default="und")


def _lines(page: WebsitePage) -> Iterator[Line]:
    structure = page.structure

    def line(place: Place, text: str, under: str | None = None, level: int | None = None, own: bool = True) -> Line:
        return Line(page.url, page.page_type, place, text, under, level, own=own)

    if title := structure.full_title or page.title:
        yield line("title", title)
    if page.meta_description:
        yield line("description", page.meta_description)
    under: str | None = None
    for block in structure.outline or _outline_of(page):
        place = _PLACES.get(block.kind, "paragraph")
        yield line(place, block.text, under, block.level, place != "quote")
        under = block.text if place in ("heading", "question") else under
    for item in structure.items:
        yield from (line("structured", text, item.type) for text in (item.name, item.description) if text)
    yield from (line("navigation", text) for text in structure.navigation)
    yield from (line("breadcrumb", text) for text in structure.breadcrumbs)
    yield from (line("footer", text) for text in structure.footer)


_PLACES: dict[str, Place] = {
    "heading": "heading", "paragraph": "paragraph", "item": "item", "row": "row", "quote": "quote",
    "question": "question", "answer": "answer", "term": "term", "price": "price",
}  # fmt: skip


def _outline_of(page: WebsitePage) -> Iterator[Block]:
    """The outline of a page that was read before outlines were kept: its text, line by line."""
    headings = set(page.headings)
    in_text = set(page.text.splitlines())
    yield from (Block(kind="heading", level=2, text=each) for each in page.headings if each not in in_text)
    for text in page.text.splitlines():
        if text in headings:
            yield Block(kind="heading", level=2, text=text)
        elif text.startswith(("- ", "• ", "* ", "– ")):
            yield Block(kind="item", text=text[2:].strip())
        elif text.strip():
            yield Block(kind="row" if " | " in text else "paragraph", text=text.strip())


def _repeated(lines: list[Line], pages: int) -> frozenset[str]:
    """The keys of what stands on most pages. Titles and descriptions are each page's own word and are not counted."""
    standing = {(_key(each.text), each.url) for each in lines if each.place not in ("title", "description")}
    counts = Counter(key for key, _ in standing)
    least = max(FURNITURE_LEAST, FURNITURE_SHARE * pages)
    return frozenset(key for key, count in counts.items() if count >= least)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()
