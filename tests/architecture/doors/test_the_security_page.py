"""The page of security requirements names files and tests that exist, and every requirement of the first level once."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "security.md"
_ROW = re.compile(r"^\| (V\d+\.\d+\.\d+) \| (\d) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", re.M)
_NAMED = re.compile(r"`((?:libs|services|tests|deploy|tools|docs)/[\w./-]+)(?:::(\w+))?`")
STATES = ("met", "partly", "not met", "none here")
_FIRST = (
    "1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1",
    "2.1.1 2.2.1 2.2.2 2.3.1",
    "3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3",
    "4.1.1 4.4.1",
    "5.2.1 5.2.2 5.3.1 5.3.2",
    "6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2",
    "7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2",
    "8.1.1 8.2.1 8.2.2 8.3.1",
    "9.1.1 9.1.2 9.1.3 9.2.1",
    "10.4.1 10.4.2 10.4.3 10.4.4 10.4.5",
    "11.3.1 11.3.2 11.4.1",
    "12.1.1 12.2.1 12.2.2",
    "13.4.1",
    "14.2.1 14.3.1",
    "15.1.1 15.2.1 15.3.1",
)
OF_THE_FIRST_LEVEL = tuple(each for line in _FIRST for each in line.split())


def rows(page: str) -> Sequence[tuple[str, str, str, str]]:
    """Number, level, state, and how it is met, of each requirement on the page."""
    return [(number, level, state, how) for number, level, state, how in _ROW.findall(page)]


def missing(page: str) -> list[str]:
    """Files and tests that are named and do not exist."""
    found = []
    for path, test in _NAMED.findall(page):
        file = ROOT / path
        if not file.exists():
            found.append(path)
        elif test and not re.search(rf"def {test}\(", file.read_text(encoding="utf-8")):
            found.append(f"{path}::{test}")
    return found


def unproved(page: str) -> list[str]:
    """Requirements that are said to be met by nothing that could be looked at, or stand in no known way."""
    told = [number for number, _, state, how in rows(page) if state == "met" and not _tells(how)]
    return told + [number for number, _, state, _ in rows(page) if state not in STATES]


def _tells(how: str) -> bool:
    return bool(_NAMED.search(how)) or how.startswith("as above")


def test_each_file_and_test_that_is_named_exists() -> None:
    assert not missing(PAGE.read_text(encoding="utf-8"))


def test_each_requirement_of_the_first_level_stands_once_and_says_how_it_is_met() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(OF_THE_FIRST_LEVEL) == 70
    counted = Counter(number for number, *_ in rows(page))
    assert {number for number, level, *_ in rows(page) if level == "1"} == {f"V{each}" for each in OF_THE_FIRST_LEVEL}
    assert set(counted.values()) == {1}
    assert not unproved(page)


def test_what_is_planted_is_seen() -> None:
    row = "| V1.2.1 | 1 | something | met | `libs/tests/test_none.py`, `libs/tests/test_english.py::test_none` |\n"
    assert missing(row) == ["libs/tests/test_none.py", "libs/tests/test_english.py::test_none"]
    assert unproved("| V1.2.1 | 1 | something | met | by good will |") == ["V1.2.1"]
