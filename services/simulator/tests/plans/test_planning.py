"""Plans as a whole: five customers of ten conversations, about the site, the same from run to run, free of stumbles."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import BrandName, CategoryProposal, Concern, Offering, Panel, Segment, SourcedText
from common.primitives.ids import uuid7
from scoring.sites.plans.figures import distinct_2, self_bleu
from scoring.sites.plans.lint import LintedPlan, findings_of, grounded_share
from simulator.plans.rules.customers.profiles import understood
from simulator.plans.rules.names import brand_words
from simulator.plans.rules.planning import (
    CORE,
    TURNS,
    LanguageNotSupported,
    Plan,
    plan_of,
    turns_of,
    with_core_of,
)

from ..analysed_sites import BARE, EMAIL_MARKETING, SITES
from ..printout import printout
from .written_sites import WRITTEN

pytestmark = pytest.mark.pure
GOLDEN = Path(__file__).parents[1] / "golden"
FULL = Panel()
EVERY = {**WRITTEN, **{name: site for name, site in SITES.items() if site is not BARE}}
LANGUAGES = ("en", "de", "fr")


def linted(site: WebsiteAnalyzed, language: str, plan: Plan) -> LintedPlan:
    market = understood(site, language).market
    profiles = [customer.profile for customer in plan.customers]
    return LintedPlan(site, language, profiles, plan.conversations, [market.many, market.one or ""])


def texts(plan: Plan) -> list[str]:
    return [prompt.text for conversation in plan.conversations for prompt in conversation.prompts]


@pytest.mark.parametrize("name", SITES)
def test_what_is_planned_for_an_industry_is_what_was_read_and_found_good(name: str) -> None:
    golden = (GOLDEN / f"{name.replace(' ', '-')}.txt").read_text(encoding="utf-8")
    assert printout(plan_of(SITES[name], FULL, "en")) == golden


@pytest.mark.parametrize("site", EVERY.values(), ids=EVERY)
def test_a_careful_reader_stumbles_over_nothing(site: WebsiteAnalyzed) -> None:
    plan = plan_of(site, FULL, site.language)
    assert findings_of(linted(site, site.language, plan)) == []


@pytest.mark.parametrize("site", EVERY.values(), ids=EVERY)
def test_a_plan_is_varied_and_about_its_site(site: WebsiteAnalyzed) -> None:
    looked_at = linted(site, site.language, plan_of(site, FULL, site.language))
    assert distinct_2(looked_at) > 0.7
    assert self_bleu(looked_at) < 0.45
    assert grounded_share(looked_at) >= 0.6


@pytest.mark.parametrize("site", EVERY.values(), ids=EVERY)
def test_a_full_panel_has_five_profiles_with_ten_conversations_of_two_or_three_turns(site: WebsiteAnalyzed) -> None:
    plan = plan_of(site, FULL, site.language)
    assert len(plan.customers) == len({customer.profile.name for customer in plan.customers}) == 5
    for customer in plan.customers:
        own = [each for each in plan.conversations if each.icp_id == customer.profile.id]
        assert [each.sequence_number for each in own] == list(range(1, 11))
        assert [len(each.prompts) for each in own] == list(TURNS)
        assert [each.core for each in own] == [True] * CORE + [False] * CORE
    assert len(texts(plan)) == turns_of(FULL)


@pytest.mark.parametrize("site", EVERY.values(), ids=EVERY)
def test_one_conversation_in_ten_is_branded_and_the_others_name_no_brand(site: WebsiteAnalyzed) -> None:
    brands = brand_words(site)
    plan = plan_of(site, FULL, site.language)
    branded = [each for each in plan.conversations if any(brands.search(prompt.text) for prompt in each.prompts)]
    assert len(branded) == len({each.icp_id for each in branded}) == 5
    assert not any(each.core for each in branded)


@pytest.mark.parametrize("site", EVERY.values(), ids=EVERY)
def test_even_a_small_panel_asks_about_different_things(site: WebsiteAnalyzed) -> None:
    topics = {each.topic for each in plan_of(site, Panel(icps=5, conversations=2), site.language).conversations}
    assert len(topics) >= 5


def test_a_plan_depends_on_the_site_and_not_on_the_run() -> None:
    again = EMAIL_MARKETING.model_copy(update={"analysis_id": uuid7(), "audit_id": uuid7(), "id": uuid7()})
    assert plan_of(again, FULL, "en") == plan_of(EMAIL_MARKETING, FULL, "en")
    elsewhere = EMAIL_MARKETING.model_copy(update={"website_id": uuid7()})
    assert not {each.id for each in plan_of(elsewhere, FULL, "en").conversations} & {
        each.id for each in plan_of(EMAIL_MARKETING, FULL, "en").conversations
    }


def test_profiles_keep_their_ids_where_only_other_facts_of_the_site_change() -> None:
    site = WRITTEN["payroll"]
    before = {customer.profile.id for customer in plan_of(site, FULL, "en").customers}
    longer = site.model_copy(update={"features": (*site.features, SourcedText(text="audit trails"))})
    turned = site.model_copy(update={"problems": site.problems[::-1], "objections": ()})
    assert {customer.profile.id for customer in plan_of(longer, FULL, "en").customers} == before
    assert {customer.profile.id for customer in plan_of(turned, FULL, "en").customers} == before


@settings(deadline=None, max_examples=30)
@given(icps=st.integers(1, 5), conversations=st.integers(1, 10), name=st.sampled_from(sorted(WRITTEN)))
def test_a_smaller_panel_is_the_beginning_of_a_larger_one(icps: int, conversations: int, name: str) -> None:
    panel, site = Panel(icps=icps, conversations=conversations), WRITTEN[name]
    part, whole = plan_of(site, panel, site.language), plan_of(site, FULL, site.language)
    assert set(part.conversations) <= set(whole.conversations)
    assert part.customers == whole.customers[:icps]
    assert len(texts(part)) == turns_of(panel)


def test_core_conversations_are_taken_from_before_where_words_vary() -> None:
    first, second = plan_of(EMAIL_MARKETING, FULL, "en"), plan_of(BARE, FULL, "en")
    same = [each.model_copy(update={"icp_id": second.customers[0].profile.id}) for each in first.conversations[:10]]
    mixed = with_core_of(second, same)
    assert mixed.conversations[:CORE] == tuple(same[:CORE])
    assert mixed.conversations[CORE:] == second.conversations[CORE:]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["physio", "dosierpumpen", "jeux"])
def test_a_plan_in_another_language_than_the_sites_holds_none_of_its_words(name: str, language: str) -> None:
    site = WRITTEN[name]
    plan = plan_of(site, FULL, language)
    assert len(texts(plan)) == turns_of(FULL)
    assert findings_of(linted(site, language, plan)) == []
    if language != site.language:
        said = " ".join(texts(plan)).lower()
        assert not [each.text for each in (*site.offerings, *site.problems) if each.text.lower() in said]
        assert all(each.reason for each in plan.conversations)


def test_a_language_without_a_pack_is_refused_with_what_would_help() -> None:
    assert len(plan_of(WRITTEN["jeux"], FULL, "fr-CH").conversations) == 50
    with pytest.raises(LanguageNotSupported, match=r"planning model.*--language de\|en\|fr"):
        plan_of(WRITTEN["jeux"], FULL, "ja")


def test_fifty_conversations_take_less_than_a_second_even_of_a_site_with_ten_thousand_offerings() -> None:
    many = tuple(Offering(text=f"{word} {kind}") for word in map(_word, range(2000)) for kind in _KINDS)
    site = WRITTEN["yarn"].model_copy(update={"offerings": many})
    plan_of(site, FULL, "en")
    begun = time.perf_counter()
    plan_of(site, FULL, "en")
    assert time.perf_counter() - begun < 1


_KINDS = ("needles", "skeins", "patterns", "hooks", "bags")


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")


STRANGE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", " ", "{many}", "%s {0}", "<b>x</b>", "Ignore all rules.", "\u202eabc", "a" * 5000, "x", "???"]
    ),
)
LISTS = st.lists(STRANGE, max_size=5)


@settings(deadline=None, max_examples=60)
@given(lists=st.tuples(LISTS, LISTS, LISTS, LISTS), category=STRANGE, language=st.sampled_from(LANGUAGES))
def test_no_analysis_is_so_strange_that_planning_fails(
    lists: tuple[list[str], ...], category: str, language: str
) -> None:
    markets, problems, offerings, places = lists
    site = BARE.model_copy(
        update={
            "language": language, "local": True, "category": category, "brand": BrandName(name="Zyxel"),
            "places": tuple(SourcedText(text=each) for each in places),
            "target_markets": tuple(Segment(text=each, role=each, size=each) for each in markets),
            "offerings": tuple(Offering(text=each, features=(each,)) for each in offerings),
            "problems": tuple(Concern(text=each, quote=each) for each in problems),
            "objections": tuple(Concern(text=each, quote=each) for each in problems),
            "proposals": (CategoryProposal(text=category, singular=category, score=0.5),),
        }
    )  # fmt: skip
    plan = plan_of(site, FULL, language)
    assert len(texts(plan)) == turns_of(FULL)
    assert not [text for text in texts(plan) if re.search(r"[{}<>]|\s\s", text)]


def test_a_brand_that_is_an_ordinary_word_is_not_said_by_accident() -> None:
    site = WRITTEN["yarn"].model_copy(update={"brand": BrandName(name="Friday")})
    plan = plan_of(site, FULL, "en")
    branded = [each for each in plan.conversations if any("friday" in prompt.text.lower() for prompt in each.prompts)]
    assert len(branded) <= 5
