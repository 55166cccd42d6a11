"""The supervisor with small processes of its own: order, restarts, failures, the state file."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import psutil
import pytest

from brandmon_local.errors import StackError
from brandmon_local.supervision.endings import memory_kills, reason_of
from brandmon_local.supervision.events import Event
from brandmon_local.supervision.process import Node, Process, Step
from brandmon_local.supervision.state import ProcessStatus, StateFile, read_state
from brandmon_local.supervision.supervisor import Supervisor

pytestmark = pytest.mark.engines

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")


async def _yes() -> bool:
    return True


def _process(tmp_path: Path, name: str, argv: tuple[str, ...] = SLEEP, needs: tuple[str, ...] = ()) -> Process:
    return Process(name=name, argv=argv, log=tmp_path / f"{name}.log", ready=_yes, needs=needs)


def _noted(into: list[str], name: str) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        into.append(name)

    return run


def _supervisor(tmp_path: Path, nodes: list[Node], told: list[Event]) -> Supervisor:
    return Supervisor(nodes, StateFile(tmp_path / "state.json"), told.append)


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - other processes set no event of ours
            await asyncio.sleep(0.02)


def _row(tmp_path: Path, name: str) -> ProcessStatus:
    return next(row for row in read_state(tmp_path / "state.json") if row.name == name)


async def test_what_is_needed_is_ready_first_and_stopped_last(tmp_path: Path) -> None:
    told: list[Event] = []
    order: list[str] = []
    nodes: list[Node] = [
        _process(tmp_path, "service", needs=("migration",)),
        Step("migration", _noted(order, "migration"), needs=("store",)),
        _process(tmp_path, "store"),
    ]
    supervisor = _supervisor(tmp_path, nodes, told)
    life = asyncio.create_task(supervisor.run())
    await _until(lambda: any(event.kind == "up" for event in told))
    assert [event.name for event in told if event.kind == "ready"] == ["store", "migration", "service"]
    supervisor.stop()
    assert await life == 0
    stopped = sorted((row for row in read_state(tmp_path / "state.json")), key=lambda row: row.since)
    assert [row.name for row in stopped] == ["service", "migration", "store"]
    assert {row.status for row in stopped} == {"stopped"}


async def test_a_process_that_is_killed_is_started_again_and_counted(tmp_path: Path) -> None:
    told: list[Event] = []
    supervisor = _supervisor(tmp_path, [_process(tmp_path, "service")], told)
    life = asyncio.create_task(supervisor.run())
    await _until(lambda: any(event.kind == "up" for event in told))
    first = _row(tmp_path, "service").pid
    assert first is not None
    psutil.Process(first).send_signal(signal.SIGKILL)
    await _until(lambda: any(event.kind == "restarted" for event in told))
    again = _row(tmp_path, "service")
    assert (again.status, again.restarts) == ("ready", 1)
    assert again.pid != first
    supervisor.stop()
    assert await life == 0


async def test_a_killed_process_has_a_reason_in_its_row_and_in_its_log(tmp_path: Path) -> None:
    told: list[Event] = []
    supervisor = _supervisor(tmp_path, [_process(tmp_path, "service")], told)
    life = asyncio.create_task(supervisor.run())
    await _until(lambda: any(event.kind == "up" for event in told))
    psutil.Process(_row(tmp_path, "service").pid).send_signal(signal.SIGTERM)
    await _until(lambda: any(event.kind == "restarted" for event in told))
    assert _row(tmp_path, "service").message == "started again: it was killed by signal 15 (SIGTERM)"
    [line] = (tmp_path / "service.log").read_text().splitlines()
    assert '"event": "service was killed by signal 15 (SIGTERM)"' in line
    supervisor.stop()
    assert await life == 0


@pytest.mark.parametrize(
    ("code", "short_of_memory", "told"),
    [
        (-9, False, "was killed by signal 9 (SIGKILL)"),
        (-9, True, "was killed by signal 9 (SIGKILL): the machine ran out of memory"),
        (-15, True, "was killed by signal 15 (SIGTERM)"),
        (-6, False, "was killed by signal 6 (SIGABRT)"),
        (-50, False, "was killed by signal 50"),
        (3, True, "ended with 3: no room / left"),
    ],
)
def test_an_end_is_told_in_words(tmp_path: Path, code: int, short_of_memory: bool, told: str) -> None:
    log = tmp_path / "x.log"
    log.write_text("no room\nleft\n")
    assert reason_of(code, log, short_of_memory=short_of_memory) == told


def test_the_kernel_says_how_often_memory_ran_out(tmp_path: Path) -> None:
    (tmp_path / "memory.events").write_text("low 0\noom 3\noom_kill 2\n")
    (tmp_path / "vmstat").write_text("nr_free_pages 7\noom_kill 5\n")
    both = (tmp_path / "memory.events", tmp_path / "vmstat")
    assert memory_kills(both) == 5
    assert memory_kills((tmp_path / "none", *both[:1])) == 2
    assert memory_kills(()) == 0


async def test_a_process_that_ends_before_it_is_ready_fails_the_start_with_its_last_words(tmp_path: Path) -> None:
    told: list[Event] = []

    async def never() -> bool:
        return False

    argv = (sys.executable, "-c", "import sys; sys.exit('the disk is full')")
    broken = Process(name="store", argv=argv, log=tmp_path / "store.log", ready=never)
    other = _process(tmp_path, "other")
    assert await _supervisor(tmp_path, [broken, other], told).run() == 1
    (failure,) = [event.message for event in told if event.kind == "failed" and event.name == "stack"]
    assert "store ended with 1: the disk is full" in failure
    pid = _row(tmp_path, "other").pid
    assert pid is None or not psutil.pid_exists(pid)


async def test_a_step_that_fails_fails_the_start_and_is_named(tmp_path: Path) -> None:
    told: list[Event] = []

    async def fail() -> None:
        raise StackError("no such extension")

    assert await _supervisor(tmp_path, [Step("migration", fail)], told).run() == 1
    assert [e.message for e in told if e.name == "stack" and e.kind == "failed"] == [
        "migration failed: no such extension"
    ]


async def test_a_process_that_does_not_listen_is_killed_with_its_children(tmp_path: Path) -> None:
    told: list[Event] = []
    code = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)"
    )
    spec = Process(
        name="deaf", argv=(sys.executable, "-c", code), log=tmp_path / "deaf.log", ready=_yes, stop_timeout_s=0.5
    )
    supervisor = _supervisor(tmp_path, [spec], told)
    life = asyncio.create_task(supervisor.run())
    await _until(lambda: any(event.kind == "up" for event in told))
    deaf = psutil.Process(_row(tmp_path, "deaf").pid)
    await _until(lambda: bool(deaf.children()))
    child = deaf.children()[0]
    supervisor.stop()
    assert await life == 0
    await _until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_a_need_that_nobody_fills_is_named(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="service needs store"):
        _supervisor(tmp_path, [_process(tmp_path, "service", needs=("store",))], [])


async def test_a_log_is_kept_short_while_its_process_goes_on_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brandmon_local.supervision.process.LOG_LIMIT", 10_000)
    monkeypatch.setattr("brandmon_local.supervision.supervisor.LOGS_EVERY_S", 0.05)
    loud = (sys.executable, "-uc", "import time\nwhile True: print('x' * 999); time.sleep(0.005)")
    supervisor = _supervisor(tmp_path, [_process(tmp_path, "loud", loud)], [])
    running = asyncio.create_task(supervisor.run())
    log, old = tmp_path / "loud.log", tmp_path / "loud.log.1"
    await _until(old.exists)
    before = old.stat().st_mtime_ns
    await _until(lambda: old.stat().st_mtime_ns != before)
    await _until(lambda: 0 < log.stat().st_size < 100_000)
    assert log.read_bytes()[:1] == b"x", "a writer that does not append leaves a hole"
    supervisor.stop()
    assert await running == 0
