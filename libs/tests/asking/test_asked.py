"""A model asked for JSON: taken, repaired once, or left with a reason that holds none of its words."""

import asyncio
import json

import pytest
from prometheus_client import REGISTRY
from pydantic import BaseModel, ConfigDict, Field

from common.asking import Ask, ModelUnavailable, Unanswered, Unusable, asked, parsed
from common.testing.models import Script

pytestmark = pytest.mark.pure
PROMPT = "Name two towns on the river."
SECRET = "Atlantis-on-Sea"


class Town(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str = Field(min_length=3)
    people: int = Field(ge=0)


class Towns(BaseModel):
    towns: list[Town]
    notes: dict[str, int] = {}


def said(*names: str, **more: object) -> str:
    return json.dumps({"towns": [{"name": name, "people": 7} for name in names], **more})


def two(found: Towns) -> None:
    if len(found.towns) != 2:
        raise ValueError(f"there must be 2 towns, not {len(found.towns)}")


def counted(outcome: str) -> float:
    labels = {"about": "Towns", "outcome": outcome}
    return REGISTRY.get_sample_value("brandmon_model_questions_total", labels) or 0.0


@pytest.mark.parametrize("around", ["{}", "Here you are:\n```json\n{}\n```", "  {}  Is that all?"])
async def test_an_object_of_the_shape_is_taken_also_out_of_words_around_it(around: str) -> None:
    script = Script(around.replace("{}", said("Ulm", "Passau")))
    found = await asked(script, PROMPT, Towns)
    assert isinstance(found, Towns)
    assert [town.name for town in found.towns] == ["Ulm", "Passau"]
    assert script.prompts == [PROMPT]


async def test_a_faulty_answer_is_repaired_once_by_saying_what_is_wrong_with_it() -> None:
    before = counted("repaired")
    script = Script(said("Ulm").replace("7", "-1"), said("Ulm"))
    found = await asked(script, PROMPT, Towns)
    assert isinstance(found, Towns)
    repair = script.prompts[1]
    assert repair.startswith(PROMPT)
    assert "towns.0.people: greater_than_equal (Input should be greater than or equal to 0)" in repair
    assert '"people":-1' in repair.replace(" ", "")
    assert '"minLength":3' in repair
    assert counted("repaired") == before + 1


async def test_what_a_check_says_is_repaired_as_a_wrong_shape_is() -> None:
    script = Script(said("Ulm"), said("Ulm", "Passau"))
    found = await asked(script, PROMPT, Towns, check=two)
    assert isinstance(found, Towns)
    assert "there must be 2 towns, not 1" in script.prompts[1]


@pytest.mark.parametrize(
    ("answers", "reason", "times"),
    [
        (
            ("no", "never"),
            "the model's answer was not what was asked for, also after a repair: there is no JSON object",
            2,
        ),
        (("{", "{]}"), "also after a repair: the whole: json_invalid", 2),
        ((said("U"), said("U")), "also after a repair: towns.0.name: string_too_short", 2),
        ((said("Ulm"), said("Ulm")), "also after a repair: there must be 2 towns, not 1", 2),
        ((ModelUnavailable("Timeout"),), "the model gave no answer (Timeout)", 1),
        (("no", ModelUnavailable("RateLimitError")), "the model gave no answer (RateLimitError)", 2),
    ],
)
async def test_where_no_usable_answer_comes_there_is_a_reason(
    answers: tuple[str | Exception, ...], reason: str, times: int
) -> None:
    script = Script(*answers)
    found = await asked(script, PROMPT, Towns, check=two)
    assert isinstance(found, Unanswered)
    assert reason in found.reason
    assert len(script.prompts) == times


async def test_a_model_that_takes_too_long_is_not_waited_for_and_a_repair_is_within_the_time() -> None:
    async def repairs_for_ever(prompt: str) -> str:
        if prompt == PROMPT:
            return "no"
        await asyncio.Event().wait()
        return prompt

    assert await asked(repairs_for_ever, PROMPT, Towns, within_s=0.05) == Unanswered("the model took too long")


@pytest.mark.parametrize(
    "answer",
    [
        said(SECRET[:2], notes={SECRET: 1}),
        said("Ulm", notes={SECRET: SECRET}),
        json.dumps({"towns": [{"name": SECRET, "people": SECRET}]}),
        json.dumps({"towns": SECRET}),
        f"{SECRET} is the only one.",
        '{"towns": [' + SECRET + "}",
    ],
)
async def test_a_reason_holds_nothing_of_the_answer(answer: str) -> None:
    found = await asked(Script(answer, answer), PROMPT, Towns)
    assert isinstance(found, Unanswered)
    assert SECRET not in found.reason
    with pytest.raises(Unusable) as fault:
        parsed(answer, Towns)
    assert SECRET not in fault.value.record


async def test_any_other_fault_of_an_asker_is_not_taken_for_an_answer() -> None:
    broken: Ask = Script(RuntimeError("a fault of ours"))
    with pytest.raises(RuntimeError):
        await asked(broken, PROMPT, Towns)


async def test_a_check_that_builds_another_shape_of_the_answer_says_nothing_of_it_either() -> None:
    def longer(found: Towns) -> None:
        for town in found.towns:
            Town(name=town.name[:1], people=1)

    found = await asked(Script(said(SECRET), said(SECRET)), PROMPT, Towns, check=longer)
    assert isinstance(found, Unanswered)
    assert found.reason.endswith("also after a repair: name: string_too_short")
