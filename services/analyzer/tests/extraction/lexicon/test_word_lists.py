"""Word lists are data: each file is read once, and one that breaks the form is refused with file and line."""

from pathlib import Path

import pytest

from analyzer.extraction.lexicon import lists
from analyzer.extraction.lexicon.words import ListError, parse_lists, word_lists

pytestmark = pytest.mark.pure
FILES = sorted(path.name for path in Path(str(lists.__file__)).parent.glob("*.txt"))


@pytest.mark.parametrize("file", FILES)
def test_every_committed_file_is_read_and_has_no_line_beyond_the_budget(file: str) -> None:
    assert all(word_lists(file).values())
    assert word_lists(file) is word_lists(file)
    text = Path(str(lists.__file__)).with_name(file).read_text("utf-8")
    assert max(map(len, text.splitlines())) <= 120


def test_a_file_holds_lists_under_headings_with_remarks() -> None:
    text = "# remark\n\n[first list]\none two\nthree\n[second]\n# why\none\n"
    assert parse_lists("a.txt", text) == {"first list": {"one", "two", "three"}, "second": {"one"}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one\n", "a.txt, line 1: words before the first heading"),
        ("[a]\none\n[a]\ntwo\n", r"a.txt, line 3: a second list \[a\]"),
        ("[a]\none\ntwo one\n", "a.txt, line 3: 'one' is in this list already"),
        ("[a]\n[b]\none\n", r"a.txt: nothing is listed under \[a\]"),
        ("# nothing\n", "a.txt: nothing is listed"),
    ],
)
def test_what_breaks_the_form_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ListError, match=message):
        parse_lists("a.txt", text)
