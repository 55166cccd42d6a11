"""The corpus obeys its rules, and the scorer tells a wrong reader from a right one."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest

from analyzer.extraction import ReadState
from analyzer.graph.rules.shares import wilson
from scoring.__main__ import main
from scoring.gold import FOLDER, GoldError, Row, load, parse
from scoring.measures import Figure, asked, confusion, errors, figures, read, substring

pytestmark = pytest.mark.pure

ROW = """# one
lang: en
ask: Which?
1: Box | | box.com | recommended + rank=1 belief=outcome vs=2
2: Acme | | | compared 0 rank=2 vs=1
3: Zed | | | ignored
---
1. [[1|Box]]
2. [[2|Acme]], unlike [[1|Box]]
"""


def perfect(row: Row) -> Sequence[ReadState]:
    return [
        ReadState(one.brand.name, one.presence, one.position, one.rank, one.belief, one.sentiment, 1, one.spans, False)
        for one in row.labels
    ]


def scores(reader: object) -> dict[str, Figure]:
    return {one.metric: one for one in figures(read(parse(ROW, "c"), reader)) if one.category == "all"}  # type: ignore[arg-type]


def test_the_corpus_is_valid_and_every_span_is_the_text_it_names() -> None:
    rows = load(FOLDER)
    assert rows
    for row in rows:
        for label in row.labels:
            assert all(row.answer[span.start : span.end] == span.text for span in label.spans), row.id
        positions = sorted(label.position for label in row.labels if label.position)
        assert positions == list(range(1, len(positions) + 1)), row.id
    assert {row.part for row in rows} == {"dev", "held-out"}


def test_positions_and_spans_follow_from_the_marks() -> None:
    (row,) = parse(ROW, "c")
    box, acme, zed = row.labels
    assert row.answer == "1. Box\n2. Acme, unlike Box"
    assert (box.position, acme.position, zed.position) == (1, 2, None)
    assert [(span.start, span.end) for span in box.spans] == [(3, 6), (23, 26)]
    assert box.compared_with == ("Acme",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[[1|Box]]", "Box"),
        ("ignored", "mentioned 0"),
        ("belief=outcome", "belief=luck"),
        ("compared 0 rank=2 vs=1", "compared 0 rank=2"),
        ("compared 0", "liked 0"),
        ("3: Zed", "3: Acme"),
        ("[[2|Acme]]", "[[7|Acme]]"),
        ("lang: en", "lang: xx"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(old: str, new: str) -> None:
    with pytest.raises(GoldError):
        parse(ROW.replace(old, new), "c")


def test_a_perfect_reader_scores_one_and_no_false_mention() -> None:
    found = scores(perfect)
    assert {one.value for one in found.values() if one.metric != "false_mentions"} == {1.0}
    assert found["false_mentions"].value == 0.0


@pytest.mark.parametrize(
    ("brand", "wrong", "metric"),
    [
        (2, {"presence": "mentioned"}, "false_mentions"),
        (0, {"presence": "ignored"}, "mention_recall"),
        (0, {"presence": "trusted"}, "presence_accuracy"),
        (0, {"position": 2}, "position_exact"),
        (1, {"rank": None}, "rank_exact"),
        (0, {"belief": None}, "belief_agreement"),
        (0, {"sentiment": -0.5}, "sentiment_agreement"),
    ],
)
def test_each_planted_defect_moves_its_measure(brand: int, wrong: dict[str, object], metric: str) -> None:
    def broken(row: Row) -> Sequence[ReadState]:
        states = list(perfect(row))
        states[brand] = replace(states[brand], **wrong)  # type: ignore[arg-type]
        return states

    assert scores(broken)[metric].value != scores(perfect)[metric].value


def test_a_shifted_span_is_found() -> None:
    def shifted(row: Row) -> Sequence[ReadState]:
        return [
            replace(one, evidence=tuple(replace(s, start=s.start + 1) for s in one.evidence)) for one in perfect(row)
        ]

    assert scores(shifted)["span_exact"].value == 0.0


def test_a_reader_of_other_brands_is_refused() -> None:
    with pytest.raises(ValueError, match="other brands"):
        scores(lambda row: list(reversed(perfect(row))))


def test_errors_and_confusion_name_what_went_wrong() -> None:
    pairs = read(parse(ROW, "c"), substring)
    assert confusion(pairs)["recommended", "mentioned"] == 1
    assert [pair[1].brand.name for pair in errors(pairs)] == ["Box", "Acme"]


def test_an_interval_holds_its_share_and_narrows_with_n() -> None:
    low, high = wilson(9 / 10, 10)
    assert low < 0.9 < high
    assert wilson(900 / 1000, 1000)[0] > low


def test_the_command_prints_one_line_per_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json"]) == 0
    assert '"metric": "mention_f1"' in capsys.readouterr().out


def test_a_program_of_another_environment_is_asked_row_by_row() -> None:
    said = "[dict(named='Box' == name, recommended=False, rank=None) for name, _ in json.loads(line)['brands']]"
    program = f"import json, sys\nfor line in sys.stdin: print(json.dumps({said}))"
    rows = parse(ROW, "c")
    told = asked([sys.executable, "-c", program], rows)
    found = {one.metric: one for one in figures(read(rows, lambda row: told[row.id]))}
    assert (found["mention_precision"].value, found["mention_recall"].value) == (1.0, 0.5)


def test_a_program_that_fails_is_no_reader() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        asked([sys.executable, "-c", "raise SystemExit(1)"], parse(ROW, "c"))
