"""Pages written line by line, as their outline is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from analyzer.sites.rules.analysis import Site, WebsitePage
from common.contracts.vocabulary import Block, BrandName, PageStructure, SourcedText

_KINDS = {
    "# ": ("heading", 1), "## ": ("heading", 2), "### ": ("heading", 3), "- ": ("item", None), "| ": ("row", None),
    "> ": ("quote", None), "? ": ("question", None),
}  # fmt: skip


@dataclass(frozen=True)
class Business:
    """What is known of a business beforehand."""

    name: BrandName
    kind: Any = None
    business_model: Any = "b2c"
    local: bool = False
    places: Sequence[SourcedText] = field(default_factory=tuple)


def outlined(url: str, title: str, lines: Sequence[str], language: str = "en", **more: Any) -> WebsitePage:
    """A page with an outline: each line's kind is told by how it begins."""
    blocks = []
    for line in lines:
        mark = next((each for each in _KINDS if line.startswith(each)), "")
        kind, level = _KINDS.get(mark, ("paragraph", None))
        blocks.append(Block(kind=kind, level=level, text=line[len(mark) :]))
    structure = PageStructure(full_title=title, outline=tuple(blocks), items=tuple(more.get("items", ())))
    text = "\n".join(block.text for block in blocks)
    headings = tuple(block.text for block in blocks if block.kind == "heading")
    return WebsitePage(url, title, more.get("meta"), headings, text, more.get("kind", "homepage"), language, structure)


def site_of(*pages: WebsitePage) -> Site:
    """A site of these pages."""
    return Site.of(pages, pages[0].url)
