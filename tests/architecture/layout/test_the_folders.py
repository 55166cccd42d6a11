"""Folders stay small enough to be taken in at a glance."""

import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
MOST_ENTRIES = 12
WATCHED = (
    "services/*/src/**", "services/*/tests/**", "libs/**", "clients/**", "deploy/local/**", "tests/**", "tools/**",
)  # fmt: skip
NO_ENTRY = {"__init__.py", "pyproject.toml"}
LONG = {
    "libs/common": "the list of what services share: each has a folder",
    "libs/tests": "the list of what services share: each has a folder of its tests",
    "libs/common/contracts": "the list of services: each has a folder",
    "libs/common/testing": "the list of what tests need: each kit has a file",
    "libs/common/contracts/tenants": "the list of what tenants says: each has a file",
    "libs/common/contracts/examples": "the list of messages: each has a file of its example",
    "libs/common/contracts/schemas": "the list of messages: each has a file of its schema",
    "clients/cli/src/brandmon_cli": "the list of what can be commanded: each group has a folder",
    "clients/python/src/brandmon_client/api": "the list of the API's resources: each has a file, which is generated",
    "services/analyzer/src/analyzer/migrations/versions": "the list of changes of the schema, which only grows",
    "services/analyzer/src/analyzer": "the list of analyzer's features: each has a folder",
    "services/auth/src/auth": "the list of auth's features: each has a folder",
    "services/tenants/src/tenants": "the list of tenants' features: each has a folder",
    "services/simulator/tests/audits/histories": "every way that an audit can go: each has a file of its moves",
    "tests/stored/rules-8/kafka": "the list of topics, as an earlier release left them: each has a file of its records",
}
"""Folders that are as long as a list that grows by itself: each with the list."""


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
    assert crowded(tracked()) - set(LONG) == set(), "make folders of what belongs together"


def test_what_may_be_long_is_long() -> None:
    assert crowded(tracked()) >= set(LONG), "take it off the list"


def test_tests_are_held_to_it_too() -> None:
    folders = {str(folder) for file in tracked() for folder in PurePosixPath(file).parents}
    assert {"tests/connected", "libs/tests/saga", "services/analyzer/tests/extraction", "tools/tests"} <= folders


def test_a_thirteenth_entry_is_noticed() -> None:
    twelve = [f"a/src/{name}.py" for name in "bcdefghijkl"] + ["a/src/feature/rules.py"]
    assert crowded([*twelve, "a/src/__init__.py"]) == set()
    assert crowded([*twelve, "a/src/shared/ids.py"]) == {"a/src"}
