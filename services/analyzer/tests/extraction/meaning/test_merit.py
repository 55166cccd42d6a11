"""Belief, sentiment and rank of a brand."""

import pytest

from analyzer.extraction import ReadState, WantedBrand, extract

pytestmark = pytest.mark.pure


def states(answer: str, *brands: str) -> dict[str, ReadState]:
    return {state.brand: state for state in extract(answer, [WantedBrand(brand) for brand in brands]).states}


def ranking(answer: str) -> dict[str, int | None]:
    found = states(answer, "Acmeo", "Bolty", "Cruxo")
    return {name: state.rank for name, state in found.items()}


@pytest.mark.parametrize(
    ("answer", "belief"),
    [
        ("Krux is transparent and publishes accurate figures.", "truth"),
        ("Krux is the fastest and most powerful of all.", "superiority"),
        ("Krux saves time and increases sales.", "outcome"),
        ("Krux costs $9 per month and has a free plan.", "transaction"),
        ("Krux is designed for freelancers.", "identity"),
        ("Krux is loved by thousands of users.", "social_proof"),
        ("Krux is a company in Ohio.", None),
        ("Krux has no discounts.", None),
        ("Krux sends letters, while Bolty is the fastest.", None),
        ("Bolty is affordable. Krux sends letters.", None),
    ],
)
def test_the_belief_is_the_one_that_the_words_about_the_brand_sell(answer: str, belief: str | None) -> None:
    assert states(answer, "Krux", "Bolty")["Krux"].belief == belief


@pytest.mark.parametrize(
    ("answer", "low", "high"),
    [
        ("Krux is excellent.", 0.4, 1.0),
        ("Krux is terrible.", -1.0, -0.4),
        ("Krux is not good.", -1.0, -0.05),
        ("Krux is not bad.", 0.05, 1.0),
        ("Avoid Krux.", -1.0, -0.3),
        ("Krux is a company in Ohio.", 0.0, 0.0),
        ("Krux sends letters, but Bolty is terrible.", 0.0, 0.0),
        ("Bolty is better than Krux.", -1.0, -0.05),
        ("Krux isn't available in your country.", -1.0, 0.0),
    ],
)
def test_sentiment_comes_from_the_clauses_about_the_brand(answer: str, low: float, high: float) -> None:
    sentiment = states(answer, "Krux", "Bolty")["Krux"].sentiment
    assert sentiment is not None
    assert low <= sentiment <= high


def test_an_intensifier_makes_a_word_stronger() -> None:
    very, plain = states("Krux is very good.", "Krux")["Krux"], states("Krux is good.", "Krux")["Krux"]
    assert (very.sentiment or 0) > (plain.sentiment or 0)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("1. Acmeo\n2. Bolty\n3. Cruxo", (1, 2, 3)),
        ("1) Acmeo - fine\n2) Bolty - fine", (1, 2, None)),
        ("1. **Acmeo**: fine\n\n2. **Bolty**: fine", (1, 2, None)),
        ("**1. Acmeo**\nFine.\n\n**2. Bolty**\nFine.", (1, 2, None)),
        ("### 1. Acmeo\nFine.\n\n### 2. Bolty\nFine.", (1, 2, None)),
        ("#1: Acmeo\n#2: Bolty", (1, 2, None)),
        ("3. Cruxo\n2. Bolty\n1. Acmeo", (1, 2, 3)),
        ("1. Acmeo\n1. Bolty\n1. Cruxo", (1, 2, 3)),
        ("1. Acmeo and Bolty\n2. Cruxo", (1, 1, 2)),
        ("1. Acmeo\n   - cheap\n2. Bolty\n   - fast", (1, 2, None)),
        ("1. Best overall: Acmeo\n2. Best value: Bolty", (1, 2, None)),
        ("For shops:\n1. Acmeo\n2. Bolty\n\nFor banks:\n1. Cruxo", (1, 2, 1)),
        ("| Rank | Tool |\n|---|---|\n| 1 | Acmeo |\n| 2 | Bolty |\n| 2 | Cruxo |", (1, 2, 2)),
        ("| Tool | Place |\n|---|---|\n| Acmeo | 1st |\n| Bolty | 2nd |", (1, 2, None)),
        ("Our top pick is Acmeo. The runner-up is Bolty. Third place goes to Cruxo.", (1, 2, 3)),
        ("First, there is Acmeo. Second, Bolty is there.", (1, 2, None)),
        ("Acmeo ranks first. Bolty comes in second.", (1, 2, None)),
        ("1️⃣ Acmeo\n2️⃣ Bolty", (1, 2, None)),
    ],
)
def test_the_answers_own_ranking_is_read(answer: str, expected: tuple[int | None, ...]) -> None:
    assert tuple(ranking(answer).values()) == expected


def test_places_in_a_row_of_ordinals_are_read() -> None:
    assert tuple(ranking("In first place is Acmeo; second, Bolty; third, Cruxo.").values()) == (1, 2, 3)
    assert tuple(ranking("I'd put Acmeo first, Bolty second and Cruxo third.").values()) == (1, 2, 3)


@pytest.mark.parametrize(
    "answer",
    [
        "- Acmeo\n- Bolty\n- Cruxo",
        "Acmeo, Bolty and Cruxo are tools.",
        "1. Sign up for Acmeo.\n2. Import your list.\n3. Send a letter.",
        "1. Open the page of Acmeo.\n2. Compare it with Bolty.",
        "| Tool | Price |\n|---|---|\n| Acmeo | 1 |\n| Bolty | 2 |",
        "First, sign up for Acmeo. Second, import your list into Bolty.",
        "Acmeo was founded in 2001. 20 people work at Bolty.",
    ],
)
def test_what_is_no_ranking_ranks_nothing(answer: str) -> None:
    assert set(ranking(answer).values()) == {None}


@pytest.mark.parametrize(
    ("answer", "sign"),
    [
        ("Acmeo saved us weeks.", 1),
        ("Acmeo rarely breaks.", 1),
        ("Acmeo has no hidden fees.", 1),
        ("You won't outgrow Acmeo.", 1),
        ("Acmeo adds hidden fees.", -1),
        ("I'd never buy from Acmeo again.", -1),
        ("You'll outgrow Acmeo quickly.", -1),
        ("Acmeo is less sturdy.", -1),
        ("I wouldn't take an Acmeo to the beach.", -1),
        ("Acmeo was founded in 1990.", 0),
        ("Acmeo offers three plans.", 0),
    ],
)
def test_praise_and_blame_in_words_of_experience(answer: str, sign: int) -> None:
    (state,) = extract(answer, [WantedBrand("Acmeo")]).states
    assert state.sentiment is not None
    assert (state.sentiment > 0.1) - (state.sentiment < -0.1) == sign


@pytest.mark.parametrize(
    ("answer", "belief"),
    [
        ("Acmeo is a cut above the rest.", "superiority"),
        ("Acmeo leads the pack.", "superiority"),
        ("Acmeo doubled our sales.", "outcome"),
        ("Acmeo helped me lose ten pounds.", "outcome"),
        ("Teams ship faster with Acmeo.", "outcome"),
        ("Acmeo has the best deal.", "transaction"),
        ("Acmeo throws in a second pair.", "transaction"),
        ("Acmeo is transparent about pricing.", "truth"),
        ("Acmeo is made for creatives.", "identity"),
        ("Acmeo is the brand of rebels.", "identity"),
        ("Millions use Acmeo.", "social_proof"),
        ("Acmeo went viral.", "social_proof"),
        ("Acmeo has 40 employees.", None),
        ("I saw Acmeo in a film.", None),
    ],
)
def test_a_belief_is_sold_in_many_words(answer: str, belief: str | None) -> None:
    (state,) = extract(answer, [WantedBrand("Acmeo")]).states
    assert state.belief == belief
