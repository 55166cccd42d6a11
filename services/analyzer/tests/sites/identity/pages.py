"""Pages with their structure, written short: lines that begin with a mark are that kind of block."""

from typing import Any

from analyzer.sites.rules.reading import Reading, read
from analyzer.sites.rules.reading.pages import Site, WebsitePage
from common.contracts.vocabulary import Block, Mark, PageStructure, StructuredItem

_KINDS = {"# ": "heading", "- ": "item", "> ": "quote", "| ": "row"}


def block(line: str) -> Block:
    """A line as a block: "# " begins a heading, "- " an item, "> " a quotation, "| " a row of a table."""
    kind = _KINDS.get(line[:2], "paragraph")
    text = line[2:] if kind != "paragraph" else line
    return Block.model_validate({"kind": kind, "level": 2 if kind == "heading" else None, "text": text})


def page(url: str, title: str, *lines: str, **more: Any) -> WebsitePage:
    """A page of these lines. ``marks`` and ``items`` are given as tuples of (kind, text) and as dictionaries."""
    outline = tuple(map(block, lines))
    structure = PageStructure(
        full_title=title or None,
        marks=tuple(Mark(kind=kind, text=text) for kind, text in more.get("marks", ())),
        items=tuple(StructuredItem(**item) for item in more.get("items", ())),
        navigation=tuple(more.get("navigation", ())),
        footer=tuple(more.get("footer", ())),
        breadcrumbs=tuple(more.get("breadcrumbs", ())),
        outline=outline,
    )
    headings = tuple(each.text for each in outline if each.kind == "heading")
    text = "\n".join(each.text for each in outline)
    kind, language = more.get("kind", "other"), more.get("language", "en")
    return WebsitePage(url, title, more.get("meta"), headings, text, kind, language, structure)


def site(url: str, *pages: WebsitePage, name: str | None = None) -> Reading:
    """A site of these pages, read."""
    return read(Site.of(pages, url, name))
