"""Versions derive from rules: what is committed is what the rules give, and no rule stands outside its version."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from analyzer.answers.judge import JUDGE_VERSION
from analyzer.extraction import EXTRACTOR_VERSION
from analyzer.prompts.classifiers import MODEL_VERSION as MODEL_CLASSIFIER_VERSION
from analyzer.prompts.rules.classification import CLASSIFIER_VERSION
from analyzer.sites.analysts import MODEL_VERSION as MODEL_ANALYST_VERSION
from analyzer.sites.rules.analysis import ANALYZER_VERSION
from common.primitives.versions import DERIVED, derived_version, label_of
from simulator.plans.llm_planner import LLM_PLANNER_VERSION
from simulator.plans.rules.planning import PLANNER_VERSION

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]
COMMITTED = Path(__file__).parent / "rules.versions"
VERSIONS = {
    "reading": EXTRACTOR_VERSION,
    "reading, by a judge": JUDGE_VERSION,
    "analysis": ANALYZER_VERSION,
    "analysis, by a model": MODEL_ANALYST_VERSION,
    "classification": CLASSIFIER_VERSION,
    "classification, by a model": MODEL_CLASSIFIER_VERSION,
    "plan": PLANNER_VERSION,
    "plan, by a model": LLM_PLANNER_VERSION,
}
BY_RULES = ("reading", "analysis", "classification", "plan")
SOURCES = (ROOT / "services/analyzer/src", ROOT / "services/simulator/src", ROOT / "libs")
NEUTRAL = ("common.contracts", "common.primitives.ids", "common.primitives.text", "common.primitives.versions")
"""What rules may use and what decides nothing: shapes, ids, which texts are taken, and the version itself."""


def text(versions: dict[str, str]) -> str:
    """The file as it should be."""
    return "".join(f"{name}: {version}\n" for name, version in versions.items())


def file_of(module: str) -> Path | None:
    """The file of one of our own modules; None for libraries."""
    for source in SOURCES:
        path = source.joinpath(*module.split("."))
        if path.with_suffix(".py").exists():
            return path.with_suffix(".py")
        if (path / "__init__.py").exists():
            return path / "__init__.py"
    return None


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports; a name may be a module of the package it is imported from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            modules = [name for name in inside if file_of(name)]
            yield from modules
            if len(modules) < len(inside):
                yield node.module


def outside(files: Iterable[Path]) -> set[str]:
    """Modules of ours that take part and are not among ``files``."""
    known = set(files)
    found = {module for path in known if path.suffix == ".py" for module in imported(path)}
    return {
        module for module in found if (path := file_of(module)) and path not in known and not module.startswith(NEUTRAL)
    }


def test_the_committed_versions_are_those_of_the_rules() -> None:
    committed = COMMITTED.read_text(encoding="utf-8")
    assert committed == text(VERSIONS), "rules changed: look what they change, then run `make versions`"


def test_no_two_versions_are_one() -> None:
    assert len(set(VERSIONS.values())) == len(VERSIONS)
    assert all(version != label_of(version) for version in VERSIONS.values())


@pytest.mark.parametrize("name", BY_RULES)
def test_whatever_decides_is_hashed(name: str) -> None:
    assert not outside(DERIVED[VERSIONS[name]])


def test_a_rule_outside_its_version_is_noticed() -> None:
    files = [path for path in DERIVED[PLANNER_VERSION] if path.name != "grammar.py"]
    assert any("grammar" in module for module in outside(files))


def test_rules_that_changed_are_noticed(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "cues.tsv").write_text("best\t0.9\n")
    before = text({"reading": derived_version("rules-9", rules)})
    (rules / "cues.tsv").write_text("best\t0.8\n")
    assert text({"reading": derived_version("rules-9", rules)}) != before


if __name__ == "__main__":
    COMMITTED.write_text(text(VERSIONS), encoding="utf-8")
