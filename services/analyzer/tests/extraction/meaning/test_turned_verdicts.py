"""What an answer rejects is not read as recommended or trusted, and what only looks alike stays what it is."""

import pytest

from analyzer.extraction import WantedBrand, extract
from analyzer.extraction.meaning import read_clause
from analyzer.extraction.meaning.clauses.comparison import MASK
from analyzer.extraction.meaning.clauses.sections import side_of
from analyzer.extraction.meaning.clauses.segments import Segment
from analyzer.extraction.meaning.wishes import wish_of
from analyzer.extraction.text.fold import fold

pytestmark = pytest.mark.pure

NAMES = ("Acmelo", "Boltix", "Cruxo")
WHICH = "Which kettle should I buy?"
VOUCHED = {"recommended", "trusted"}


def presences(answer: str, prompt: str | None = None) -> tuple[str, ...]:
    """The presence of each name, in their order."""
    return tuple(state.presence for state in extract(answer, list(map(WantedBrand, NAMES)), prompt=prompt).states)


def rejects(clause: str) -> bool:
    text = clause.replace("T", MASK).lower()
    read = read_clause(Segment(0, text, text, 0, len(text), (), True, False, 0))
    return read.polarity == "rejected"


@pytest.mark.parametrize(
    "head",
    [
        "## Not a good match for small kitchens",
        "## What I would leave alone",
        "**Kettles that didn't convince us**",
        "**Disappointments:**",
        "The weakest of the test:",
        "Two that I can't recommend:",
        "At the bottom of our table:",
        "❌ Rather not",
        "#### Overpriced",
    ],
)
def test_what_stands_under_a_head_that_warns_is_not_recommended(head: str) -> None:
    answer = (
        f"## Good ones\n- Cruxo: quick\n\n{head}\n\n- Acmelo: popular, but loud\n- Boltix: a good choice for campers"
    )
    read = presences(answer, WHICH)
    assert not VOUCHED & set(read[:2])
    assert read[2] in ("recommended", "compared")


@pytest.mark.parametrize(
    "answer",
    [
        "Brands to avoid:\n\n### 1. Acmelo\nTrusted by many, yet it leaks.\n\n### 2. Boltix\nThe best known one.",
        "## Avoid\n\n### Acmelo\nWidely used.\n\n### Boltix\nLeading in sales.",
        "Ones I'd pass on:\n\n**Acmelo** is popular.\n\n**Boltix** is the market leader.",
        "- Worst:\n  - Acmelo, trusted by cafés\n  - Boltix\n- Best:\n  - Cruxo",
        "- ❌ Acmelo – popular\n- ❌ Boltix – reliable, they say",
        "Bad buys: Acmelo and Boltix, both well known.",
        "## Not worth it\n\n1. Acmelo\n\nIt is popular.\n\n2. Boltix\n\nIt is a trusted name.",
    ],
)
def test_a_warning_reaches_as_far_as_its_section(answer: str) -> None:
    assert not VOUCHED & set(presences(answer, WHICH)[:2])


@pytest.mark.parametrize(
    "answer",
    [
        "Skip these:\n- Acmelo\n\nCruxo is the best choice.",
        "## Avoid\n- Acmelo\n\n## Verdict\nCruxo is the best choice.",
        "**Not recommended**\n- Acmelo\n\n**Recommended**\n- Cruxo",
        "## Avoid\n- Acmelo\n\nInstead, go with Cruxo.",
        "## Not for beginners\nI'd still recommend Cruxo to anybody with time.",
        "❌ Acmelo\n\n✅ I recommend Cruxo.",
        "- Acmelo: avoid it\n- Cruxo: the best choice",
    ],
)
def test_a_warning_ends_with_its_section_and_where_advice_contradicts_it(answer: str) -> None:
    read = presences(answer)
    assert read[0] not in VOUCHED
    assert read[2] == "recommended"


@pytest.mark.parametrize(
    "head",
    [
        "Here are the best kettles to avoid limescale:",
        "Not sure? The best ones:",
        "If you don't like plastic, these are great:",
        "## Best kettles with no complaints",
        "The best protection against limescale:",
        "Great kettles that won't be a disappointment:",
        "Not only cheap, but good:",
        "From most to least recommended:",
    ],
)
def test_a_head_that_only_sounds_like_a_warning_praises(head: str) -> None:
    assert presences(f"{head}\n\n- Acmelo\n- Boltix", WHICH)[:2] == ("recommended", "recommended")


def test_a_name_that_is_made_of_such_words_warns_of_nobody() -> None:
    brands = [WantedBrand("Skip Hop"), WantedBrand("Acmelo")]
    states = extract("Best brands:\n- Skip Hop\n- Acmelo", brands, prompt=WHICH).states
    assert [state.presence for state in states] == ["recommended", "recommended"]


@pytest.mark.parametrize(
    ("prompt", "wish"),
    [
        ("Which kettles should I avoid?", "against"),
        ("What are the worst kettles?", "against"),
        ("Name the least reliable kettle makers.", "against"),
        ("Kettle brands to stay away from", "against"),
        ("Welche Wasserkocher soll ich meiden?", "against"),
        ("Quelles bouilloires éviter ?", "against"),
        ("¿Cuáles son las peores marcas?", "against"),
        ("Quais são as piores marcas?", "against"),
        ("Which kettles are good and which should I avoid?", "both"),
        ("Which kettle should I use to avoid limescale?", "for"),
        ("What should I buy? I want to stay away from bad shops.", "for"),
        ("Tell me about kettles.", ""),
    ],
)
def test_what_a_question_wishes(prompt: str, wish: str) -> None:
    assert wish_of(fold(prompt).text) == wish


@pytest.mark.parametrize(
    "answer",
    ["Acmelo.", "The top 2:\n1. Acmelo\n2. Boltix", "- Acmelo: well known, but it leaks\n- Boltix: a trusted name"],
)
def test_who_is_named_to_a_question_whom_to_avoid_is_not_recommended(answer: str) -> None:
    assert not VOUCHED & set(presences(answer, "Which kettle brands should I avoid?"))


def test_what_is_to_be_had_instead_is_recommended() -> None:
    answer = "1. Acmelo\n\nGood alternatives:\n- Boltix\n- Cruxo"
    assert presences(answer, "Which kettle should I avoid?") == ("mentioned", "recommended", "recommended")


@pytest.mark.parametrize(
    "head",
    [
        "weniger geeignet",
        "davon rate ich ab",
        "nicht empfehlenswert",
        "finger weg:",
        "die schlechtesten",
        "a eviter",
        "les moins fiables",
        "ceux que je ne recommande pas",
        "decevants",
        "no recomendadas",
        "las peores",
        "las que no compraria",
        "nao recomendados",
        "os piores",
        "evite estas marcas",
    ],
)
def test_heads_warn_in_other_languages(head: str) -> None:
    assert side_of(head) == "against"


@pytest.mark.parametrize("head", ["die besten", "nicht nur billig", "les meilleurs", "las mejores", "os melhores"])
def test_heads_that_praise_in_other_languages_do_not_warn(head: str) -> None:
    assert side_of(head) != "against"


@pytest.mark.parametrize(
    ("clause", "rejected"),
    [
        ("ich empfehle T nicht.", True),
        ("T wurde ich nicht noch einmal kaufen.", True),
        ("wenige wurden T empfehlen.", True),
        ("je ne recommande plus T.", True),
        ("T est rarement conseille.", True),
        ("ya no recomiendo T.", True),
        ("pocos recomiendan T.", True),
        ("nao compraria T.", True),
        ("raramente recomendo T.", True),
        ("ich empfehle T.", False),
        ("T kann ich nicht genug empfehlen.", False),
        ("je recommande T.", False),
        ("recomiendo T.", False),
        ("recomendo T.", False),
        ("T has no comprehensive plan.", False),
    ],
)
def test_advice_is_taken_back_in_other_languages(clause: str, rejected: bool) -> None:
    assert rejects(clause) == rejected


@pytest.mark.parametrize(
    "answer",
    [
        "Acmelo is seldom recommended by chefs.",
        "I no longer recommend Acmelo.",
        "I used to recommend Acmelo.",
        "Few reviewers would recommend Acmelo now.",
        "Hardly anybody recommends Acmelo.",
        "It would be a stretch to call Acmelo the best kettle.",
        "Saying that Acmelo is the best choice is an exaggeration.",
        "I struggle to recommend Acmelo.",
        "It gets harder to recommend Acmelo each year.",
        "I'm not sure I'd recommend Acmelo.",
        "We stopped recommending Acmelo.",
        "I wish I could recommend Acmelo.",
        "I'd love to recommend Acmelo, but the lid breaks.",
        "I doubt that Acmelo is the right choice.",
        "The myth that Acmelo is the best choice persists.",
        "There was a time when Acmelo was the best choice.",
        "Acmelo was once the best choice.",
        "Acmelo is best avoided.",
        "Be wary of Acmelo, a popular name.",
        "I'd only recommend Acmelo if you never drink tea.",
        "Acmelo lost much of its reputation for quality.",
        "The fire cost Acmelo years of trust.",
        "Acmelo wants to win back the trust of cooks.",
        "Acmelo's reliability is patchy.",
        "Acmelo has a reputation for leaks.",
        "Acmelo came last in the reliability survey.",
        "I wouldn't call Acmelo a safe choice.",
        "### Acmelo\n- **Reliability:** so-so\n- Recommended: no",
        "### Acmelo\n- Trust score: 4/10",
        "Take tram 4 to the Acmelo factory.",
        "Get to the Acmelo shop early.",
        "Get in touch with Acmelo.",
        "Take your receipt to the Acmelo counter.",
        "Choose Acmelo from the settings menu.",
        "Try unplugging the Acmelo.",
        "Get Acmelo to refund you.",
    ],
)
def test_what_a_clause_takes_back_is_not_said(answer: str) -> None:
    assert presences(answer)[0] not in VOUCHED


@pytest.mark.parametrize(
    ("answer", "presence"),
    [
        ("I can't recommend Acmelo enough.", "recommended"),
        ("It is hard not to recommend Acmelo.", "recommended"),
        ("Few would dispute that Acmelo is the best choice.", "recommended"),
        ("For a few cups a day, I recommend Acmelo.", "recommended"),
        ("Once you have a stove, I recommend Acmelo.", "recommended"),
        ("Acmelo is hard to beat.", "recommended"),
        ("Acmelo is the best choice – no plastic, no noise.", "recommended"),
        ("Choose Acmelo if you want a list of functions.", "recommended"),
        ("Before you decide, try Acmelo.", "recommended"),
        ("Take a look at Acmelo.", "recommended"),
        ("Acmelo is reliable – and cheap.", "trusted"),
        ("### Acmelo\n- **Reliability:** excellent", "trusted"),
        ("### Acmelo\n- Reliability: 9/10", "trusted"),
    ],
)
def test_what_only_looks_taken_back_is_said(answer: str, presence: str) -> None:
    assert presences(answer)[0] == presence


def test_to_cost_more_than_a_brand_recommends_neither() -> None:
    assert presences("Acmelo is more expensive than Boltix.", WHICH)[:2] == ("compared", "compared")
