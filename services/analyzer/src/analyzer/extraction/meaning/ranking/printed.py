"""Places that an answer prints: numbered items and headings, and columns of ranks."""

import re
from collections.abc import Iterator, Sequence

from analyzer.extraction.meaning.clauses.structure import RANK_COLUMN, Outline
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.text.document import Block, Document
from analyzer.extraction.text.heads import NAME_LIKE

_CELL_NUMBER = re.compile(r"^(?:#|no\.? ?|=|t-?)?(\d{1,3})(?:st|nd|rd|th|\.|\)|=| \(tie\))?$", re.IGNORECASE)
# What is to be done with a product in use, right behind its name: steps, and no ranking.
_STEP = re.compile(
    r"^[^:–]{2,40}(?::| –) (?:then |first )?(?:open(?! source)|export|import|click|press|tap|log in|sign in|go to|paste"
    r"|copy|enter|upload|download|select|wait|turn (?:on|off)|plug|connect)\b",
    re.IGNORECASE,
)
_MEDALS = "\U0001f947\U0001f948\U0001f949"


def printed_places(document: Document, structure: Outline, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Owner and place, the surest way of printing one first."""
    yield from _numbered(document, structure)
    yield from _tables(document, mentions)
    yield from _titles(document, structure)


def _numbered(document: Document, structure: Outline) -> list[tuple[int, int]]:
    """Numbered items headed by brands; numbers restart within their group, so the printed number is the rank."""
    found: list[tuple[int, int]] = []
    for run in _runs(document):
        headed = sum(number in structure.heads or _is_name(document, number) for number in run)
        ordinals = [document.blocks[number].ordinal or 0 for number in run]
        stray = len(run) == 1 and ordinals[0] != 1
        if not any(number in structure.heads for number in run) or 2 * headed < len(run) or stray:
            continue
        if all(_STEP.search(_text(document, number)) for number in run):
            continue
        if len(run) > 1 and len(set(ordinals)) == 1:
            ordinals = list(range(1, len(run) + 1))  # "1." on every line: the renderer counts
        for number, rank in zip(run, ordinals, strict=True):
            found.extend((owner, rank) for owner in structure.heads.get(number, ()))
    return [(owner, rank) for owner, rank in found if rank > 0]


def _text(document: Document, number: int) -> str:
    block = document.blocks[number]
    return document.text[block.start : min(block.end, block.start + 90)]


def _is_name(document: Document, number: int) -> bool:
    """Whether an item is headed by a name that nobody listed: it takes its place in the ranking."""
    block = document.blocks[number]
    return bool(NAME_LIKE.match(document.text, block.start, block.end))


def _runs(document: Document) -> list[list[int]]:
    """The numbered items of the answer, as the lists that they form: indices of blocks."""
    runs: list[list[int]] = []
    still_open: dict[int, list[int]] = {}
    for number, block in enumerate(document.blocks):
        if block.kind in ("heading", "paragraph") and block.ordinal is None and not _between_items(document, number):
            still_open = {}
        if block.kind != "item":
            continue
        still_open = {depth: run for depth, run in still_open.items() if depth <= block.depth}
        if block.ordinal is None:
            continue
        run = still_open.get(block.depth)
        if run is None or _restarts(document, run, block):
            run = []
            runs.append(run)
            still_open[block.depth] = run
        run.append(number)
    return runs


def _between_items(document: Document, number: int) -> bool:
    """A paragraph between item 1 and item 2 does not end the list."""
    following = next((block for block in document.blocks[number + 1 : number + 8] if block.ordinal is not None), None)
    previous = next(
        (block for block in reversed(document.blocks[max(0, number - 8) : number]) if block.ordinal is not None), None
    )
    return bool(following and previous and following.ordinal == (previous.ordinal or 0) + 1)


def _restarts(document: Document, run: list[int], block: Block) -> bool:
    last = document.blocks[run[-1]].ordinal or 0
    now = block.ordinal or 0
    if len(run) == 1:
        return now == 1 and last not in (1, 2)
    before = document.blocks[run[-2]].ordinal or 0
    down = last < before
    return (now == 1 and not down and last != 1) or (down and now > last)


def _titles(document: Document, structure: Outline) -> list[tuple[int, int]]:
    """Numbered headings (``### 1. Acme``) headed by brands, at least two of them."""
    found = []
    for number, block in enumerate(document.blocks):
        if block.kind == "heading" and block.ordinal:
            found += [(owner, block.ordinal) for owner in structure.heads.get(number, ())]
    return found if len(found) > 1 else []


def _tables(document: Document, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    found = []
    columns: dict[int, int] = {}
    first_cells: dict[int, list[int]] = {}
    for block in document.blocks:
        if block.kind == "row" and block.cells:
            first_cells.setdefault(block.group, []).append(_place_in(document.text[slice(*block.cells[0])].strip()))
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(document.block_at(mention.start), []).append(mention)
    for number, block in enumerate(document.blocks):
        if block.kind == "header":
            for at, (start, end) in enumerate(block.cells):
                title = document.text[start:end].strip()
                if RANK_COLUMN.match(title) or (at == 0 and not title and _counts(first_cells.get(block.group, []))):
                    columns[block.group] = at
        column = columns.get(block.group)
        if block.kind != "row" or column is None or column >= len(block.cells):
            continue
        cell = _place_in(document.text[slice(*block.cells[column])].strip())
        named = by_block.get(number)
        if cell and named:
            first = next(
                (span for at, span in enumerate(block.cells) if at != column and span[0] <= named[0].start < span[1]),
                None,
            )
            found += [(m.owner, cell) for m in named if first and first[0] <= m.start < first[1]]
    return found


def _counts(places: Sequence[int]) -> bool:
    """Whether a column without a title counts the rows of its table from one."""
    return len(places) > 1 and all(place == number for number, place in enumerate(places, 1))


def _place_in(cell: str) -> int:
    """The place that a cell prints, as a number or a medal; 0 where it prints none."""
    hit = _CELL_NUMBER.match(cell)
    return int(hit[1]) if hit else _MEDALS.index(cell[0]) + 1 if cell and cell[0] in _MEDALS else 0
