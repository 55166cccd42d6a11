"""A stack's files are its owner's alone, and no secret stands where others look."""

import stat
from pathlib import Path

import psutil
import pytest

from brandmon_local import Stack
from brandmon_local.layout.modes import keep_private

pytestmark = pytest.mark.connected


def open_to_others(folder: Path) -> list[Path]:
    """What others may read, write or run below ``folder``; links have no modes of their own."""
    return [path for path in folder.rglob("*") if not path.is_symlink() and path.lstat().st_mode & 0o077]


def test_what_the_engines_make_is_their_owners_alone(guarded: Stack) -> None:
    # the object store gives these files their modes itself; they lie in folders that are shut
    shut = [path for path in open_to_others(guarded.directory) if path.suffix != ".vif"]
    assert not shut
    assert stat.S_IMODE(guarded.directory.stat().st_mode) in (0o700, 0o711)


def test_no_secret_is_on_a_command_line_or_in_a_log(guarded: Stack) -> None:
    lines = [" ".join(each.info["cmdline"] or []) for each in psutil.process_iter(["cmdline"])]
    shown = [name for name, secret in guarded.secrets.items() if any(secret in line for line in lines)]
    for log in (guarded.directory / "logs").iterdir():
        text = log.read_text(errors="replace")
        shown += [f"{log.name}: {name}" for name, secret in guarded.secrets.items() if secret in text]
    assert not shown


def test_what_an_older_start_left_open_is_closed_once(tmp_path: Path) -> None:
    folder = tmp_path / "stack"
    (folder / "kafka" / "data").mkdir(parents=True)
    for path in (folder / "secrets.json", folder / "kafka" / "data" / "log"):
        path.touch(mode=0o644)
    (folder / "link").symlink_to(tmp_path)
    tmp_path.chmod(0o755)
    keep_private(folder)
    assert not open_to_others(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    keep_private(folder, passable=True)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o711
