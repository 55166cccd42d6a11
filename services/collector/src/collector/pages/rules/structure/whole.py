"""The structure of a page, put together and kept within its bounds. Pure."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from collector.pages.rules.main_text import main_element
from collector.pages.rules.places import Parts
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
from collector.pages.rules.text import clean, count_words, one_line
from common.contracts.vocabulary import Block, PageStructure

STRUCTURE_BYTES = 64 * 1024
"""Of the structure as JSON in UTF-8: with the text's own 64 KiB the whole message stays far below a broker's limit."""
ITEMS_BYTES = 24 * 1024
MARK_LIMIT = 40
TITLE_CHARACTERS = 512
NOTHING = PageStructure()
NEARLY_NOTHING = 50
"""Words of content; with fewer, a page's scripts are asked for more."""


def structure_of(tree: Any, url: str, parts: Parts) -> tuple[PageStructure, State | None]:
    """What the markup of a page says, and its scripts' data where that is its content, because its body has none."""
    drafts = _content_of(tree, parts)
    state = _content_in_scripts(tree, drafts)
    scripted = state or State()
    drafts = scripted.blocks or drafts
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
    return bounded(structure), state


def _content_in_scripts(tree: Any, drafts: list[Draft]) -> State | None:
    visible = sum(count_words(draft.text) for draft in drafts)
    if visible >= NEARLY_NOTHING:
        return None
    state = state_of(tree)
    return state if count_words(state.text) > 2 * visible else None


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


def _content_of(tree: Any, parts: Parts) -> list[Draft]:
    """The blocks of the main element or the body, below those of a header that holds the page's headline."""
    root = main_element(tree)
    above = [draft for header in _heroes(root, parts) for draft in outline_of(header, parts)]
    return [*above, *outline_of(root, parts)]


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
