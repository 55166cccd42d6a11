"""The command prints figures, keeps blind sites closed, and scores plans after a person's answers."""

import json
from pathlib import Path

import pytest

from scoring.sites.__main__ import main
from scoring.sites.confirming import answers_of, confirmed, plan_marks
from scoring.sites.gold import Gold
from scoring.sites.marks import marks_of
from scoring.sites.totals import plan_totals, totals

pytestmark = pytest.mark.pure


def test_a_line_is_printed_for_every_figure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(folder), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["split"] for line in lines} == {"development"}
    assert {line["site"] for line in lines} == {None, "brumble"}
    assert all(line["value"] is None or 0 <= line["value"] <= 1 for line in lines)


def test_the_same_site_gives_the_same_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--folder", str(folder), "--json", "--confirmed"]
    main(arguments)
    first = capsys.readouterr().out
    main(arguments)
    assert capsys.readouterr().out == first != ""


def test_tables_are_printed_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(folder), "--confirmed"]) == 0
    shown = capsys.readouterr().out
    assert "brumble" in shown
    assert "openings grounded" in shown


def test_what_is_found_is_shown_for_development_sites_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--folder", str(folder), "--site", "brumble", "--show"]
    assert main(arguments) == 0
    assert "church bells" in capsys.readouterr().out
    file = folder / "brumble.gold.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"development"', '"blind"'), encoding="utf-8")
    assert main(arguments) == 2
    refused = capsys.readouterr()
    assert refused.out == ""
    assert "blind" in refused.err
    assert main([*arguments, "--blind"]) == 0


@pytest.mark.parametrize("arguments", [["--site", "nowhere"], ["--show"]])
def test_what_makes_no_sense_is_refused(folder: Path, arguments: list[str]) -> None:
    assert main(["--folder", str(folder), *arguments]) == 2


def test_a_person_says_name_kind_category_and_one_rival_or_group(folder: Path, gold: Gold) -> None:
    found = marks_of("brumble", gold, folder / "brumble").found
    assert found is not None
    bare = found.model_copy(update={"target_markets": (), "competitors": ()})
    said = answers_of(gold, bare)
    assert said.fields == ("name", "kind", "category", "segments")
    knows_groups = confirmed(gold, bare)
    assert answers_of(gold, knows_groups).fields == ("name", "kind", "category", "rivals")
    assert knows_groups.category == "bell foundry"
    assert [each.text for each in knows_groups.target_markets] == ["parishes"]


def test_a_plan_is_held_against_topics_customers_and_language(folder: Path, gold: Gold) -> None:
    found = marks_of("brumble", gold, folder / "brumble").found
    assert found is not None
    read = confirmed(gold, found)
    plan = plan_marks("brumble", gold, read)
    assert plan.failed is None
    assert len(plan.customers) == 5
    assert plan.in_language == 50
    openings = [one for each in plan.customers for one in each.openings]
    assert all("bell" not in one.beyond for one in openings)  # the category holds it
    assert any("bell" in one.topics for one in openings)
    called = plan.customers[0].name
    strict = gold.model_copy(update={"not_customers": (called,), "language": "de"})
    other = plan_marks("brumble", strict, read)
    assert other.customers[0].impossible == called
    assert other.in_language == 0
    figures = {one.figure.metric: one for one in plan_totals("development", [plan])}
    assert figures["plans made"].reached
    assert figures["openings grounded"].figure.n == 50


def test_a_goal_is_reached_or_missed(folder: Path, gold: Gold) -> None:
    marks = marks_of("brumble", gold, folder / "brumble")
    named = {one.figure.metric: one for one in totals("development", [marks])}
    assert named["segments F1"].reached is None
    assert named["category wrong in silence"].goal == "<= 0"
    assert named["category wrong in silence"].reached is (not marks.silent["category"])
