"""Sites that say little, nothing, or too much: low scores with a reason, and nothing invented."""

import pytest

from analyzer.sites.rules.analysis import analyse_website, missing
from analyzer.sites.rules.analysis.understanding import BAR
from analyzer.sites.rules.reading import Reading
from common.contracts.vocabulary import FactField, Understood

from ..identity.businesses import FLORIST, PUMPS, TEA
from ..identity.pages import page, site

pytestmark = pytest.mark.pure


def told(reading: Reading) -> dict[str, Understood]:
    return {each.field: each for each in analyse_website(reading.site).understood}


def asked(reading: Reading) -> tuple[FactField, ...]:
    return missing(analyse_website(reading.site))


ONE_PAGE = site(
    "https://halmerry.example/",
    page("https://halmerry.example/", "Halmerry", "Halmerry is a knitwear studio in Lerwick.", kind="homepage"),
)
IMAGES = site(
    "https://pixorama.example/",
    page("https://pixorama.example/", "Home", "Menu", "Gallery", kind="homepage", navigation=("Home", "Gallery")),
)
BEING_BUILT = site(
    "https://bauplatz.example/",
    page("https://bauplatz.example/", "Demnächst", "# Hier entsteht eine neue Internetseite", "Restaurant, Hotel, Café",
         kind="homepage", language="de"),
)  # fmt: skip
PARKED = site(
    "https://zelvano.example/",
    page("https://zelvano.example/", "zelvano.example is for sale", "# This domain is for sale", "Related searches:",
         "- Car insurance", "- Cheap hotels", "- Dentists near you", kind="homepage"),
)  # fmt: skip
LINKS = site(
    "https://bestlinks.example/",
    *(
        page(f"https://bestlinks.example/{at}", "Best casinos and loans", "- Online casinos", "- Payday loans",
             "- Cheap flights", "- Dentists in Ohio", "- Hotels in Paris", "- Car insurance")
        for at in "abcd"
    ),
)  # fmt: skip
RIVALS_ONLY = site(
    "https://comparium.example/",
    page("https://comparium.example/", "Alternatives", "# Tarnmoor", "Tarnmoor is project software for builders.",
         "# Quillbase", "Quillbase is accounting software for dentists.", kind="homepage"),
)  # fmt: skip
HOLDING = site(
    "https://marlowgroup.example/",
    page("https://marlowgroup.example/", "Marlow Group", "# Our companies", "- Brightlath: a furniture manufacturer",
         "- Sorrel: a hotel chain", "- Penvale: a publisher of maps", "- Kitmarsh: a software company",
         "Marlow Group is a family holding.", kind="homepage"),
)  # fmt: skip
CONTRADICTION = site(
    "https://dunmoor.example/",
    page("https://dunmoor.example/", "Dunmoor", "Dunmoor is a cycle repair shop in Hexham.", kind="homepage"),
    page("https://dunmoor.example/about", "About Dunmoor", "Dunmoor is a travel agency in Truro.", kind="about"),
)
FIELDS = ("name", "kind", "category", "offerings", "segments", "problems", "rivals", "places", "language")
BAD = {
    "one page": ONE_PAGE, "images only": IMAGES, "under construction": BEING_BUILT, "parked": PARKED, "links": LINKS,
    "rivals only": RIVALS_ONLY, "holding": HOLDING, "contradiction": CONTRADICTION,
}  # fmt: skip


@pytest.mark.parametrize("reading", BAD.values(), ids=BAD.keys())
def test_a_bad_site_is_not_understood_and_says_why(reading: Reading) -> None:
    rows = told(reading)
    assert rows["category"].score < BAR
    assert rows["category"].reason.endswith(".")
    assert "category" in asked(reading)


@pytest.mark.parametrize("reading", [BEING_BUILT, PARKED], ids=["under construction", "parked"])
def test_where_there_is_no_site_nothing_is_proposed(reading: Reading) -> None:
    found = analyse_website(reading.site)
    assert found.proposals == ()
    assert found.business_kind is None
    assert asked(reading)[:3] == ("name", "kind", "category")


def test_words_of_a_menu_are_no_category() -> None:
    assert analyse_website(IMAGES.site).proposals == ()


def test_contradictory_facts_are_both_proposed() -> None:
    proposed = {each.text for each in analyse_website(CONTRADICTION.site).proposals}
    assert {"cycle repair shops", "travel agencies"} <= proposed


def test_a_site_in_two_languages_is_read_in_the_one_that_it_has_more_of() -> None:
    german = page("https://korvetta.example/", "Korvetta | Segelschule", "# Segeln lernen",
                  "Korvetta ist eine Segelschule in Kiel. Wir unterrichten Anfänger und Fortgeschrittene.",
                  "Kurse dauern fünf Tage. Termine buchen Sie online.", kind="homepage", language="de")  # fmt: skip
    english = page("https://korvetta.example/en", "Korvetta | Sailing school", "Korvetta is a sailing school in Kiel.")
    found = analyse_website(site("https://korvetta.example/", german, english).site)
    assert (found.language, found.category) == ("de", "Segelschulen")


def test_the_bar_is_half_and_a_given_name_is_a_persons_word() -> None:
    given = told(site(PARKED.site.url, *PARKED.site.pages, name="Zelva"))
    assert given["name"].by_person
    assert given["name"].score == 1.0
    assert told(FLORIST)["category"].score >= BAR
    assert told(PUMPS)["name"].score >= BAR


@pytest.mark.parametrize("reading", [*BAD.values(), FLORIST, PUMPS, TEA], ids=lambda each: each.site.url)
def test_every_field_has_a_row_with_a_reason(reading: Reading) -> None:
    rows = told(reading)
    assert tuple(rows) == FIELDS
    assert all(each.reason and 0 <= each.score <= 1 for each in rows.values())


def test_what_a_person_must_be_asked_is_what_is_required_and_not_understood() -> None:
    assert asked(RIVALS_ONLY)[:3] == ("name", "kind", "category")
    assert "category" not in asked(FLORIST)
