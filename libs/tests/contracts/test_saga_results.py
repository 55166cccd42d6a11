"""The models of results, held against what participants put on the wire before there were models."""

import re
from typing import Any

import pytest

from common.contracts.message import Command, StepReply
from common.contracts.registry import MESSAGES
from common.contracts.simulator import AuditStepReplied

pytestmark = pytest.mark.contracts
ONE = "0193f2a0-0009-7009-8009-000000000009"
BEFORE: dict[str, dict[str, Any]] = {
    "simulator.reserve-quota": {"reservation_id": ONE},
    "simulator.release-quota": {},
    "simulator.crawl-website": {"crawl_id": ONE, "pages": 12, "skipped": {"robots": 2}},
    "simulator.cancel-crawl": {"pages": 3},
    "simulator.analyze-website": {"analysis_id": ONE, "pages": 12},
    "simulator.plan-conversations": {"plan_id": ONE, "prompts": 25},
    "simulator.archive-plan": {},
    "simulator.classify-prompts": {"prompts": 25},
    "simulator.hold-conversations": {
        "run_id": ONE, "answers": 24, "failed": 1,
        "providers": {"local": {"answers": 24, "failed": 1, "reason": "it was too slow"},
                      "openai": {"answers": 0, "failed": 0, "reason": None}},
    },
    "simulator.cancel-run": {"run_id": ONE, "answers": 7},
    "simulator.extract-brand-states": {"answers": 24, "brands": 31},
    "simulator.materialise-share-of-voice": {"slices": 4, "materialisation_id": ONE},
    "simulator.withdraw-share-of-voice": {},
    "simulator.generate-report": {"report_id": ONE},
    "simulator.withdraw-report": {},
}  # fmt: skip
"""What each command was done with in the releases before results had models, as it stood in the reply."""

COMMANDS = {topic: message for topic, message in MESSAGES.items() if issubclass(message, Command)}


def test_every_command_of_then_is_held_to_its_word() -> None:
    assert set(BEFORE) <= set(COMMANDS)


@pytest.mark.parametrize("topic", BEFORE)
def test_what_was_said_before_results_had_models_is_accepted_and_is_said_in_the_same_words(topic: str) -> None:
    result = COMMANDS[topic].result.model_validate(BEFORE[topic])
    assert result.model_dump(mode="json") == BEFORE[topic]


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.topic)
def test_a_result_has_what_its_command_is_said_to_be_done_with(command: type[Command]) -> None:
    promised = re.search(r"Done with (.*)\.", command.__doc__ or "")
    names = re.findall(r"``(\w+)``", promised.group(1)) if promised else []
    assert set(names) <= set(command.result.model_fields)


def test_the_audits_reply_adds_nothing_to_what_every_saga_is_answered_with() -> None:
    assert AuditStepReplied.model_fields.keys() == StepReply.model_fields.keys()
