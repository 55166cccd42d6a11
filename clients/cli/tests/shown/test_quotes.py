"""Quotations of a report: what makes a sentence prove a state stands with it."""

import pytest
from rich.console import Console

from brandmon_cli.audits.views import quotes

pytestmark = pytest.mark.pure


def shown(**changed: object) -> str:
    quote = {
        "text": "Krux: for shops",
        "start": 0,
        "end": 4,
        "presence": "recommended",
        "provider": "local",
        "model": "m",
        "icp_name": "Owner",
        "prompt_text": "Which tool?",
    }
    console = Console(width=200)
    with console.capture() as captured:
        console.print(quotes({"evidence": [quote | changed]}))
    return captured.get()


@pytest.mark.parametrize(
    ("ground", "over", "words"),
    [
        ("list", "Good tools:", "In the list under “Good tools:”"),
        ("heading", "Best buys", "Under the heading “Best buys”"),
        ("question", None, "It is what the question asked for"),
    ],
)
def test_what_makes_a_sentence_prove_a_state_stands_with_it(ground: str, over: str | None, words: str) -> None:
    assert words in shown(ground=ground, ground_text=over)


@pytest.mark.parametrize("changed", [{}, {"ground": "sentence"}, {"ground": "new-word", "ground_text": "x"}])
def test_a_sentence_that_says_so_alone_stands_alone(changed: dict[str, object]) -> None:
    assert shown(**changed).split() == shown().split()
