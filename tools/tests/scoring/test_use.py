"""The cases of use: their form, their measures, and readers planted wrong that the scorer must notice."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyzer.extraction import Evidence, Extraction, Presence, ReadState
from analyzer.extraction.model import Citation, States
from scoring.__main__ import main
from scoring.gold import FOLDER, GoldError
from scoring.sets import use
from scoring.sets.cases import PRESENCES, Case, Wanted, faults, load_cases
from scoring.sets.use import by_engine, by_kind, lines, measures, read

pytestmark = pytest.mark.pure
Change = Callable[[ReadState], ReadState]

ANSWER = "Get the Boxo (see zed.com). Zed is dear. Vexo came up too."
ROW: dict[str, Any] = {
    "id": "1",
    "theme": "chips",
    "input": {"answer": ANSWER, "brands": [{"name": "Boxo", "aliases": ["Box"], "domains": []}, "Zed"]},
    "expected": {"Boxo": "recommended|trusted #1 pos=1 +", "Zed": "ignored unranked"},
}


def written(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def case(tmp_path: Path, **expected: Any) -> Case:
    """The case above; of what is wanted beside the states, what is given."""
    (one,) = load_cases(written(tmp_path, ROW | {"expected": ROW["expected"] | expected}))
    return one


def state(name: str, wanted: Wanted, span: str, *, discovered: bool = False) -> ReadState:
    """A state as it is wanted, the strongest of those allowed; the span is what is shown for it."""
    order: tuple[Presence, ...] = ("recommended", "trusted", "compared", "mentioned", "ignored")
    presence = next(one for one in order if one in wanted.presences)
    sentiment = {"+": 0.5, "-": -0.5, None: 0.0}[wanted.sign]
    spans = (Evidence(0, len(span), span),) if presence != "ignored" else ()
    return ReadState(name, presence, wanted.position, wanted.rank or None, None, sentiment, 1.0, spans, discovered)


def perfect(one: Case) -> Extraction:
    """What a reader says who reads the case as it is labelled."""
    shown = one.others.get("_shown", {})
    listed = {brand.name for brand in one.brands}
    states = [state(name, wanted, shown.get(name, name)) for name, wanted in one.states.items()]
    found = [state(name, Wanted(PRESENCES), one.answer, discovered=True) for name in one.others.get("_found", ())]
    others = [replace(each, discovered=True) for each in states if each.brand not in listed] + [
        each for each in found if each.brand not in one.states
    ]
    cited = tuple(Citation(source, None) for source in one.others.get("_cited", ()))
    known = tuple(each for each in states if each.brand in listed)
    return Extraction(States(known, None, tuple(others)), one.others.get("_refusal", False), "1", citations=cited)


def changed(change: Change) -> use.Reader:
    """The perfect reader, with one thing about every state changed."""

    def reader(one: Case) -> Extraction:
        said = perfect(one)
        return replace(said, states=States(tuple(map(change, said.states))))

    return reader


def shares(cases: list[Case], reader: use.Reader) -> dict[str, float]:
    return {metric: sum(hits) / len(hits) for metric, hits in measures(read(cases, reader)).items() if hits}


@pytest.fixture(scope="module")
def kept() -> list[Case]:
    return use.load(FOLDER / use.SET)


def test_a_line_gives_a_case(tmp_path: Path) -> None:
    one = case(tmp_path)
    assert [(brand.name, brand.aliases) for brand in one.brands] == [("Boxo", ("Box",)), ("Zed", ())]
    assert one.states == {
        "Boxo": Wanted(frozenset({"recommended", "trusted"}), 1, 1, "+"),
        "Zed": Wanted(frozenset({"ignored"}), 0),
    }
    assert (one.split, one.counter, one.discover, one.prompt) == ("mine", False, False, None)


def test_a_bare_state_is_that_of_the_brand_in_the_id(tmp_path: Path) -> None:
    page = {"id": "p", "theme": "pages", "input": {"url": "https://a.example"}, "expected": {"has": []}}
    (one,) = load_cases(written(tmp_path, page, ROW | {"id": "7/Zed", "expected": "named"}))
    assert list(one.states) == ["Zed"]
    assert one.states["Zed"].open


@pytest.mark.parametrize("wrong", [{"Boxo": "liked"}, {"Boxo": "named first"}, {"Boxo": "named", "_hidden": ["Zed"]}])
def test_a_line_of_another_form_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(GoldError, match=r"^1: "):
        load_cases(written(tmp_path, ROW | {"expected": wrong}))


@pytest.mark.parametrize(
    "change",
    [
        {"presence": "mentioned"},
        {"rank": 2},
        {"rank": None},
        {"position": 2},
        {"sentiment": -0.5},
        {"sentiment": None},
    ],
)
def test_a_state_that_is_wrong_in_one_thing_is_wrong(tmp_path: Path, change: dict[str, Any]) -> None:
    one = case(tmp_path)
    assert faults(one, perfect(one)) == []
    boxo, zed = perfect(one).states
    said = replace(perfect(one), states=States((replace(boxo, **change), zed)))
    assert [fault.split(":")[0] for fault in faults(one, said)] == ["Boxo"]


def test_a_rank_of_what_has_none_is_wrong(tmp_path: Path) -> None:
    one = case(tmp_path, Zed="named unranked")
    boxo, zed = perfect(one).states
    assert faults(one, replace(perfect(one), states=States((boxo, replace(zed, rank=2))))) != []


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        ({"_found": ["Quix"]}, "not found: Quix"),
        ({"_absent": ["vexo"]}, "found: vexo"),
        ({"_nodiscovery": True}, "found: vexo"),
        ({"_refusal": True}, "refusal: False"),
        ({"_cited": ["box.com"]}, "not cited: box.com"),
        ({"_shown": {"Boxo": "It wins"}}, "shown for Boxo: Get the Boxo"),
        ({"_unshown": {"Boxo": "Get the"}}, "shown for Boxo: Get the Boxo"),
    ],
)
def test_what_is_wanted_beside_the_states_is_looked_for(tmp_path: Path, wanted: dict[str, Any], fault: str) -> None:
    one = case(tmp_path, **wanted)
    boxo = state("Boxo", one.states["Boxo"], "Get the Boxo")
    vexo = state("Vexo", Wanted(PRESENCES), "Vexo", discovered=True)
    zed = state("Zed", one.states["Zed"], "")
    said = Extraction(States((boxo, zed), None, (vexo,)), False, "1", citations=(Citation("www.zed.com", None),))
    assert faults(one, said) == [fault]
    assert faults(case(tmp_path, _found=["Vexo"], _refusal=False, _cited=["zed.com", "Zed"]), said) == []


def test_a_false_verdict_costs_three_missed_ones(tmp_path: Path) -> None:
    one = case(tmp_path, Zed="mentioned")

    def turned(each: ReadState) -> ReadState:
        return replace(each, presence="trusted" if each.brand == "Zed" else "mentioned")

    found = shares([one], changed(turned))
    assert (found["false_vouched"], found["missed_vouched"], found["vouched_cost"]) == (0.5, 0.5, 2.0)
    assert (found["cases_right"], found["presence_of_named"], found["mention_recall"]) == (0.0, 0.0, 1.0)


def test_what_may_be_either_way_counts_for_neither_mentions_nor_verdicts(tmp_path: Path) -> None:
    one = case(tmp_path, Boxo="named", Zed="ignored|mentioned")
    found = measures(read([one], changed(lambda each: replace(each, presence="ignored"))))
    assert (found["mention_recall"], found["mention_precision"], found["false_vouched"]) == ([False], [], [])


def test_every_kept_case_can_be_read_right(kept: list[Case]) -> None:
    assert {one.case.id: one.faults for one in read(kept, perfect) if one.faults} == {}


def test_kept_cases_say_what_stands_in_their_answers(kept: list[Case]) -> None:
    asked = {(one.prompt, one.answer) for one in kept}
    assert len({one.id for one in kept}) == len(asked) == len(kept)
    for one in kept:
        assert {brand.name for brand in one.brands} <= set(one.states), one.id
        said = [*one.others.get("_found", ()), *one.others.get("_shown", {}).values()]
        assert [text for text in said if text not in one.answer] == [], one.id


def test_both_parts_hold_all_kinds_and_what_looks_like_them(kept: list[Case]) -> None:
    parts = {part: [one for one in kept if one.split == part] for part in ("open", "unseen")}
    assert sum(map(len, parts.values())) == len(kept)
    assert len({frozenset(one.theme for one in some) for some in parts.values()}) == 1
    assert 0.35 <= len(parts["open"]) / len(kept) <= 0.45
    assert all(0.25 <= sum(one.counter for one in some) / len(some) <= 0.4 for some in parts.values())


@pytest.mark.parametrize(
    ("reader", "metric", "worst"),
    [
        (changed(lambda each: replace(each, presence="recommended")), "false_vouched", 0.3),
        (changed(lambda each: replace(each, presence="mentioned")), "missed_vouched", 0.15),
        (changed(lambda each: replace(each, presence="ignored")), "missed_vouched", 0.15),
    ],
)
def test_a_reader_planted_wrong_is_noticed(kept: list[Case], reader: use.Reader, metric: str, worst: float) -> None:
    right, wrong = shares(kept, perfect), shares(kept, reader)
    assert (right["cases_right"], right[metric], right["vouched_cost"]) == (1.0, 0.0, 0.0)
    assert wrong[metric] > worst
    assert wrong["cases_right"] < 0.6


def test_offsets_of_another_text_are_noticed(kept: list[Case]) -> None:
    def shifted(one: Case) -> Extraction:
        return by_engine(replace(one, answer=f" {one.answer}"))

    some = kept[:20]
    assert shares(some, by_engine)["span_exact"] == 1.0
    assert shares(some, shifted)["span_exact"] < 0.5


def test_figures_are_told_of_each_part_and_kind(kept: list[Case]) -> None:
    told = {(line["category"], line["metric"]): line for line in lines(read(kept, perfect))}
    assert {part for part, _ in told} >= {"open", "unseen", "all", f"open, {use.WHOLE}", f"unseen, {use.COUNTER}"}
    assert told["all", "cases_right"]["n"] == len(kept)
    assert (f"open, {use.WHOLE}", "presence_of_named") in told
    assert sum(len(some) for kind, some in by_kind(read(kept, perfect)).items() if kind != use.COUNTER) == len(kept)


def test_the_open_part_is_read_as_well_as_it_was(kept: list[Case]) -> None:
    found = shares([one for one in kept if one.split == "open"], by_engine)
    assert found["cases_right"] >= 0.43
    assert found["false_vouched"] <= 0.08
    assert found["span_exact"] == 1.0


def test_any_file_of_the_form_can_be_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = ROW | {"id": "2", "expected": {"Zed": "named"}}
    path = written(tmp_path, ROW | {"id": "3", "expected": {"Zed": "recommended"}}, right)
    assert main(["--cases", str(path), "--errors", "5"]) == 0
    said = capsys.readouterr().out
    assert "cases right 1 of 2" in said
    assert "3 chips: Zed: mentioned" in said
