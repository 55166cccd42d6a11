"""Tables: those that hold data, row by row, and those that only lay out a page. Pure."""

from typing import Any

from collector.pages.rules.text import clean, one_line, words

CELL_LONGEST, UNHEADED_LONGEST = 300, 160
"""Characters of a cell in a table with header cells, and in one without."""
ROW_LIMIT = 200
_CELLS = ("td", "th")
_CONTENT = words("h1 h2 h3 h4 h5 h6 ul ol dl form blockquote article section center")


def holds_data(table: Any) -> bool:
    """Whether a table's rows are facts. A layout table has a cell with paragraphs, headings, lists or a table in it."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return False
    headed = next(table.iter("th"), None) is not None
    if not headed and next(table.iterdescendants(*_CONTENT), None) is not None:
        return False
    rows = [row for _, row in zip(range(ROW_LIMIT), table.iter("tr"), strict=False)]
    wide = [cells for row in rows if len(cells := [cell for cell in row if cell.tag in _CELLS]) > 1]
    if not wide:
        return False
    longest = CELL_LONGEST if headed else UNHEADED_LONGEST
    return all(_is_short(cell, longest) for cells in wide for cell in cells)


def _is_short(cell: Any, longest: int) -> bool:
    paragraphs = sum(1 for _ in zip(range(3), cell.iterdescendants("p"), strict=False))
    return paragraphs < 3 and len(one_line(cell.text_content())) <= longest


def row_text(row: Any) -> str:
    """The cells of a row, parted by " | "; a cell of an image alone by what the image is said to show."""
    cells = [_cell_text(cell) for cell in row if cell.tag in _CELLS]
    return " | ".join(cells).strip() if sum(1 for cell in cells if cell) > 1 else "".join(cells)


def _cell_text(cell: Any) -> str:
    text = one_line(clean(" ".join(cell.itertext())))
    return text or next((one_line(clean(image.get("alt") or "")) for image in cell.iter("img")), "")
