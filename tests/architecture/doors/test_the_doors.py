"""Who is no part of the extraction comes in by its doors: the package, its filter, and the package of each floor."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
HOUSE = "analyzer.extraction"
DOORS = {HOUSE, *(f"{HOUSE}.{floor}" for floor in ("text", "lexicon", "naming", "meaning", "filter"))}


def past_the_doors(source: str) -> list[str]:
    """What a module outside of the extraction imports from within."""
    nodes = ast.walk(ast.parse(source))
    named = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    named += [name.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for name in node.names]
    return [name for name in named if name.startswith(HOUSE) and name not in DOORS]


def test_code_outside_comes_in_by_the_doors() -> None:
    inside = ROOT / "services/analyzer/src/analyzer/extraction"
    outside = [
        path
        for folder in ("services", "libs", "clients", "tools", "benchmarks", "deploy")
        for path in (ROOT / folder).rglob("*.py")
        if not path.is_relative_to(inside) and "tests" not in path.parts and ".venv-promptbeacon" not in path.parts
    ]
    assert len(outside) > 100
    found = {str(path.relative_to(ROOT)): past_the_doors(path.read_text(encoding="utf-8")) for path in outside}
    assert not {path: names for path, names in found.items() if names}


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("from analyzer.extraction.naming.mentions import Mention", ["analyzer.extraction.naming.mentions"]),
        ("import analyzer.extraction.text.fold", ["analyzer.extraction.text.fold"]),
        ("from analyzer.extraction.naming import scan\nfrom analyzer.extraction import extract", []),
    ],
)
def test_a_way_past_the_doors_is_seen(planted: str, found: list[str]) -> None:
    assert past_the_doors(planted) == found
