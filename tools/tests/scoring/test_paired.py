"""Two readings of the same answers against each other."""

import json
from pathlib import Path
from typing import Any

import pytest

from scoring.__main__ import main
from scoring.gold import FOLDER
from scoring.paired import Difference, differences
from scoring.results import labelled, load_results, results, write_results

pytestmark = pytest.mark.pure


def answer(number: int, said: str, read: str, part: str = "held-out") -> dict[str, Any]:
    facts = {"named": True, "presence": read, "rank": 0, "belief": "none", "sign": 0}
    brand = {"brand": "Krux", "label": {"named": True, "presence": said}, "read": facts}
    return {"id": f"made.{number}", "set": "made", "part": part, "brands": [brand]}


def readings(right: int, wrong: int) -> list[dict[str, Any]]:
    said = ["recommended"] * right + ["mentioned"] * wrong
    return [answer(number, "recommended", read) for number, read in enumerate(said)]


def figure(found: list[Difference], metric: str) -> Difference:
    return next(one for one in found if one.metric == metric)


def test_a_reading_against_itself_differs_in_nothing() -> None:
    found = differences(readings(8, 2), readings(8, 2))
    assert {one.metric for one in found} == {"named", "presence", "missed_recommended"}
    assert all((one.low, one.high, one.falls) == (0.0, 0.0, False) for one in found)
    assert (figure(found, "presence").old, figure(found, "missed_recommended").new) == (0.8, 0.2)


def test_a_figure_that_falls_by_more_than_chance_is_told() -> None:
    found = differences(readings(40, 0), readings(20, 20))
    assert figure(found, "presence").falls
    assert figure(found, "missed_recommended").falls
    assert figure(found, "presence").high < 0 < figure(found, "missed_recommended").low
    assert not figure(found, "named").falls


def test_one_answer_of_many_is_chance_and_more_right_ones_are_no_fall() -> None:
    assert not figure(differences(readings(40, 0), readings(39, 1)), "presence").falls
    assert not figure(differences(readings(20, 20), readings(40, 0)), "presence").falls


def test_what_is_said_too_much_of_a_brand_is_counted_by_itself() -> None:
    old = [answer(number, "mentioned", "mentioned") for number in range(20)]
    new = [answer(number, "mentioned", "trusted") for number in range(20)]
    assert figure(differences(old, new), "false_recommended_or_trusted").falls


def test_readings_of_different_answers_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="different answers"):
        differences(readings(3, 0), readings(2, 0))


def test_the_same_seed_gives_the_same_interval() -> None:
    old, new = readings(30, 10), readings(28, 12)
    assert differences(old, new) == differences(old, new)


def test_an_answer_is_kept_with_its_labels_and_its_reading(tmp_path: Path) -> None:
    some = [one for one in labelled(FOLDER) if one.id in ("plain-one", "sentences.1", "round-3.1")]
    lines = list(results(some))
    write_results(lines, tmp_path / "kept.jsonl")
    assert load_results(tmp_path / "kept.jsonl") == lines
    krux = next(one for one in lines if one["id"] == "sentences.1")["brands"][0]
    assert krux["label"] == {"named": True, "presence": "recommended"}
    assert krux["read"] == {"named": True, "presence": "recommended", "rank": 0, "belief": "none", "sign": 1}


def test_every_labelled_answer_has_an_id_of_its_own_and_a_part() -> None:
    found = labelled(FOLDER)
    assert len({one.id for one in found}) == len(found)
    assert {one.part for one in found} == {"dev", "held-out"}
    assert {one.part for one in found if one.set == "sentences"} == {"dev"}


def test_the_command_keeps_a_reading_and_compares_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept.jsonl"
    assert main(["--results", str(kept)]) == 0
    assert main(["--against", str(kept)]) == 0
    assert "held-out" in capsys.readouterr().out
    better = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    for line in better:
        for brand in line["brands"]:
            brand["read"] |= brand["label"]
    write_results(better, kept)
    assert main(["--against", str(kept)]) == 1
