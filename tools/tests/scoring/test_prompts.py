"""Labelled prompts obey their form, and their score is the one of a table made by hand."""

from pathlib import Path

import pytest

from scoring.__main__ import SECOND
from scoring.gold import FOLDER, GoldError
from scoring.sets import planned
from scoring.sets.planned import Planned, auc, level_of, load_planned, spearman
from scoring.sets.prompts import Labelled, load_prompts, read_twice, results, scores

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


def test_the_prompts_of_plans_are_in_three_languages() -> None:
    prompts = load_planned(FOLDER / "prompts-plans.tsv")
    spoken = {language: sum(one.language == language for one in prompts) for language in planned.LANGUAGES}
    assert spoken == {"en": 80, "de": 35, "fr": 35}
    assert {one.part for one in prompts} == {"dev", "held-out"}
    assert {one.trust for one in prompts} == {one.buying for one in prompts} == {0, 1, 2}
    assert not {one.text for one in prompts} & {one.text for one in load_planned(FOLDER / "prompts-plans-unseen.tsv")}


@pytest.mark.parametrize(
    "line",
    ["ecc10\tWhich?", "nl\tecc10\tWhich?", "en\tecc1\tWhich?", "en\tecc13\tWhich?", "en\txcc10\tWhich?", "en\tecc10"],
)
def test_a_prompt_of_a_plan_that_breaks_the_form_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "prompts.tsv").write_text(line)
    with pytest.raises(GoldError):
        load_planned(tmp_path / "prompts.tsv")


def test_separation_and_order_are_those_of_a_table_made_by_hand() -> None:
    assert auc([0.1, 0.3], [0.3, 0.9]) == (0.5 + 1 + 1 + 1) / 4
    assert auc([0.1], []) == 0.5
    assert spearman([0, 1, 2], [0.1, 0.4, 0.9]) == pytest.approx(1.0)
    assert spearman([0, 1, 1, 2], [3.0, 2.0, 2.0, 1.0]) == pytest.approx(-1.0)
    assert spearman([0, 1], [0.1, 0.1]) == 0.0
    assert [level_of(score) for score in (0.1, 0.2, 0.3, 0.6, 0.7, 1.0)] == [0, 0, 1, 1, 2, 2]


def test_each_language_of_each_part_has_its_own_figures() -> None:
    said = ("evaluation", "consideration", "commercial")
    prompts = [
        Planned("Welche Praxen sind gut?", said, "de", 1, 0),
        Planned("Auf welche Praxen ist Verlass?", said, "de", 1, 2),
    ]
    found = {(row["category"], row["metric"]): row["value"] for row in planned.scores_of("unseen", prompts)}
    assert found["unseen de", "intent_accuracy"] == found["unseen", "trust_auc"] == 1.0
    assert found["unseen fr", "intent_accuracy"] == 0.0


def test_a_prompt_is_kept_as_an_answer_with_one_thing_to_read() -> None:
    prompt = Planned("Which clinics can I trust?", ("decision", "purchase", "commercial"), "en", 1, 2)
    (plain,), (graded,) = results("prompts", [prompt]), planned.results([prompt])
    assert plain["brands"][0]["label"] == {
        "intent": "decision",
        "funnel_stage": "purchase",
        "query_intent": "commercial",
    }
    assert graded["brands"][0]["read"]["trust"] == graded["brands"][0]["label"]["trust"] == 2
    assert graded["brands"][0]["read"]["intent"] == "evaluation"
