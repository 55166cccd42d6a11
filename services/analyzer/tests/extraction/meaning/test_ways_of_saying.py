"""The many ways in which answers rank and recommend: one sentence each, invented brands."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure
KNOWN_MISS = pytest.mark.xfail(reason="no general rule reads it: gold/known-misses.txt", strict=True)
BRANDS = [WantedBrand(name) for name in ("Acmelo", "Boltix", "Cruxo")]


@pytest.mark.parametrize(
    ("answer", "ranks"),
    [
        ("My number one is Acmelo, followed by Boltix and then Cruxo.", (1, 2, 3)),
        ("Acmelo takes the top spot, Boltix comes second, and Cruxo is third.", (1, 2, 3)),
        ("Gold: Acmelo. Silver: Boltix. Bronze: Cruxo.", (1, 2, 3)),
        ("🥇 Acmelo\n🥈 Boltix\n🥉 Cruxo", (1, 2, 3)),
        ("**#1 Acmelo**\n\nGreat.\n\n**#2 Boltix**\n\nFine.", (1, 2, None)),
        ("No. 1: Acmelo\nNo. 2: Boltix", (1, 2, None)),
        ("1️⃣ Acmelo – cheap\n2️⃣ Boltix – fast", (1, 2, None)),
        ("I. Acmelo\nII. Boltix\nIII. Cruxo", (1, 2, 3)),
        ("Acmelo (1st), Boltix (2nd) and Cruxo (3rd) led the test.", (1, 2, 3)),
        ("Acmelo and Boltix share first place; Cruxo is third.", (1, 1, 3)),
        ("Tied for second: Boltix and Cruxo. The winner is Acmelo.", (1, 2, 2)),
        ("Step 1: Open Acmelo. Step 2: Export to Boltix.", (None, None, None)),
        ("- Acmelo\n- Boltix\n- Cruxo", (None, None, None)),
        ("I. Introduction\n\nAcmelo exists.", (None, None, None)),
        ("I like Acmelo. I use Boltix.", (None, None, None)),
    ],
)
def test_ranks_are_read_however_they_are_said(answer: str, ranks: tuple[int | None, ...]) -> None:
    assert tuple(state.rank for state in extract(answer, BRANDS).states) == ranks


@pytest.mark.parametrize(
    ("answer", "presence"),
    [
        ("Honestly, you can't beat Acmelo for the price.", "recommended"),
        ("Most experts would point you to Acmelo.", "recommended"),
        ("Acmelo should be at the top of your list.", "recommended"),
        ("I'd skip Boltix and save up for Acmelo.", "recommended"),
        ("Boltix is fine, but Acmelo is what I'd buy.", "recommended"),
        ("You won't regret choosing Acmelo.", "recommended"),
        ("Go straight for Acmelo; nothing else comes close.", "recommended"),
        ("One option that stands out is Acmelo.", "recommended"),
        ("The best camera for your trip could be the Acmelo.", "recommended"),
        pytest.param("Nobody got fired for buying Acmelo.", "trusted", marks=KNOWN_MISS),
        ("Acmelo ranks ahead of Boltix.", "compared"),
        ("Acmelo and Boltix are lamp makers. While they share a town, they have different prices.", "compared"),
        ("Acmelo and Boltix are lamp makers. They have the same prices.", "mentioned"),
        (
            "Based on my sources, here are the top companies:\n1. Acmelo Ltd (AC): lamps\n2. Boltix: lamps",
            "recommended",
        ),
        ("You might regret choosing Acmelo.", "mentioned"),
        ("Try to find out what Acmelo costs.", "mentioned"),
        ("Both Acmelo and Boltix sell lamps.", "mentioned"),
        ("While it is not as common as Acmelo or Boltix, the lamp exists.", "mentioned"),
    ],
)
def test_merit_is_read_however_it_is_said(answer: str, presence: str) -> None:
    assert extract(answer, BRANDS).states[0].presence == presence


@pytest.mark.parametrize(
    "answer",
    [
        "1st: Krux\n2nd: Bolty\n3rd: Zendoro",
        "Rank 1: Krux\nRank 2: Bolty\nRank 3: Zendoro",
        "1.Krux\n2.Bolty\n3.Zendoro",
        "1\\. Krux\n2\\. Bolty\n3\\. Zendoro",
        "The ranking: 1. Krux, 2. Bolty, 3. Zendoro.",
        "My list: (1) Krux, (2) Bolty and (3) Zendoro.",
        "Krux > Bolty > Zendoro",
        "Number one is Krux, number two is Bolty, number three is Zendoro.",
        "In order: Krux, then Bolty, then Zendoro.",
        "From best to worst, I'd say Krux, Bolty and Zendoro.",
    ],
)
def test_a_ranking_may_be_written_in_many_ways(answer: str) -> None:
    assert _ranks(answer) == {"Krux": 1, "Bolty": 2, "Zendoro": 3}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("My clear winner is Krux; Bolty and Zendoro come close.", {"Krux": 1}),
        ("- Krux\n- Bolty\n- Zendoro\n\nWinner: Krux", {"Krux": 1}),
        ("- Krux – top pick\n- Bolty\n- Zendoro", {"Krux": 1}),
        ("- **Krux** (best overall)\n- **Bolty** (runner-up)\n- Zendoro", {"Krux": 1, "Bolty": 2}),
        ("Krux wins; Bolty is second.", {"Krux": 1, "Bolty": 2}),
        ("Krux is my #1 pick.", {"Krux": 1}),
        ("Krux comes out on top.", {"Krux": 1}),
    ],
)
def test_a_winner_may_be_named_in_many_ways(answer: str, expected: dict[str, int]) -> None:
    assert _ranks(answer) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "Look at Krux, Bolty and Zendoro.",
        "In order to use Krux, Bolty and Zendoro, sign up.",
        "Krux 2.0, Bolty 3.1 and Zendoro 4.",
        "Krux wins awards for its design; Bolty is cheap.",
        "Krux -> Bolty -> Zendoro is how the data flows.",
        "Version 1. Krux came in May, version 4. Bolty in June.",
    ],
)
def test_what_only_looks_like_a_ranking_is_none(answer: str) -> None:
    assert _ranks(answer) == {}


def _ranks(answer: str) -> dict[str, int]:
    listed = [WantedBrand(name) for name in ("Krux", "Bolty", "Zendoro")]
    return {state.brand: state.rank for state in extract(answer, listed).states if state.rank is not None}


@pytest.mark.parametrize(
    ("answer", "presence"),
    [
        ("I'd lean toward Acmelo.", "recommended"),
        ("For a food truck, Acmelo is hard to beat.", "recommended"),
        ("Skip Boltix and start with Acmelo.", "recommended"),
        ("For long trips: Acmelo. For short ones: Boltix.", "recommended"),
        ("Acmelo if you train a lot, Boltix for everyone else.", "recommended"),
        ("Emails and reports → Acmelo", "recommended"),
        ("I wouldn't hesitate to pick Acmelo.", "recommended"),
        ("I would hesitate to pick Acmelo.", "mentioned"),
        ("Acmelo only makes sense if you ride every day.", "mentioned"),
        ("Tick the box if you want Acmelo to keep versions.", "mentioned"),
        ("Most vets swear by Acmelo.", "trusted"),
        ("Acmelo is what most installers carry.", "trusted"),
        ("Acmelo's free plan allows 1,000 subscribers.", "mentioned"),
        ("Acmelo has more than 200,000 reviews on Krux.", "trusted"),
        ("Acmelo undercuts Boltix.", "compared"),
        ("Acmelo has the widest reach, Boltix the best price.", "compared"),
        ("Boltix is the easiest. Acmelo is cheaper.", "compared"),
        ("Acmelo is drier, and Boltix is sweet.", "compared"),
        ("It has fallen behind: Acmelo trails Boltix.", "compared"),
        ("Acmelo and Boltix charge much the same.", "compared"),
        ("Prices are much the same on Acmelo and Boltix.", "compared"),
        ("Boltix is a lamp. It lasts longer than Acmelo.", "compared"),
        ("Acmelo and Boltix are both known for lamps.", "mentioned"),
        ("Acmelo is no longer sold, and Boltix has a shop in Leeds.", "mentioned"),
        ("It would be Acmelo's fault.", "mentioned"),
        ("You'll want Acmelo to fix this.", "mentioned"),
        ("Acmelo is plenty expensive.", "mentioned"),
        ("Shop around for Acmelo lamps.", "mentioned"),
        ("If I had to choose, it'd be Acmelo.", "recommended"),
        ("You'll want Acmelo for that.", "recommended"),
        ("Acmelo is plenty for a small shop.", "recommended"),
        ("Acmelo has been around since 1950.", "trusted"),
        ("Acmelo has the latest lamp, and Boltix is in Leeds.", "mentioned"),
        ("I'd book through Acmelo rather than Boltix.", "recommended"),
        ("I'd book through Boltix rather than Acmelo.", "mentioned"),
        ("The Acmelo Smart Oven 300 is the best choice.", "recommended"),
        ("Acmelo's points are worth 1.7 cents, compared with 0.8 for Boltix.", "compared"),
    ],
)
def test_idioms_say_merit_as_plain_words_do(answer: str, presence: str) -> None:
    assert extract(answer, BRANDS).states[0].presence == presence


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            "My top pick is Krux, the runner-up is Bolty, and Zendoro comes third.",
            {"Krux": 1, "Bolty": 2, "Zendoro": 3},
        ),
        ("Krux came first for reliability, followed by Bolty and then Zendoro.", {"Krux": 1, "Bolty": 2, "Zendoro": 3}),
        ("Krux and Bolty tie for first; Zendoro is third.", {"Krux": 1, "Bolty": 1, "Zendoro": 3}),
        ("Krux came out first, Bolty second, and Zendoro a distant third.", {"Krux": 1, "Bolty": 2, "Zendoro": 3}),
        ("1st Krux, 2nd Bolty, 3rd Zendoro.", {"Krux": 1, "Bolty": 2, "Zendoro": 3}),
        ("Krux, Bolty, Zendoro – in that order.", {"Krux": 1, "Bolty": 2, "Zendoro": 3}),
        ("1. Krux a7 IV\n2. Bolty Z6 III\n3. Zendoro R6", {"Krux": 1, "Bolty": 2, "Zendoro": 3}),
        ("Krux won our test, Bolty was second.", {"Krux": 1, "Bolty": 2}),
        ("Krux tops the list.", {"Krux": 1}),
    ],
)
def test_places_are_read_in_running_text(answer: str, expected: dict[str, int]) -> None:
    assert _ranks(answer) == expected


@pytest.mark.parametrize(
    ("answer", "prompt", "presences"),
    [
        (
            "Three I'd look at:\n\n**Acmelo** is quick.\n\n**Boltix** is quicker.",
            "Which is best?",
            ("recommended", "recommended", "ignored"),
        ),
        ("**Acmelo** is quick.\n\n**Boltix** is quicker.", "Acmelo vs Boltix?", ("compared", "compared", "ignored")),
        ("**Acmelo** is quick.", "Which is best?", ("mentioned", "ignored", "ignored")),
        ("Acmelo. It files all forms.", "What's the cheapest tool?", ("recommended", "ignored", "ignored")),
        ("Acmelo. It files all forms.", "Who owns Boltix?", ("mentioned", "ignored", "ignored")),
        ("Acmelo is simple. I'd start there.", "", ("recommended", "ignored", "ignored")),
        ("Acmelo is simple. I'd recommend it to anyone.", "", ("recommended", "ignored", "ignored")),
        ("Acmelo is simple. Nobody should try it.", "", ("mentioned", "ignored", "ignored")),
        ("I'd self-host Acmelo + Boltix.", "", ("recommended", "recommended", "ignored")),
        ("If you travel, Acmelo gives you more for the money.", "", ("recommended", "ignored", "ignored")),
        ("If you pay monthly rather than once, Acmelo is the best choice.", "", ("recommended", "ignored", "ignored")),
    ],
)
def test_answers_as_a_whole(answer: str, prompt: str, presences: tuple[str, ...]) -> None:
    states = extract(answer, BRANDS, prompt=prompt or None).states
    assert tuple(state.presence for state in states) == presences


@pytest.mark.parametrize(
    ("answer", "prompt", "presences"),
    [
        ("A good alternative to Acmelo is Boltix. It's reliable.", "", ("mentioned", "recommended", "ignored")),
        (
            "Best overall: Acmelo.\n\n**Boltix Lens**: $2.",
            "Which is best?",
            ("recommended", "mentioned", "ignored"),
        ),
        ("Acmelo is the cheapest of all.", "What's the cheapest tool?", ("recommended", "ignored", "ignored")),
        ("Acmelo is not the cheapest of all.", "What's the cheapest tool?", ("mentioned", "ignored", "ignored")),
        ("Many calls? Acmelo. Few? Boltix.", "Acmelo or Boltix?", ("recommended", "recommended", "ignored")),
        ("- **No fee?** Acmelo One.\n- **Miles?** Boltix.", "Best card?", ("recommended", "recommended", "ignored")),
        ("TL;DR: Acmelo for speed, Boltix for looks.", "", ("recommended", "recommended", "ignored")),
        ("I'd look no further than the Acmelo 3.", "", ("recommended", "ignored", "ignored")),
    ],
)
def test_whom_an_answer_settles_on(answer: str, prompt: str, presences: tuple[str, ...]) -> None:
    states = extract(answer, BRANDS, prompt=prompt or None).states
    assert tuple(state.presence for state in states) == presences


def test_a_word_of_the_dictionary_said_of_something_names_nobody() -> None:
    found = extract("Sound quality is paramount. I use Paramount.", [WantedBrand("Paramount")])
    assert [one.text for one in found.states[0].evidence] == ["I use Paramount."]
