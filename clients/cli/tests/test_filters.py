"""The two filters as another program uses them: a process, lines in, lines out."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from brandmon_cli import filters
from brandmon_cli.shared.failure import Failure

pytestmark = pytest.mark.pure
BRANDMON = [sys.executable, "-m", "brandmon_cli"]


def filtered(command: str, *lines: str) -> list[dict[str, Any]]:
    text = "".join(f"{line}\n" for line in lines)
    done = subprocess.run([*BRANDMON, command], input=text, capture_output=True, text=True, check=True, timeout=60)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_answers_become_brand_states_in_order_and_a_bad_line_stops_nothing() -> None:
    question = {"answer": "I recommend Mailchimp.", "brands": [{"name": "Mailchimp"}, {"name": "Tillvane"}]}
    first, bad, wrong, last = filtered(
        "extract",
        json.dumps({"id": "a", **question}),
        "{not json",
        json.dumps({"id": "b", "answer": 7, "brands": []}),
        json.dumps({"id": "c", "answer": "", "brands": [{"name": "Mailchimp"}]}),
    )
    assert [state["brand"] for state in first["states"]] == ["Mailchimp", "Tillvane"]
    assert [state["presence"] for state in first["states"]] == ["recommended", "ignored"]
    (span,) = first["states"][0]["evidence"]
    assert question["answer"][span["start"] : span["end"]] == span["text"]
    assert bad["error"]["type"]
    assert (wrong["id"], bool(wrong["error"])) == ("b", True)
    assert (last["id"], last["refusal"]) == ("c", False)


def test_pages_become_texts() -> None:
    body = "<p>We bake bread.</p><a href='/about'>us</a>"
    html = f"<html lang='en'><head><title>Bakery</title></head><body>{body}</body></html>"
    page, bad = filtered("extract-page", json.dumps({"id": 1, "url": "https://example.com/", "html": html}), "[]")
    assert page["id"] == 1
    assert page["title"] == "Bakery"
    assert "We bake bread." in page["text"]
    assert page["language"] == "en"
    assert page["links"] == ["https://example.com/about"]
    assert bad["error"]["type"]


@pytest.mark.parametrize("command", ["extract", "extract-page"])
def test_each_line_is_answered_before_the_next_is_sent(command: str) -> None:
    process = subprocess.Popen([*BRANDMON, command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write("{}\n")
            process.stdin.flush()
            assert "error" in json.loads(process.stdout.readline())
        process.stdin.close()
    assert process.returncode == 0


def test_a_filter_of_another_package_is_a_command_by_its_entry_point(tmp_path: Path) -> None:
    module = "def run(lines, write):\n    for line in lines:\n        write(line.decode().upper())\n"
    (tmp_path / "shouting.py").write_text(module)
    (tmp_path / "shouting-1.dist-info").mkdir()
    (tmp_path / "shouting-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1\n")
    (tmp_path / "shouting-1.dist-info/entry_points.txt").write_text("[brandmon.filters]\nshout = shouting:run\n")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    command = [*BRANDMON, "shout"]
    done = subprocess.run(command, input='"a"\n', capture_output=True, text=True, env=env, check=True, timeout=60)
    assert done.stdout == '"A"\n'


@pytest.mark.parametrize(("command", "code", "told"), [("brands --help", 0, "commands"), ("shout", 1, "filter")])
def test_a_package_that_cannot_be_loaded_takes_no_other_command_with_it(
    tmp_path: Path, command: str, code: int, told: str
) -> None:
    (tmp_path / "shouting-1.dist-info").mkdir()
    (tmp_path / "shouting-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1\n")
    groups = "[brandmon.commands]\nshouting = shouting:add\n[brandmon.filters]\nshout = shouting:run\n"
    (tmp_path / "shouting-1.dist-info/entry_points.txt").write_text(groups)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    asked = [*BRANDMON, *command.split()]
    done = subprocess.run(asked, capture_output=True, text=True, env=env, timeout=60, input="", check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert f"The {told}" in done.stderr
    assert "cannot be loaded (ModuleNotFoundError: No module named 'shouting')." in done.stderr


def test_a_filter_that_is_not_installed_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "entry_points", lambda group: ())
    app = typer.Typer()
    filters.add_filters(app)
    with pytest.raises(Failure, match="The filter extract-page is not installed"):
        app(["extract-page"], standalone_mode=False)
