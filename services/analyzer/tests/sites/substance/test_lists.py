"""Lists are known by their shape, in any language and under any heading; what is no list of things offers nothing."""

import pytest

from analyzer.sites.rules.reading import read
from analyzer.sites.rules.substance import Substance, find_substance
from analyzer.sites.rules.substance.places import spots
from analyzer.sites.rules.substance.topics import Topics, varied
from analyzer.sites.rules.substance.vocabulary import vocabulary
from common.contracts.vocabulary import BrandName

from ..substance.outlined import Business, outlined, site_of

pytestmark = pytest.mark.pure

SAIL_LOFT = (
    "# Where canvas goes to be mended",
    "The loft smells of wax. Bring the sail in a bag.",
    "## Spray hoods",
    "Cut on the boat, with windows that can be changed when they go milky.",
    "## Mainsail repairs",
    "A torn mainsail is patched within a week.",
    "## Winter storage",
    "Dry and hung, so that no mainsail mildews in its bag.",
)
SATTLEREI = (
    "# Hinter der Scheune",
    "| Was | Euro |",
    "| Sattelanpassung am Pferd | 95,- |",
    "| Neues Sattelpolster | 240,- |",
    "| Trensenreparatur | 35,- |",
    "Zu mir kommen Vereine, Familien und Schulen.",
)
VITRAIL = (
    "# Le verre et le plomb",
    "- Restauration de vitraux. Panneau par panneau, dans l'atelier.",
    "- Verrières d'intérieur. Sur mesure, en verre soufflé.",
    "- Abat-jour anciens. Une pièce manque, nous la refaisons.",
)


def substance(language: str, *lines: str) -> Substance:
    return find_substance(
        read(site_of(outlined("https://own.example/", "Own", lines, language))), Business(BrandName(name="Own"))
    )


def offered(language: str, *lines: str) -> set[str]:
    return {each.text.lower() for each in substance(language, *lines).offerings}


@pytest.mark.parametrize(
    ("language", "lines", "names"),
    [
        ("en", SAIL_LOFT, {"spray hoods", "mainsail repairs", "winter storage"}),
        ("de", SATTLEREI, {"sattelanpassung am pferd", "neues sattelpolster", "trensenreparatur"}),
        ("fr", VITRAIL, {"restauration de vitraux", "verrières d'intérieur", "abat-jour anciens"}),
    ],
)
def test_three_blocks_of_one_shape_are_offers_whatever_stands_above_them(
    language: str, lines: tuple[str, ...], names: set[str]
) -> None:
    found = offered(language, *lines)
    missing = {name for name in names if not any(each in name or name in each for each in found)}
    assert not missing, found


def test_a_list_of_posts_minutes_or_sums_offers_nothing() -> None:
    posts = ("# Loft", "## Spring tides", "12 March", "We were out.", "## Old ropes", "by Ida Voss", "They are sold.")
    assert not offered("en", *posts) & {"spring tides", "old ropes"}
    sums = (
        "# Sums",
        "| What | Bought | Hired",
        "| Purchase | 14.300 | 0",
        "| Spare parts | 6.100 | 0",
        "| Sum | 20.400 | 0",
    )
    assert not offered("en", *sums) & {"purchase", "spare parts", "sum"}


def test_a_heading_cut_down_to_a_word_offers_nothing() -> None:
    reasons = (
        "# Loft",
        "## Proof for the owners",
        "Each seam.",
        "## Answers without waiting",
        "Ring.",
        "## Sails",
        "New.",
    )
    assert not offered("en", *reasons) & {"proof", "answers"}


def test_the_house_itself_is_no_offer() -> None:
    assert "own" not in offered("en", "# Own", "## Own", "A.", "## Own", "B.", "## Own", "C.")


def test_groups_in_a_row_are_customers_unless_they_are_refused() -> None:
    assert "Familien" in {each.text for each in substance("de", *SATTLEREI).segments}
    assert not substance("de", "Nicht für Hotels, Restaurants und Familien.").segments


def test_a_question_tells_of_who_asks() -> None:
    asked = ("# Loft", "? My mainsail flaps at every gust. Is it worn out?", "The mainsail has stretched, bring it.")
    assert "My mainsail flaps at every gust" in {each.text for each in substance("en", *asked).problems}


def test_what_a_site_comes_back_to_is_its_topic_and_said_once_before_it_is_said_again() -> None:
    told = spots(read(site_of(outlined("https://own.example/", "Own", SAIL_LOFT))), vocabulary("en"))
    topics = Topics(told, vocabulary("en"))
    assert topics.of("a mainsail") and not topics.of("some years later")
    mainsail = topics.of("mainsail")
    ranked = varied([(1.0, "first", mainsail), (0.9, "again", mainsail), (0.5, "other", frozenset({"hood"}))], 2)
    assert [value for _, value in ranked] == ["first", "other"]
