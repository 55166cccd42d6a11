"""Lists, found by their shape: three or more blocks that stand beside each other and are built alike."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from analyzer.sites.rules.substance.phrases import price_in
from analyzer.sites.rules.substance.places import Spot

Shape = Literal["heading", "item", "card", "priced", "table", "lead"]
LEAST = 3
"""So few blocks of one shape are a list; two may be an accident."""
_LED = re.compile(r"^(?P<name>[^:–—.!?;]{3,60}?)(?:\s[–—-]\s|\s?: ?|：|\.\s+(?=\S))(?P<rest>.{8,})$")
_LONGEST_NAME = 7
_PRICE_LINE = 60
_NUMBER = re.compile(
    r"^(?:(?:ab|from|dès|à partir de|ca\.?|from)\s+)?\d{1,3}(?:[.,’' ]\d{3})*(?:[.,](?:\d\d|-+|–))?$", re.I
)
_AMOUNT = re.compile(r"\d[.,](?:\d\d|-|–)(?!\d)|^\D*\d+,-")
_MONEY_HEAD = re.compile(r"€|£|\$|\b(?:euros?|eur|chf|prices?|prix|preis\w*|tarifs?|miete|fees?|costs?|cost)\b", re.I)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_TOTAL = re.compile(r"^(?:in all|sum|total|summe|gesamt\w*|zusammen|somme|coût total)\b", re.IGNORECASE)
"""A table with a total is a calculation, no list of what is sold."""
_US = re.compile(r"^(?:us|we|wir|uns|bei uns|nous|chez nous|me|ours)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """One block: what it is called, and what is said of it."""

    name: str
    rest: str
    spot: Spot
    price: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A list. ``shape``: how its blocks are built; ``head``: of a table what its names are headed."""

    shape: Shape
    members: tuple[Member, ...]
    head: str = ""

    @property
    def first(self) -> Spot:
        """Where it begins."""
        return self.members[0].spot


def runs_of(spots: list[Spot]) -> Iterator[Run]:
    """The lists of all pages, in their order; a block can stand in one of headings and hold another."""
    for _, page in groupby(spots, key=lambda spot: spot.line.url):
        lines = list(page)
        for shape, members, head in (*_headings(lines), *_items(lines), *_leads(lines), *_tables(lines)):
            if len(members) >= LEAST:
                yield Run(shape, tuple(members), head)


Found = tuple[Shape, list[Member], str]


def _headings(page: list[Spot]) -> Iterator[Found]:
    """Headings of one level below the same heading, each with something below it."""
    families: defaultdict[tuple[int | None, tuple[str, ...]], list[Member]] = defaultdict(list)
    for at, spot in enumerate(page[:-1]):
        below = page[at + 1]
        if spot.line.place != "heading" or below.line.place in ("heading", "title"):
            continue
        price = _price_below(page[at + 1 : at + 3])
        families[(spot.line.level, spot.trail)].append(Member(spot.line.text, below.line.text, spot, price))
    for members in families.values():
        priced = sum(each.price is not None for each in members) * 2 >= len(members)
        yield ("card" if priced else "heading"), members, ""


def _price_below(lines: list[Spot]) -> str | None:
    short = [each.line.text for each in lines if each.line.place != "heading" and len(each.line.text) < _PRICE_LINE]
    return next((found for text in short if (found := price_in(text))), None)


def _items(page: list[Spot]) -> Iterator[Found]:
    """Items one after the other; where prices stand between them, those that a price follows."""
    for _, group in groupby(page, key=lambda spot: (spot.line.place in ("item", "price", "term"), spot.trail)):
        lines = list(group)
        if lines[0].line.place not in ("item", "price", "term"):
            continue
        prices = sum(each.line.place == "price" for each in lines)
        if prices >= LEAST:
            pairs = pairwise(lines)
            cards = [
                Member(one.line.text, "", one, price_in(two.line.text) or two.line.text)
                for one, two in pairs
                if two.line.place == "price" and one.line.place != "price"
            ]
            yield "card", cards, ""
        else:
            led = [_led(each, whole=True) for each in lines if each.line.place != "price"]
            yield "item", [each for each in led if each], ""


def _leads(page: list[Spot]) -> Iterator[Found]:
    """Paragraphs under one heading that begin with what they are about: "Winter check: one visit ..."."""
    families: defaultdict[tuple[str, ...], list[Member]] = defaultdict(list)
    for spot in page:
        if spot.line.place == "paragraph" and (member := _led(spot, whole=False)):
            families[spot.trail].append(member)
    for members in families.values():
        yield "lead", members, ""


def _led(spot: Spot, *, whole: bool) -> Member | None:
    text = spot.line.text
    price = price_in(text) if len(text) < 2 * _PRICE_LINE else None
    if (found := _LED.match(text)) and len(found["name"].split()) < _LONGEST_NAME:
        return Member(found["name"], found["rest"], spot, price)
    return Member(text, "", spot, price) if whole else None


def _tables(page: list[Spot]) -> Iterator[Found]:
    """Rows one after the other: the first column of words names them; a column of sums makes them a price list."""
    for (place, _), group in groupby(page, key=lambda spot: (spot.line.place, spot.trail)):
        if place == "row":
            yield from _table(list(group))


def _table(rows: list[Spot]) -> Iterator[Found]:
    cells = [[cell.strip() for cell in row.line.text.split("|")] for row in rows]
    head, body = _head_and_body(cells)
    if len(body) < LEAST or any(_US.match(cell) for cell in head) or any(_TOTAL.match(row[0]) for row in body):
        return
    width = Counter(map(len, body)).most_common(1)[0][0]
    columns = [[row[at] for row in body if at < len(row)] for at in range(width)]
    named = next((at for at, column in enumerate(columns) if _share(column, _is_name) > 0.6), None)
    if named is None:
        return
    money = next((at for at in range(width) if at != named and _is_money(columns[at], head, at)), None)
    numbers = any(_share(column, _NUMBER.match) > 0.5 for at, column in enumerate(columns) if at != named)
    if money is None and not numbers:
        return
    members = []
    for row, spot in zip(body, rows[len(rows) - len(body) :], strict=True):
        if named < len(row) and _is_name(row[named]):
            price = next((cell for cell in row[named + 1 :] if price_in(cell) or _AMOUNT.search(cell)), None)
            rest = next((cell for at, cell in enumerate(row) if at != named and _is_name(cell) and cell != price), "")
            members.append(Member(row[named], rest, spot, price))
    yield ("table" if money is None else "priced"), members, head[named] if named < len(head) else ""


def _head_and_body(cells: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    first, rest = cells[0], cells[1:]
    sums = [sum(map(_is_sum, row[1:])) for row in (first, *rest)]
    return (first, rest) if len(first) > 1 and not sums[0] and sum(map(bool, sums)) * 2 > len(rest) else ([], cells)


def _is_sum(cell: str) -> bool:
    return bool(price_in(cell) or _AMOUNT.search(cell) or _NUMBER.match(cell))


def _is_name(cell: str) -> bool:
    return bool(_LETTERS.search(cell)) and not price_in(cell[:12]) and sum(map(str.isdigit, cell)) * 3 < len(cell)


def _is_money(column: list[str], head: list[str], at: int) -> bool:
    headed = at < len(head) and _MONEY_HEAD.search(head[at]) is not None
    if headed:
        return _share(column, lambda cell: any(map(str.isdigit, cell))) >= 0.4
    return _share(column, lambda cell: bool(price_in(cell) or (_AMOUNT.search(cell) and len(cell) < 16))) >= 0.4


def _share(column: Iterable[str], holds: Callable[[str], object]) -> float:
    cells = list(column)
    return sum(bool(holds(cell)) for cell in cells) / len(cells) if cells else 0.0
