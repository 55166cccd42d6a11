"""Profiles and conversations: natural, distinct, unbranded but for one in ten, and the same from run to run."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import BrandName, Concern, Panel, SourcedText
from common.english.nouns import plural, singular
from common.primitives.ids import uuid7
from simulator.plans.rules.english.concerns import doubt_of, doubts, statement_of, statements, worry_of
from simulator.plans.rules.english.grammar import indefinite, plain_noun_phrase, punctuated, with_article
from simulator.plans.rules.english.market import audience_of, brand_words, product_of
from simulator.plans.rules.planning import CORE, TURNS, Plan, plan_of, turns_of, with_core_of
from simulator.plans.rules.profiles import profiles_of

from ..analysed_sites import BARE, EMAIL_MARKETING, SITES
from ..printout import printout

pytestmark = pytest.mark.pure
GOLDEN = Path(__file__).parents[1] / "golden"
FULL = Panel()


def texts(plan: Plan) -> list[str]:
    return [prompt.text for conversation in plan.conversations for prompt in conversation.prompts]


@pytest.mark.parametrize("name", SITES)
def test_what_is_planned_for_an_industry_is_what_was_read_and_found_good(name: str) -> None:
    golden = (GOLDEN / f"{name.replace(' ', '-')}.txt").read_text(encoding="utf-8")
    assert printout(plan_of(SITES[name], FULL)) == golden


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_a_full_panel_has_five_profiles_with_ten_conversations_of_two_or_three_turns(site: WebsiteAnalyzed) -> None:
    plan = plan_of(site, FULL)
    assert len(plan.customers) == len({customer.profile.name for customer in plan.customers}) == 5
    for customer in plan.customers:
        own = [each for each in plan.conversations if each.icp_id == customer.profile.id]
        assert [each.sequence_number for each in own] == list(range(1, 11))
        assert [len(each.prompts) for each in own] == list(TURNS)
        assert [each.core for each in own] == [True] * CORE + [False] * CORE
    assert len(texts(plan)) == turns_of(FULL)


def faults_of(text: str) -> list[str]:
    """What a careful reader would stumble over, as far as a pattern can tell."""
    patterns = {
        "doubled space": r"\s\s|^\s|\s$",
        "no end": r"[^.?!]$",
        "unfilled slot": r"[{}\[\]]|None",
        "space before punctuation": r"\s[,.;:?!]",
        "doubled punctuation": r"[,.;:?!]{2}",
        "small start": r"^[a-z]|[.?!] [a-z]",
        "article before a vowel": r"\ba (?!eu|one\b|once\b|uni(?!m|n)|us[ae])[aeio]\w+",
        "article before a consonant": r"\ban (?!hour|heir|honest)[bcdfghjklmnpqrstvwxyz]\w+",
        "article before a plural": r"\b(?:a|an) (?:\w+ )?(?:shops|sellers|stores|tools|brands|clinics|owners)\b",
        "a word twice": r"(?i)\b(\w+) \1\b",
        "'I' and 'we' in one breath": r"\bI're\b|\bwe'm\b|\bI is\b",
        "advertising": r"\b(?:seamless|effortless|cutting-edge|state-of-the-art|empower|leverage|unlock)\w*\b",
    }
    return [name for name, pattern in patterns.items() if re.search(pattern, text)]


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_prompts_read_like_a_person(site: WebsiteAnalyzed) -> None:
    stumbled = {text: faults for text in texts(plan_of(site, FULL)) if (faults := faults_of(text))}
    assert not stumbled


def test_the_reader_of_prompts_sees_each_planted_fault() -> None:
    planted = (
        "I am a  shop.", "Which one", "For {a_one}?", "Which one ?", "Why??", "which one?", "It is a apple.",
        "It is an tool.", "I run a coffee shops?", "The the end.", "We seamlessly do it.",
    )  # fmt: skip
    assert all(faults_of(text) for text in planted)


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_one_conversation_in_ten_is_branded_and_the_others_name_no_brand(site: WebsiteAnalyzed) -> None:
    brands = brand_words(site)
    plan = plan_of(site, FULL)
    branded = [each for each in plan.conversations if any(brands.search(prompt.text) for prompt in each.prompts)]
    assert len(branded) == 5
    assert len({each.icp_id for each in branded}) == 5


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_openings_are_distinct_and_no_conversation_repeats_itself(site: WebsiteAnalyzed) -> None:
    plan = plan_of(site, FULL)
    openings = [each.prompts[0].text for each in plan.conversations]
    assert len(set(openings)) == len(openings)
    for each in plan.conversations:
        assert len({prompt.text for prompt in each.prompts}) == len(each.prompts)
    own = [
        {p.text for c in plan.conversations if c.icp_id == icp.profile.id for p in c.prompts} for icp in plan.customers
    ]
    assert all(len(said) >= 0.9 * sum(TURNS) for said in own)


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_even_a_small_panel_covers_the_whole_funnel(site: WebsiteAnalyzed) -> None:
    topics = {each.topic for each in plan_of(site, Panel(icps=5, conversations=2)).conversations}
    assert len(topics) >= 5


def test_a_plan_depends_on_the_site_and_not_on_the_run() -> None:
    again = EMAIL_MARKETING.model_copy(update={"analysis_id": uuid7(), "audit_id": uuid7(), "id": uuid7()})
    assert plan_of(again, FULL) == plan_of(EMAIL_MARKETING, FULL)
    elsewhere = EMAIL_MARKETING.model_copy(update={"website_id": uuid7()})
    assert not {each.id for each in plan_of(elsewhere, FULL).conversations} & {
        each.id for each in plan_of(EMAIL_MARKETING, FULL).conversations
    }


@settings(deadline=None)
@given(icps=st.integers(1, 5), conversations=st.integers(1, 10))
def test_a_smaller_panel_is_the_beginning_of_a_larger_one(icps: int, conversations: int) -> None:
    panel = Panel(icps=icps, conversations=conversations)
    part, whole = plan_of(EMAIL_MARKETING, panel), plan_of(EMAIL_MARKETING, FULL)
    assert set(part.conversations) <= set(whole.conversations)
    assert len(texts(part)) == turns_of(panel)


def test_core_conversations_are_taken_from_before_where_words_vary() -> None:
    first, second = plan_of(EMAIL_MARKETING, FULL), plan_of(BARE, FULL)
    same = [each.model_copy(update={"icp_id": second.customers[0].profile.id}) for each in first.conversations[:10]]
    mixed = with_core_of(second, same)
    assert mixed.conversations[:CORE] == tuple(same[:CORE])
    assert mixed.conversations[CORE:] == second.conversations[CORE:]


AUDIENCES = st.lists(st.text(max_size=40), max_size=6)


@settings(deadline=None)
@given(markets=AUDIENCES, problems=AUDIENCES, offerings=AUDIENCES, category=st.text(max_size=40))
def test_no_analysis_is_so_strange_that_planning_fails(
    markets: list[str], problems: list[str], offerings: list[str], category: str
) -> None:
    def sourced(given: list[str]) -> tuple[SourcedText, ...]:
        return tuple(SourcedText(text=text) for text in given)

    site = BARE.model_copy(
        update={
            "target_markets": sourced(markets), "offerings": sourced(offerings),
            "problems": tuple(Concern(text=text) for text in problems),
            "category": category, "brand": BrandName(name="Zyxel"),
        }
    )  # fmt: skip
    plan = plan_of(site, Panel(icps=5, conversations=5))
    assert len(plan.conversations) == 25
    assert not [text for text in texts(plan) if re.search(r"[{}]|\s\s", text)]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("accounting tool", "an accounting tool"), ("university", "a university"), ("hour", "an hour"),
        ("SMS tool", "an SMS tool"), ("CRM", "a CRM"), ("e-mail tool", "an e-mail tool"), ("used car", "a used car"),
        ("honest broker", "an honest broker"), ("one-off service", "a one-off service"), ("umbrella", "an umbrella"),
        ("European firm", "a European firm"), ("HR team", "an HR team"), ("unimportant thing", "an unimportant thing"),
    ],
)  # fmt: skip
def test_articles_follow_the_sound(phrase: str, expected: str) -> None:
    assert with_article(phrase) == expected


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("small online store", "small online stores"), ("local service business", "local service businesses"),
        ("agency", "agencies"), ("parent of toddlers", "parents of toddlers"), ("bakery", "bakeries"),
        ("salesperson", "salespersons"), ("family", "families"), ("mattress", "mattresses"), ("café", "cafés"),
        ("busy woman", "busy women"), ("tax", "taxes"), ("church", "churches"),
    ],
)  # fmt: skip
def test_plurals_and_back(one: str, many: str) -> None:
    assert (plural(one), singular(many), plural(many), singular(one)) == (many, one, many, one)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Newsletter Editor", "newsletter editor"), ("powerful analytics dashboards", "analytics dashboards"),
        ("GDPR consent records", "GDPR consent records"), ("Shopify integration", "Shopify integration"),
        ("Bring your customers back", None), ("Newsletters in 15 minutes", None), ("You know your customers", None),
        ("Simple, fair pricing", None), ("Start free", None), ("", None), ("!!!", None), ("Seamless", None),
    ],
)  # fmt: skip
def test_only_plain_noun_phrases_are_taken_from_a_site(said: str, expected: str | None) -> None:
    assert plain_noun_phrase(said) == expected


def test_counted_things_get_an_article_and_others_do_not() -> None:
    things = ("newsletter editor", "customs clearance", "trail running shoes", "software")
    assert [indefinite(thing) for thing in things] == [
        "a newsletter editor", "customs clearance", "trail running shoes", "software",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "model", "one", "kind"),
    [
        ("independent shop owners", "b2b", "independent shop", "business"),
        ("Craft sellers on Etsy or at markets", "b2b", "craft seller", "person"),
        ("Cafés and bakeries", "b2b", "café", "business"),
        ("For marketing teams who want more", "b2b", "marketing team", "team"),
        ("young families", "b2c", "young family", "household"),
        ("dog owners", "b2c", "dog owner", "person"),
        ("Local service businesses, such as hairdressers", "b2b", "local service business", "business"),
    ],
)
def test_audiences_are_understood(said: str, model: str, one: str, kind: str) -> None:
    audience = audience_of(said, model)  # type: ignore[arg-type]
    assert audience is not None
    assert (audience.one, audience.kind) == (one, kind)


@pytest.mark.parametrize("said", ["Healthcare", "people", "Everyone", "We love what we do", "", "customers"])
def test_what_names_nobody_is_no_audience(said: str) -> None:
    assert audience_of(said, "b2b") is None


@pytest.mark.parametrize(
    ("category", "one", "want"),
    [
        ("E-mail marketing software for small shops", "e-mail marketing tool", "e-mail marketing software"),
        ("Running shoes", "running shoe brand", "running shoes"),
        ("Dental clinic", "dental clinic", "a dental clinic"),
        ("Coffee", "coffee brand", "coffee"),
        ("Freight forwarding", "freight forwarding company", "a freight forwarding company"),
        ("Travel insurance", "travel insurance provider", "a travel insurance provider"),
        ("Standing desk", "standing desk", "a standing desk"),
        ("Project management platform", "project management platform", "a project management platform"),
        ("Web design agencies", "web design agency", "a web design agency"),
    ],
)
def test_products_become_what_a_customer_would_call_them(category: str, one: str, want: str) -> None:
    product = product_of(BARE.model_copy(update={"category": category}))
    assert (product.one, product.want) == (one, want)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("You lose sales to abandoned carts.", "I lose sales to abandoned carts"),
        ("Your list lies idle and people forget the shop", "My list lies idle and people forget the shop"),
        ("Losing track of shipments", "I'm tired of losing track of shipments"),
        ("no time to write newsletters", "I have no time to write newsletters"),
        ("Sore knees", "My biggest problem is sore knees"),
        ("We know that you hate waiting", None),
        ("Nobody should have to tell you twice that you lose money", None),
        ("Acme saves you hours", None),
        ("Is your inbox a mess?", None),
    ],
)
def test_problems_are_said_in_the_first_person_or_not_at_all(problem: str, said: str | None) -> None:
    assert statement_of(problem, re.compile(r"\bAcme\b")) == said


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("we lose sales to abandoned carts", "We lose sales to abandoned carts"),
        ("my boots rub and my heels blister", "My boots rub and my heels blister"),
        (
            "deadlines live in one spreadsheet, hours in another, and nobody knows which drawing is the latest",
            "Deadlines live in one spreadsheet, hours in another, and nobody knows which drawing is the latest",
        ),
        ("list lies idle", None),
        ("small shops that lose sales to abandoned carts", None),
    ],
)
def test_complaints_that_are_worded_already_are_kept(problem: str, said: str | None) -> None:
    assert statement_of(problem, re.compile(r"\bAcme\b")) == said


@pytest.mark.parametrize(
    ("objection", "said"),
    [
        ("it might be too expensive for a very small shop", "I'm worried that it might be too expensive"),
        ("I might lose my house", "I'm worried that I might lose my house"),
        ("I am not good with computers", "I am not good with computers"),
        ("Is it worth the price?", None),
        ("Acme might be too small", None),
    ],
)
def test_objections_become_doubts_in_a_customers_words(objection: str, said: str | None) -> None:
    assert doubt_of(objection, re.compile(r"\bAcme\b")) == said


def cut(text: str, subject: str, trouble: str, quote: str, *, of_customers: bool = False) -> Concern:
    return Concern(text=text, subject=subject, trouble=trouble, quote=quote, of_customers=of_customers)


def test_what_was_cut_is_worded_here_and_what_was_not_is_read_as_before() -> None:
    nobody = re.compile(r"(?!)")
    parted = cut("a text for others", "your list", "lies idle and nobody sees it", "Your list lies idle and ...")
    shops = cut("a text for others", "shops", "lose sales to their rivals", "shops that ...", of_customers=True)
    asked = cut("a text for others", "it", "be too expensive for my shop", "Is it too expensive for my shop?")
    assert statements([parted, shops, Concern(text="You lose sales to abandoned carts")], nobody) == (
        "My list lies idle and nobody sees it", "We lose sales to our rivals", "I lose sales to abandoned carts",
    )  # fmt: skip
    assert [each.words for each in doubts([asked, Concern(text="I have no time for it")], nobody)] == [
        "I'm worried that it might be too expensive", "I have no time for it",
    ]  # fmt: skip


def test_a_local_business_is_looked_for_where_it_is() -> None:
    product = product_of(BARE.model_copy(update={"category": "sourdough bakeries in Leeds"}))
    assert (product.one, product.many) == ("sourdough bakery in Leeds", "sourdough bakeries in Leeds")


def test_a_site_in_another_language_gives_english_prompts_around_its_category() -> None:
    site = BARE.model_copy(
        update={"language": "de", "category": "Energieberatung in Kiel",
                "target_markets": (SourcedText(text="Hausbesitzer"),)}
    )  # fmt: skip
    assert product_of(site).many == "Energieberatung providers"
    assert "hausbesitzer" not in " ".join(texts(plan_of(site, FULL))).lower()


def test_objections_are_sorted_by_what_worries() -> None:
    said = ("Is it too expensive?", "How do I move from another tool?", "Will I manage? I am bad with computers", "Hm?")
    assert [worry_of(each) for each in said] == ["price", "switching", "ease", None]


@given(st.text())
def test_sentences_are_stable_once_made(text: str) -> None:
    assert punctuated(punctuated(text)) == punctuated(text)


def test_profiles_are_distinct_plausible_and_stable() -> None:
    profiles = [customer.profile for customer in profiles_of(EMAIL_MARKETING)]
    assert [profile.name for profile in profiles] == [
        "Independent shop owner", "Craft seller", "Café owner", "Small online store owner",
        "Local service business owner",
    ]  # fmt: skip
    assert len({profile.id for profile in profiles}) == 5
    assert all(len(profile.pain_points) == 3 and profile.objections and profile.goals for profile in profiles)
