"""What the supervisor knows, in a file that others may read at any moment."""

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

Status = Literal["waiting", "starting", "ready", "restarting", "stopping", "stopped", "failed"]
Kind = Literal["process", "step"]


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """One process or step; times are seconds since the epoch."""

    name: str
    kind: Kind
    status: Status
    pid: int | None = None
    port: int | None = None
    since: float = 0.0
    restarts: int = 0
    message: str = ""


class StateFile:
    """``state.json``: written whole at each change, so that a reader never sees half of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: dict[str, ProcessStatus] = {}

    def put(self, row: ProcessStatus) -> None:
        """Record ``row`` as it is from now on."""
        known = self._rows.get(row.name)
        since = known.since if known and known.status == row.status and known.pid == row.pid else time.time()
        self._rows[row.name] = replace(row, since=since)
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps([asdict(each) for each in self._rows.values()], indent=1))
        part.replace(self._path)

    def knows(self, name: str) -> bool:
        """Whether ``name`` was recorded before."""
        return name in self._rows

    def row(self, name: str) -> ProcessStatus:
        """The newest record of ``name``."""
        return self._rows[name]


def read_state(path: Path) -> list[ProcessStatus]:
    """The rows of a state file; none where there is no file."""
    try:
        return [ProcessStatus(**row) for row in json.loads(path.read_text())]
    except FileNotFoundError:
        return []
