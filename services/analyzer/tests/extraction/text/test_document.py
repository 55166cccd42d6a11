"""The read answer: one pair of offsets for each character of its text, whatever the blocks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.extraction import WantedBrand, extract
from analyzer.extraction.text.document import read_document

pytestmark = pytest.mark.pure

_LINES = st.sampled_from(
    [
        "", " ", "  x", "```", "# Head", "- item", "1. **Krux**", "| a | b |", "|---|---|", "| Krux |  |",
        "text *of* Krux", "**", "---", "[^1]: krux.com", "Sources:",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_LINES, max_size=12))
def test_every_character_has_its_place(lines: list[str]) -> None:
    answer = "\n".join(lines)
    document = read_document(answer)
    assert len(document.text) == len(document.starts) == len(document.ends)
    assert document.starts == sorted(document.starts)
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)
    for state in extract(answer, [WantedBrand("Krux")], discover=True).states:
        assert all(answer[one.start : one.end] == one.text for one in state.evidence)


@pytest.mark.parametrize("blank", ["", "\n", "\n\n\n"])
def test_blank_lines_within_code_move_nothing(blank: str) -> None:
    answer = f"Intro.\n```\nimport x\n{blank}\nKrux()\n```\nUse Krux for this."
    (state,) = extract(answer, [WantedBrand("Krux")]).states
    assert {"Krux()", "Use Krux for this."} == {one.text for one in state.evidence}
