"""The table of known brands: its form, its sources, and that a row that breaks the form is refused in a sentence."""

from importlib.resources import files

import pytest

from analyzer.extraction.lexicon.brands import (
    COLUMNS,
    TABLE,
    KnownBrand,
    TableError,
    brand_table,
    parse_table,
    written_table,
)
from analyzer.extraction.lexicon.firms import MARKETPLACES, MEDIA
from analyzer.extraction.naming.discovery.kinds import keys_of

pytestmark = pytest.mark.pure
HEADER = "\t".join(COLUMNS) + "\n"
GOOD = "Acme\tretailer\tUS\tname-suggestion-index\tAcme Inc; ACME\t\n"


def test_the_committed_table_is_read_and_is_written_as_it_stands() -> None:
    text = files("analyzer.extraction.lexicon").joinpath(TABLE).read_text("utf-8")
    assert len(brand_table()) > 7_600
    assert written_table(brand_table()) == text
    assert brand_table() is brand_table()


def test_every_row_says_who_knows_the_name_and_no_country_is_without_its_source() -> None:
    assert all(row.sources for row in brand_table())
    told = [row for row in brand_table() if row.country or row.kind in ("retailer", "service")]
    assert told
    assert all("name-suggestion-index" in row.sources and "simple-icons" not in row.sources for row in told)


def test_whom_the_lists_call_a_marketplace_or_media_the_table_does_as_well() -> None:
    listed = {"marketplace": MARKETPLACES, "media": MEDIA}
    for kind, keys in listed.items():
        told = {row.name for row in brand_table() if row.kind == kind}
        assert told == {row.name for row in brand_table() if "".join(keys_of(row.name)) in keys}


def test_a_row_holds_what_its_cells_say() -> None:
    rows = parse_table(HEADER + GOOD + "Signal\t\t\tlisted-by-hand\t\texactly\n")
    assert rows == (
        KnownBrand("Acme", "retailer", "US", ("name-suggestion-index",), ("Acme Inc", "ACME"), exact_case=False),
        KnownBrand("Signal", None, None, ("listed-by-hand",), (), exact_case=True),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the columns"),
        ("name\tkind\n", "line 1: the columns"),
        (HEADER + "Acme\tretailer\n", "line 2: 2 cells, 6 are wanted"),
        (HEADER + GOOD + "\t\t\tlisted-by-hand\t\t\n", "line 3: no name"),
        (HEADER + "Acme\tshop\t\tlisted-by-hand\t\t\n", "line 2: 'shop' is no kind"),
        (HEADER + "Acme\t\tusa\tlisted-by-hand\t\t\n", "line 2: 'usa' is no code of a country"),
        (HEADER + "Acme\t\t\t\t\t\n", "line 2: '' names no source"),
        (HEADER + "Acme\t\t\thearsay\t\t\n", "line 2: 'hearsay' names no source"),
        (HEADER + "Acme\t\t\tsimple-icons; simple-icons\t\t\n", "names no source, or one twice"),
        (HEADER + "Acme\t\t\tlisted-by-hand\t\tloudly\n", "line 2: 'loudly' is no way of writing"),
        (HEADER + "Acme \t\t\tlisted-by-hand\t\t\n", "line 2: a space"),
        (HEADER + "Acme\t\t\tlisted-by-hand\tOne;  Two\t\n", "line 2: a space"),
        (HEADER + GOOD + GOOD, "line 3: 'Acme' stands in line 2 as well"),
        (HEADER + GOOD + "ACME\t\t\tlisted-by-hand\t\t\n", "line 2: the alias 'ACME' is the name in line 3"),
    ],
)
def test_a_row_that_breaks_the_form_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        parse_table(text)
