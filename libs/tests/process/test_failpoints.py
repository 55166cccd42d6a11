import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from common.process.failpoints import ARMED, SEEN, Failpoints, InjectedFault, Plan, WrongFailpoint, parse

pytestmark = pytest.mark.pure

PASSES = """
from common.process.failpoints import failpoint
for _ in range(3):
    failpoint("unit.before-commit")
    print("passed", flush=True)
"""


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PASSES],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_nothing_happens_in_a_process_that_was_not_armed() -> None:
    assert run().stdout.count("passed") == 3


def test_an_armed_process_is_killed_at_the_hit_of_choice(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    ended = run(**{ARMED: "unit.before-commit=kill@2", SEEN: str(seen)})
    assert ended.returncode == -signal.SIGKILL
    assert ended.stdout.count("passed") == 1
    assert seen.read_text() == "unit.before-commit\n" * 2


def test_a_point_can_fail_instead_and_only_once() -> None:
    points = Failpoints({"unit.begun": Plan("raise", 2)})
    points.hit("unit.begun")
    with pytest.raises(InjectedFault):
        points.hit("unit.begun")
    points.hit("unit.begun")


def test_several_points_are_read_from_one_text() -> None:
    assert parse("unit.begun=kill, consumer.fetched=raise@7") == {
        "unit.begun": Plan("kill", 1),
        "consumer.fetched": Plan("raise", 7),
    }


@pytest.mark.parametrize("text", ["unit.begun", "unit.begun=explode", "nowhere=kill", "unit.begun=kill@x"])
def test_a_point_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(WrongFailpoint):
        parse(text)
