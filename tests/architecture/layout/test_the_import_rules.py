"""The import rules are kept, and each catches what it is written against: a violation is planted for it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from common.contracts.services import SERVICES

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
LINTER = Path(sys.executable).with_name("lint-imports")
CONFIGURED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RULES = CONFIGURED["tool"]["importlinter"]


def called(beginning: str) -> str:
    """The name of the one rule that begins so."""
    (name,) = (each["name"] for each in RULES["contracts"] if each["name"].startswith(beginning))
    return str(name)


INWARDS = "Inside a feature, calls go inwards"
PURE = called("What is called rules does no I/O")
APART = "Services never import each other"
BELOW = "A feature of {} imports lower features only"
SIMULATOR, IN_SIMULATOR = called("simulator: composition above"), called("Inside a feature of simulator")
ANALYZER, IN_ANALYZER = called("analyzer: composition above"), called("Inside a feature of analyzer")
IN_GRAPH, CLI, CLIENT = (
    called("Inside the graph"),
    called("brandmon_cli: commands"),
    called("The command line is a client"),
)

PLANTED = {
    # what is imported, by which module, and whose rule it breaks
    ("reports.settings", "tenants.settings"): APART,
    ("tenants.quota.rules", "common.primitives.ids"): "What is common imports no service",
    ("common.contracts.simulator", "common.saga.participant"): "The saga engine knows no saga",
    ("auth.sessions.rules", "auth.keys.ring"): BELOW.format("auth"),
    ("tenants.organizations.rules", "tenants.quota.plans"): BELOW.format("tenants"),
    ("collector.crawl.rules", "collector.fetching.fetch"): BELOW.format("collector"),
    ("reports.archive.tables", "reports.audits.tables"): BELOW.format("reports"),
    ("analytics.figures.tables", "analytics.facts.store"): BELOW.format("analytics"),
    ("analytics.figures.store", "analytics.figures.tables"): INWARDS,
    ("collector.websites.api", "collector.websites.rules"): INWARDS,
    ("sqlalchemy", "auth.accounts.rules"): PURE,
    ("pymongo", "collector.pages.rules.text"): PURE,
    ("httpx", "reports.pages.rendering"): PURE,
    ("simulator.plans.store", "simulator.providers.rules"): SIMULATOR,
    ("simulator.runs.store.runs", "simulator.plans.making"): SIMULATOR,
    ("simulator.plans.making", "simulator.plans.store"): IN_SIMULATOR,
    ("httpx", "simulator.runs.rules"): PURE,
    ("simulator.plans.store", "simulator.plans.rules.names"): PURE,
    ("analyzer.answers.queries", "analyzer.brands.store"): ANALYZER,
    ("analyzer.prompts.handlers", "analyzer.sites.handlers"): ANALYZER,
    ("analyzer.brands.rules.names", "analyzer.extraction.states"): ANALYZER,
    ("analyzer.answers.store", "analyzer.answers.reader"): IN_ANALYZER,
    ("analyzer.graph.store", "analyzer.graph.rules.drawing"): IN_GRAPH,
    ("sqlalchemy", "analyzer.prompts.rules.phrases"): PURE,
    ("analyzer.sites.store", "analyzer.sites.rules.analysis.tone"): PURE,
    ("brandmon_cli.audits.views", "brandmon_cli.gateway.client"): CLI,
    ("brandmon_cli.audits.watching", "brandmon_cli.sites.websites"): CLI,
    ("analyzer.extraction.filter", "brandmon_cli.filters"): CLIENT,
    ("common.messaging.commands.events", "brandmon_cli.app"): CLIENT,
    ("brandmon_local", "brandmon_cli.gateway.session"): CLIENT,
}
UNPLACED = {
    "reports.unplaced": BELOW.format("reports"),
    "simulator.left_over": SIMULATOR,
    "simulator.runs.left_over": IN_SIMULATOR,
    "analyzer.left_over": ANALYZER,
}
"""Modules that have no place in an order that names them all, and whose rule that breaks."""


def linted(folder: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    """What the linter says in ``folder``; names of rules are not broken into lines."""
    told = {**os.environ, "COLUMNS": "1000", **env}
    return subprocess.run([LINTER, "--no-cache"], cwd=folder, env=told, capture_output=True, text=True, check=False)


def module_file(sources: Path, module: str) -> Path:
    return sources / f"{module.replace('.', '/')}.py"


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the import rules say, rule by rule, of a copy of the whole tree with every violation planted in it."""
    folder = tmp_path_factory.mktemp("planted")
    for package in RULES["root_packages"]:
        (home,) = [path for path in map(Path, sys.path) if path.is_relative_to(ROOT) and (path / package).is_dir()][:1]
        shutil.copytree(home / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for imported, importer in PLANTED:
        with module_file(folder, importer).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {imported}\n")
    for module in UNPLACED:
        module_file(folder, module).touch()
    run = linted(folder, PYTHONPATH=str(folder))
    assert run.returncode == 1, run.stdout + run.stderr
    *_, report = run.stdout.partition("Broken contracts")
    names = [contract["name"] for contract in RULES["contracts"] if f"\n{contract['name']}\n---" in report]
    starts = [report.index(f"\n{name}\n---") for name in names]
    return {
        name: " ".join(report[start:end].split())
        for name, start, end in zip(names, starts, [*starts[1:], None], strict=True)
    }


@pytest.mark.parametrize(("planted", "rule"), PLANTED.items(), ids=[importer for _, importer in PLANTED])
def test_a_planted_import_breaks_its_rule(verdicts: dict[str, str], planted: tuple[str, str], rule: str) -> None:
    imported, importer = planted
    assert f"{importer} -> {imported} " in verdicts[rule]


@pytest.mark.parametrize(("module", "rule"), UNPLACED.items())
def test_a_module_that_has_no_place_in_an_order_breaks_it(verdicts: dict[str, str], module: str, rule: str) -> None:
    assert module in verdicts[rule]


def test_the_tree_keeps_every_rule() -> None:
    run = linted(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_rule_is_broken_that_nothing_was_planted_for(verdicts: dict[str, str]) -> None:
    assert set(verdicts) == set(PLANTED.values())


def test_every_feature_is_under_a_rule_for_its_inside() -> None:
    layered = [contract for contract in RULES["contracts"] if contract["type"] == "layers"]
    orders = [contract for contract in layered if contract["containers"][0] in SERVICES]
    assert {name for order in orders for name in order["containers"]} == set(SERVICES)
    features = {
        f"{service}.{name.strip()}"
        for order in orders
        for service in order["containers"]
        for name in "|".join(order["layers"]).split("|")
        if (ROOT / "services" / service / "src" / service / name.strip()).is_dir()
    } - {f"{service}.{name}" for service in SERVICES for name in ("migrations", "shared")}
    inside = {container for contract in layered for container in contract["containers"]}
    assert features <= inside, f"add it to the containers of '{INWARDS}' in pyproject.toml, or of its service's own"
    assert len(features) > len(SERVICES)
