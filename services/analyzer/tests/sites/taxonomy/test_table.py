"""The tables keep their form, and every kind of business has words that a customer says."""

from collections import Counter
from typing import get_args

import pytest

from analyzer.sites.rules.taxonomy import LANGUAGES, Kind, TableError, Taxonomy
from analyzer.sites.rules.taxonomy.table import TABLES, joined, lines, parse, words_of, written

pytestmark = pytest.mark.pure
SPOKEN = ("en", "de", "fr")
"""The languages that plans are written in by rules."""


def test_every_table_has_its_form() -> None:
    rows = {table: list(parse(written(table), table)) for table in TABLES}
    assert len(rows["places.tsv"]) > 500
    assert len(rows["trades.tsv"]) > 350
    assert len(rows["goods.tsv"]) > 5_000
    assert all(words_of(cell).name for found in rows.values() for row in found for cell in row.cells.values())
    assert not [row.id for found in rows.values() for row in found if "en" not in row.cells]


def test_own_rows_say_where_their_word_is_attested_and_have_all_spoken_languages() -> None:
    for row in parse(written("trades.tsv"), "trades.tsv"):
        assert row.source.startswith(("NACE ", "Wikidata: ", "schema.org: ", "G2: ", "Capterra: ")), row.id
        assert set(row.cells) == set(SPOKEN)
        assert all(row.words(language).terms for language in SPOKEN), row.id  # type: ignore[union-attr]


def test_every_kind_is_there_and_every_language() -> None:
    kinds = Counter(row.kind for row in Taxonomy.load().rows("en") if not row.goods)
    assert set(kinds) == set(get_args(Kind))
    assert all(Taxonomy.load().rows(language) for language in LANGUAGES)
    assert Taxonomy.load().rows("tlh") == ()


@pytest.mark.parametrize("language", SPOKEN)
def test_every_business_has_a_singular_and_a_plural(language: str) -> None:
    taxonomy = Taxonomy.load()
    missing = [row.id for row in taxonomy.rows(language) if not row.goods and not taxonomy.plural(row.id, language)]
    assert not missing


@pytest.mark.parametrize("language", SPOKEN)
def test_all_goods_have_a_name_for_whoever_supplies_them(language: str) -> None:
    taxonomy = Taxonomy.load()
    goods = [row.id for row in taxonomy.rows(language) if row.goods]
    assert all(taxonomy.name(each, language, kind) for each in goods[::50] for kind in get_args(Kind))
    assert all(taxonomy.plural(each, language, kind) for each in goods[::50] for kind in get_args(Kind))


def test_types_of_schema_org_lead_to_rows() -> None:
    taxonomy = Taxonomy.load()
    assert all(taxonomy.row(row_id) for _, row_id in lines("schema_types.tsv"))
    assert taxonomy.from_schema_type("Dentist") == "place:amenity/dentist"
    assert taxonomy.from_schema_type("https://schema.org/Bakery") == "place:shop/bakery"
    assert taxonomy.from_schema_type("LocalBusiness") is None


def test_a_later_row_of_the_same_id_adds_its_words() -> None:
    words = Taxonomy.load().row("place:office/tax_advisor").words("de")
    assert words is not None
    assert (words.name, "Einkommensteuer" in words.terms) == ("Steuerberater", True)
    assert joined("a=as|b;x", "b|c;x|y") == "a=as|b|c;x|y"
    assert joined("a", "b;y") == "a|b;y"
    assert joined("", "b;y") == "b;y"


@pytest.mark.parametrize(
    "planted",
    ["id\tkind\ten\nplace:x\t\tbar", "id\tkind\tsource\txx\n", "id\tkind\tsource\ten\nplace:x\twizard\there\tbar",
     "id\tkind\tsource\ten\nplace:x\t\t\tbar", "id\tkind\tsource\ten\nplace:x\t\there\tbar\tfoo", ""],
)  # fmt: skip
def test_a_table_that_breaks_its_form_is_refused(planted: str) -> None:
    with pytest.raises(TableError):
        list(parse(planted))
