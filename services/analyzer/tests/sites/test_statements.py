"""Problems and objections are cut into the site's own words; the clause beside them is made of the parts alone."""

import pytest

from analyzer.sites.rules.analysis import Site, analyse_website
from analyzer.sites.rules.reading.english.statements import stated
from common.contracts.vocabulary import Concern
from common.english.voice import own_words

from ..sites.small_sites import (
    BAKERY,
    BOOT_SHOP,
    DENTIST,
    ENERGY_ADVISERS,
    LAW_FIRM,
    PROJECT_SOFTWARE,
    page,
)

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("clause", "subject", "trouble"),
    [
        ("your list lies idle", "your list", "lies idle"),
        ("newsletters take a whole evening", "newsletters", "take a whole evening"),
        ("you forget who bought what", "you", "forget who bought what"),
        ("your online shop loses sales", "your online shop", "loses sales"),
        ("your plan takes weeks", "your plan", "takes weeks"),
        ("customer orders get lost", "customer orders", "get lost"),
        ("the price climbs quickly", "the price", "climbs quickly"),
        ("after a day on your feet there is no energy left", None, "after a day on your feet there is no energy left"),
        ("your boots rub, and your heels blister", None, "your boots rub, and your heels blister"),
    ],
)
def test_a_clause_is_cut_at_the_verb_of_its_subject_or_not_at_all(
    clause: str, subject: str | None, trouble: str
) -> None:
    found = stated(clause, clause)
    assert (found.subject, found.trouble) == (subject, trouble)


def concerns(site: Site) -> list[Concern]:
    found = analyse_website(site)
    return [*found.problems, *found.objections]


@pytest.mark.parametrize("site", [BAKERY, LAW_FIRM, PROJECT_SOFTWARE, BOOT_SHOP, DENTIST, ENERGY_ADVISERS])
def test_every_quote_stands_in_its_evidence_and_every_text_is_made_of_the_parts(site: Site) -> None:
    for each in concerns(site):
        assert each.quote
        assert each.trouble
        assert each.quote in (each.evidence or "")
        asked = each.quote.endswith("?")
        said = own_words(each.trouble, each.subject, of_customers=each.of_customers is True, asked=asked)
        assert said == each.text


def told(text: str) -> list[tuple[str | None, str | None, str | None, bool | None]]:
    site = Site.of([page("https://any.example/", "Any", text)], "https://any.example/")
    return [(each.subject, each.trouble, each.quote, each.of_customers) for each in concerns(site)]


def test_what_is_told_of_customers_names_them_and_keeps_the_pages_apostrophes() -> None:
    assert told("Most clients can’t pay so much.") == [
        ("most clients", "can't pay so much", "Most clients can’t pay so much", True)
    ]
    assert told("Shop owners told us that they gave up on their lists.") == [
        ("they", "gave up on their lists", "they gave up on their lists", True)
    ]
    assert told("Made for shops that lose sales to abandoned carts.") == [
        ("shops", "lose sales to abandoned carts", "shops that lose sales to abandoned carts", True)
    ]
    assert told("Is it too expensive for a small studio?") == [
        ("it", "be too expensive for a small studio", "Is it too expensive for a small studio?", False)
    ]
