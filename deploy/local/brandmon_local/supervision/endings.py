"""Why a process ended, in words, where it can be known: for ``status`` and for the process's own log."""

import json
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from brandmon_local.supervision.process import tail

COUNTERS = (Path("/sys/fs/cgroup/memory.events"), Path("/proc/vmstat"))
"""Where the kernel counts what it killed for want of memory: in our control group, and on the machine."""


def memory_kills(counters: Sequence[Path] = COUNTERS) -> int:
    """How many processes the kernel has killed for want of memory so far; 0 where it does not tell."""
    return max(_kills(counters), default=0)


def _kills(counters: Sequence[Path]) -> Iterator[int]:
    for path in counters:
        with suppress(OSError, ValueError):
            words = (line.split() for line in path.read_text().splitlines())
            yield sum(int(each[1]) for each in words if len(each) > 1 and each[0] == "oom_kill")


def reason_of(code: int, log: Path, *, short_of_memory: bool) -> str:
    """``code`` is negative for a signal; ``short_of_memory``: the kernel has killed for want of it meanwhile."""
    if code >= 0:
        return f"ended with {code}: {tail(log)}"
    with suppress(ValueError):
        name = signal.Signals(-code).name
        memory = ": the machine ran out of memory" if short_of_memory and -code == signal.SIGKILL else ""
        return f"was killed by signal {-code} ({name}){memory}"
    return f"was killed by signal {-code}"


def note(log: Path, name: str, reason: str) -> None:
    """Leave the reason in the log of a process that could not say it itself."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"event": f"{name} {reason}", "service": "supervisor", "level": "error", "timestamp": at}
    with suppress(OSError), log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
