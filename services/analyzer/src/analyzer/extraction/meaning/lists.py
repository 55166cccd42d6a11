"""Presence from the structure of the answer: lists, tables, and the one winner after a list."""

import re
from collections.abc import Iterable, Sequence

from analyzer.extraction.lexicon.cues.tables import cues_of
from analyzer.extraction.meaning.clauses.sections import Sections, is_instead, is_title, masked, side_of
from analyzer.extraction.meaning.clauses.structure import LED, RANK_COLUMN, Outline
from analyzer.extraction.meaning.presence import ASKED, SAID, Because, Verdict
from analyzer.extraction.meaning.wishes import Wish, asks, wish_of
from analyzer.extraction.model import Presence
from analyzer.extraction.text.document import Block, Document

_SHOWN = 400
"""Characters of a lead-in or of a table that are shown as the ground of a state."""
_SENTENCE_ENDS = re.compile(r"[.!?:]\s+")


def read_lists(
    document: Document, structure: Outline, parts: Sections, verdicts: dict[int, Verdict], prompt: str
) -> None:
    """Items headed by a brand take what the list's introduction, or the question, says of all of them.

    What stands where things are rejected takes nothing.
    """
    members: dict[int, list[int]] = {}
    for number, owners in structure.heads.items():
        block = document.blocks[number]
        if block.kind in ("item", "heading") and owners:
            members.setdefault(block.group if block.kind == "item" else -1, []).append(number)
    if structure.led:
        members[LED] = structure.led
    wish = wish_of(prompt)
    for group, numbers in members.items():
        if len(numbers) < 2 and group < 0:
            continue
        span = structure.intro.get(group)
        intro = document.text[slice(*span)].lower() if span else ""
        ordered = any(document.blocks[number].ordinal is not None for number in numbers)
        presence, confidence, asked = _listed_as(intro[-400:], wish, ordered=ordered)
        because = ASKED if asked or span is None else _headed(document, span)
        for number in numbers:
            if presence != "mentioned" and not parts.warns(number) and not _is_dismissed(document, number, parts):
                _read_item(document, number, structure, verdicts, (presence, confidence, because))
        if presence == "mentioned" and len(numbers) > 1 and asks("asks-compare", prompt):
            _set_against(document, numbers, structure, verdicts)


def _headed(document: Document, span: tuple[int, int]) -> Because:
    """The heading or the lead-in that says something of its items; a long one from its last sentences on."""
    block = document.blocks[document.block_at(span[0])]
    if block.kind == "heading" or is_title(document.text, block):
        return Because("heading", span)
    start, end = span
    while end - start > _SHOWN:
        after = _SENTENCE_ENDS.search(document.text, start, end)
        start = after.end() if after else end - _SHOWN
    return Because("list", (start, end))


def _listed_as(intro: str, wish: Wish, *, ordered: bool) -> tuple[Presence, float, bool]:
    """What the introduction says of all items, or the question where the introduction says nothing; whether it was the
    question.

    Where the question asks whom to avoid, "the top 3" are those; what is to be had instead is said to be.
    """
    side = side_of(intro)
    if side == "for" and wish == "against" and not is_instead(intro):
        side = "against"
    if side:
        return ("recommended" if side == "for" else "mentioned"), 0.8, False
    if wish == "for":
        return "recommended", 0.72 if ordered else 0.65, True
    vouched = wish != "against" and cues_of("trusted").holds(intro)
    return ("trusted", 0.7, False) if vouched else ("mentioned", 0.8, False)


def _is_dismissed(document: Document, number: int, parts: Sections) -> bool:
    """Whether an item rejects what it is headed by."""
    block = document.blocks[number]
    text = masked(document, parts.named.get(number, ()), block.start, block.end)
    return cues_of("lists", only=("item-against",)).holds(text)


def _read_item(
    document: Document,
    number: int,
    structure: Outline,
    verdicts: dict[int, Verdict],
    listed: tuple[Presence, float, Because],
) -> None:
    block = document.blocks[number]
    presence, confidence, because = listed
    for owner in structure.heads[number]:
        verdicts[owner].raise_to(presence, confidence, (block.start, min(block.end, block.start + 600)), because)


def _set_against(document: Document, numbers: Iterable[int], structure: Outline, verdicts: dict[int, Verdict]) -> None:
    owners = {owner: number for number in numbers for owner in structure.heads[number]}
    for owner, number in owners.items():
        block = document.blocks[number]
        verdicts[owner].raise_to("compared", 0.65, (block.start, min(block.end, block.start + 600)), ASKED)
        verdicts[owner].compared_with.update(dict.fromkeys(other for other in owners if other != owner))


def read_tables(document: Document, verdicts: dict[int, Verdict], named: dict[int, list[int]]) -> None:
    """Brands in rows, or in columns, of one table with attributes are set against each other."""
    tables: dict[int, list[tuple[Block, int]]] = {}
    for number, owners in named.items():
        block = document.blocks[number]
        if block.kind in ("row", "header") and len(block.cells) > 1:
            tables.setdefault(block.group, []).extend((block, owner) for owner in owners)
    for group, rows in tables.items():
        if not _has_attributes(document, group, rows):
            continue
        together = dict.fromkeys(owner for _, owner in rows)
        if len(together) < 2:
            continue
        because = Because("table", _shown(document, group))
        for block, owner in rows:
            verdicts[owner].raise_to("compared", 0.75, (block.start, block.end), because)
            verdicts[owner].compared_with.update(dict.fromkeys(other for other in together if other != owner))


def _shown(document: Document, group: int) -> tuple[int, int]:
    """A table from its first line on, as far as it is to be shown."""
    lines = [block for block in document.blocks if block.group == group and block.kind in ("row", "header")]
    start = lines[0].start
    return start, max((block.end for block in lines if block.end <= start + _SHOWN), default=lines[0].end)


def _has_attributes(document: Document, group: int, rows: Sequence[tuple[Block, int]]) -> bool:
    """Whether a table says anything beside names and places."""
    header = next((block for block in document.blocks if block.group == group and block.kind == "header"), None)
    ranked = header and any(RANK_COLUMN.match(document.text[start:end].strip()) for start, end in header.cells)
    return max(len(block.cells) for block, _ in rows) > (2 if ranked else 1)


def settle_winner(verdicts: dict[int, Verdict], listed_only: Iterable[int]) -> None:
    """Where the answer names one winner in words, brands that merely stood in the list are compared with it."""
    winners = [
        owner
        for owner, verdict in verdicts.items()
        if verdict.presence == "recommended" and verdict.because == SAID and verdict.confidence >= 0.9
    ]
    if len(winners) != 1:
        return
    for owner in listed_only:
        verdict = verdicts[owner]
        if verdict.presence == "recommended" and verdict.because != SAID and verdict.confidence < 0.75:
            verdict.presence, verdict.confidence = "compared", 0.65
            verdict.compared_with[winners[0]] = None
