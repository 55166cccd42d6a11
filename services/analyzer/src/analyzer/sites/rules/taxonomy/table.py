"""The rows of the taxonomy: a kind of business or of goods each, with its words in up to eight languages.

``places.tsv``, ``goods.tsv`` and ``trades.tsv`` have the columns ``id``, ``kind``, ``source`` and one per language. A
cell of words is ``name|alias|...;term|term|...``. A name is what one asks for ("dentist"); where its plural does not
follow from the rules it stands behind it (``Werft=Werften``). A term is a word that such a business uses ("dental
implants"). For goods the name is the goods' own; who makes or sells them is said by ``naming``. A row of a later table
that has the id of an earlier one adds its words to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "ja")
TABLES = ("places.tsv", "trades.tsv", "goods.tsv")
Kind = Literal["maker", "shop", "service_provider", "marketplace", "publisher", "non_profit", "public_body"]
_FIXED = ("id", "kind", "source")


class TableError(ValueError):
    """A row breaks the form of a table; the message names the table and the line, counted from 1."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a row in one language. ``plural`` is None where it follows from the language's rules."""

    name: str
    plural: str | None
    aliases: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of business, or of goods. ``kind`` is what such a business usually is; None where that is open."""

    id: str
    source: str
    kind: Kind | None
    cells: Mapping[str, str]
    """The words as the table has them, by language; languages without words are left out."""

    @property
    def goods(self) -> bool:
        """Whether the words name goods, not who supplies them."""
        return self.id.startswith("goods:")

    def words(self, language: str) -> Words | None:
        """The words in a language; None where the table has none."""
        cell = self.cells.get(language)
        return words_of(cell) if cell else None


def words_of(cell: str) -> Words:
    """What a cell of words says."""
    names, _, terms = cell.partition(";")
    first, *aliases = names.split("|")
    name, _, plural = first.partition("=")
    others = tuple(alias.partition("=")[0] for alias in aliases)
    return Words(name, plural or None, others, tuple(terms.split("|")) if terms else ())


def written(name: str) -> str:
    """The text of one of the tables and lists beside the code."""
    return files("analyzer.sites.rules.taxonomy").joinpath("data", name).read_text("utf-8")


def lines(name: str) -> Iterator[tuple[str, ...]]:
    """The lines of a small list below its header, cut into cells."""
    for line in written(name).splitlines()[1:]:
        yield tuple(line.split("\t"))


@lru_cache(maxsize=1)
def all_rows() -> Mapping[str, Row]:
    """Every row by its id, in the order of the tables; read once. Raises TableError where a table breaks its form."""
    rows: dict[str, Row] = {}
    for table in TABLES:
        for row in parse(written(table), table):
            rows[row.id] = _added(rows[row.id], row) if row.id in rows else row
    return rows


def _added(row: Row, more: Row) -> Row:
    """A row of an earlier table with what a later one adds to it."""
    cells = {to: joined(row.cells.get(to, ""), more.cells.get(to, "")) for to in LANGUAGES}
    kept = {to: cell for to, cell in cells.items() if cell}
    return Row(row.id, f"{row.source}; {more.source}", more.kind or row.kind, kept)


def joined(cell: str, more: str) -> str:
    """A cell of words with those of another one behind its own, each once."""
    if not cell or not more:
        return cell or more
    (names, _, terms), (more_names, _, more_terms) = cell.partition(";"), more.partition(";")
    names, terms = _each_once(names, more_names), _each_once(terms, more_terms)
    return f"{names};{terms}" if terms else names


def _each_once(words: str, more: str) -> str:
    return "|".join(dict.fromkeys(filter(None, [*words.split("|"), *more.split("|")])))


def parse(text: str, table: str = "table") -> Iterator[Row]:
    """The rows of one table with its header. Raises TableError for a bad one."""
    header, *rest = text.splitlines() or [""]
    fixed, languages = tuple(header.split("\t")[:3]), header.split("\t")[3:]
    if fixed != _FIXED or not languages or not set(languages) <= set(LANGUAGES):
        raise TableError(f"{table}, line 1: the columns are {', '.join(_FIXED)} and languages")
    kinds: dict[str, Kind | None] = {"": None, **{kind: kind for kind in get_args(Kind)}}
    for number, line in enumerate(rest, 2):
        each, kind, source, *words = line.split("\t")
        if len(words) != len(languages):
            raise TableError(f"{table}, line {number}: {len(words)} cells of words, {len(languages)} are wanted")
        if not each or not source or kind not in kinds:
            raise TableError(f"{table}, line {number}: an id, a source, and a kind or none")
        yield Row(each, source, kinds[kind], {to: cell for to, cell in zip(languages, words, strict=True) if cell})
