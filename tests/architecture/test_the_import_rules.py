"""Each import rule of the feature folders catches what it is there for: a violation is planted, the rule breaks."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")
WHERE = {
    "simulator": ROOT / "services/simulator/src/simulator",
    "analyzer": ROOT / "services/analyzer/src/analyzer",
    "brandmon_cli": ROOT / "clients/cli/src/brandmon_cli",
}
PURE = "What is called rules does no I/O"
PLANTED = [
    ("simulator: composition above", "simulator", "providers/rules.py", "from simulator.plans import store"),
    ("simulator: composition above", "simulator", "plans/making.py", "from simulator.runs.store import runs"),
    ("simulator: composition above", "simulator", "left_over.py", "RULE = 1"),
    ("Inside a feature of simulator", "simulator", "plans/store.py", "from simulator.plans import making"),
    ("Inside a feature of simulator", "simulator", "runs/left_over.py", "RULE = 1"),
    (PURE, "simulator", "runs/rules.py", "import httpx"),
    (PURE, "simulator", "plans/rules/english/market.py", "from simulator.plans import store"),
    ("analyzer: composition above", "analyzer", "brands/store.py", "from analyzer.answers import queries"),
    ("analyzer: composition above", "analyzer", "sites/handlers.py", "from analyzer.prompts import handlers"),
    ("analyzer: composition above", "analyzer", "extraction/words.py", "from analyzer.brands.rules import names"),
    ("analyzer: composition above", "analyzer", "left_over.py", "RULE = 1"),
    ("Inside a feature of analyzer", "analyzer", "answers/reader.py", "from analyzer.answers import store"),
    ("Inside the graph of analyzer", "analyzer", "graph/rules/drawing.py", "from analyzer.graph import store"),
    (PURE, "analyzer", "prompts/rules/phrases.py", "import sqlalchemy"),
    (PURE, "analyzer", "sites/rules/analysis/tone.py", "from analyzer.sites import store"),
    ("brandmon_cli: commands above", "brandmon_cli", "gateway/client.py", "from brandmon_cli.audits import views"),
    ("The command line is a client", "brandmon_cli", "filters.py", "from analyzer.extraction.filter import run_filter"),
    ("The command line is a client", "brandmon_cli", "app.py", "from common.messaging.commands import events"),
    ("The command line is a client", "brandmon_cli", "gateway/session.py", "from brandmon_local import Stack"),
]


def rule(named: str, package: str) -> dict[str, Any]:
    """The one contract whose name begins so, as far as it is about the package."""
    everything = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (found,) = (each for each in everything["tool"]["importlinter"]["contracts"] if each["name"].startswith(named))
    sources = [each for each in found.get("source_modules", ()) if each.split(".")[0] == package]
    return {**found, "source_modules": sources} if sources else dict(found)


def linted(folder: Path, package: str, contract: dict[str, Any]) -> "subprocess.CompletedProcess[str]":
    """The contract, alone, over the copy of the package in ``folder``."""
    lines = [
        "[tool.importlinter]",
        f"root_packages = {json.dumps([package])}",
        "include_external_packages = true",
        "[[tool.importlinter.contracts]]",
        *(f"{name} = {json.dumps(value)}" for name, value in contract.items()),
    ]
    (folder / "pyproject.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [LINTER, "--no-cache", "--config", "pyproject.toml"]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=60)


def copied(package: str, folder: Path) -> Path:
    return Path(shutil.copytree(WHERE[package], folder / package, ignore=lambda _, names: _data(names)))


def _data(names: list[str]) -> set[str]:
    return {name for name in names if "." in name and not name.endswith(".py")} | {"__pycache__"}


@pytest.mark.parametrize(("named", "package"), sorted({(named, package) for named, package, _, _ in PLANTED}))
def test_the_tree_keeps_the_rule(named: str, package: str, tmp_path: Path) -> None:
    copied(package, tmp_path)
    done = linted(tmp_path, package, rule(named, package))
    assert "1 kept, 0 broken" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(("named", "package", "file", "line"), PLANTED)
def test_a_planted_violation_breaks_the_rule(named: str, package: str, file: str, line: str, tmp_path: Path) -> None:
    with (copied(package, tmp_path) / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    done = linted(tmp_path, package, rule(named, package))
    assert done.returncode != 0
    planted = f"{package}/{file}".removesuffix(".py").replace("/", ".")
    told = done.stdout + done.stderr
    assert planted in told or planted.rpartition(".")[2] in told
