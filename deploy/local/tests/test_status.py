"""``brandmon status`` where nothing runs: exit code 1, and why, where that is known."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from typer.testing import CliRunner

from brandmon_cli.app import app
from brandmon_local.supervision.state import ProcessStatus

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_a_stack_that_does_not_run_is_no_success(tmp_path: Path, flags: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, ["status", "--dir", str(tmp_path), *flags])
    assert done.exit_code == 1
    assert (json.loads(done.stdout) == []) if flags else ("The stack is not running" in done.stdout)


def test_what_failed_or_was_killed_keeps_its_reason(tmp_path: Path) -> None:
    rows = [
        ProcessStatus("kafka", "process", "ready", pid=1, port=2),
        ProcessStatus("auth:migrate", "step", "failed", message="the disk is full\x1b[31m"),
        ProcessStatus("valkey", "process", "stopped"),
    ]
    (tmp_path / "state.json").write_text(json.dumps([asdict(row) for row in rows]))
    done = CliRunner().invoke(app, ["status", "--dir", str(tmp_path)])
    assert done.exit_code == 1
    assert "kafka ended with its supervisor, which was killed" in done.stdout
    assert r"auth:migrate the disk is full\x1b[31m" in done.stdout
    assert "valkey" not in done.stdout
