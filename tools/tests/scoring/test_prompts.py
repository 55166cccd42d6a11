"""Labelled prompts obey their form, and their score is the one of a table made by hand."""

from pathlib import Path

import pytest

from scoring.__main__ import SECOND
from scoring.gold import FOLDER, GoldError
from scoring.sets.prompts import Labelled, load_prompts, read_twice, scores

pytestmark = pytest.mark.pure


def test_three_hundred_prompts_are_labelled() -> None:
    prompts = load_prompts(FOLDER / "prompts.tsv")
    assert len(prompts) == 300
    assert {prompt.part for prompt in prompts} == {"dev", "held-out"}


@pytest.mark.parametrize("line", ["iai", "xai\tWhat?", "ia\tWhat?", "iai\tWhat?\niai\tWhat?"])
def test_a_line_that_breaks_the_form_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "prompts.tsv").write_text(line)
    with pytest.raises(GoldError):
        load_prompts(tmp_path / "prompts.tsv")


def test_a_wrong_label_costs_accuracy_and_kappa() -> None:
    texts = ["What is a mortgage?", "How much does a mortgage cost, and where can I buy one?"]
    right = [("informational", "awareness", "informational"), ("decision", "purchase", "transactional")]
    prompts = [Labelled(f"{text} {n}", said) for text, said in zip(texts, right, strict=True) for n in range(12)]
    wrong = [Labelled(one.text, right[0]) for one in prompts]
    best = {(row["category"], row["metric"]): row["value"] for row in scores(prompts)}
    worse = {(row["category"], row["metric"]): row["value"] for row in scores(wrong)}
    for part in ("dev", "held-out"):
        assert best[part, "intent_kappa"] == 1.0
        assert worse[part, "intent_accuracy"] < 1.0
        assert worse[part, "intent_kappa"] == 0.0


def test_two_readers_are_compared_field_by_field_on_what_both_have_read() -> None:
    said = ("informational", "awareness", "informational")
    other = ("decision", "purchase", "transactional")
    first = [Labelled("a?", said), Labelled("b?", other), Labelled("only the first?", said)]
    second = [Labelled("a?", said), Labelled("b?", ("decision", "awareness", "transactional"))]
    found = {row["metric"]: (row["value"], row["n"]) for row in read_twice(first, second)}
    assert found["intent_same"] == found["intent_kappa"] == (1.0, 2)
    assert found["funnel_stage_same"] == (0.5, 2)
    assert found["funnel_stage_kappa"] == (0.0, 2)


def test_every_prompt_was_read_twice() -> None:
    prompts, again = load_prompts(FOLDER / "prompts.tsv"), load_prompts(SECOND / "prompts.tsv")
    assert [prompt.text for prompt in prompts] == [prompt.text for prompt in again]
    assert len(prompts) == 300
