"""A look-up that could not look up says so, and never that nothing was found."""

import pytest

from supply.tools import judged

pytestmark = pytest.mark.pure
CLEAN = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "CVE-2026-1"}]}
SKIPPED = {"name": "c", "skip_reason": "Dependency not found and could not be audited: c (3)"}


@pytest.mark.parametrize(
    ("told", "outcome", "sentence"),
    [
        ([CLEAN, CLEAN], "passed", "None known in 2 packages."),
        ([CLEAN, BAD], "failed", "1 known ones in 2 packages."),
        ([CLEAN, SKIPPED], "not run", "could not be asked about 1 of 2 packages"),
        ([SKIPPED], "not run", "could not be asked about 1 of 1 packages"),
        ([BAD, SKIPPED], "failed", "1 known ones in 1 packages."),
        ([], "not run", "could not be asked about any package"),
    ],
)
def test_what_a_look_up_came_to(told: list[dict[str, object]], outcome: str, sentence: str) -> None:
    check = judged(told)
    assert check.outcome == outcome
    assert sentence in check.sentence
