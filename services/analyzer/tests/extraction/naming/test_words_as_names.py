"""Ordinary words that are names at the start of a sentence, and the same words where they are none."""

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure


def is_named(brand: str, answer: str) -> bool:
    return extract(answer, [WantedBrand(brand)]).states[0].presence != "ignored"


@pytest.mark.parametrize(
    ("brand", "answer"),
    [
        ("Slack", "Slack deletes messages after a while."),
        ("Target", "Target restocked the shelves."),
        ("Target", "Target prices everything below its rivals."),
        ("Zoom", "Zoom ends free meetings after 40 minutes."),
        ("Dove", "Dove dropped sulfates from this line."),
        ("Amazon", "Amazon carries most brands."),
        ("Shark", "Shark copies Dyson's ideas."),
        ("Teams", "Teams comes with your subscription."),
        ("Apple", "Best overall: Apple MacBook Air."),
        ("SAP", "SAP: far too heavy for you."),
        ("Oracle", "- Oracle Fusion: same story.\n- NetSuite: better."),
        ("Oxygen", "Oxygen printers rarely jam."),
        ("Shark", "Shark fins are a myth. Shark sells vacuums, and I like Shark."),
        ("Schwab", "Charles Schwab has branches."),
        ("Monday", "Monday charges by the seat."),
        ("Delta", "Delta flights leave hourly."),
    ],
)
def test_a_word_that_does_what_firms_do_is_a_name(brand: str, answer: str) -> None:
    assert is_named(brand, answer)


@pytest.mark.parametrize(
    ("brand", "answer"),
    [
        ("Shark", "Shark fins on a roof hide the antenna."),
        ("Subway", "Subway stations are a walk away."),
        ("Target", "Target prices are a matter of taste."),
        ("Zoom", "Zoom lenses trade sharpness for flexibility."),
        ("Wise", "Wise shoppers compare first."),
        ("Ring", "Ring the supplier and ask."),
        ("Slack", "Leave some slack in the rope."),
        ("SAP", "The sap rises in spring."),
        ("Sage", "Sage advice: reconcile weekly."),
        ("Lincoln", "Abraham Lincoln slept here."),
        ("Monday", "Monday works best for most people."),
    ],
)
def test_a_word_that_means_itself_is_none(brand: str, answer: str) -> None:
    assert not is_named(brand, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Zemplo doesn't appear in my training data.",
        "There is no brand named Zemplo that I know of.",
        "I'm unfamiliar with Zemplo.",
        "Zemplo? Never heard of it.",
        "I can't verify whether Zemplo exists.",
        "My knowledge of Zemplo is limited.",
        "No reliable sources mention Zemplo.",
    ],
)
def test_a_name_of_which_nothing_is_known_is_not_named(answer: str) -> None:
    assert not is_named("Zemplo", answer)


@pytest.mark.parametrize(
    "answer",
    [
        "I can't verify whether Zemplo is cheaper.",
        "My knowledge of Zemplo comes from its site.",
        "No reliable sources contradict Zemplo.",
        "Say that Zemplo exists.",
    ],
)
def test_what_only_sounds_as_if_nothing_were_known(answer: str) -> None:
    assert is_named("Zemplo", answer)
