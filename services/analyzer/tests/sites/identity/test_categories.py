"""The category in customers' words: of itself, in its language, without its town; else proposals."""

import pytest

from analyzer.sites.rules.identity import find_identity
from analyzer.sites.rules.identity.category.forms import many, unfolded
from analyzer.sites.rules.identity.category.phrases import phrase_at
from analyzer.sites.rules.identity.words import words_in
from analyzer.sites.rules.reading import Reading

from ..identity.businesses import ACCOUNTANT, FLORIST, PUMPS, SOFTWARE, TEA, TUTORS
from ..identity.pages import page, site

pytestmark = pytest.mark.pure
KETTLES = "https://kettlewick.example/"


@pytest.mark.parametrize(
    ("reading", "several", "one"),
    [
        (PUMPS, "Hersteller von Schlauchpumpen", "Hersteller von Schlauchpumpen"),
        (FLORIST, "boutiques de fleurs séchées", "boutique de fleurs séchées"),
        (TUTORS, "Nachhilfeschulen", "Nachhilfeschule"),
        (SOFTWARE, "rota software for care homes", "rota software for care homes"),
        (ACCOUNTANT, "accountancy firms", "accountancy firm"),
        (TEA, "茶舗", "茶舗"),
    ],
)
def test_the_first_proposal_is_what_customers_look_for(reading: Reading, several: str, one: str) -> None:
    found = find_identity(reading)
    assert (found.proposals[0].text, found.proposals[0].singular) == (several, one)
    assert found.proposals[0].evidence


@pytest.mark.parametrize("reading", [PUMPS, FLORIST, SOFTWARE, ACCOUNTANT, TEA], ids=lambda each: each.site.url)
def test_a_proposal_names_neither_the_business_nor_its_town(reading: Reading) -> None:
    found = find_identity(reading)
    own = {found.name.name.lower(), *(each.text.lower() for each in found.places)}
    assert len(found.proposals) <= 5
    assert not [each for each in found.proposals if each.text.lower() in own]


def test_what_a_site_talks_about_is_not_what_it_is() -> None:
    found = find_identity(ACCOUNTANT)
    assert found.proposals[0].text == "accountancy firms"
    assert found.category is None or found.category.value == "accountancy firm"


def test_a_shop_is_looked_for_as_a_shop_of_its_goods() -> None:
    shelf = {"type": "Product", "price": "30", "category": "Home > Teapots"}
    pages = [
        page(f"{KETTLES}{at}", "Teapots | Kettlewick", "# Teapots",
             "Add to cart", items=({**shelf, "name": f"Pot {at}", "brand": brand},), navigation=("Teapots",))
        for at, brand in (("a", "Fenwold"), ("b", "Orlish"), ("c", "Tammery"))
    ]  # fmt: skip
    assert find_identity(site(KETTLES, *pages)).proposals[0].text == "teapot shops"


@pytest.mark.parametrize(
    ("language", "text", "one", "several"),
    [
        ("en", "an award-winning family law firm in Bristol", "family law firm", "family law firms"),
        ("en", "the manufacturer of steel pumps", "manufacturer of steel pumps", "manufacturers of steel pumps"),
        ("en", "a plumbing and heating firm covering Hull", "plumbing and heating firm", "plumbing and heating firms"),
        ("en", "a ceramics studio and shop", "ceramics studio", "ceramics studios"),
        ("de", "eine inhabergeführte Zahnarztpraxis in Kiel", "Zahnarztpraxis", "Zahnarztpraxen"),
        ("de", "ein unabhängiger Hersteller von Ventilen", "Hersteller von Ventilen", "Hersteller von Ventilen"),
        ("fr", "un cabinet vétérinaire à Nantes", "cabinet vétérinaire", "cabinets vétérinaires"),
        ("fr", "une petite agence de traduction", "agence de traduction", "agences de traduction"),
    ],
)
def test_phrases_are_cut_without_praise_and_place_and_put_into_the_plural(
    language: str, text: str, one: str, several: str
) -> None:
    words = words_in(language)
    phrase = phrase_at(text, words)
    assert phrase is not None
    assert phrase.listed
    assert (phrase.text, many(phrase, words)) == (one, several)


@pytest.mark.parametrize("text", ["is open", "what we do", "not a shop", "und mehr", "— | —", ""])
def test_what_is_no_phrase_gives_none(text: str) -> None:
    phrase = phrase_at(text, words_in("en"))
    assert phrase is None or not phrase.listed


@pytest.mark.parametrize(
    ("language", "text", "unfolds"),
    [
        ("de", "Kälte- und Klimatechnik", "Kältetechnik und Klimatechnik"),
        ("de", "Geigen- und Gitarrenbaumeister", "Geigenbauer und Gitarrenbauer"),
        ("en", "Co- and rewriting", "Co- and rewriting"),
    ],
)
def test_shared_endings_of_german_nouns_are_written_out(language: str, text: str, unfolds: str) -> None:
    assert unfolded(text, words_in(language)) == unfolds


@pytest.mark.parametrize(
    ("language", "text", "several"),
    [
        ("en", "marquee hire in Norfolk", "marquee hire companies"),
        ("en", "two-day welding courses for beginners", "welding courses"),
        ("de", "Gerüstbau in Vechta", "Anbieter für Gerüstbau"),
        ("fr", "réparation de vélos", "entreprises de réparation de vélos"),
    ],
)
def test_a_service_is_looked_for_by_who_does_it(language: str, text: str, several: str) -> None:
    words = words_in(language)
    phrase = phrase_at(text, words, frozenset(("norfolk", "vechta")))
    assert phrase is not None
    assert many(phrase, words) == several


def test_a_part_that_makes_another_noun_is_no_service() -> None:
    phrase = phrase_at("Umbau in Vechta", words_in("de"))
    assert phrase is None or not phrase.listed


def test_what_a_site_says_it_does_is_proposed() -> None:
    url = "https://quillanmoor.example/"
    pages = [
        page(url, "Quillanmoor", "# Sound again", "We restore harmoniums for churches and schools."),
        page(f"{url}about", "About us", "# About us", "Three of us in a barn."),
    ]
    assert "harmonium restoration" in {each.singular for each in find_identity(site(url, *pages)).proposals}
