"""Bare replies, names joined by underscores, hosts of rare endings, and words that never mean a brand."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure


def named(answer: str, brand: WantedBrand) -> bool:
    return extract(answer, [brand]).states[0].presence != "ignored"


@pytest.mark.parametrize(
    ("answer", "brand", "expected"),
    [
        ("Slack", "Slack", True),
        ("slack", "Slack", True),
        ("**Square**", "Square", True),
        ('"Target".', "Target", True),
        ("RESEND", "Resend", True),
        ("Monday!", "Monday", True),
        ("Notion 👍", "Notion", True),
        ("Yes.", "Square", False),
        ("No target.", "Target", False),
        ("Slack off.", "Slack", False),
    ],
)
def test_a_reply_that_is_a_word_and_nothing_else_names_the_brand(answer: str, brand: str, expected: bool) -> None:
    assert named(answer, WantedBrand(brand)) is expected


@pytest.mark.parametrize(
    ("answer", "brand", "expected"),
    [
        ("Add the `new_relic` agent.", "New Relic", True),
        ("Set GOOGLE_ANALYTICS_ID first.", "Google Analytics", True),
        ("Use google-analytics or google_analytics.", "Google Analytics", True),
        ("```\nnew_relic.start()\n```\nThat is all.", "New Relic", True),
        ("Send it through `constant_contact`.", "Constant Contact", True),
        ("The relic is a new relic of the past.", "New Relic", False),
        ("Set my_slack_hook to 1.", "Slack", False),
    ],
)
def test_an_underscore_joins_the_words_of_a_name(answer: str, brand: str, expected: bool) -> None:
    assert named(answer, WantedBrand(brand)) is expected


@pytest.mark.parametrize(
    ("answer", "domain", "expected"),
    [
        ("Book it at pedalo.bike.", "pedalo.bike", True),
        ("See (pedalo.bike), it is cheap.", "pedalo.bike", True),
        ("Issues live on planum.app, not in mail.", "planum.app", True),
        ("They moved to planum.so last year.", "planum.so", True),
        ("Chat runs on q.ai these days.", "q.ai", True),
        ("Is there a room at planum.hotels?", "planum.hotels", True),
        ("See notpedalo.bike for more.", "pedalo.bike", False),
        ("Edit planum.py and run main.rs.", "planum.app", False),
        ("Book the room at grünhof-hotel.de.", "xn--grnhof-hotel-elb.de", True),
        ("Book the room at meingrünhof-hotel.de.", "xn--grnhof-hotel-elb.de", False),
        ("Go to xn--grnhof-hotel-elb.de now.", "grünhof-hotel.de", True),
    ],
)
def test_a_host_of_any_public_ending_names_its_brand(answer: str, domain: str, expected: bool) -> None:
    assert named(answer, WantedBrand("Vespertine Group", domains=(domain,))) is expected


def test_the_label_that_names_a_brand_is_the_one_that_was_registered() -> None:
    assert named("Read shop.zendoro.com.br today.", WantedBrand("Zendoro"))
    assert not named("Their page is zendoro.github.io now.", WantedBrand("Github Pages"))


@pytest.mark.parametrize(
    ("answer", "brand", "excluded", "expected"),
    [
        ("The flat is on Zendoro Street.", "Zendoro", ("zendoro street",), False),
        ("The flat is on Zendoro-Street.", "Zendoro", ("Zendoro Street",), False),
        ("Zendoro offers flats on Zendoro Street.", "Zendoro", ("Zendoro Street",), True),
        ("Visit Zendoro Streetworks.", "Zendoro", ("Zendoro Street",), True),
        ("We hit the target. It is a target.", "Target", ("target",), False),
        ("Target sells it near the target.", "Target", ("target",), True),
        ("Delta Faucets are good.", "Delta", ("delta faucet", "delta faucets"), False),
        ("Der Zendoró-Platz ist schön.", "Zendoro", ("Zendoro Platz",), False),
    ],
)
def test_an_excluded_phrase_never_means_the_brand(
    answer: str, brand: str, excluded: tuple[str, ...], expected: bool
) -> None:
    found = extract(answer, [WantedBrand(brand, excluded=excluded)], discover=True).states
    assert (found[0].presence != "ignored") is expected
    assert brand not in {state.brand for state in found[1:]}, "nor is it discovered there"
