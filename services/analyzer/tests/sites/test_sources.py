"""Each finding of an analysis stands where it is said to stand, and the tone is told by words of the site."""

import pytest

from analyzer.sites.rules.analysis import Site, WebsiteAnalysis, analyse_website
from analyzer.sites.rules.analysis.sources import parts_of
from analyzer.sites.rules.analysis.tone import FEWEST_WORDS
from common.testing.models import Script

from ..models.test_models import analyst, reading
from ..sites.small_sites import BAKERY, PROJECT_SOFTWARE, page

pytestmark = pytest.mark.pure
LISTS = ("offerings", "value_propositions", "target_markets", "problems", "objections")


def assert_placed(found: WebsiteAnalysis, site: Site) -> None:
    """Every source is a span of its page, and every finding has one."""
    pages = {each.url: parts_of(each) for each in site.pages}
    assert all(pages[each.url][each.part][each.start : each.end] == each.text for each in found.sources)
    placed = {(each.field, each.item) for each in found.sources}
    assert {("brand", found.brand.name), ("category", found.category)} <= placed
    assert {("industry", found.industry), ("business_model", found.business_model)} <= placed
    for field in LISTS:
        assert {(field, each.text) for each in getattr(found, field)} <= placed
    assert {("keywords", word) for word in found.keywords} <= placed
    assert {("competitors", rival.name) for rival in found.competitors} <= placed


@pytest.mark.parametrize("site", [BAKERY, PROJECT_SOFTWARE], ids=["bakery", "software"])
def test_every_finding_stands_on_a_page(site: Site) -> None:
    found = analyse_website(site)
    assert_placed(found, site)
    assert any(each.field == "summary" for each in found.sources)


async def test_a_models_findings_are_placed_by_us_and_not_by_the_model() -> None:
    made_up = [{"field": "industry", "item": "x", "url": "x", "part": "text", "start": 0, "end": 1, "text": "x"}]
    found = await analyst(Script(reading(sources=made_up, tone="formal"))).analyse(PROJECT_SOFTWARE)
    assert found.fallback_reason is None
    assert_placed(found.value, PROJECT_SOFTWARE)
    assert found.value.tone == analyse_website(PROJECT_SOFTWARE).tone


def spoken(text: str, language: str = "en") -> WebsiteAnalysis:
    url = "https://ledgerly.example/"
    return analyse_website(Site.of([page(url, "Ledgerly", text * 12, language=language)], url))


@pytest.mark.parametrize(
    ("text", "tone", "cue"),
    [
        ("You'll love how we keep your books. Let's get you started today!\n", "conversational", "you"),
        ("Ledgerly keeps books for studios of architects, engineers and designers in every larger town of the "
         "country. Reports arrive monthly, and our staff checks every entry that was made.\n", "neutral", "our"),
        ("The provider shall keep all records pursuant to the applicable statutes and the terms herein.\n",
         "formal", "shall"),
    ],
)  # fmt: skip
def test_the_tone_is_told_by_words_that_stand_there(text: str, tone: str, cue: str) -> None:
    found = spoken(text)
    assert found.tone == tone
    assert cue in found.tone_reason
    assert any(each.field == "tone" and each.text.lower().startswith(cue) for each in found.sources)


def test_where_the_tone_cannot_be_told_there_is_none_and_a_reason() -> None:
    german = spoken("Wir führen die Bücher für kleine Ateliers und Werkstätten in der ganzen Stadt.\n", "de")
    assert (german.tone, german.tone_reason) == (None, "The tone is read in English only.")
    url = "https://ledgerly.example/"
    short = analyse_website(Site.of([page(url, "Ledgerly", "Ledgerly keeps your books.")], url))
    assert short.tone is None
    assert str(FEWEST_WORDS) in short.tone_reason
