"""The tree keeps its shape: size budgets, names, one door per technology, settings read in one place."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.architecture
ROOT = Path(__file__).parents[3]
REFUSED_NAMES = {"utils", "util", "helpers", "helper", "base", "manager", "core", "misc"}
CODE_LINES, TEST_LINES, FUNCTION_LINES = 300, 500, 40
CODE_BYTES, TEST_BYTES, LINE_CHARACTERS = 16 * 1024, 24 * 1024, 160
_SWITCHED_OFF = re.compile(r"^\s*#\s*(?:ruff|flake8)\s*:\s*noqa", re.MULTILINE | re.IGNORECASE)


def python_files() -> list[Path]:
    """Every Python file that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def is_test(path: Path) -> bool:
    return "tests" in path.relative_to(ROOT).parts


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_stay_within_their_budget() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    over = {str(p.relative_to(ROOT)): n for p, n in sizes.items() if n > (TEST_LINES if is_test(p) else CODE_LINES)}
    assert not over


def over_in_characters(source: str, most: int) -> list[str]:
    """What of a file's text is beyond the budget of bytes or of a line's characters, or switches a rule off for all."""
    found = [f"{size} bytes" for size in [len(source.encode())] if size > most]
    lines = enumerate(source.splitlines(), 1)
    found += [f"line {number}: {len(line)} characters" for number, line in lines if len(line) > LINE_CHARACTERS]
    return found + ["a rule is off in the whole file" for _ in _SWITCHED_OFF.finditer(source)]


def test_files_stay_within_their_budget_of_characters() -> None:
    """A file of few lines may still be too long to read, and a line of many patterns can't be."""
    found = {
        str(path.relative_to(ROOT)): over
        for path in python_files()
        if (over := over_in_characters(path.read_text(encoding="utf-8"), TEST_BYTES if is_test(path) else CODE_BYTES))
    }
    assert not found


@pytest.mark.parametrize(
    ("planted", "over"),
    [
        ("x = 1\n" * 4, []),
        ("x = 1\n" * 5, ["30 bytes"]),
        ("é" * 13 + "\n", ["27 bytes"]),
        ("\n" + "y" * 161 + "\n", ["163 bytes", "line 2: 161 characters"]),
        ("# ruff: noqa: E501\n", ["a rule is off in the whole file"]),
        ("  #ruff:noqa\n", ["a rule is off in the whole file"]),
        ("# flake8: noqa\n", ["a rule is off in the whole file"]),
        ("x = 1  # noqa: E741\n", []),
    ],
)
def test_a_file_beyond_its_budget_of_characters_is_seen(planted: str, over: list[str]) -> None:
    assert over_in_characters(planted, 24) == over


def test_functions_stay_within_their_budget() -> None:
    over = {
        f"{path.relative_to(ROOT)}:{node.name}": length
        for path in python_files()
        if not is_test(path) and "migrations" not in path.parts
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not over


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [str(path.relative_to(ROOT)) for path in python_files() if path.stem in REFUSED_NAMES]


WORDS = {
    "Answer": "services/simulator/src/simulator/providers/rules.py",
    "Standing": "services/analyzer/src/analyzer/extraction/meaning/standings.py",
    "Subject": "services/analyzer/src/analyzer/extraction/meaning/clause.py",
    "Verdict": "services/analyzer/src/analyzer/extraction/meaning/presence.py",
}
"""Words that meant several things once: each with the one place that defines it."""


def defines(source: str, word: str) -> bool:
    """Whether a module makes a class or a type of this name."""
    return re.search(rf"^(?:class {word}\b|{word}(?:: TypeAlias)? = )", source, re.MULTILINE) is not None


@pytest.mark.parametrize("word", WORDS)
def test_a_word_means_one_thing(word: str) -> None:
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in python_files()}
    assert [path for path, source in texts.items() if defines(source, word)] == [WORDS[word]]


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("class Answer:\n", True),
        ("@dataclass\nclass Answer(Base):\n", True),
        ("Answer = A | B\n", True),
        ("class AnswerFacts:\n", False),
        ("    Answer,\n", False),
    ],
)
def test_a_second_meaning_is_noticed(planted: str, found: bool) -> None:
    assert defines(planted, "Answer") is found


def _importers(module: str) -> set[str]:
    pattern = re.compile(rf"^\s*(from|import) {module}\b", re.MULTILINE)
    return {
        str(path.relative_to(ROOT))
        for path in python_files()
        if not is_test(path) and pattern.search(path.read_text(encoding="utf-8"))
    }


KAFKA_MODULES = ("log", "admin", "history", "identities", "letters", "topics")


def test_only_the_kafka_modules_speak_to_kafka() -> None:
    """A member of a group with its producer; what topics hold; what the broker says of topics, groups and users."""
    own = {path for path in _importers("aiokafka") if not path.startswith("benchmarks/")}
    assert own == {f"libs/common/messaging/kafka/{name}.py" for name in KAFKA_MODULES}


def test_litellm_has_one_door_that_opens_when_it_is_needed() -> None:
    assert _importers("litellm") == {"libs/common/asking/models.py"}
    top = ast.parse((ROOT / "libs/common/asking/models.py").read_text(encoding="utf-8")).body
    assert not [node for node in top if isinstance(node, ast.Import | ast.ImportFrom) and "litellm" in ast.dump(node)]


def test_object_storage_has_one_door() -> None:
    assert _importers("aioboto3") == {"libs/common/stores/objects.py"}


def test_services_read_the_environment_in_their_settings_only() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.is_relative_to(ROOT / "services") and not is_test(path)
        if re.search(r"os\.environ\b(?!\.setdefault)(?!\[.*\] = )|os\.getenv", path.read_text(encoding="utf-8"))
        if path.name != "settings.py"
    ]
    assert not readers


def test_nothing_that_is_committed_names_a_registry_or_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    pattern = re.compile(rb"pypi\.org|pythonhosted|repo1?\.maven|registry\.npmjs|/work/(main|shared)|/tmp/bim")
    own = Path(__file__).resolve()
    found = [
        name
        for name in listed.stdout.splitlines()
        if (path := ROOT / name).is_file() and path.resolve() != own and pattern.search(path.read_bytes())
    ]
    assert not found
