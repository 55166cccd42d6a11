"""What small sites in three languages offer, for whom, against what trouble, and with what proof."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.sites.rules.reading import read
from analyzer.sites.rules.substance import Substance, find_substance
from common.contracts.vocabulary import BrandName, SourcedText, StructuredItem

from ..substance.outlined import Business, outlined, site_of

pytestmark = pytest.mark.pure

BOATYARD = (
    "# Narrowboats, kept afloat",
    "We repair hulls, repaint cabins and rewire galleys on the Ashby canal.",
    "## Services",
    "| Work | Price",
    "| Hull blacking, two coats | from £640",
    "| Engine service | £210",
    "| Boat safety certificate | £180",
    "- Winter moorings",
    "## Who we work for",
    "- Families on holiday boats",
    "- Hire fleets",
    "## Questions",
    "? Can I stay aboard during the work?",
    "Yes, on the towpath side.",
    "? What if the hull is too thin?",
    "Your anodes rot away and nobody tells you until the hull leaks.",
    "Since 1987 we have lifted 2,300 boats.",
    "We deliver parts to Ireland, £9.",
    "## Jobs",
    "- Welder, full time",
)
IMKEREI = (
    "# Imkerei am Deister",
    "## Unser Angebot",
    "- Rapshonig, cremig gerührt, 500 g – 6,50 €",
    "- Lindenhonig, 500 g – 7,20 €",
    "- Bienenwachskerzen",
    "- Patenschaften für ein Volk",
    "## Für wen",
    "- Hofläden",
    "- Familien",
    "Ihr Honig kristallisiert im Glas und Sie wissen nicht, warum?",
    "Schluss mit klebrigen Deckeln.",
    "Wir liefern nach Österreich und in die Schweiz.",
    "Seit 1974, ausgezeichnet vom Landesverband.",
    "## Versand",
    "- Paket bis 5 Kilo, 5,90 €",
)
SERRURERIE = (
    "# Serrurerie Maubert",
    "## Nos prestations",
    "- Ouverture de porte, à partir de 90 €",
    "- Remplacement de serrure",
    "- Blindage de porte",
    "## Pour qui",
    "- Syndics",
    "- Particuliers",
    "Votre porte claque et personne ne répond après vingt heures.",
    "Fini les devis qui doublent sur place.",
    "Nous équipons les commerçants et les écoles de Nantes.",
    "Depuis 1996, 4 200 clients.",
)


def substance(language: str, *lines: str, **more: object) -> Substance:
    site = site_of(outlined("https://own.example/", "Own", lines, language, **more))
    return find_substance(read(site), Business(BrandName(name="Own"), more.get("sells_as")))


def texts(found: tuple[SourcedText, ...]) -> set[str]:
    return {each.text for each in found}


@pytest.mark.parametrize(
    ("language", "lines", "offered", "never"),
    [
        ("en", BOATYARD, {"hull blacking", "engine service", "boat safety certificate"}, {"welder", "jobs"}),
        ("de", IMKEREI, {"Rapshonig", "Lindenhonig", "Bienenwachskerzen"}, {"Paket", "Versand", "Hofläden"}),
        ("fr", SERRURERIE, {"ouverture de porte", "remplacement de serrure", "blindage de porte"}, {"syndics"}),
    ],
)  # fmt: skip
def test_offers_are_what_lists_and_prices_name(
    language: str, lines: tuple[str, ...], offered: set[str], never: set[str]
) -> None:
    found = {each.lower() for each in texts(substance(language, *lines).offerings)}
    assert {each.lower() for each in offered} <= found
    assert not {each.lower() for each in never} & found


def test_an_offer_has_the_price_and_the_features_that_its_line_says() -> None:
    found = {each.text.lower(): each for each in substance("en", *BOATYARD).offerings}
    assert found["engine service"].price == "£210"
    assert found["hull blacking"].price == "from £640"
    assert {each.text: each.price for each in substance("de", *IMKEREI).offerings}["Rapshonig"] == "6,50 €"


@pytest.mark.parametrize(
    ("language", "lines", "groups"),
    [
        ("en", BOATYARD, {"Families", "Hire fleets"}),
        ("de", IMKEREI, {"Hofläden", "Familien"}),
        ("fr", SERRURERIE, {"Syndics", "Particuliers", "commerçants", "écoles"}),
    ],
)
def test_groups_of_customers_are_those_that_are_announced_or_served(
    language: str, lines: tuple[str, ...], groups: set[str]
) -> None:
    found = substance(language, *lines).segments
    assert groups <= texts(found)
    assert not {"Welder", "applicants"} & texts(found)


def test_a_group_says_what_kind_of_buyer_it_is_and_how_large() -> None:
    found = {
        each.text: each for each in substance("en", "Made for schools with up to 400 pupils.", "For families.").segments
    }
    assert (found["schools"].buyer, found["families"].buyer) == ("institution", "household")
    assert found["schools"].size == "up to 400 pupils"


@pytest.mark.parametrize(
    ("language", "lines", "said"),
    [
        ("en", BOATYARD, "anodes rot away"),
        ("de", IMKEREI, "Sie wissen nicht, warum"),
        ("fr", SERRURERIE, "personne ne répond"),
    ],
)
def test_troubles_are_told_in_the_sites_own_words(language: str, lines: tuple[str, ...], said: str) -> None:
    found = substance(language, *lines).problems
    assert any(said in (each.evidence or "") for each in found)
    assert all(each.text and not each.text.endswith((".", "?", "!")) for each in found)


def test_english_doubts_are_cut_into_what_is_feared() -> None:
    found = texts(substance("en", *BOATYARD).objections)
    assert "I might not be able to stay aboard during the work" in found
    assert "the hull is too thin" in found


def test_proof_is_a_sentence_with_a_figure_a_year_or_a_certificate() -> None:
    assert "Since 1987 we have lifted 2,300 boats" in texts(substance("en", *BOATYARD).proof)
    assert "Seit 1974, ausgezeichnet vom Landesverband" in texts(substance("de", *IMKEREI).proof)
    assert "Depuis 1996, 4 200 clients" in texts(substance("fr", *SERRURERIE).proof)


def test_markets_are_codes_of_what_is_stated_and_of_nothing_else() -> None:
    assert substance("en", *BOATYARD).markets == ("GBP", "IE")
    assert substance("de", *IMKEREI).markets == ("AT", "CH", "EUR")
    assert substance("en", "The crew once sailed to France.").markets == ()


def test_a_shops_brands_are_not_its_offers_but_the_kinds_of_its_goods_are() -> None:
    items = [StructuredItem(type="Product", name="Grando Duo", brand="Ferrolani", category="Kitchen > Moka pots")]
    found = {each.lower() for each in texts(substance("en", "# Pots", items=items, sells_as="shop").offerings)}
    assert "moka pots" in found
    assert not {"ferrolani", "grando duo"} & found


def test_every_finding_names_its_page_and_its_words() -> None:
    for language, lines in (("en", BOATYARD), ("de", IMKEREI), ("fr", SERRURERIE)):
        found = substance(language, *lines)
        whole = "\n".join(lines)
        for each in (*found.offerings, *found.segments, *found.problems, *found.features, *found.proof):
            assert each.url == "https://own.example/"
            assert each.evidence
            assert each.evidence in whole


def _work(pages: int) -> float:
    lines = BOATYARD * 2
    told = [
        outlined(f"https://own.example/{number}", f"Page {number}", [f"{each} {number}" for each in lines])
        for number in range(pages)
    ]
    reading, begun = read(site_of(*told)), time.process_time()
    find_substance(reading, Business(BrandName(name="Own")))
    return time.process_time() - begun


def test_fifty_pages_take_no_more_than_their_share() -> None:
    assert min(_work(50) for _ in range(2)) < 3 * 5 * min(_work(10) for _ in range(3)), "it grows faster than the site"


_ANYTHING = st.lists(st.text(max_size=80), max_size=8)


@settings(max_examples=60, deadline=None)
@given(_ANYTHING, st.sampled_from(["en", "de", "fr", "ja", "nl"]))
def test_any_lines_give_some_substance_or_none(lines: list[str], language: str) -> None:
    found = substance(language, *(each for each in lines if each.strip()))
    assert all(each.text.strip() for each in (*found.offerings, *found.segments, *found.problems))
