"""The structure of a page, put together and kept within its bounds. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from collector.pages.rules.main_text import main_element
from collector.pages.rules.places import Parts
from collector.pages.rules.shell import is_shell, said_beside, without_requests
from collector.pages.rules.structure.items import items_of
from collector.pages.rules.structure.kinds import Draft
from collector.pages.rules.structure.marks import marked, marks_of, marks_of_lines
from collector.pages.rules.structure.menus import (
    FOOTER_CHARACTERS,
    FOOTER_LIMIT,
    LABEL_CHARACTERS,
    LABEL_LIMIT,
    breadcrumbs_of,
    each_once,
    footer_of,
    navigation_of,
    roots_of,
)
from collector.pages.rules.structure.outline import BLOCK_LIMIT, outline_of
from collector.pages.rules.structure.state import State, state_of
from collector.pages.rules.text import clean, one_line, weight
from common.contracts.vocabulary import Block, PageStructure

STRUCTURE_BYTES = 64 * 1024
"""Of the structure as JSON in UTF-8: with the text's own 64 KiB the whole message stays far below a broker's limit."""
ITEMS_BYTES = 24 * 1024
MARK_LIMIT = 40
TITLE_CHARACTERS = 512
NOTHING = PageStructure()
NEARLY_NOTHING = 50
"""Words of content; with fewer, a page's scripts are asked for more."""


@dataclass(frozen=True, slots=True)
class MadeByScript:
    """What a page that shows nearly nothing says elsewhere: the data of its scripts, or what it holds for others."""

    state: State | None = None
    said: tuple[str, ...] = ()
    needs_browser: bool = False

    def text(self, shown: str) -> str:
        """The page's text: what it shows, or what its scripts' data hold if that is more, and what it says beside."""
        if self.state is not None and weight(shown) < weight(self.state.text):
            shown = self.state.text
        shown = without_requests(shown) if self.needs_browser else shown
        return "\n".join(filter(None, (shown, *(line for line in self.said if line not in shown))))


def made_by_script(tree: Any, parts: Parts) -> MadeByScript:
    """What scripts and head of a page say whose body has nearly no content; nothing of any other page."""
    shown = "\n".join(draft.text for draft in _content_of(tree, parts, NEARLY_NOTHING + 1))
    visible = weight(shown)
    if visible >= NEARLY_NOTHING:
        return MadeByScript()
    found = state_of(tree)
    state = found if weight(found.text) > 2 * visible else None
    if weight(found.text) >= NEARLY_NOTHING or not is_shell(tree, shown):
        return MadeByScript(state)
    return MadeByScript(state, said_beside(tree), needs_browser=True)


def structure_of(tree: Any, url: str, parts: Parts, state: State | None = None) -> PageStructure:
    """What the markup of a page says; ``state`` is its scripts' data where that is its content."""
    scripted = state or State()
    drafts = scripted.blocks or _content_of(tree, parts)
    footer = each_once((*footer_of(parts), *scripted.footer), FOOTER_LIMIT, FOOTER_CHARACTERS)
    found = items_of(tree)
    marks = (
        *marks_of(tree, url, parts),
        *marked("logo", scripted.logos),
        *marked("publisher", found.publishers),
        *marks_of_lines(footer, drafts, url),
    )
    structure = PageStructure(
        full_title=_title_of(tree),
        marks=tuple(dict.fromkeys(marks))[:MARK_LIMIT],
        items=found.items,
        navigation=each_once((*navigation_of(parts), *scripted.navigation), LABEL_LIMIT, LABEL_CHARACTERS),
        breadcrumbs=found.breadcrumbs or breadcrumbs_of(parts),
        footer=footer,
        outline=tuple(_block(draft) for draft in drafts[:BLOCK_LIMIT]),
    )
    return bounded(structure)


def bounded(structure: PageStructure, limit: int = STRUCTURE_BYTES) -> PageStructure:
    """``structure`` within ``limit`` bytes: of the items, then of the outline, the last ones go."""
    items = tuple(_within_bytes(structure.items, ITEMS_BYTES))
    without = structure.model_copy(update={"items": items, "outline": ()})
    left = limit - len(without.model_dump_json().encode())
    return without.model_copy(update={"outline": tuple(_within_bytes(structure.outline, left))})


M = TypeVar("M", bound=BaseModel)


def _within_bytes(models: tuple[M, ...], left: int) -> Iterator[M]:
    for model in models:
        left -= len(model.model_dump_json().encode()) + 1
        if left < 0:
            return
        yield model


def _content_of(tree: Any, parts: Parts, limit: int = BLOCK_LIMIT) -> list[Draft]:
    """The blocks of the main element or the body, below those of a header that holds the page's headline."""
    root = main_element(tree)
    above = [draft for header in _heroes(root, parts) for draft in outline_of(header, parts, limit)]
    return [*above, *outline_of(root, parts, limit)]


def _heroes(root: Any, parts: Parts) -> Iterator[Any]:
    """The headers above the content that hold its headline."""
    for element in roots_of(parts, "header"):
        inside_root = root.tag == "main" and root in element.iterancestors()
        if not inside_root and element is not root and next(element.iter("h1"), None) is not None:
            yield element


def _title_of(tree: Any) -> str | None:
    title = next((each for each in tree.iter("title") if next(each.iterancestors("svg"), None) is None), None)
    text = one_line(clean(title.text_content())) if title is not None else ""
    return text[:TITLE_CHARACTERS].strip() or None


def _block(draft: Draft) -> Block:
    return Block.model_validate({"kind": draft.kind, "level": draft.level, "text": draft.text})
