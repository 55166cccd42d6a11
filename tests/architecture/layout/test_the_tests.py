"""Tests find what they share beside them or in the common kit: no path is bent, no verifier of tokens made anew."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
_BENT = re.compile(
    r"sys\.path\.(?:insert|append)|^from services\.|^import services\b|class \w+:(?=[^@]*async def verify\()", re.M
)


_RUN_BY_CHECK = re.compile(r"^\t@.*&& \$\(BIN\)/pytest -q -m '([a-z ]+)' (.+)$", re.M)


def bent(source: str) -> list[str]:
    """Where a test reaches for what it should be given."""
    return [match.group() for match in _BENT.finditer(source)]


def test_no_test_bends_the_path_or_imports_another_packages_tests() -> None:
    folders = [*ROOT.glob("services/*/tests"), *ROOT.glob("*/tests"), *ROOT.glob("clients/*/tests")]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    assert len(files) > 100
    found = {str(path.relative_to(ROOT)) for path in files if bent(path.read_text(encoding="utf-8"))}
    assert not found


@pytest.mark.parametrize(
    "planted",
    [
        "sys.path.insert(0, here)",
        "from services.auth.tests.conftest import Service",
        "class T:\n    async def verify(self",
    ],
)
def test_what_is_bent_is_seen(planted: str) -> None:
    assert bent(planted)


def test_what_needs_no_engine_to_be_said_is_said_by_make_check() -> None:
    """The architecture of the tree, and what the published language promises."""
    [(marks, folders)] = _RUN_BY_CHECK.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert set(marks.split(" or ")) == {"architecture", "contracts"}
    assert set(folders.split()) == {"tests/architecture", "libs/tests"}
