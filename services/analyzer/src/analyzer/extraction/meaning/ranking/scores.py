"""Places by the marks of a table: the best mark is first, and brands of the same mark share their place."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from analyzer.extraction.lexicon.cues.tables import cues_of
from analyzer.extraction.naming.mentions import Mention
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.document import Block, Document

_COLUMN = re.compile(
    r"(?:(?P<whole>overall|total|final|gesamt|global|general|geral|総合|综合)[ -]?)?"
    r"(?:(?:our|my|test|editor'?s?) )?(?:score|rating|points?|stars|punkte|punktzahl|wertung|bewertung|note sur \d+"
    r"|puntuacion|puntos|pontuacao|pontos|score global|スコア|点数|得点|評価点|总分|得分|评分"
    r"|総合点|overall|gesamt)"
    r" ?(?:\(?(?:/|out of |von |sur |de )? ?\d{1,3}\)?)?",
    re.IGNORECASE,
)
_MARK = re.compile(r"~?(\d{1,3}(?:[.,]\d{1,2})?) ?(?:/ ?\d{1,3}|%|out of \d{1,3}|points?|pts?|stars?|点|分|★|⭐)?")
_STARS = re.compile(r"[★⭐☆½ \ufe0f]{1,12}")


def places_by_score(scanned: Scan, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Owner and place, where the question asks which is best, or none is known, and a table has a column of marks."""
    document = scanned.document
    if not any(block.kind == "header" for block in document.blocks):
        return []
    if scanned.prompt and not cues_of("lists", only=("asks-which",)).holds(scanned.prompt.lower()):
        return []
    first = _first_named(document, mentions)
    rows: dict[int, dict[int, Block]] = {}
    for number, block in enumerate(document.blocks):
        if block.kind == "row" and block.cells:
            rows.setdefault(block.group, {})[number] = block
    found: list[tuple[int, int]] = []
    headers = {block.group: block for block in reversed(document.blocks) if block.kind == "header"}
    for header in reversed(headers.values()):
        column = _column(document.text, header)
        if column is not None:
            found += _placed(document.text, rows.get(header.group, {}), column, first)
    return found


def _first_named(document: Document, mentions: Sequence[Mention]) -> Mapping[int, Mention]:
    found: dict[int, Mention] = {}
    for mention in mentions:
        found.setdefault(document.block_at(mention.start), mention)
    return found


def _column(text: str, header: Block) -> int | None:
    """The column of marks: that of the whole before one that might be of a part."""
    hits = {at: _COLUMN.fullmatch(text[start:end].strip()) for at, (start, end) in enumerate(header.cells)}
    columns = [(hit["whole"] is None, at) for at, hit in hits.items() if hit and at]
    return min(columns)[1] if columns else None


def _placed(
    text: str, rows: Mapping[int, Block], column: int, first: Mapping[int, Mention]
) -> Iterator[tuple[int, int]]:
    """Every row of a table takes part, whoever it is about; a row without a mark makes the column no ranking."""
    marks = {number: _mark(text, block, column) for number, block in rows.items()}
    known = sorted(mark for mark in marks.values() if mark is not None)
    if len(known) < 2 or len(known) < len(marks) or len(set(known)) < 2:
        return
    for number, block in rows.items():
        mention = first.get(number)
        if mention and block.cells[0][0] <= mention.start < block.cells[0][1]:
            yield mention.owner, 1 + len(known) - bisect_right(known, marks[number] or 0.0)


def _mark(text: str, block: Block, column: int) -> float | None:
    said = text[slice(*block.cells[column])].strip() if column < len(block.cells) else ""
    if said and _STARS.fullmatch(said):
        return said.count("★") + said.count("⭐") + said.count("½") / 2
    hit = _MARK.fullmatch(said)
    return float(hit[1].replace(",", ".")) if hit else None
