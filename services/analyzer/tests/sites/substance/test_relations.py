"""Who is who among the names on a site: rivals told from suppliers, brands sold, customers, media and persons."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.sites.rules.reading import read
from analyzer.sites.rules.relations import Relations, find_relations
from common.contracts.vocabulary import BrandName, StructuredItem

from ..substance.named_sites import SITES, Named
from ..substance.outlined import Business, outlined, site_of

pytestmark = pytest.mark.pure


def relations(language: str, name: str, *lines: str, **more: object) -> Relations:
    site = site_of(outlined("https://own.example/", name, lines, language, **more))
    return find_relations(read(site), BrandName(name=name), Business(BrandName(name=name)))


def rivals(language: str, name: str, *lines: str) -> set[str]:
    return {each.name for each in relations(language, name, *lines).competitors}


def relation_of(found: Relations, name: str) -> str | None:
    return next((each.relation for each in found.others if each.text == name), None)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_site_names_its_rivals_and_nobody_else_is_one(site: Named) -> None:
    assert rivals(site.language, site.name, *site.lines) == site.rivals


@pytest.mark.parametrize(
    ("language", "line", "name", "relation"),
    [
        ("en", "Our ovens connect to Fournex and Panibel.", "Fournex", "integration"),
        ("en", "The wool is supplied by Harrowby Mills.", "Harrowby Mills", "supplier"),
        ("en", "We stock tents by Vaudris and Norhelm.", "Norhelm", "brand_sold"),
        ("en", "As seen in the Borchester Gazette.", "Borchester Gazette", "media"),
        ("de", "Schnittstelle zu Lexorder und Dativa.", "Lexorder", "integration"),
        ("de", "Gefördert von der Aumann-Stiftung Lüchow.", "Aumann-Stiftung Lüchow", "partner"),
        ("de", "Wir führen Schuhe von Wanderix und Bergolin.", "Bergolin", "brand_sold"),
        ("fr", "Le logiciel se connecte à Comptalia et Facturix.", "Facturix", "integration"),
        ("fr", "La laine est fournie par Lainéor.", "Lainéor", "supplier"),
    ],
)
def test_a_sentence_says_what_somebody_is_to_the_business(language: str, line: str, name: str, relation: str) -> None:
    found = relations(language, "Quillon", "# Quillon", line)
    assert relation_of(found, name) == relation
    assert not found.competitors


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("de", ("Anders als Billiganbieter messen wir nach.", "Statt Papier bekommen Sie eine App.")),
        ("de", ("Im Vergleich zu einer Kreiselpumpe ist das Rührwerk leiser.", "Besser als Discounter.")),
        ("en", ("I've switched from Mary Miller to this teacher.", "We moved from San Francisco to Austin.")),
        ("en", ("A Bechler is warmer than a Yamashita.", "Our cook, Delphine, bakes better than most.")),
        ("de", ("Unsere Pferde heißen Lotte und Sturmwind.", "Sturmwind ist größer als Lotte, aber braver.")),
        ("fr", ("Nos chèvres s'appellent Violette et Capucine.", "Capucine donne moins de lait que Violette.")),
        ("en", ("Cheaper than a spreadsheet. Better than January.", "Instead of PDF or CSV you get a link.")),
        (
            "fr",
            ("Contrairement aux grandes enseignes, nous réparons.", "Moins cher qu'un tableur. Plus rapide que Paris."),
        ),
    ],
)
def test_nouns_persons_places_and_terms_are_no_rivals(language: str, lines: tuple[str, ...]) -> None:
    assert rivals(language, "Quillon", *lines) == set()


def test_columns_beside_the_own_one_are_rivals_and_their_cells_are_not() -> None:
    table = ("| | Streulich | Miezofix | Katzaria", "| Material | Hanf | Bentonit | Silikat")
    found = rivals("de", "Streulich", "## Was ist drin", *table)
    assert found == {"Miezofix", "Katzaria"}


def test_what_a_shop_sells_is_no_rival_even_where_it_is_compared() -> None:
    items = [StructuredItem(type="Product", name="Grando Duo", brand="Ferrolani")]
    found = relations("en", "Crema Lane", "Ferrolani is quieter than most.", "We also repair it.", items=items)
    assert relation_of(found, "Ferrolani") == "brand_sold"
    assert not found.competitors


def test_each_rival_comes_with_a_sentence_that_names_it() -> None:
    for site in SITES:
        for each in relations(site.language, site.name, *site.lines).competitors:
            assert each.name in (each.evidence or "")


def numbered(number: int) -> list[str]:
    return [f"{each} {number}" for each in SITES[number % len(SITES)].lines]


def test_fifty_pages_are_read_within_two_seconds() -> None:
    pages = [
        outlined(f"https://own.example/{number}", f"Page {number}", numbered(number))
        for number in range(50)
    ]  # fmt: skip
    reading = read(site_of(*pages))
    begun = time.perf_counter()
    find_relations(reading, BrandName(name="Quillhaven"), Business(BrandName(name="Quillhaven")))
    assert time.perf_counter() - begun < 2


_WORDS = st.sampled_from(
    [
        "Unlike",
        "Zendoro",
        ",",
        ".",
        "?",
        "vs",
        "we",
        "Acme",
        "the",
        "a",
        "–",
        "“",
        "”",
        "als",
        "statt",
        "Wir",
        "Papier",
        "contrairement",
        "à",
        "Bolide",
        "|",
        "und",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join), st.sampled_from(["en", "de", "fr", "ja", "und"]))
def test_words_in_any_order_give_relations(text: str, language: str) -> None:
    found = relations(language, "Quillon", f"# {text[:60]}", text, f"| {text}")
    assert all(each.name.strip() for each in found.competitors)
