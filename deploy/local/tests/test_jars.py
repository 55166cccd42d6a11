"""The committed lists of Java libraries, and fetching them."""

import hashlib
from pathlib import Path

import pytest

from brandmon_local.engines import jars
from brandmon_local.engines.jars import SETS, Jar, JarError

pytestmark = pytest.mark.pure

PINNED = {
    "kafka": {("kafka_2.13", "4.3.1"), ("connect-runtime", "4.3.1"), ("connect-json", "4.3.1")},
    "debezium-postgres": {("debezium-connector-postgres", "3.7.0.Final")},
    "debezium-mongodb": {("debezium-connector-mongodb", "3.6.1.Final")},
    "neo4j": {("neo4j", "2026.08.1")},
}


@pytest.mark.parametrize("name", SETS)
def test_a_list_is_sorted_has_each_library_once_and_holds_the_pinned_versions(name: str) -> None:
    lines = (jars.LISTS / f"{name}.txt").read_text().splitlines()
    assert lines == sorted(lines)
    rows = jars.read_list(name)
    libraries = [(jar.group, jar.artifact, jar.classifier) for jar in rows]
    assert len(libraries) == len(set(libraries))
    assert PINNED[name] <= {(jar.artifact, jar.version) for jar in rows}


@pytest.mark.parametrize("name", SETS)
def test_a_list_names_no_address(name: str) -> None:
    assert "/" not in (jars.LISTS / f"{name}.txt").read_text()


def test_the_same_coordinates_have_the_same_digest_in_every_list() -> None:
    seen: dict[tuple[str, str, str, str], str] = {}
    for jar in (jar for name in SETS for jar in jars.read_list(name)):
        key = (jar.group, jar.artifact, jar.version, jar.classifier)
        assert seen.setdefault(key, jar.sha256) == jar.sha256


@pytest.mark.parametrize("line", ["", "a:b abc", "a:b:1", f"a:b:1 {'g' * 64}", f"a::1 {'0' * 64}"])
def test_a_line_that_is_no_jar_is_refused(line: str) -> None:
    with pytest.raises(JarError):
        Jar.parse(line)


def test_a_classifier_is_part_of_the_name_of_the_file() -> None:
    assert Jar.parse(f"g:a:1 {'0' * 64}").file == "a-1.jar"
    assert Jar.parse(f"g:a:1:linux-x86_64 {'0' * 64}").file == "a-1-linux-x86_64.jar"


class _Shop:
    """Stands for the one function that downloads; keeps what was asked for."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.asked: list[Jar] = []

    def __call__(self, jar: Jar, folder: Path) -> Path:
        self.asked.append(jar)
        path = folder / jar.file
        path.write_bytes(self.content)
        return path


def _list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digest: str) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "one.txt").write_text(f"g:a:1 {digest}\n")
    monkeypatch.setattr(jars, "LISTS", tmp_path / "lists")


def test_a_library_is_fetched_once_and_found_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = _Shop(b"library")
    _list(tmp_path, monkeypatch, hashlib.sha256(b"library").hexdigest())
    for _ in range(2):
        jars.fetch(["one"], tmp_path / "cache", download=shop)
    assert len(shop.asked) == 1
    assert [path.read_bytes() for path in jars.class_path("one", tmp_path / "cache")] == [b"library"]
    assert not list((tmp_path / "cache").glob(".part-*"))


def test_a_library_with_other_content_than_listed_is_refused_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _list(tmp_path, monkeypatch, hashlib.sha256(b"library").hexdigest())
    with pytest.raises(JarError, match="g:a:1 is not the file"):
        jars.fetch(["one"], tmp_path / "cache", download=_Shop(b"something else"))
    assert not any(path.is_file() for path in (tmp_path / "cache").rglob("*"))
