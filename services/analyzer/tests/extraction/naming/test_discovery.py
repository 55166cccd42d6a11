"""Brands that nobody listed."""

import pytest

from analyzer.extraction import WantedBrand, extract
from analyzer.extraction.naming import compile_names, discover, scan
from analyzer.extraction.text import read_document

pytestmark = pytest.mark.pure


def discovered(answer: str, *listed: str, prompt: str | None = None) -> list[str]:
    found = extract(answer, [WantedBrand(name) for name in listed], prompt=prompt, discover=True)
    return [state.brand for state in found.states if state.discovered]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("1. **Zendoro**: A popular platform.\n2. **Klipto**: Another tool.", ["Zendoro", "Klipto"]),
        ("- Zendoro - a tool for mail\n- Klipto - a tool for text", ["Zendoro", "Klipto"]),
        ("Tools such as Zendoro, Klipto and Vantro send mail.", ["Zendoro", "Klipto", "Vantro"]),
        ("Zendoro is a marketing platform.", ["Zendoro"]),
        ("Many shops use MailDash every day.", ["MailDash"]),
        ("You can visit zendoro.com for more.", ["Zendoro"]),
        ("Zendoro Inc. announced a new product.", ["Zendoro Inc"]),
        ("Alternatives to Zendoro include Klipto.", ["Zendoro", "Klipto"]),
        ("Another option is Bright Harbor. Bright Harbor offers a free plan.", ["Bright Harbor"]),
        ("Here are two: **Zendoro** (best for growth) and **Klipto** (best for text).", ["Zendoro", "Klipto"]),
        ("We use Notion, Zendoro and MailDash.", ["Notion", "Zendoro", "MailDash"]),
        (
            "1. **Zendoro**: A tool.\n2. **Bright Harbor**: A platform.\n3. **Klipto**: A tool.",
            ["Zendoro", "Bright Harbor", "Klipto"],
        ),
    ],
)
def test_names_in_a_brands_slot_are_discovered(answer: str, expected: list[str]) -> None:
    found = discovered(answer)
    assert [name.removesuffix(" Inc") for name in found] == [name.removesuffix(" Inc") for name in expected]


@pytest.mark.parametrize(
    "answer",
    [
        "1. **Email Marketing**: Send letters.\n2. **Segmentation**: Split lists.\n3. **Automation**: Save time.",
        "## Key Features\n\n- **Customer Support**: Fast.\n- **Pricing**: Fair.",
        "Customer Relationship Management (CRM) and SEO are important. An API helps.",
        "However, it depends. Additionally, consider the cost. Here is a list.",
        "In January, the team met in Paris on Monday. The Germans were there.",
        "John Smith is a manager. Sarah offers advice.",
        "1. Define Your Goals\n2. Build Your List\n3. Choose the Right Platform",
        "Step 1: Plan. Step 2: Act. Pros: cheap. Cons: slow.",
        "Health Coaching and Work are big markets. Life Coaching is a service.",
        "**Note**: Always check the terms. **Conclusion**: It depends.",
        "1. **Social Proof**: Use it.\n2. **Call-to-Action (CTA)**: Clear.\n3. **A Strong Brand Identity**: Logo.",
        "Email Marketing is a tool. Email Marketing offers reach.",
        "The patioGarage and durabilitySimulated wood, 18X zoom, 640306A, 120VAC, SUVs and mAh.",
        "Thanks to #ShareTheLove and @JohnDoe for this.",
        "Best practices: A/B Testing, ROI, KPIs and SaaS tools.",
        "I'm a language model. It's a tool. Let's see.",
        "",
    ],
)
def test_generic_terms_places_and_persons_are_no_brands(answer: str) -> None:
    assert discovered(answer) == []


def test_nothing_is_discovered_unless_asked_for() -> None:
    assert extract("Zendoro is a platform.", []).states == ()


def test_a_listed_brand_is_not_discovered_again() -> None:
    assert discovered("Zendoro is a platform. Klipto is a platform. See zendoro.com.", "Zendoro") == ["Klipto"]


def test_spellings_of_one_name_are_one_brand() -> None:
    assert discovered("MailDash is a platform. Mail-Dash offers a free plan. MailDash is cheap.") == ["MailDash"]


def test_a_word_that_the_answer_uses_in_lower_case_is_no_brand() -> None:
    assert discovered("Gamification is a tool. With gamification, sales rise.") == []


def test_discovered_brands_follow_the_listed_ones_and_share_their_positions() -> None:
    found = extract("Zendoro is a platform. Krux is a tool.", [WantedBrand("Krux")], discover=True).states
    assert [(state.brand, state.position, state.discovered) for state in found] == [
        ("Krux", 2, False),
        ("Zendoro", 1, True),
    ]


def test_a_discovered_brand_is_less_certain_than_a_listed_one() -> None:
    answer = "Zendoro is a marketing platform."
    listed = extract(answer, [WantedBrand("Zendoro")]).states[0]
    (found,) = extract(answer, [], discover=True).states
    assert found.confidence < listed.confidence


def test_discovery_changes_no_listed_state_but_its_position() -> None:
    answer = "Zendoro is a platform. Krux is cheaper than Zendoro. I recommend Krux."
    alone = extract(answer, [WantedBrand("Krux")]).states[0]
    beside = extract(answer, [WantedBrand("Krux")], discover=True).states[0]
    assert (alone.presence, alone.belief, alone.sentiment, alone.evidence) == (
        beside.presence,
        beside.belief,
        beside.sentiment,
        beside.evidence,
    )


def test_a_brand_that_is_a_word_is_known_with_its_capital_where_the_context_says_so() -> None:
    assert discovered("For private messages, use Signal.") == ["Signal"]
    assert discovered("A weak signal drops calls. It is wise to call later.") == []
    assert discovered("Signal strength matters.") == []


@pytest.mark.parametrize(
    ("answer", "spelled"),
    [
        ("The Nokia 5800 is old.", "Nokia 5800"),
        ("A Peugeot 308 costs more.", "Peugeot 308"),
        ("We tried the HTC Desire Z last week.", "HTC Desire Z"),
        ("I sold my Zune HD.", "Zune HD"),
        ("The founder left Twitter 50 years later.", "Twitter"),
        ("There was a Facebook Q & A.", "Facebook"),
        ("He met J. at Spotify A. Smith wrote.", "Spotify"),
    ],
)
def test_a_known_name_takes_its_model_along_but_no_count(answer: str, spelled: str) -> None:
    (state,) = (state for state in extract(answer, [], discover=True).states if state.discovered)
    document = read_document(answer)
    (place,) = discover(scan(document, None), [], compile_names(())).mentions
    assert answer[document.starts[place.start] : document.ends[place.end - 1]] == spelled
    assert state.presence == "mentioned"


def test_a_listed_model_behind_a_known_maker_is_named_beside_it() -> None:
    answer = "1. **Eufy 11S** – slim.\n2. **iRobot Roomba 694** – reliable."
    found = extract(answer, [WantedBrand("Roomba"), WantedBrand("Eufy")])
    assert [(state.brand, state.rank) for state in found.states] == [("Roomba", 2), ("Eufy", 1)]
