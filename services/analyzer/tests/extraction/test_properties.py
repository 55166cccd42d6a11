"""What holds for every text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure

NAMES = ["Krux", "Bolty", "Box", "Google Docs", "Google", "H&M", "Nestlé", "小米", "monday.com", "C++"]
BRANDS = [WantedBrand(name) for name in NAMES]
PIECES = [
    *NAMES,
    "I recommend ",
    " is the best choice",
    " is cheaper than ",
    "\n1. ",
    "\n- ",
    "**",
    " | ",
    "\n|---|---|\n",
    ". ",
    ", ",
    "\n\n",
    "[x](http://krux.com)",
    "```\n",
    "e\u0301",
    "😀",
    "\u200b",
    "Ｂｏｘ",
    " avoid ",
    " not ",
    "(",
    "~~",
    "\\",
    "Sources:\n",
    "<b>",
    "<br>",
    "\u1100\u1161",
    "ß",
    "\r\n",
]
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.booleans())
def test_evidence_is_always_the_text_between_its_offsets(answer: str, discover: bool) -> None:
    for state in extract(answer, BRANDS, discover=discover).states:
        assert bool(state.evidence) == (state.presence != "ignored")
        for span in state.evidence:
            assert answer[span.start : span.end] == span.text
            assert span.start < span.end


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.booleans())
def test_positions_run_from_one_without_gaps(answer: str, discover: bool) -> None:
    states = extract(answer, BRANDS, discover=discover).states
    positions = sorted(state.position for state in states if state.position is not None)
    assert positions == list(range(1, len(positions) + 1))


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.text(max_size=60))
def test_the_same_input_gives_the_same_output(answer: str, prompt: str) -> None:
    first = extract(answer, BRANDS, prompt=prompt, discover=True)
    assert extract(answer, BRANDS, prompt=prompt, discover=True) == first


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_an_unrelated_brand_changes_no_other_state(answer: str) -> None:
    before = extract(answer, BRANDS).states
    after = extract(answer, [*BRANDS, WantedBrand("Qwyzzoblat")]).states
    assert after[:-1] == before


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.permutations(BRANDS))
def test_the_order_of_the_brands_does_not_matter(answer: str, brands: list[WantedBrand]) -> None:
    expected = {
        state.brand: (state.presence, state.position, state.rank, state.evidence)
        for state in extract(answer, BRANDS).states
    }
    found = {
        state.brand: (state.presence, state.position, state.rank, state.evidence)
        for state in extract(answer, brands).states
    }
    assert found == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20)), max_size=5), TEXTS)
def test_any_text_may_be_a_name_an_alias_or_a_domain(names: list[tuple[str, str, str]], answer: str) -> None:
    brands = [WantedBrand(name, (alias,), (domain,)) for name, alias, domain in names]
    states = extract(answer, brands).states
    assert [state.brand for state in states] == list(dict.fromkeys(name for name, _, _ in names))


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_figures_stay_in_their_ranges(answer: str) -> None:
    for state in extract(answer, BRANDS, discover=True).states:
        assert 0.0 <= state.confidence <= 1.0
        assert state.sentiment is None or -1.0 <= state.sentiment <= 1.0
        assert state.rank is None or state.rank >= 1


HOSTILE = {
    "parentheses": "(" * 100_000,
    "asterisks": "*" * 100_000,
    "brackets": "[" * 100_000,
    "unfinished links": "[a](b" * 8_000,
    "letters": "A" * 100_000,
    "dots": "a." * 20_000,
    "angles": "<" * 100_000,
    "pipes": "|" * 100_000,
    "numbers": "1. " * 10_000,
    "marks": "\u0301" * 100_000,
    "negations": "no " * 30_000 + "information",
    "conditions": "if it is small, " * 4_000 + "Krux",
    "praise": "the best choice of all " * 3_000 + "Krux",
    "mentions": "Krux, " * 4_000,
    "comparisons": "Krux is better than Bolty and " * 800,
    "addresses": "http://" * 5_000,
    "many names": ", ".join(
        f"Zub{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}x" for i in range(2_500)
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_answer_costs_time_in_proportion_to_its_length(text: str) -> None:
    began = time.process_time()
    extract(text, BRANDS, prompt="which is best?", discover=True)
    assert time.process_time() - began < 2.0  # 0.5 s on an idle machine; a quadratic pattern takes minutes


def test_many_brands_cost_no_more_per_answer_than_few() -> None:
    many = [WantedBrand(f"Brand{number}x", (f"B{number}x Alias",)) for number in range(5_000)]
    extract("warm", many)
    began = time.process_time()
    found = extract("Brand77x is the best choice. " * 20, many)
    assert time.process_time() - began < 0.5
    assert [state.brand for state in found.states if state.presence == "recommended"] == ["Brand77x"]
