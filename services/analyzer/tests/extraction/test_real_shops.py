"""What real answers to shopping questions taught: links, titles of products, where to buy, glued and spaced writing."""

import re
from collections import Counter

import pytest

from analyzer.extraction import WantedBrand, extract
from analyzer.extraction.naming.known import known_brands

pytestmark = pytest.mark.pure


def discovered(answer: str, prompt: str | None = None) -> list[str]:
    return [state.brand for state in extract(answer, (), prompt=prompt, discover=True).states]


def presence(answer: str, brand: str) -> str:
    return extract(answer, [WantedBrand(brand)]).states[0].presence


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[Zendoro](https://zendoro.com) has it.", ["Zendoro"]),
        ("[Harbor Mugs in Blue](https://harbor.com) hold a lot. Harbor offers three sizes.", ["Harbor"]),
        ("[Kelp & Co soap](https://www.kelpandco.co.uk/soap) smells good.", ["Kelp & Co"]),
        ("[Read more](https://zendoro.com) and [here](https://here.com).", []),
        ("[Blue mugs](https://harbor.com) hold a lot.", []),
        ("[Zendoro](/about) and [Zendoro](mailto:x@zendoro.com)", []),
    ],
)
def test_a_link_vouches_for_the_name_of_its_host(answer: str, expected: list[str]) -> None:
    assert discovered(answer) == expected


def test_a_listed_word_is_a_name_where_a_link_leads_to_its_host() -> None:
    assert presence("[Target Women's Everyday Shirt](https://target.com) is soft.", "Target") != "ignored"
    assert presence("[Target audience of a shirt](https://shirts.com) is young.", "Target") == "ignored"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[Mozzuna Carburetor Rebuild Kit For Small Engines](https://shop.com) fits.", ["Mozzuna"]),
        ("[Rebuild Kit For Small Engines And Pumps](https://shop.com) fits.", []),
        ("[Little Cottage Playhouse With Painted Rail](https://shop.com) is small.", []),
        ("[Velvet Mug](https://shop.com), Size: Medium, Color: Purple", []),
        ("The Mozzuna Rebuild Kit VA250 is a great option for you.", ["Mozzuna"]),
        ("The Box Cut Pant 12 is a great option for you.", []),
    ],
)
def test_the_title_of_a_product_begins_with_its_maker(answer: str, expected: list[str]) -> None:
    assert discovered(answer) == expected


@pytest.mark.parametrize(
    "answer",
    [
        '"Zendoro" likely refers to a brand of pressure washers.',
        '"Zendoro shoes" is a footwear brand.',
        "The catalogue lists Zendoro 52340A valves.",
    ],
)
def test_what_is_called_a_brand_is_one(answer: str) -> None:
    assert discovered(answer) == ["Zendoro"]


def test_a_question_without_capitals_hides_no_name() -> None:
    answer = "Zendoro is a clothing company."
    assert discovered(answer, "zendoro shirt") == ["Zendoro"]
    assert discovered(answer, "What is a good zendoro, and where is it from?") == []


def test_bars_in_the_label_of_a_link_make_no_table() -> None:
    answer = "See [Velvet Shoes | Velvet Boots | Color: Black](https://zendoro.com) if you like leather."
    assert [one.host for one in extract(answer, ()).citations] == ["zendoro.com"]


def test_each_known_brand_has_one_spelling() -> None:
    keys = [re.sub(r"[^a-z0-9+#&]", "", name.lower()) for name in known_brands().names if name.isascii()]
    assert not {key for key, count in Counter(keys).items() if count > 1}
    for answer in ("It is on Walmart's website.", "Wal-Mart has it.", "Both Walmarts are shut."):
        assert discovered(answer) == ["Walmart"], answer


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("The Acmelo Juniors' College Boot Cut Pant is an excellent choice.", "recommended"),
        ("The Acmelo Directional Valve VA250AE22201205060 is a great option.", "recommended"),
        ("Acmelo is a well - known maker of valves.", "trusted"),
        ("Acmelo sells shoes. If you want to look around, it's a great place to visit.", "recommended"),
        ("Acmelo makes shoes. These shoes are a great option for runners.", "recommended"),
        ("Acmelo makes shoes. This approach is a great option for runners.", "mentioned"),
        ("The Boltix jacket is black. You can find it on Acmelo's website. It's the perfect choice.", "mentioned"),
        ("Whether you need shoes or hats, Acmelo has you covered.", "recommended"),
        ("When it comes to small cameras, the Acmelo DSC-100 really stands out.", "recommended"),
        ("Mechanics rely on them to keep Acmelo axles going.", "mentioned"),
        ("Mechanics rely on Acmelo axles.", "trusted"),
    ],
)
def test_presence_in_the_words_of_shops(answer: str, expected: str) -> None:
    assert presence(answer, "Acmelo") == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("The lining is made of polyester, and I use the lining.", []),
        ("Li-Ning makes basketball shoes.", ["Li-Ning"]),
        ("Find it on Amazon: https://amazon.com", ["Amazon"]),
        ("Made in Kansas, sold in Montana.", []),
        ("Beige, unflavored, with calcium and copper.", []),
    ],
)
def test_what_only_looks_like_a_known_brand(answer: str, expected: list[str]) -> None:
    assert discovered(answer) == expected
