"""How strongly an answer stands behind a brand."""

import pytest

from analyzer.extraction import ReadState, WantedBrand, extract

pytestmark = pytest.mark.pure

WHICH = "Which tool should I use?"


def state(answer: str, brand: str = "Krux", *others: str, prompt: str | None = None) -> ReadState:
    return extract(answer, [WantedBrand(brand), *map(WantedBrand, others)], prompt=prompt).states[0]


@pytest.mark.parametrize(
    "answer",
    [
        "I recommend Krux.",
        "I'd highly recommend using Krux for this.",
        "I would suggest that you look at Krux.",
        "I'd go with Krux.",
        "Consider Krux.",
        "You should try Krux first.",
        "You might want to check out Krux.",
        "Krux is the best choice for you.",
        "Krux is a great option for small shops.",
        "Krux would be an ideal fit.",
        "Krux is ideal for small shops.",
        "Krux is best for beginners.",
        "The best tool for this is Krux.",
        "Your best bet is Krux.",
        "Our top pick: Krux.",
        "Best overall: **Krux**",
        "My recommendation would be Krux.",
        "The winner is Krux.",
        "Krux wins.",
        "Krux is worth considering.",
        "Give Krux a try.",
        "You can't go wrong with Krux.",
        "I can't recommend Krux enough.",
        "I'd choose Krux over Bolty.",
        "Use Krux instead of Bolty.",
        "If you are small, Krux; otherwise Bolty.",
        "If you are small, Bolty; otherwise Krux.",
        "If you need reports, go with Krux.",
        "Choose Krux if you need reports.",
        "Krux is pricey, but it is the best choice.",
        "Bolty is cheap, but I would pick Krux.",
        "I'd recommend Bolty, Krux or Crixo.",
        "Great options include Bolty and Krux.",
    ],
)
def test_a_brand_that_the_asker_is_told_to_take_is_recommended(answer: str) -> None:
    found = state(answer, "Krux", "Bolty", "Crixo")
    assert found.presence == "recommended"
    assert "Krux" in found.evidence[0].text


@pytest.mark.parametrize(
    "answer",
    [
        "Avoid Krux.",
        "I would avoid Krux.",
        "I don't recommend Krux.",
        "I wouldn't recommend using Krux.",
        "I'd never use Krux.",
        "Not Krux.",
        "Use Bolty instead of Krux.",
        "Krux isn't available in your country.",
        "Krux is not the best choice.",
        "Krux is not recommended.",
        "Should you use Krux?",
        "Is Krux the best choice?",
        "If Krux had reports, I would recommend it.",
        "Krux claims to be the best choice.",
        "Some say Krux is the best choice.",
        "Stay away from Krux.",
        "Krux has been discontinued.",
        "Krux is a company in Ohio.",
        "You can use Krux to send letters.",
        "Krux integrates with Bolty.",
        "There are tools, for example Krux.",
        "I recommend switching from Krux.",
        "I recommend an alternative to Krux.",
        "Krux is not reliable.",
        "Krux was founded in 2009.",
    ],
)
def test_a_brand_set_aside_or_without_merit_is_only_mentioned(answer: str) -> None:
    assert state(answer, "Krux", "Bolty").presence == "mentioned"


@pytest.mark.parametrize(
    "answer",
    [
        "Krux is reliable.",
        "Krux has a proven track record.",
        "Krux is used by millions of shops.",
        "Krux is a well-established company.",
        "Reputable providers such as Krux exist.",
        "Krux is widely used.",
        "Krux is safe and secure.",
        "You can rely on Krux.",
        "Krux is expensive but reliable.",
        "Unlike Bolty, Krux is reliable.",
    ],
)
def test_a_brand_vouched_for_is_trusted(answer: str) -> None:
    assert state(answer, "Krux", "Bolty").presence == "trusted"


@pytest.mark.parametrize(
    "answer",
    [
        "Krux is cheaper than Bolty.",
        "Bolty is cheaper than Krux.",
        "Compared to Bolty, Krux costs more.",
        "Krux charges per user, while Bolty charges per letter.",
        "While Krux charges per user, Bolty charges per letter.",
        "Unlike Krux, Bolty charges per letter.",
        "Krux vs. Bolty comes down to price.",
        "The difference between Krux and Bolty is price.",
        "Krux and Bolty are similar.",
        "Krux is as fast as Bolty.",
        "Bolty outperforms Krux in speed.",
        "Krux charges per user. On the other hand, Bolty charges per letter.",
        "| Tool | Price |\n|---|---|\n| Krux | 9 |\n| Bolty | 8 |",
        "| | Krux | Bolty |\n|---|---|---|\n| Price | 9 | 8 |",
    ],
)
def test_brands_set_against_each_other_are_compared(answer: str) -> None:
    krux, bolty = extract(answer, [WantedBrand("Krux"), WantedBrand("Bolty")]).states
    assert (krux.presence, krux.compared_with) == ("compared", ("Bolty",))
    assert bolty.compared_with == ("Krux",)


def test_a_third_brand_in_a_comparing_sentence_is_not_compared() -> None:
    crixo = extract("Unlike Krux, Bolty works with Crixo.", list(map(WantedBrand, ("Krux", "Bolty", "Crixo")))).states[
        2
    ]
    assert (crixo.presence, crixo.compared_with) == ("mentioned", ())


def test_the_strongest_presence_wins_and_its_span_comes_first() -> None:
    found = state("Krux is cheaper than Bolty. Krux is reliable. In the end I recommend Krux.", "Krux", "Bolty")
    assert found.presence == "recommended"
    assert found.evidence[0].text == "In the end I recommend Krux."
    assert found.compared_with == ("Bolty",)


def test_items_of_a_best_of_list_are_recommended() -> None:
    answer = "Here are the best tools:\n\n1. **Krux**: Sends letters.\n2. **Bolty**: Sends letters too."
    assert [one.presence for one in extract(answer, [WantedBrand("Krux"), WantedBrand("Bolty")]).states] == [
        "recommended"
    ] * 2


def test_numbered_items_that_answer_which_should_i_use_are_recommended() -> None:
    answer = "1. Krux: Sends letters.\n2. Bolty: Sends letters too."
    assert state(answer, "Krux", "Bolty", prompt=WHICH).presence == "recommended"
    assert state(answer, "Krux", "Bolty").presence == "mentioned"


def test_items_of_a_list_of_popular_tools_are_trusted() -> None:
    assert state("Popular tools are:\n- Krux\n- Bolty", "Krux").presence == "trusted"


def test_items_of_a_list_of_tools_to_avoid_are_mentioned() -> None:
    assert state("The best tools to avoid:\n1. Krux\n2. Bolty", "Krux", prompt=WHICH).presence == "mentioned"


def test_one_winner_in_words_turns_the_rest_of_a_plain_list_into_compared() -> None:
    answer = "Options:\n- Krux: Letters.\n- Bolty: Letters.\n\nIn the end, I recommend Bolty."
    krux, bolty = extract(answer, [WantedBrand("Krux"), WantedBrand("Bolty")], prompt=WHICH).states
    assert (krux.presence, krux.compared_with, bolty.presence) == ("compared", ("Bolty",), "recommended")


def test_a_pronoun_goes_on_about_the_brand_of_the_sentence_before() -> None:
    found = state("Krux sends letters. It is the best choice for you.")
    assert found.presence == "recommended"
    assert found.evidence[0].text == "Krux sends letters. It is the best choice for you."


def test_sentences_of_an_item_are_about_the_brand_at_its_head() -> None:
    krux, bolty = extract(
        "- Krux: Letters. Trusted by many.\n- Bolty: Letters.", [WantedBrand("Krux"), WantedBrand("Bolty")]
    ).states
    assert (krux.presence, bolty.presence) == ("trusted", "mentioned")


@pytest.mark.parametrize("marked", ["**Krux**", "*Krux*", "`Krux`", "[Krux](https://krux.io)", "__Krux__", "Krux[^1]"])
def test_markdown_does_not_change_presence(marked: str) -> None:
    assert state(f"I recommend {marked} for shops.").presence == "recommended"


def test_an_unlisted_rival_does_not_change_presence() -> None:
    answer = "I'd recommend Krux over Bolty. Bolty is reliable."
    assert state(answer, "Krux") == state(answer, "Krux", "Zzyzx")


@pytest.mark.parametrize(
    "answer",
    [
        "I'm sorry, but I can't help with that.",
        "I’m sorry, but I can’t assist with that request.",
        "As an AI language model, I don't have information about Krux.",
        "I couldn't find any information about Krux. Please check their website.",
        "I don't have access to current data about Krux. I recommend visiting Krux's website.",
        "I'm not familiar with Krux. Could you tell me more?",
        "Sorry, I am unable to provide recommendations.",
        "Es tut mir leid, dabei kann ich nicht helfen.",
    ],
)
def test_a_refusal_names_nobody(answer: str) -> None:
    found = extract(answer, [WantedBrand("Krux")])
    assert found.refusal
    assert found.states[0].presence == "ignored"


@pytest.mark.parametrize(
    "answer",
    [
        "I'm sorry to hear that. Krux is a good tool with reports.",
        "I don't have information about Zubo, but Krux is popular.",
        "As an AI, I can't try tools myself, but here are some: Krux and Bolty.",
        "I can't say which is best. Here are the main ones:\n1. Krux\n2. Bolty",
        "Krux does not have information about prices on its site.",
    ],
)
def test_an_answer_that_goes_on_to_answer_is_no_refusal(answer: str) -> None:
    found = extract(answer, [WantedBrand("Krux")])
    assert not found.refusal
    assert found.states[0].presence != "ignored"


def test_a_brand_nothing_is_known_about_is_ignored_beside_one_that_is_named() -> None:
    zubo, krux = extract(
        "I have no information about Zubo, but Krux is popular.", [WantedBrand("Zubo"), WantedBrand("Krux")]
    ).states
    assert (zubo.presence, krux.presence) == ("ignored", "trusted")


@pytest.mark.parametrize(
    "answer",
    [
        "Acmelo would be my last choice.",
        "Acmelo was the go-to option until 2020.",
        "Acmelo is anything but a safe choice.",
        "Start with your goals, then compare Acmelo and Boltix.",
        "Choose between Acmelo and Boltix.",
        "I can't recommend Acmelo in good conscience.",
        "Nobody should try Acmelo.",
        "I wouldn't say Acmelo is the best choice.",
        "If Acmelo were cheaper, it would be the best option.",
        "There's no reason to choose Acmelo.",
        "You'd be better off without Acmelo.",
        "To cancel, go to Acmelo and choose Settings.",
    ],
)
def test_what_sounds_like_advice_and_is_none(answer: str) -> None:
    found = extract(answer, [WantedBrand("Acmelo"), WantedBrand("Boltix")], prompt="Which tool is best?")
    assert found.states[0].presence in ("mentioned", "compared")


@pytest.mark.parametrize(
    "answer",
    [
        "Acmelo was established in 1990.",
        "Acmelo's app is leading to complaints.",
        "Acmelo has a popular rival.",
        "You can trust no one at Acmelo.",
        "Acmelo lost the trust of its customers.",
        "To be safe, back up before you install Acmelo.",
        "Keep your Acmelo password safe.",
        "Acmelo never let me in.",
        "A trusted friend told me about Acmelo.",
        "Acmelo ranks first in complaints.",
    ],
)
def test_words_of_trust_that_say_nothing_of_it(answer: str) -> None:
    assert state(answer, "Acmelo").presence == "mentioned"


@pytest.mark.parametrize(
    ("intro", "presence"),
    [
        ("Not recommended:", "mentioned"),
        ("Brands that were recalled:", "mentioned"),
        ("These went out of business:", "mentioned"),
        ("Prices per month:", "mentioned"),
        ("Works with:", "mentioned"),
        ("My shortlist:", "recommended"),
        ("The best, with prices:", "recommended"),
        ("Some options:", "recommended"),
    ],
)
def test_a_list_says_what_its_introduction_says_whatever_was_asked(intro: str, presence: str) -> None:
    answer = f"{intro}\n\n- Acmelo: 5 dollars\n- Boltix: 9 dollars"
    assert state(answer, "Acmelo", "Boltix", prompt=WHICH).presence == presence
