"""What a discovered name seems to be: each kind by its words, and a rival where nothing says otherwise."""

import pytest

from analyzer.extraction import WantedBrand, extract
from analyzer.extraction.naming.discovery.kinds import kind_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("answer", "name", "kind"),
    [
        ("Popular tools include Zendoro, Krux and Bolty.", "Zendoro", "rival"),
        ("Sites such as Amazon, Etsy and eBay sell it.", "Etsy", "marketplace"),
        ("The Forbes magazine calls Zendoro a solid platform.", "Forbes", "media"),
        ("Look at Google Docs, or use a tool like Notion.", "Google Docs", "product"),
        ("The best phones are the Samsung Galaxy and the Pixel.", "Samsung", "rival"),
    ],
)
def test_a_name_in_an_answer_has_its_kind(answer: str, name: str, kind: str) -> None:
    states = extract(answer, [], discover=True).states
    assert {state.brand: state.kind for state in states}.get(name) == kind


@pytest.mark.parametrize(
    ("name", "before", "after", "kind"),
    [
        ("Zendoro", "it is sold on ", ".", "marketplace"),
        ("Zendoro", "as reported by ", ", the firm", "media"),
        ("Zendoro", "the ", "'s editors liked it", "media"),
        ("Zendoro Mail", "such as ", ".", "product"),
        ("Mary Zendoro", "a book by ", ".", "person"),
        ("Kresnik", "its founder ", " said", "person"),
        ("Germany", "it ships to ", ".", "place"),
        ("Krux", "such as ", ".", "rival"),
        ("Zendoro Bank", "such as ", ".", "rival"),
        ("Zendoro-Carlton", "such as ", ".", "rival"),
        ("Zendoro.com", "such as ", ".", "rival"),
        ("Apple Watch", "the ", ".", "product"),
        ("ESPN", "shown on ", ".", "media"),
        ("Kinzo", "my pick is the Zendoro ", ".", "product"),
        ("Kinzo", "Zendoro’s ", " is quieter", "product"),
        ("Kinzo", "better than Zendoro, ", ".", "rival"),
    ],
)
def test_the_words_around_a_name_decide(name: str, before: str, after: str, kind: str) -> None:
    assert kind_of(name, [(before, after)], {"zendoro"}) == kind


def test_a_listed_brand_has_no_kind() -> None:
    (state,) = extract("Zendoro is sold on Amazon.", [WantedBrand("Zendoro")]).states
    assert state.kind is None
