"""Agreement of two readers: by hand on a small table, and what the second reader is shown."""

import json
from pathlib import Path

import pytest

from scoring.__main__ import SECOND, main
from scoring.agreement import Second, agreement, blind, chosen, load_second
from scoring.gold import FOLDER, Row, load, parse

pytestmark = pytest.mark.pure

ROWS = """# {id}
ask: Which?
1: Box | | box.com | recommended + rank=1
2: Zed | | | ignored
---
1. [[1|Box]]
"""


def rows(count: int) -> list[Row]:
    return [row for number in range(count) for row in parse(ROWS.format(id=f"r-{number}"), "c")]


def test_kappa_is_cohens() -> None:
    """Two of ten disagree: observed .8; by chance .5 * .3 (recommended) + .5 * .5 (ignored)."""
    second = {(f"r-{n}", "Box"): Second("recommended" if n < 3 else "mentioned", 1, 1) for n in range(5)}
    second |= {(f"r-{n}", "Zed"): Second("ignored", None, None) for n in range(5)}
    found = {one.metric: one.value for one in agreement(rows(5), second)}
    observed, by_chance = 0.8, 0.5 * 0.3 + 0.5 * 0.5
    assert found["presence_kappa"] == pytest.approx((observed - by_chance) / (1 - by_chance))
    assert (found["presence_same"], found["named_same"], found["rank_same"]) == (0.8, 1.0, 1.0)


def test_the_same_labels_agree_in_full_and_other_ranks_are_seen() -> None:
    second = {("r-0", "Box"): Second("recommended", 2, -1), ("r-0", "Zed"): Second("ignored", None, None)}
    found = {one.metric: one.value for one in agreement(rows(1), second)}
    assert (found["presence_kappa"], found["rank_same"], found["sign_same"]) == (1.0, 0.0, 0.0)


def test_without_any_label_there_is_no_figure() -> None:
    with pytest.raises(ValueError, match="no label"):
        agreement(rows(1), {})


def test_the_second_reader_sees_no_label_and_about_a_third(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--blind"]) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert shown == [blind(row) for row in chosen(load(FOLDER))]
    assert set(shown[0]) == {"id", "language", "prompt", "answer", "brands"}
    assert 0.25 < len(shown) / len(load(FOLDER)) < 0.42


def test_a_second_pass_is_read_from_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "r-0", "states": {"Box": ["mentioned", null, 0]}}\n')
    assert load_second(tmp_path) == {("r-0", "Box"): Second("mentioned", None, 0)}


def test_a_third_of_the_corpus_was_read_twice() -> None:
    rows_of_it = chosen(load(FOLDER))
    labels = {(row.id, label.brand.name) for row in rows_of_it for label in row.labels}
    assert labels == set(load_second(SECOND))
    assert len(rows_of_it) >= 190
