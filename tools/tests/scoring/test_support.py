"""Every cue is needed by answers that a person labelled, and not by one alone."""

from pathlib import Path

import pytest

from analyzer.extraction import WantedBrand
from analyzer.extraction.lexicon.cues.tables import COLUMNS, TABLES, Cue, table
from scoring.alternatives import doubled, idle, key_of
from scoring.gold import FOLDER
from scoring.results import Labelled, labelled, results
from scoring.support import LEAST, Supports, ids, main, supports, unproven, unsupported, written

pytestmark = pytest.mark.pure
TOLD_TO = ("recommended", "told-to")


@pytest.fixture(scope="module")
def found() -> Supports:
    return supports(labelled(FOLDER))


def test_every_row_is_needed_by_two_answers_that_share_no_words(found: Supports) -> None:
    assert not unsupported(found)


def test_every_alternative_of_a_row_is_needed_by_an_answer(found: Supports) -> None:
    rows = [cue for name in TABLES for cue in table(name)]
    assert not {key_of(cue): spare for cue in rows if (spare := idle(cue, found[key_of(cue)]))}


def test_every_row_names_answers_that_need_it(found: Supports) -> None:
    assert not unproven(found)


def test_no_two_rows_of_a_dimension_share_a_pattern() -> None:
    assert not doubled(cue for name in TABLES for cue in table(name)), "make one row of both"


@pytest.mark.parametrize(
    ("pattern", "dimension", "is_doubled"),
    [
        ("pick {T}|choose {T}", "recommended", True),
        ("take {T}|pick {T}", "recommended", True),
        ("pick the {T}", "recommended", False),
        ("pick {T}", "trusted", False),
    ],
)
def test_a_second_row_of_a_pattern_is_found(pattern: str, dimension: str, is_doubled: bool) -> None:
    first = Cue("first", "recommended", "pick {T}|choose {T}", 0.9, ())
    found = doubled([first, Cue("second", dimension, pattern, 0.9, ())])
    assert found == ({(dimension, "second"): ("recommended", "first")} if is_doubled else {})


def test_no_answer_of_the_held_out_part_supports_a_row(found: Supports) -> None:
    held_out = {one.id for one in labelled(FOLDER) if one.part == "held-out"}
    assert held_out
    assert not held_out & {answer for places in found.values() for answer in places.values()}


def answer(number: int, text: str, presence: str = "recommended", part: str = "dev") -> Labelled:
    labels = {"Krux": {"named": True, "presence": presence}}
    return Labelled(f"made.{number}", "made", part, "en", "", text, (WantedBrand("Krux"),), labels)


def test_two_copies_of_a_sentence_are_one_answer_and_a_row_of_one_answer_is_refused() -> None:
    once = [answer(1, "I recommend Krux."), answer(2, "I recommend Krux."), answer(3, "Buy. I recommend Krux.")]
    found = supports(once)
    assert ids(found[TOLD_TO]) == ["made.1"]
    assert unsupported(found)[TOLD_TO] == ["made.1"]
    twice = supports([*once, answer(4, "Dentists suggest Krux to everybody.")])
    assert ids(twice[TOLD_TO]) == ["made.1", "made.4"]
    assert TOLD_TO not in unsupported(twice)


@pytest.mark.parametrize(
    "other",
    [
        answer(2, "We recommend the new Krux.", part="held-out"),
        answer(2, "We recommend the new Krux.", presence="mentioned"),
        answer(2, "We don't recommend the new Krux."),
        answer(2, "Would you recommend the new Krux?"),
    ],
    ids=["held out", "labelled otherwise", "denied", "asked"],
)
def test_an_answer_supports_a_row_only_where_the_row_reads_its_label(other: Labelled) -> None:
    assert ids(supports([answer(1, "I recommend Krux."), other])[TOLD_TO]) == ["made.1"]


def test_an_alternative_that_no_answer_needs_is_found() -> None:
    cue = Cue("made", "recommended", "recommend {T}|the bee's knees", 0.9, ())
    assert idle(cue, {"i recommend \ue001.": "made.1"}) == ["the bee's knees"]


def test_the_column_of_support_is_filled_in_and_nothing_else_changes(found: Supports) -> None:
    for name in TABLES:
        lines = written(name, found).splitlines()
        assert lines[0].split("\t") == list(COLUMNS)
        assert len([line for line in lines[1:] if not line.startswith("#")]) == len(table(name))
        rows = [line.split("\t") for line in lines[1:] if not line.startswith("#")]
        assert [(row[1], row[0]) for row in rows] == [key_of(cue) for cue in table(name)]
        assert all(len(row[4].split(", ")) >= LEAST for row in rows)


def test_the_command_prints_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "told-to" in capsys.readouterr().out


def test_the_sentences_of_the_tests_are_read_right_but_for_those_that_nothing_general_reads() -> None:

    known = (Path(__file__).parents[3] / "services/analyzer/gold/known-misses.txt").read_text("utf-8").splitlines()
    sentences = [one for one in labelled(FOLDER) if one.set == "sentences"]
    missed = {
        one.answer
        for one, line in zip(sentences, results(sentences), strict=True)
        for brand in line["brands"]
        if any(brand["read"][fact] != said for fact, said in brand["label"].items())
    }
    assert missed == {line for line in known if line and not line.startswith("#")}
