"""Small stacks: beside each other, killed, interrupted, refused."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest
import redis

from brandmon_local import Event, Ports, Stack, StackError
from brandmon_local.layout.ports import HOST
from brandmon_local.layout.site import python_path

pytestmark = pytest.mark.connected

SMALL = frozenset({"postgres", "valkey"})


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Stack]:
    """Two engines on ports of their own; stopped and wiped whatever the test does."""
    stack = Stack(tmp_path / "stack", Ports.free(), engines=SMALL, services=False)
    yield stack
    stack.down()
    stack.wipe()


def processes_of(stack: Stack) -> list[int]:
    """Every process on this machine that has the stack's folder or ports in its command line."""
    marks = {str(stack.directory), str(stack.ports["postgres"]), str(stack.ports["valkey"])}
    found = []
    for process in psutil.process_iter(["pid", "cmdline", "status"]):
        line = process.info["cmdline"] or []
        if process.info["status"] != psutil.STATUS_ZOMBIE and any(mark in part for mark in marks for part in line):
            found.append(process.info["pid"])
    return found


def _gone(stack: Stack, within_s: float = 10) -> bool:
    give_up = time.monotonic() + within_s
    while processes_of(stack) and time.monotonic() < give_up:
        time.sleep(0.05)
    return not processes_of(stack)


async def test_a_new_stack_on_free_ports_one_of_which_was_taken_meanwhile_takes_others(small: Stack) -> None:
    taken = small.ports["postgres"]
    with socket.socket() as other:
        other.bind((HOST, taken))
        other.listen()
        small.up()
    assert small.ports["postgres"] != taken
    connection = await asyncpg.connect(small.urls.postgres("auth", "owner", scheme="postgresql"))
    await connection.close()


async def test_two_stacks_live_side_by_side_and_know_nothing_of_each_other(tmp_path: Path) -> None:
    first = Stack(tmp_path / "a", Ports.free(), engines=SMALL, services=False)
    second = Stack(tmp_path / "b", Ports.free(), engines=SMALL, services=False)
    with first.running(), second.running():
        for stack in (first, second):
            connection = await asyncpg.connect(stack.urls.postgres("auth", "owner", scheme="postgresql"))
            await connection.execute("CREATE TABLE mark AS SELECT 1")
            await connection.close()
            with redis.Redis.from_url(stack.urls.redis) as cache:
                cache.set("mark", str(stack.directory))
        with redis.Redis.from_url(first.urls.redis) as cache:
            assert cache.get("mark") == str(first.directory).encode()
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(
                first.urls.postgres("auth").replace(first.secrets["auth_app"], second.secrets["auth_app"])
                .replace("+asyncpg", "")
            )  # fmt: skip
    assert not processes_of(first)
    assert not processes_of(second)


async def test_the_app_role_reads_and_writes_rows_but_can_neither_own_nor_visit(small: Stack) -> None:
    with small.running(keep=True):
        owner = await asyncpg.connect(small.urls.postgres("auth", "owner", scheme="postgresql"))
        await owner.execute("CREATE TABLE things (id int)")
        app = await asyncpg.connect(small.urls.postgres("auth", "app", scheme="postgresql"))
        await app.execute("INSERT INTO things VALUES (1)")
        for forbidden in ("CREATE TABLE mine (id int)", "TRUNCATE things", "ALTER TABLE things ADD COLUMN x int"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute(forbidden)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(small.urls.postgres("auth", "app", scheme="postgresql"), database="tenants")
        await app.close()
        await owner.close()


def test_killing_the_supervisor_leaves_no_process_and_the_data_can_be_used_again(small: Stack) -> None:
    small.up()
    pid = small.supervisor_pid()
    assert pid is not None
    assert len(processes_of(small)) > len(SMALL)
    os.kill(pid, signal.SIGKILL)
    assert _gone(small)
    assert {row.status for row in small.status()} == {"stopped"}
    small.up()
    small.down()
    assert _gone(small)


def test_a_stack_dies_with_the_test_that_runs_it(tmp_path: Path) -> None:
    stack = Stack(tmp_path / "stack", Ports.free(), engines=SMALL, services=False)
    code = (
        "import sys, time; from pathlib import Path; from brandmon_local import Ports, Stack\n"
        f"stack = Stack(Path({str(stack.directory)!r}), Ports({dict(stack.ports)!r}), "
        "engines={'postgres', 'valkey'}, services=False)\n"
        "with stack.running():\n    print('up', flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": python_path()}
    )
    with parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"up\n"
        parent.kill()
    assert _gone(stack)
    stack.wipe()


def test_a_taken_port_that_was_asked_for_is_named_and_nothing_is_left_running(small: Stack) -> None:
    asked_for = Stack(small.directory, Ports(dict(small.ports)), engines=SMALL, services=False)
    with socket.socket() as other:
        other.bind((HOST, small.ports["valkey"]))
        with pytest.raises(StackError, match=f"port {small.ports['valkey']} \\(valkey\\) is taken"):
            asked_for.up()
    assert not processes_of(small)


def test_an_interrupt_during_the_start_leaves_nothing(small: Stack) -> None:
    def interrupt(event: Event) -> None:
        if event.kind == "starting":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small.up(interrupt)
    assert not processes_of(small)
    assert small.supervisor_pid() is None
    small.up()
    small.down()


def test_a_second_start_in_the_same_folder_is_refused_and_the_first_goes_on(small: Stack) -> None:
    with small.running(keep=True):
        with pytest.raises(StackError, match="already running in"):
            Stack(small.directory, engines=SMALL, services=False).up()
        assert {row.status for row in small.status()} == {"ready"}


def test_a_killed_engine_is_started_again(small: Stack) -> None:
    with small.running(keep=True):
        before = small.kill("valkey")
        give_up = time.monotonic() + 10
        while time.monotonic() < give_up:
            row = next(row for row in small.status() if row.name == "valkey")
            if row.status == "ready" and row.pid != before:
                break
            time.sleep(0.05)
        assert (row.status, row.restarts) == ("ready", 1)
        assert row.pid is not None
        assert psutil.pid_exists(row.pid)
