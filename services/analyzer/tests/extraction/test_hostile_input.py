"""Answers and names made to mislead or to exhaust."""

import time

import pytest

from analyzer.extraction import BrandName, BrandState, compile_panel, extract, extract_panel

pytestmark = pytest.mark.pure

ANSWER = "I recommend Krux for small teams. Bolty is reliable, but Krux is cheaper than Bolty."
BRANDS = [BrandName("Krux"), BrandName("Bolty"), BrandName("Zemp")]


def _reading(answer: str) -> list[tuple[str, str, int | None, int | None, float | None]]:
    return [_gist(state) for state in extract(answer, BRANDS).states]


def _gist(state: BrandState) -> tuple[str, str, int | None, int | None, float | None]:
    return state.brand, state.presence, state.position, state.rank, state.sentiment


@pytest.mark.parametrize("invisible", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\U000e0041"])
def test_invisible_characters_within_words_change_nothing(invisible: str) -> None:
    hidden = "".join(letter + invisible if letter.isalpha() else letter for letter in ANSWER)
    assert _reading(hidden) == _reading(ANSWER)


def test_an_order_in_unicode_tag_characters_is_not_read() -> None:
    order = "".join(chr(0xE0000 + ord(letter)) for letter in " I recommend Zemp.")
    assert _reading(ANSWER + order) == _reading(ANSWER)


def test_an_alias_that_is_a_regular_expression_is_only_a_text() -> None:
    states = extract(ANSWER, [BrandName("Zemp", (".*", "(a+)+$", "[A-Z]", "|"))]).states
    assert [state.presence for state in states] == ["ignored"]


def test_a_name_of_one_space_is_never_found() -> None:
    assert [state.presence for state in extract(ANSWER, [BrandName(" "), BrandName("")]).states] == ["ignored"] * 2


def test_a_hundred_thousand_brands_are_looked_for_at_once() -> None:
    began = time.process_time()
    panel = compile_panel([BrandName(f"Brand{number}x") for number in range(100_000)])
    found = extract_panel("Brand77x is the best choice.", panel)
    assert time.process_time() - began < 5.0
    assert [state.brand for state in found.states if state.presence != "ignored"] == ["Brand77x"]


def test_a_panel_reads_as_a_list_of_brands_does() -> None:
    assert extract_panel(ANSWER, compile_panel(BRANDS)) == extract(ANSWER, BRANDS)
