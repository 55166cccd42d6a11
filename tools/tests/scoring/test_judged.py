"""The column of the judge: its opinions are scored as the engine's are, and where it fails the engine's stand."""

import json

import pytest

from analyzer.answers.judge import LlmJudge
from common.asking import ModelUnavailable
from common.testing.models import Script
from scoring.gold import FOLDER, load
from scoring.measures import by_rules, figures, read
from scoring.with_judge import judge_rows

pytestmark = pytest.mark.pure
ROWS = [row for row in load(FOLDER) if any(state.presence == "recommended" for state in by_rules(row))][:3]


def opinion_of(row: object) -> str:
    state = next(each for each in by_rules(row) if each.presence == "recommended")  # type: ignore[arg-type]
    said = {"brand": state.brand, "presence": "mentioned", "sentiment": None, "quote": state.evidence[0].text}
    return json.dumps({"brands": [said]})


async def test_an_opinion_moves_the_figures_and_is_counted() -> None:
    judged = await judge_rows(ROWS, LlmJudge(Script(*map(opinion_of, ROWS)), "m"))
    with_judge = read(ROWS, lambda row: judged.states[row.id])
    assert (judged.opinions, judged.differing, judged.fallbacks) == (3, 3, {})
    changed = [one for one, two in zip(with_judge, read(ROWS, by_rules), strict=True) if one[2] != two[2]]
    assert len(changed) == 3
    shown = {one.metric: one.value for one in figures(with_judge) if one.category == "all"}
    assert shown["span_exact"] == 1.0


async def test_a_judge_that_is_away_leaves_the_engines_reading() -> None:
    judged = await judge_rows(ROWS, LlmJudge(Script(*[ModelUnavailable("away")] * 3), "m"))
    assert read(ROWS, lambda row: judged.states[row.id]) == read(ROWS, by_rules)
    assert "3 x the model gave no answer (away)" in str(judged)
