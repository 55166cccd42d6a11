"""Names as languages write them, and the words and longer words that are none; the cases are the table beside it."""

from pathlib import Path

import pytest

from analyzer.extraction import WantedBrand, extract

pytestmark = pytest.mark.pure

ROWS = [
    line.split("\t") for line in Path(__file__).with_name("names_in_languages.tsv").read_text("utf-8").splitlines()[1:]
]


def named(brands: list[str], answer: str) -> set[str]:
    states = extract(answer, [WantedBrand(brand) for brand in brands]).states
    return {state.brand for state in states if state.presence != "ignored"}


@pytest.mark.parametrize(("theme", "found", "absent", "answer"), ROWS)
def test_a_name_is_found_as_its_language_writes_it(theme: str, found: str, absent: str, answer: str) -> None:
    names, others = list(filter(None, found.split("|"))), list(filter(None, absent.split("|")))
    assert named(names + others, answer) == set(names), theme


def test_the_table_has_cases_of_both_kinds_in_every_script() -> None:
    assert len(ROWS) > 200
    for theme in ("ru", "pl", "fi", "hu", "he", "ar", "hi", "ko", "ja", "zh", "th", "de"):
        assert any(row[1] for row in ROWS if row[0] == theme)
        assert any(row[2] for row in ROWS if row[0] == theme)
