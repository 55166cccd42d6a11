"""Folders stay small enough to be taken in at a glance."""

import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

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
