"""A child process: in a session of its own, with a log, and unable to outlive the supervisor."""

import asyncio
import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from brandmon_local.layout.modes import UMASK

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1
LOG_LIMIT = 10 * 1024 * 1024

Probe = Callable[[], Awaitable[bool]]
"""True once the process serves."""


@dataclass(frozen=True)
class Process:
    """A process that stays: an engine or a service."""

    name: str
    argv: tuple[str, ...]
    log: Path
    ready: Probe
    needs: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict, repr=False)
    cwd: Path | None = None
    user: str | None = None
    port: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_timeout_s: float = 10.0
    death_signal: signal.Signals = signal.SIGKILL
    """What the kernel sends it when the supervisor is gone."""
    ready_timeout_s: float = 120.0
    ended: Callable[[bool], None] | None = None
    """Called after the last end; True where it stopped in order after a life that was ready."""


@dataclass(frozen=True)
class Step:
    """Something to be done once on the way up."""

    name: str
    run: Callable[[], Awaitable[None]]
    needs: tuple[str, ...] = ()


Node = Process | Step


class Child:
    """A running ``Process``. To be created in the main thread: the kernel ties the death signal to the thread."""

    def __init__(self, spec: Process) -> None:
        self.spec = spec
        rotate(spec.log)
        user, group = _identity(spec.user)
        with spec.log.open("ab") as log:
            self._popen = subprocess.Popen(
                spec.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(spec.env),
                cwd=spec.cwd,
                umask=UMASK,
                start_new_session=True,
                preexec_fn=die_with_parent(spec.death_signal),  # noqa: PLW1509 - one system call, resolved before
                user=user,
                group=group,
                extra_groups=None if user is None else [],
            )
        self.pid = self._popen.pid
        self.since = time.time()
        self._gone: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._watch()

    def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        pidfd = os.pidfd_open(self.pid)

        def exited() -> None:
            loop.remove_reader(pidfd)
            os.close(pidfd)
            kill_group(self.pid)  # a grandchild that stayed behind goes as well; before the process id is free again
            self._gone.set_result(self._popen.wait())

        loop.add_reader(pidfd, exited)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self._gone.done()

    async def exit(self) -> int:
        """Wait for its end; the exit code, negative for a signal."""
        return await asyncio.shield(self._gone)

    async def stop(self, timeout_s: float | None = None) -> bool:
        """Ask it to stop, insist after the time-out; True where asking was enough."""
        if not self._gone.done():
            self._popen.send_signal(self.spec.stop_signal)
        try:
            await asyncio.wait_for(self.exit(), self.spec.stop_timeout_s if timeout_s is None else timeout_s)
        except TimeoutError:
            kill_group(self.pid)
            await self.exit()
            return False
        return True


def _identity(user: str | None) -> tuple[int | None, int | None]:
    if user is None:
        return None, None
    entry = pwd.getpwnam(user)
    return entry.pw_uid, entry.pw_gid


def die_with_parent(number: signal.Signals) -> Callable[[], None]:
    """For ``preexec_fn``: the kernel sends ``number`` when the parent ends, however it ends."""
    prctl, parent = _LIBC.prctl, os.getpid()

    def arm() -> None:
        prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # it ended in between
            os._exit(1)

    return arm


def kill_group(leader: int) -> None:
    """SIGKILL to everything in the session that ``leader`` started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def rotate(log: Path) -> None:
    """Keep at most one old log of at most the limit."""
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))


def rotate_open(log: Path) -> None:
    """The same for a log that a process writes: it is copied and emptied, as its writer appends and keeps the file."""
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > LOG_LIMIT:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)


def tail(log: Path, lines: int = 3) -> str:
    """The last lines of a log, for an error message."""
    with contextlib.suppress(FileNotFoundError):
        rows = log.read_bytes()[-4096:].decode(errors="replace").strip().splitlines()
        return " / ".join(row.strip() for row in rows[-lines:])[-600:]
    return ""


async def run_once(argv: tuple[str, ...], *, log: Path, env: Mapping[str, str], user: str | None = None) -> None:
    """Run a command to its end; ``CommandError`` where it ends badly. Cancelling kills it."""
    spec = Process("once", argv, log, ready=_never, env=env, user=user)
    child = Child(spec)
    try:
        code = await child.exit()
    except asyncio.CancelledError:
        kill_group(child.pid)
        raise
    if code:
        raise CommandError(f"exit code {code}: {tail(log)}")


class CommandError(Exception):
    """A one-off command did not succeed; the text has the end of its log."""


async def _never() -> bool:
    return False
