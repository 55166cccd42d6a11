"""The taxonomy as its users see it: rows, matches, and the words for a supplier. Tables are read on first use."""

from collections.abc import Mapping
from functools import lru_cache

from analyzer.sites.rules.taxonomy.matching import Index, Match
from analyzer.sites.rules.taxonomy.naming import supplier
from analyzer.sites.rules.taxonomy.table import LANGUAGES, Kind, Row, all_rows, lines

_SCHEMA = ("https://schema.org/", "http://schema.org/", "schema:")


class Taxonomy:
    """Kinds of businesses and goods with the words of customers; one instance a process (``load``)."""

    def __init__(self, rows: Mapping[str, Row], types: Mapping[str, str]) -> None:
        self._rows = rows
        self._types = types
        self._indexes: dict[str, Index] = {}

    @classmethod
    def load(cls) -> "Taxonomy":
        """The packaged taxonomy, read once. Raises TableError where a table breaks its form."""
        return _packaged()

    def rows(self, language: str) -> tuple[Row, ...]:
        """Every row that has words in a language, in the order of the tables; none for a language it does not know."""
        return tuple(row for row in self._rows.values() if language in row.cells)

    def row(self, row_id: str) -> Row:
        """A row by its id. Raises KeyError where there is none."""
        return self._rows[row_id]

    def match(self, text: str, language: str) -> tuple[Match, ...]:
        """Every term of the table in a text, by where it begins; spans count characters of ``text``.

        A term that several rows share gives a match for each. Empty for a language without words.
        """
        if language not in LANGUAGES:
            return ()
        index = self._indexes.get(language)
        if index is None:
            index = self._indexes[language] = Index.of(self._rows.values(), language)
        return tuple(index.match(text))

    def name(self, row_id: str, language: str, kind: Kind | None = None) -> str | None:
        """What a customer calls one such supplier ("dentist", "shoe shop"); None where the language has no words.

        ``kind`` tells maker from shop for goods; a row that is a business keeps its name. Raises KeyError for an
        unknown row.
        """
        return self._supplier(row_id, language, kind, several=False)

    def plural(self, row_id: str, language: str, kind: Kind | None = None) -> str | None:
        """As ``name``, for several; None also where the plural is not known (Spanish, Italian, Dutch, Portuguese)."""
        return self._supplier(row_id, language, kind, several=True)

    def from_schema_type(self, name: str) -> str | None:
        """The row of a type of schema.org ("Dentist", with or without its address); None where none is as narrow."""
        for prefix in _SCHEMA:
            name = name.removeprefix(prefix)
        return self._types.get(name)

    def _supplier(self, row_id: str, language: str, kind: Kind | None, *, several: bool) -> str | None:
        row = self._rows[row_id]
        said = row.words(language)
        return supplier(row, said, language, kind, several=several) if said else None


@lru_cache(maxsize=1)
def _packaged() -> Taxonomy:
    return Taxonomy(all_rows(), _types())


def _types() -> dict[str, str]:
    return {name: row_id for name, row_id, *_ in lines("schema_types.tsv")}
