"""What goes into an analysis: the pages of a crawl."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from common.contracts.message import UnknownWord
from common.contracts.vocabulary import Block, PageStructure, PageType

READ_CHARACTERS = 300_000
"""Of a site's text so much is read, more than fifty pages of prose: what it is, it has said by then."""


@dataclass(frozen=True, slots=True)
class WebsitePage:
    """One page as the crawl read it. ``text`` has one paragraph, list item or table row a line."""

    url: str
    title: str | None
    meta_description: str | None
    headings: tuple[str, ...]
    text: str
    page_type: PageType | UnknownWord
    language: str | None
    structure: PageStructure = field(default_factory=PageStructure)


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of a crawl, the most telling first, and what the customer himself said about the site."""

    pages: tuple[WebsitePage, ...]
    url: str
    name: str | None = None

    @classmethod
    def of(cls, pages: Sequence[WebsitePage], url: str, name: str | None = None) -> "Site":
        """Order the pages: home, about, product and service, the rest, blog; within a kind by address."""
        other = _WEIGHT["other"]
        return cls(tuple(sorted(pages, key=lambda page: (_WEIGHT.get(page.page_type, other), page.url))), url, name)

    @property
    def home(self) -> WebsitePage:
        """The home page, or the page that comes closest."""
        return self.pages[0]

    def bounded(self, limit: int = READ_CHARACTERS) -> "Site":
        """The site with at most ``limit`` characters of text: short pages whole, of long ones each as much."""
        share = _share([len(page.text) for page in self.pages], limit)
        return replace(self, pages=tuple(_beginning(page, share) for page in self.pages))


def _share(lengths: Sequence[int], limit: int) -> int:
    """The most that each may have, so that together they have no more than ``limit``."""
    left = limit
    for done, length in enumerate(sorted(lengths)):
        if length * (len(lengths) - done) > left:
            return left // (len(lengths) - done)
        left -= length
    return limit


def _beginning(page: WebsitePage, most: int) -> WebsitePage:
    """A page's first lines, of its text as of its outline; one that is short stays as it is."""
    outline = tuple(_within(page.structure.outline, most))
    if len(page.text) <= most and len(outline) == len(page.structure.outline):
        return page
    return replace(page, text=page.text[:most], structure=page.structure.model_copy(update={"outline": outline}))


def _within(blocks: Sequence[Block], left: int) -> Iterator[Block]:
    for block in blocks:
        if left <= 0:
            return
        yield block if len(block.text) <= left else block.model_copy(update={"text": block.text[:left]})
        left -= len(block.text)


_WEIGHT: dict[str, int] = {
    "homepage": 0, "about": 1, "product": 2, "service": 2, "other": 3, "contact": 4, "blog": 5,
}  # fmt: skip


def digest_of(site: Site, reader: str) -> str:
    """What tells one reading from another: the pages, what the customer calls the site, and who reads. Hexadecimal."""
    pages = [
        [page.url, page.title, page.meta_description, page.headings, page.text, page.language,
         page.structure.model_dump(mode="json")]
        for page in site.pages
    ]  # fmt: skip
    said = json.dumps([reader, site.url, site.name, pages], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
