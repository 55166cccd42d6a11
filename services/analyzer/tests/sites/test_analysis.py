"""The analysis of small sites of different trades: what it says of them, and that it can prove it."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.sites.rules.analysis import NothingToRead, Site, WebsiteAnalysis, analyse_website
from common.contracts.vocabulary import SourcedText

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

SITES = {
    "bakery": BAKERY,
    "law firm": LAW_FIRM,
    "project software": PROJECT_SOFTWARE,
    "boot shop": BOOT_SHOP,
    "dentist": DENTIST,
    "energy advisers": ENERGY_ADVISERS,
}


def texts(found: tuple[SourcedText, ...]) -> list[str]:
    return [each.text for each in found]


def findings(analysis: WebsiteAnalysis) -> list[SourcedText]:
    return [
        *analysis.offerings, *analysis.value_propositions, *analysis.target_markets, *analysis.problems,
        *analysis.objections,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("site", "brand", "industry", "category"),
    [
        (BAKERY, "Grain & Ember", "Food and drink", "sourdough bakeries"),
        (LAW_FIRM, "Harrow & Pike", "Legal services", "family law firms"),
        (PROJECT_SOFTWARE, "Plankton", "Software", "project management software for architects"),
        (BOOT_SHOP, "Fellgrip", "Retail", "hiking boot shops"),
        (DENTIST, "Millbrook Dental Practice", "Health", "dental practices"),
        (ENERGY_ADVISERS, "Nordwind Energie", "Other", "Energieberatung"),
    ],
)
def test_a_site_says_its_brand_industry_and_category(site: Site, brand: str, industry: str, category: str) -> None:
    found = analyse_website(site)
    assert (found.brand.name, found.industry, found.category) == (brand, industry, category)
    assert found.brand.tracked


def test_whom_it_sells_to_comes_with_the_words_that_decided() -> None:
    found = analyse_website(PROJECT_SOFTWARE)
    assert found.business_model == "b2b"
    assert "your team" in found.business_model_reason
    assert analyse_website(BAKERY).business_model == analyse_website(LAW_FIRM).business_model == "b2c"


def test_a_marketplace_is_one_where_two_sides_are_addressed() -> None:
    text = "A marketplace for used looms. We bring buyers and sellers together; list your loom on Webstuhl."
    site = Site.of([page("https://webstuhl.example/", "Webstuhl", text)], "https://webstuhl.example/")
    assert analyse_website(site).business_model == "marketplace"


def test_target_markets_are_people_and_organisations() -> None:
    assert set(texts(analyse_website(LAW_FIRM).target_markets)) == {"parents", "couples", "business owners"}
    assert set(texts(analyse_website(PROJECT_SOFTWARE).target_markets)) == {"architects", "engineering firms"}
    assert set(texts(analyse_website(BOOT_SHOP).target_markets)) == {"walkers", "hikers", "trail runners"}


def test_problems_are_clauses_in_the_customers_own_words() -> None:
    assert "my boots rub, my heels blister and after two hours my feet are wet" in texts(
        analyse_website(BOOT_SHOP).problems
    )
    assert "I am worried about what it will cost" in texts(analyse_website(LAW_FIRM).problems)
    assert "my team wastes two hours a day searching for files" in texts(analyse_website(PROJECT_SOFTWARE).problems)
    for site in SITES.values():
        for problem in texts(analyse_website(site).problems):
            assert not problem.endswith((".", "?", "!"))
            assert not re.search(r"\byou\b|\byour\b", problem)


def test_objections_are_the_doubts_behind_questions() -> None:
    assert texts(analyse_website(PROJECT_SOFTWARE).objections) == [
        "it might be too expensive for a small studio",
        "my data might not be safe",
    ]
    assert texts(analyse_website(LAW_FIRM).objections) == ["I might lose my house"]


def test_competitors_are_those_the_site_compares_itself_with_and_no_partners() -> None:
    found = analyse_website(PROJECT_SOFTWARE)
    assert [rival.name for rival in found.competitors] == ["Asana", "Monday.com", "Trello", "Basecamp"]
    assert all(rival.name in (rival.evidence or "") for rival in found.competitors)
    assert analyse_website(BAKERY).competitors == ()


def test_offerings_begin_with_the_main_one_and_name_no_customers() -> None:
    assert texts(analyse_website(BOOT_SHOP).offerings)[:3] == ["hiking boots", "trail shoes", "merino socks"]
    assert "cinnamon buns" in texts(analyse_website(BAKERY).offerings)


def test_the_domain_is_known_and_spellings_are_aliases() -> None:
    brand = analyse_website(LAW_FIRM).brand
    assert brand.domains == ("harrowpike.example",)
    assert {"Harrow and Pike", "harrowpike"} <= set(brand.aliases)


def test_a_site_on_ones_own_machine_has_no_domain() -> None:
    site = Site.of(BAKERY.pages, "http://127.0.0.1:8080/")
    assert analyse_website(site).brand.domains == ()


def test_the_name_that_was_given_with_the_website_wins() -> None:
    assert (
        analyse_website(Site.of(BOOT_SHOP.pages, BOOT_SHOP.url, "Fellgrip Outdoor Ltd")).brand.name
        == "Fellgrip Outdoor"
    )


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_every_finding_stands_on_the_page_it_names(site: Site) -> None:
    pages = {
        each.url: "\n".join((each.title or "", each.meta_description or "", *each.headings, each.text))
        for each in site.pages
    }
    for finding in findings(analyse_website(site)):
        assert finding.url in pages
        assert finding.evidence
        assert finding.evidence in pages[finding.url]


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_the_same_pages_in_any_order_give_the_same_analysis(site: Site) -> None:
    assert analyse_website(Site.of(site.pages[::-1], site.url)) == analyse_website(site)


def test_a_site_without_text_is_nothing_to_read() -> None:
    with pytest.raises(NothingToRead):
        analyse_website(Site.of([page("https://empty.example/", "Empty", " \n ")], "https://empty.example/"))


def test_the_example_site_tells_its_story() -> None:
    folder = Path(__file__).parents[4] / "examples" / "sites" / "tillvane"
    found = analyse_website(_read_site(folder))
    assert found.brand.name == "Tillvane"
    assert found.category.startswith("e-mail marketing software")
    assert found.industry == "Software"
    assert found.business_model == "b2b"
    assert {"Mailchimp", "Klaviyo", "Brevo"} <= {rival.name for rival in found.competitors}
    assert not {"Shopify", "WooCommerce", "Etsy"} & {rival.name for rival in found.competitors}
    assert "small shops" in texts(found.target_markets)
    assert len(found.problems) >= 5
    assert len(found.objections) >= 5


def _read_site(folder: Path) -> Site:
    """The pages with their tags cut out, a line per block: cruder than the crawler's reading, and enough."""
    pages = []
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        meta = re.search(r'<meta name="description" content="(.*?)"', html)
        body = re.sub(r"<(script|style|nav|footer|header|head).*?</\1>", "", html, flags=re.DOTALL)
        headings = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<h[123][^>]*>(.*?)</h", body, re.DOTALL)]
        flat = re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h\d|li|td|tr|div)>", "\n", re.sub(r"\s+", " ", body)))
        text = "\n".join(line.strip() for line in flat.splitlines() if line.strip())
        url = f"http://127.0.0.1:8080/{path.relative_to(folder)}".removesuffix("index.html")
        kind = "homepage" if path.name == "index.html" and path.parent == folder else "other"
        pages.append(
            page(url, title[1] if title else "", text, meta=meta[1] if meta else None, headings=headings, kind=kind)
        )
    return Site.of(pages, "http://127.0.0.1:8080/")


_ANYTHING = st.text(max_size=400)


@settings(max_examples=60, deadline=None)
@given(_ANYTHING, _ANYTHING, st.lists(_ANYTHING, max_size=4), st.sampled_from(["en", "de", None]))
def test_any_text_gives_an_analysis_or_nothing_to_read(
    title: str, text: str, headings: list[str], language: str
) -> None:
    read = page("https://any.example/", title, text, headings=headings, meta=title, language=language)
    try:
        found = analyse_website(Site.of([read], "https://any.example/"))
    except NothingToRead:
        assert not text.strip()
    else:
        assert found.category.strip()
        assert found.brand.name.strip()


_VOCABULARY = """We sell is for small shops and unlike Mailchimp , . ? ! your you lose time too expensive the a of in
Leeds hiking boots software Is it I don't have “worry” – bakery who struggle made vs or switch from"""
_PARTS = st.sampled_from(re.split(r"\s", _VOCABULARY))


@settings(max_examples=80, deadline=None)
@given(st.lists(_PARTS, min_size=1, max_size=60).map(" ".join))
def test_words_of_business_in_any_order_give_an_analysis(text: str) -> None:
    found = analyse_website(Site.of([page("https://any.example/", text[:80], text)], "https://any.example/"))
    assert found.category


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("Recruiters for machine learning. We place candidates and search for talent; hiring takes four weeks.",
         "Staffing and recruiting"),
        ("Pest control in Leeds. Our technicians keep termites out and do lawn care.", "Home services"),
        ("Broadband and mobile. Fast fibre internet, a router and wireless TV.", "Telecommunications"),
        ("Check how a search engine sees your pages: SEO, backlinks and branding.", "Marketing services"),
    ],
)  # fmt: skip
def test_the_industry_is_told_by_its_words(text: str, industry: str) -> None:
    found = analyse_website(Site.of([page("https://any.example/", text[:40], text)], "https://any.example/"))
    assert found.industry == industry


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("Speckled mug. $60.00, sold out. For tea and coffee.", "Retail"),
        ("Dark roast coffee. $20, in stock. Roasted with spice and flavor.", "Food and drink"),
        ("Project dashboard software. From $20 a month, with an API.", "Software"),
    ],
)
def test_what_sells_goods_is_retail_unless_its_goods_say_more(text: str, industry: str) -> None:
    found = analyse_website(Site.of([page("https://any.example/", text[:12], text)], "https://any.example/"))
    assert found.industry == industry


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Residential", "transport and logistics companies"),
        ("Tools", "transport and logistics companies"),
        ("Local movers in Leeds", "movers"),
        ("San Francisco movers in San Francisco", "movers"),
    ],
)
def test_a_category_names_a_kind_of_business_without_its_place(title: str, category: str) -> None:
    text = "A van and a warehouse for your move."
    assert (
        analyse_website(Site.of([page("https://any.example/", title, text)], "https://any.example/")).category
        == category
    )


@pytest.mark.parametrize(
    ("text", "rivals"),
    [
        ("Unlike Zendoro, we answer the phone.", ["Zendoro"]),
        ("I've switched from Mary Miller to this teacher.", []),
        ("We moved from San Francisco to Austin.", []),
        ("Better than an IN-HOUSE SEO team? Compare us with IN-HOUSE SEO.", []),
        ("Unlike I'd expected, it was cheap.", []),
    ],
)
def test_terms_places_and_persons_are_no_rivals(text: str, rivals: list[str]) -> None:
    found = analyse_website(
        Site.of([page("https://any.example/", "Krux", f"{text} Krux is a school.")], "https://any.example/")
    )
    assert [rival.name for rival in found.competitors] == rivals


def test_whom_a_site_is_for_is_not_proposed_as_what_it_is_and_what_it_offers_is() -> None:
    pages = [
        page(
            "https://www.sudline.example/",
            "Sudline",
            "Clean kitchens pass inspections. Sudline comes at night.\n"
            "For hotels, for restaurants and for hospitals.\n"
            "Hotels call us when the extractor drips, and restaurants when the inspector has been.",
            headings=["For hotels, restaurants and hospitals"],
        ),
        page(
            "https://www.sudline.example/services",
            "Services",
            "What we do\nExtractor cleaning\nHood, filters and duct, at night.\nDuct inspection\nWith photographs.\n"
            "Filter exchange\nEvery month, on a fixed day.",
            kind="service",
            headings=["What we do", "Extractor cleaning", "Duct inspection", "Filter exchange"],
        ),
    ]
    found = analyse_website(Site.of(pages, "https://www.sudline.example/"))
    proposed = [each.text for each in found.proposals]
    groups = [segment.text.lower() for segment in found.target_markets]
    assert "hotels" in groups
    assert "hotels" not in proposed
    assert {"extractor cleaning", "duct inspection", "filter exchange"} & {each.lower() for each in proposed}
