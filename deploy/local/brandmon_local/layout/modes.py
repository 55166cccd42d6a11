"""Who may look into a stack's folder: its owner, and nobody else. What an older start left open is closed."""

import os
import stat
from pathlib import Path

UMASK = 0o077
"""For every process of a stack: what it makes is its owner's alone."""
_OPEN = 0o077


def keep_private(folder: Path, *, passable: bool = False) -> None:
    """Make ``folder`` and everything below it its owner's alone; once that is so it costs one look.

    ``passable``: others may walk through it, without seeing what is in it: PostgreSQL, run by another user where we
    are root, has its data below.
    """
    wanted = 0o711 if passable else 0o700
    folder.mkdir(mode=wanted, parents=True, exist_ok=True)
    if stat.S_IMODE(folder.stat().st_mode) == wanted:
        return
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _close(Path(place) / name)
    folder.chmod(wanted)  # last: a walk that was interrupted is begun again


def _close(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and mode & _OPEN:
            path.chmod(stat.S_IMODE(mode) & ~_OPEN)
    except FileNotFoundError:  # somebody removed it meanwhile
        return
