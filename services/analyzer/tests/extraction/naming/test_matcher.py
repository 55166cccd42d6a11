"""Where names may stand: the automaton proposes the places that a look at every word does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.extraction import WantedBrand
from analyzer.extraction.naming.matching.matcher import Matcher, compile_names

pytestmark = pytest.mark.pure

_WORDS = ["q", "qx", "qxz", "qxzv", "qxzvw", "qxzvwj", "qxzvwjk", "qxzvwjkp", "box", "s", "es", "3m", "c++", "&", "and"]
_TEXTS = st.lists(st.sampled_from([*_WORDS, *(word.title() for word in _WORDS)]), max_size=14).flatmap(
    lambda words: st.tuples(*(st.sampled_from([word + gap for gap in (" ", "-", "", ". ", "'")]) for word in words))
)
_NAMES = st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join), max_size=12)


def _by_every_word(matcher: Matcher, text: str) -> list[tuple[int, int]]:
    """Word by word, length by length."""
    found = []
    letters = [(at, char.lower()) for at, char in enumerate(text) if char.isalnum()]
    for nth, (at, _) in enumerate(letters):
        if at and text[at - 1].isalnum():
            continue
        for size in range(len(letters) - nth, 0, -1):
            key = "".join(char for _, char in letters[nth : nth + size])
            end = letters[nth + size - 1][0] + 1
            known = key in matcher or key in matcher._signed
            if known and (not text[end : end + 1].isalnum() or text[end] in "sSeE"):
                found.append((at, size))
                break
    return found


@settings(max_examples=300, deadline=None)
@given(_NAMES, _TEXTS)
def test_every_place_is_proposed(names: list[str], parts: tuple[str, ...]) -> None:
    text = "".join(parts)
    matcher = compile_names([WantedBrand(name) for name in dict.fromkeys(names)])
    assert [(start, len(key)) for start, key, _ in matcher.places(text)] == _by_every_word(matcher, text)


def _letters(text: str) -> str:
    """Letters and digits alone; ``and`` may stand for ``&``, and either may be left out at an edge."""
    return "".join(char for char in text.lower().replace("and", "") if char.isalnum())


@settings(max_examples=300, deadline=None)
@given(_NAMES, _TEXTS)
def test_what_is_found_stands_there_and_nothing_overlaps(names: list[str], parts: tuple[str, ...]) -> None:
    text = "".join(parts)
    matcher = compile_names([WantedBrand(name) for name in dict.fromkeys(names)])
    covered = 0
    for owner, start, end in matcher.find(text):
        assert covered <= start < end <= len(text)
        spelled, listed = _letters(text[start:end]), _letters(matcher.names[owner])
        assert spelled.removeprefix(listed) in ("", "s", "es")
        covered = end
