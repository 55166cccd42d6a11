"""The table of known brands: one row a name, with what it is, where it is from, and who says so.

``known_brands.tsv`` has the columns ``name``, ``kind``, ``country``, ``sources``, ``aliases`` and ``written``. What is
not known is empty. Several sources or aliases are set apart by ``; ``. ``written`` is ``exactly`` where a name is a
word as well and counts only in the case in which it stands in the table ("Signal", "reMarkable"). ``SOURCES.md``
beside it says what the sources are, under which licence, and what a kind and a country mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

TABLE = "known_brands.tsv"
COLUMNS = ("name", "kind", "country", "sources", "aliases", "written")
Kind = Literal["maker", "product", "service", "retailer", "marketplace", "media"]
Source = Literal["listed-by-hand", "simple-icons", "name-suggestion-index"]
_BETWEEN = "; "
_COUNTRY = re.compile(r"[A-Z]{2}").fullmatch


class TableError(ValueError):
    """A row breaks the form of the table; the message gives its line, counted from 1."""


@dataclass(frozen=True, slots=True)
class KnownBrand:
    """One row. ``country`` is an ISO 3166-1 code of two letters; None where kind or country isn't known."""

    name: str
    kind: Kind | None
    country: str | None
    sources: tuple[Source, ...]
    aliases: tuple[str, ...]
    exact_case: bool


@lru_cache(maxsize=1)
def brand_table() -> tuple[KnownBrand, ...]:
    """Every known brand, in the order of the table; read once. Raises TableError where the table breaks its form."""
    return parse_table(files("analyzer.extraction.lexicon").joinpath(TABLE).read_text("utf-8"))


def parse_table(text: str) -> tuple[KnownBrand, ...]:
    """The rows of a table with its header. Raises TableError for a bad row or a name that comes twice."""
    header, *lines = text.splitlines() or [""]
    if tuple(header.split("\t")) != COLUMNS:
        raise TableError(f"line 1: the columns are {', '.join(COLUMNS)}")
    rows = tuple(_row(number, line.split("\t")) for number, line in enumerate(lines, 2))
    _refuse_twice(rows)
    return rows


def written_table(rows: Sequence[KnownBrand]) -> str:
    """The text of a table: what ``parse_table`` reads, sorted by name."""
    ordered = sorted(rows, key=lambda row: (row.name.casefold(), row.name))
    return "".join("\t".join(cells) + "\n" for cells in [COLUMNS, *map(_cells, ordered)])


def _row(number: int, cells: Sequence[str]) -> KnownBrand:
    if len(cells) != len(COLUMNS):
        raise TableError(f"line {number}: {len(cells)} cells, {len(COLUMNS)} are wanted")
    name, kind, country, sources, aliases, written = cells
    for broken in _broken(name, kind, country, sources.split(_BETWEEN), written):
        raise TableError(f"line {number}: {broken}")
    if not all(cell == cell.strip() for part in cells for cell in part.split(_BETWEEN)):
        raise TableError(f"line {number}: a space at the end or the beginning of a cell")
    others = tuple(aliases.split(_BETWEEN)) if aliases else ()
    said = tuple(sources.split(_BETWEEN))
    return KnownBrand(name, kind or None, country or None, said, others, written == "exactly")  # type: ignore[arg-type]


def _broken(name: str, kind: str, country: str, sources: Sequence[str], written: str) -> Iterator[str]:
    if not name:
        yield "no name"
    if kind and kind not in get_args(Kind):
        yield f"{kind!r} is no kind"
    if country and not _COUNTRY(country):
        yield f"{country!r} is no code of a country"
    if not set(sources) <= set(get_args(Source)) or len(set(sources)) != len(sources):
        yield f"{_BETWEEN.join(sources)!r} names no source, or one twice"
    if written not in ("", "exactly"):
        yield f"{written!r} is no way of writing"


def _refuse_twice(rows: Sequence[KnownBrand]) -> None:
    """Names are told apart by their letters alone, as spellings are: an alias may repeat nobody's name."""
    names: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        if row.name in names:
            raise TableError(f"line {number}: {row.name!r} stands in line {names[row.name]} as well")
        names[row.name] = number
    for number, row in enumerate(rows, 2):
        for alias in row.aliases:
            if alias in names:
                raise TableError(f"line {number}: the alias {alias!r} is the name in line {names[alias]}")


def _cells(row: KnownBrand) -> tuple[str, ...]:
    sources, aliases = _BETWEEN.join(row.sources), _BETWEEN.join(row.aliases)
    return row.name, row.kind or "", row.country or "", sources, aliases, "exactly" if row.exact_case else ""
