"""``python -m brand_table FOLDER``: fill the table of known brands from the two packages that lie in a folder.

``npm pack name-suggestion-index@8.0.20260918 simple-icons@16.37.0`` puts them there. A row keeps what it says already.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from analyzer.extraction import lexicon
from analyzer.extraction.lexicon import KnownBrand, Source, parse_table, written_table
from brand_table.sources import ICONS, PLACES, Facts, checked, facts_of_places, titles_of_icons

TABLE = Path(lexicon.__file__).with_name("known_brands.tsv")
OTHERS = frozenset(
    ["Bento", "Chevron", "Citgo", "Cultura", "Divvy", "Gemini", "Gusto", "Lavazza", "Maxima", "Nuance", "Payless",
     "Petrobras", "Segafredo", "Sunoco", "Texaco"]
)  # fmt: skip
"""Looked through by hand: the places are another firm's than the one that is known, or not what it is known for."""


def main(arguments: Sequence[str]) -> int:
    """Write the table anew with what the packages tell; 0, or 2 where no folder is given."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    folder = Path(arguments[0])
    told, icons = facts_of_places(checked(folder, PLACES)), titles_of_icons(checked(folder, ICONS))
    rows = [filled(row, told, icons) for row in parse_table(TABLE.read_text("utf-8"))]
    TABLE.write_text(written_table(rows), encoding="utf-8")
    return 0


def filled(row: KnownBrand, told: Mapping[str, Facts], icons: frozenset[str]) -> KnownBrand:
    """A row with its sources, and with kind and country where it has none and the name means one thing only.

    A name that has an icon, or that is a word, may be somebody else's shop: of those only the source is taken.
    """
    known: list[Source] = []
    if row.name in icons:
        known.append("simple-icons")
    if row.name in told:
        known.append("name-suggestion-index")
    row = replace(row, sources=tuple(known) or ("listed-by-hand",))
    facts = told.get(row.name)
    if facts is None or row.name in icons or row.exact_case or row.name in OTHERS:
        return row
    return replace(row, kind=row.kind or facts.kind, country=row.country or facts.country)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
