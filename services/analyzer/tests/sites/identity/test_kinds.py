"""What kind of business it is, to whom it sells, and where."""

import pytest

from analyzer.sites.rules.identity import find_identity
from analyzer.sites.rules.reading import Reading

from ..identity.businesses import ACCOUNTANT, FLORIST, PUMPS, SOFTWARE, TUTORS
from ..identity.pages import page, site

pytestmark = pytest.mark.pure
HOME = "https://www.ostrelle.example/"


@pytest.mark.parametrize(
    ("reading", "kind"),
    [
        (PUMPS, "maker"), (FLORIST, "shop"), (TUTORS, "service_provider"), (SOFTWARE, "maker"),
        (ACCOUNTANT, "service_provider"),
    ],
)  # fmt: skip
def test_the_kind_is_told_in_each_language(reading: Reading, kind: str) -> None:
    assert find_identity(reading).kind == kind


@pytest.mark.parametrize(
    ("language", "lines", "kind"),
    [
        ("en", ("Ostrelle is a registered charity.", "Donate or volunteer.", "Gift Aid adds a quarter."), "non_profit"),
        ("de", ("Ostrelle e. V. ist ein gemeinnütziger Verein.", "Spenden helfen.", "Ehrenamt"), "non_profit"),
        ("fr", ("Ostrelle est une association loi 1901.", "Faire un don, devenir bénévole."), "non_profit"),
        ("en", ("Ostrelle is a marketplace for looms.", "For buyers and sellers.", "Become a seller."), "marketplace"),
        ("en", ("Ostrelle is a gardening magazine.", "Our readers; the current issue.", "Our editors."), "publisher"),
        ("de", ("Ostrelle ist ein Gartenmagazin.", "Redaktion, aktuelle Ausgabe, Abo.", "Mediadaten."), "publisher"),
        ("fr", ("Mairie d'Ostrelle", "Conseil municipal, urbanisme.", "Démarches administratives."), "public_body"),
    ],
)  # fmt: skip
def test_words_of_a_trade_tell_the_kind(language: str, lines: tuple[str, ...], kind: str) -> None:
    pages = [page(f"{HOME}{at}", "Ostrelle", *lines, language=language, kind="about") for at in ("", "a")]
    assert find_identity(site(HOME, *pages)).kind == kind


def test_who_sells_other_makers_goods_is_a_shop_however_it_speaks_of_making() -> None:
    items = tuple({"type": "Product", "name": "Kiln", "brand": brand, "price": "900"} for brand in ("Ferrand", "Oskel"))
    lines = ("We make it easy.", "Each kiln is manufactured to last.", "Add to cart", "In stock")
    pages = [page(f"{HOME}{at}", "Kilns | Ostrelle", *lines, items=items) for at in "ab"]
    assert find_identity(site(HOME, *pages)).kind == "shop"


def test_it_sells_to_businesses_or_to_people() -> None:
    assert find_identity(PUMPS).business_model == "b2b"
    assert find_identity(SOFTWARE).business_model == "b2b"
    assert find_identity(FLORIST).business_model == "b2c"


def test_places_are_where_it_stands_and_it_is_local_where_customers_come() -> None:
    florist = find_identity(FLORIST)
    assert [each.text for each in florist.places] == ["Quimper"]
    assert florist.local
    assert all(each.evidence and each.text in each.evidence for each in florist.places)
    assert [each.text for each in find_identity(PUMPS).places] == ["Lemgo"]
    assert not find_identity(SOFTWARE).local
