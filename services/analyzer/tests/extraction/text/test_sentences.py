"""Where sentences end: the pattern for plain text cuts as the one for any text does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.extraction.text.sentences import _END, _PLAIN_END

pytestmark = pytest.mark.pure


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=".!?\"')] aAbBc \n\t,;", max_size=40))
def test_plain_text_is_cut_as_any_text(text: str) -> None:
    assert [hit.span() for hit in _PLAIN_END.finditer(text)] == [hit.span() for hit in _END.finditer(text)]
