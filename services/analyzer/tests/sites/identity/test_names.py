"""Whose site it is: what marks, titles, domain and sentences agree on, and what is never a name."""

import pytest

from analyzer.sites.rules.identity import find_identity
from analyzer.sites.rules.identity.name import agreement, domain_fit
from analyzer.sites.rules.reading import Reading

from ..identity.businesses import ACCOUNTANT, FLORIST, PUMPS, SOFTWARE, TEA, TUTORS
from ..identity.pages import page, site

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("reading", "name"),
    [
        (PUMPS, "Drehwald Pumpen"), (FLORIST, "Petalotte"), (TUTORS, "Lernbude"), (SOFTWARE, "Rosterling"),
        (ACCOUNTANT, "Wintrapp"), (TEA, "月浜茶舗"),
    ],
)  # fmt: skip
def test_the_name_is_what_several_places_agree_on(reading: Reading, name: str) -> None:
    found = find_identity(reading)
    assert found.name.name == name
    assert found.named[0].sources > 1


def test_the_name_that_was_given_wins_without_its_legal_form() -> None:
    given = site(PUMPS.site.url, *PUMPS.site.pages, name="Pumpenwerk Drehwald GmbH")
    assert find_identity(given).name.name == "Pumpenwerk Drehwald"


def test_the_legal_name_is_an_alias() -> None:
    assert "Drehwald Pumpen GmbH" in find_identity(PUMPS).name.aliases


@pytest.mark.parametrize("label", ["Book now", "Leistungen", "Nos services", "Home", "Get started"])
def test_labels_of_menus_and_buttons_are_no_names(label: str) -> None:
    pages = [
        page(f"https://orrelby.example/{at}", f"{label} | Orrelby", f"# {label}", navigation=(label,)) for at in "abc"
    ]
    assert find_identity(site("https://orrelby.example/", *pages)).name.name == "Orrelby"


def test_a_brand_that_is_sold_is_no_name() -> None:
    items = tuple({"type": "Product", "name": f"{brand} One", "brand": brand} for brand in ("Valtura", "Kestrano"))
    pages = [page(f"https://bikebarn.example/{at}", "Valtura One", "# Valtura One", items=items) for at in "abc"]
    assert find_identity(site("https://bikebarn.example/", *pages)).name.name != "Valtura"


def test_a_part_of_the_business_in_the_markup_does_not_outweigh_its_sign() -> None:
    tearoom = ({"type": "CafeOrCoffeeShop", "name": "Wrenfold Tearoom"},)
    pages = [
        page(
            f"https://wrenfold.example/{at}", "Wrenfold Nursery", "Wrenfold Nursery is a plant nursery.", items=tearoom
        )
        for at in "ab"
    ]
    found = find_identity(site("https://wrenfold.example/", *pages))
    assert found.name.name in ("Wrenfold", "Wrenfold Nursery")


def test_a_domain_speaks_for_a_name_as_far_as_it_spells_it() -> None:
    assert domain_fit("Müller & Sohn", "mueller-und-sohn") == domain_fit("Mueller und Sohn", "muellerundsohn")
    assert (
        domain_fit("Quill", "quillworks")
        > domain_fit("North Devon Water", "ndw")
        > domain_fit("Home", "quillworks")
        == 0
    )


def test_a_name_and_the_same_made_longer_are_no_rivals() -> None:
    assert agreement("Harlow & Finch", "Harlow & Finch Surveyors") > 0.5
    assert agreement("Harlow", "Finch") == 0
