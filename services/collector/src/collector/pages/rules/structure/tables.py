"""Tables: those that hold data, row by row, and those that only lay out a page. Pure."""

from typing import Any

from collector.pages.rules.text import clean, one_line, words

CELL_LONGEST, UNHEADED_LONGEST = 300, 160
"""Characters of a cell in a table with header cells, and in one without."""
ROW_LIMIT, CELL_LIMIT = 200, 1_000
_CELLS = ("td", "th")
_CONTENT = words("h1 h2 h3 h4 h5 h6 ul ol dl form blockquote article section center")


def lays_out(table: Any) -> bool:
    """Whether a table only places things: one with a table in it, or with a cell of headings, lists or paragraphs."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return True
    if next(table.iter("th"), None) is not None:
        return False
    cells = (cell for _, cell in zip(range(CELL_LIMIT), table.iter(*_CELLS), strict=False))
    return next(table.iterdescendants(*_CONTENT), None) is not None or any(_paragraphs(cell) > 2 for cell in cells)


def holds_data(table: Any) -> bool:
    """Whether a table's rows are facts: at least two cells side by side, and short ones."""
    if lays_out(table):
        return False
    longest = CELL_LONGEST if next(table.iter("th"), None) is not None else UNHEADED_LONGEST
    rows = [row for _, row in zip(range(ROW_LIMIT), table.iter("tr"), strict=False)]
    wide = [cells for row in rows if len(cells := [cell for cell in row if cell.tag in _CELLS]) > 1]
    return bool(wide) and all(
        _paragraphs(cell) < 3 and len(one_line(cell.text_content())) <= longest for cells in wide for cell in cells
    )


def _paragraphs(cell: Any) -> int:
    return sum(1 for _ in zip(range(3), cell.iterdescendants("p"), strict=False))


def row_text(row: Any) -> str:
    """The cells of a row, parted by " | "; a cell of an image alone by what the image is said to show."""
    cells = [_cell_text(cell) for cell in row if cell.tag in _CELLS]
    return " | ".join(cells).strip() if sum(1 for cell in cells if cell) > 1 else "".join(cells)


def _cell_text(cell: Any) -> str:
    text = one_line(clean(" ".join(cell.itertext())))
    return text or next((one_line(clean(image.get("alt") or "")) for image in cell.iter("img")), "")
