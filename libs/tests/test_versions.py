"""A version changes with whatever decides, and with nothing else."""

from pathlib import Path

import pytest

from common.primitives.versions import derived_version, label_of

pytestmark = pytest.mark.pure


def rules(folder: Path) -> Path:
    part = folder / "rules"
    part.mkdir()
    (part / "cues.py").write_text("BEST = r'best'\n")
    (part / "words.tsv").write_text("fine\t0.8\n")
    return part


def test_the_label_stays_readable(tmp_path: Path) -> None:
    version = derived_version("rules-9", rules(tmp_path))
    assert label_of(version) == "rules-9"
    assert version.startswith("rules-9@")
    assert label_of("frames-1") == "frames-1"


def test_the_same_rules_have_the_same_version_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    assert derived_version("a", rules(tmp_path / "here")) == derived_version("a", rules(tmp_path / "there"))


@pytest.mark.parametrize("name", ["cues.py", "words.tsv"])
def test_a_changed_rule_and_a_changed_word_change_it(tmp_path: Path, name: str) -> None:
    part = rules(tmp_path)
    before = derived_version("a", part)
    (part / name).write_text((part / name).read_text() + " ")
    assert derived_version("a", part) != before


def test_a_new_file_a_renamed_one_and_a_moved_line_change_it(tmp_path: Path) -> None:
    part = rules(tmp_path)
    versions = {derived_version("a", part)}
    (part / "more.txt").write_text("x")
    versions.add(derived_version("a", part))
    (part / "more.txt").rename(part / "most.txt")
    versions.add(derived_version("a", part))
    (part / "cues.py").write_text("BEST = r'best'\nfine\t0.8\n")
    (part / "words.tsv").write_text("")
    versions.add(derived_version("a", part))
    assert len(versions) == 4


def test_what_decides_nothing_counts_nothing(tmp_path: Path) -> None:
    part = rules(tmp_path)
    before = derived_version("a", part, without=("filter.py",))
    (part / "filter.py").write_text("print()")
    (part / "notes.md").write_text("words")
    (part / "__pycache__").mkdir()
    (part / "__pycache__" / "cues.py").write_text("old")
    assert derived_version("a", part, without=("filter.py",)) == before


def test_an_installed_package_that_takes_part_is_hashed_by_its_version(tmp_path: Path) -> None:
    part = rules(tmp_path)
    assert derived_version("a", part, distributions=("pydantic",)) != derived_version("a", part)


def test_parts_that_are_not_there_are_an_error_and_no_version(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        derived_version("a", tmp_path / "gone")
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError):
        derived_version("a", tmp_path / "empty")
