"""Folders stay small, and the import rules catch what they are written against: each has a violation planted for it."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

from common.contracts.services import SERVICES

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]
MOST_ENTRIES = 12
WATCHED = ("services/*/src/**", "libs/common/**", "clients/*/src/**", "deploy/local/**", "tools/**")
NO_ENTRY = {"__init__.py", "pyproject.toml"}
LISTS = {"libs/common/contracts", "libs/common/contracts/examples", "libs/common/contracts/schemas"}
"""As long as the list of services, of which each has a folder, or of messages, of which each has a file."""


def tracked() -> list[str]:
    """The watched files that git tracks or would track."""
    command = ["git", "ls-files", "-co", "--exclude-standard", *(f":(glob){pattern}" for pattern in WATCHED)]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def crowded(files: Iterable[str]) -> set[str]:
    """Folders with more entries than a person takes in at once; packaging is no entry."""
    entries: defaultdict[PurePosixPath, set[str]] = defaultdict(set)
    for file in map(PurePosixPath, files):
        for folder, entry in zip(file.parents, (file, *file.parents), strict=False):
            entries[folder].add(entry.name)
    return {str(folder) for folder, names in entries.items() if len(names - NO_ENTRY) > MOST_ENTRIES}


def test_no_folder_holds_more_than_twelve_entries() -> None:
    assert crowded(tracked()) - LISTS == set(), "make folders of what belongs together"


def test_what_may_be_long_is_long() -> None:
    assert crowded(tracked()) >= LISTS, "take it off the list"


def test_a_thirteenth_entry_is_noticed() -> None:
    twelve = [f"a/src/{name}.py" for name in "bcdefghijkl"] + ["a/src/feature/rules.py"]
    assert crowded([*twelve, "a/src/__init__.py"]) == set()
    assert crowded([*twelve, "a/src/shared/ids.py"]) == {"a/src"}


# -- the import rules ---------------------------------------------------------------------------------------------

CONFIGURED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RULES = CONFIGURED["tool"]["importlinter"]
INWARDS = "Inside a feature, calls go inwards"
(PURE,) = (each["name"] for each in RULES["contracts"] if each["name"].startswith("What is called rules does no I/O"))
APART = "Services never import each other"
BELOW = "A feature of {} imports lower features only"

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
}


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
    (folder / "reports" / "unplaced").mkdir()
    (folder / "reports" / "unplaced" / "__init__.py").touch()
    command = [sys.executable, "-c", "import importlinter.cli; importlinter.cli.lint_imports_command()", "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "1000"}  # names of rules are not to be broken into lines
    run = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
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


def test_a_folder_that_has_no_place_in_the_order_of_features_breaks_it(verdicts: dict[str, str]) -> None:
    assert "reports.unplaced" in verdicts[BELOW.format("reports")]


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
