"""Comparison tables: who stands beside the site's own name at the head of columns or rows is a rival."""

import re
from collections.abc import Iterator
from itertools import groupby

from analyzer.sites.rules.reading.lines import Line, Reading
from analyzer.sites.rules.reading.prose import letters
from analyzer.sites.rules.reading.weighing import Witness
from analyzer.sites.rules.relations.contexts import Contexts
from analyzer.sites.rules.relations.names import Names
from analyzer.sites.rules.relations.shapes import Span, is_adjective
from analyzer.sites.rules.relations.vocabulary import Vocabulary

HEADED = 0.9
"""How often a column beside the own one is a rival's."""
PRICED = 0.7
_PRICE = re.compile(r"[£€$¥]\s?\d|\d\s?(?:[£€$]|EUR|CHF|円)")
_WORDS_OF_A_NAME = 4


def table_witnesses(reading: Reading, contexts: Contexts, names: Names, words: Vocabulary) -> Iterator[Witness]:
    """Rivals at the head of tables that compare."""
    rows = [line for line in reading.lines if line.place == "row"]
    for _, table in groupby(rows, key=lambda line: (line.url, line.under)):
        lines = list(table)
        heads = [cell.strip() for cell in lines[0].text.split("|")]
        firsts = [line.text.partition(" | ")[0].strip() for line in lines]
        yield from _priced(lines, contexts)
        for cells in (heads, firsts[1:]):
            if any(_own(cell, contexts, lines[0], words) for cell in cells):
                yield from _rivals(cells, lines[0], contexts, names, words)


def _priced(lines: list[Line], contexts: Contexts) -> Iterator[Witness]:
    """What stands in a price list by a name is the site's own offer, whoever else it may sound like."""
    for line in lines:
        first, _, rest = line.text.partition(" | ")
        found = contexts.masked(first.partition(",")[0], line)
        if _PRICE.search(rest) and len(found.names) == 1 and found.masked.strip() == "⟦0⟧":
            yield Witness(found.names[0], "offer:priced", PRICED, line.url, line.text)


def _own(cell: str, contexts: Contexts, line: Line, words: Vocabulary) -> bool:
    if cell.lower() in words.own or contexts.is_own(Span(0, len(cell), cell)):
        return True
    return contexts.masked(cell, line).masked.strip() == "⟦o⟧"


def _rivals(cells: list[str], line: Line, contexts: Contexts, names: Names, words: Vocabulary) -> Iterator[Witness]:
    found = [
        (cell, _named(cell, contexts, line, names, words)) for cell in cells if _may_be(cell, contexts, line, words)
    ]
    yield from (Witness(name, "rival:table", HEADED, line.url, line.text) for _, name in found if name)
    if any(name for _, name in found):
        beside = (cell for cell, name in found if not name and _is_firm(cell, words))
        yield from (Witness(cell, "rival:table", HEADED, line.url, line.text) for cell in beside)


def _may_be(cell: str, contexts: Contexts, line: Line, words: Vocabulary) -> bool:
    short = 0 < len(cell.split()) <= _WORDS_OF_A_NAME
    return short and cell[0].isupper() and not _own(cell, contexts, line, words)


def _named(cell: str, contexts: Contexts, line: Line, names: Names, words: Vocabulary) -> str | None:
    """The name in a cell; the cell itself where the site uses it as one."""
    found = contexts.masked(cell, line)
    if len(found.names) == 1 and "⟦o⟧" not in found.masked:
        return found.names[0]
    return cell if names.standing[letters(cell)] and words.language != "de" else None


def _is_firm(cell: str, words: Vocabulary) -> bool:
    """Whether a German head beside a rival's is one, though each of its words is a noun: "Sprachbrücke Nord"."""
    parts = cell.split()
    nouns = all(each[0].isupper() and each.lower() not in words.closed and not is_adjective(each) for each in parts)
    return words.language == "de" and len(parts) > 1 and nouns
