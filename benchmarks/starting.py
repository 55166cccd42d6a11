"""How long a second start of the whole stack takes, and how much memory it then holds."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.measure import Measure, note
from brandmon_local import Ports, Stack

REST_S = 10.0
"""Memory is read after this long without requests."""
MIB = 1024 * 1024


def measure(runs: int) -> Iterator[Measure]:
    """A first start, which fills the folder, then ``runs`` further ones; memory is read after each of them."""
    with tempfile.TemporaryDirectory(prefix="brandmon-bench-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "stack", Ports.free())
        first = _start(stack)
        stack.down()
        seconds, memory = [], []
        try:
            for number in range(runs):
                seconds.append(_start(stack))
                time.sleep(REST_S)
                memory.append(_memory(stack))
                stack.down()
                note(f"start {number + 1} of {runs}: {seconds[-1]:.1f} s, {memory[-1]['pss']:.0f} MiB")
        finally:
            stack.down()
            stack.wipe()
    yield Measure.of("second_start_s", "s", seconds, first_start_s=round(first, 1))
    totals = [each["pss"] for each in memory]
    beside = {"counted": "PSS of every process of the stack, supervisor included, at rest"}
    yield Measure.of("stack_rss_mb", "MiB", totals, sum_of_rss=round(memory[-1]["rss"]), **beside)


def _start(stack: Stack) -> float:
    began = time.monotonic()
    stack.up()
    return time.monotonic() - began


def _memory(stack: Stack) -> dict[str, float]:
    """MiB; PSS counts a page that n processes share as 1/n, so that the sum is what the machine gives."""
    pid = stack.supervisor_pid()
    assert pid is not None
    supervisor = psutil.Process(pid)
    infos = [process.memory_full_info() for process in (supervisor, *supervisor.children(recursive=True))]
    return {"pss": sum(info.pss for info in infos) / MIB, "rss": sum(info.rss for info in infos) / MIB}
