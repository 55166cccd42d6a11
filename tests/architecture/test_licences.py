"""Nothing under a licence that a customer's lawyer would stop at becomes part of the project."""

from pathlib import Path

import pytest

from supply.licences import RULES, judged, licences

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[2]


def test_every_locked_package_is_under_an_accepted_licence() -> None:
    found = list(licences(ROOT / "requirements.lock", ROOT / "deploy" / "local" / "binaries.lock"))
    assert len(found) > 100, "the locks were not read"
    assert [f"{each.name}: {each.refused}" for each in found if each.refused] == []


def test_exceptions_are_of_packages_that_are_there() -> None:
    locks = "".join(path.read_text() for path in (ROOT / "requirements.lock", ROOT / "deploy/local/binaries.lock"))
    assert all(f"{name}==" in locks for name in RULES["exceptions"])


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("MIT", True), ("Apache-2.0 OR GPL-3.0-only", True), ("MIT AND GPL-3.0-only", False), ("AGPL-3.0", False),
        ("Apache Software License AND BSD License", True), ("GNU General Public License v3 (GPLv3)", False),
        ("", False), ("Proprietary", False), ("Business Source License 1.1", False), ("(MIT OR GPL-2.0-only)", True),
    ],
)  # fmt: skip
def test_a_licence_is_accepted_or_not(said: str, accepted: bool) -> None:
    assert (judged("example", "1", said, RULES).refused is None) == accepted
