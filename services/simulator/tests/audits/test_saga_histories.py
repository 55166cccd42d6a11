"""What old releases made of an audit, this one makes of it too, byte for byte."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from common.saga import Saga
from simulator.audits.rules.audit import AUDIT, AUDITS

from .saga_histories import FOLDER, histories, replayed, text_of

pytestmark = pytest.mark.pure
DEFINITIONS = {saga.version: saga for saga in AUDITS}
FILES = sorted(FOLDER.glob("*.json"))


def definition_of(path: Path) -> Saga:
    return DEFINITIONS[int(path.name.split(".v", 1)[1].split(".", 1)[0])]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_recorded_history_is_replayed_as_it_was(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text_of(replayed(definition_of(path), json.loads(text))) == text


def test_every_way_of_the_present_version_is_recorded() -> None:
    wanted = {f"{AUDIT.name}.v{AUDIT.version}.{name}" for name, _ in histories(AUDIT)}
    assert wanted <= {path.stem for path in FILES}


@pytest.mark.parametrize(
    "changed",
    [
        replace(AUDIT, steps=(AUDIT.steps[1], AUDIT.steps[0], *AUDIT.steps[2:])),
        replace(AUDIT, steps=AUDIT.steps[:-1]),
        replace(AUDIT, steps=(replace(AUDIT.steps[0], timeout=timedelta(seconds=1)), *AUDIT.steps[1:])),
        replace(AUDIT, steps=(*AUDIT.steps[:5], replace(AUDIT.steps[5], undo=None), *AUDIT.steps[6:])),
        replace(AUDIT, undo_attempts=2),
    ],
    ids=["another order", "a step less", "another time-out", "no undo", "fewer attempts"],
)
def test_a_definition_that_changed_under_its_version_is_seen(changed: Saga) -> None:
    def differs(path: Path) -> bool:
        text = path.read_text(encoding="utf-8")
        try:
            return text_of(replayed(changed, json.loads(text))) != text
        except (KeyError, IndexError, StopIteration):
            return True

    assert any(differs(path) for path in FILES)
