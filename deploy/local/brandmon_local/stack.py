"""The public face: one stack in one folder, started, watched and stopped."""

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

import psutil

from brandmon_local import plan
from brandmon_local.errors import StackError
from brandmon_local.layout.modes import UMASK, keep_private
from brandmon_local.layout.ports import Ports
from brandmon_local.layout.site import Site, Urls, load_secrets, python_path, write_private
from brandmon_local.supervision.events import Event
from brandmon_local.supervision.state import ProcessStatus, read_state
from common.contracts.services import SERVICES

_LEFT_RUNNING: list["subprocess.Popen[str]"] = []
"""Supervisors that are meant to outlive this process; Python warns of a running child whose object is collected."""

OnEvent = Callable[[Event], None]
STOP_TIMEOUT_S = 120.0
STARTS = 3
_PORT_TAKEN = re.compile(r"port \d+ .*is taken|address already in use|bind: ", re.IGNORECASE)
EXTRA_ENV = "BRANDMON_EXTRA_ENV"
"""How the extra environment, which may hold keys, reaches the supervisor without touching a disk."""


class Stack:
    """Engines and services whose data, logs and state live in ``directory``.

    ``ports``: ``Ports.fixed()`` (the default) or ``Ports.free()``; a folder that was started before keeps its ports.
    ``engines``: names of ``plan.ENGINES``; all by default. ``services``: all, none, or names.
    ``extra_env``: for services. ``AUTH_...`` reaches auth only (and so on), a provider's key simulator only.
    """

    def __init__(
        self,
        directory: Path,
        ports: Ports | None = None,
        *,
        engines: Collection[str] = plan.ALL,
        services: bool | Collection[str] = True,
        extra_env: Mapping[str, str] | None = None,
    ) -> None:
        self.directory = directory.absolute()
        self.engines = frozenset(engines)
        self.services = frozenset(SERVICES if services is True else services or ())
        self.extra_env = dict(extra_env or {})
        self._wanted_ports = ports
        plan.check(self.engines, self.services)

    @cached_property
    def ports(self) -> Ports:
        """The ports by name. Data remembers addresses, so the ports of an earlier start win."""
        with suppress(FileNotFoundError):
            known: dict[str, int] = json.loads((self.directory / "ports.json").read_text())
            return Ports({**Ports.fixed(), **known})  # an earlier release knew fewer names
        return self._wanted_ports if self._wanted_ports is not None else Ports.fixed()

    @property
    def site(self) -> Site:
        """The stack's place; creates folder and secrets where they are missing."""
        from brandmon_local.engines.postgres import data_inside

        keep_private(self.directory, passable=data_inside(self.directory))
        secrets = load_secrets(self.directory / "secrets.json")
        return Site(self.directory, self.ports, secrets, extra_env=self.extra_env)

    @property
    def urls(self) -> Urls:
        """How to reach everything."""
        return self.site.urls

    @property
    def secrets(self) -> Mapping[str, str]:
        """Every secret by name."""
        return self.site.secrets

    def up(self, on_event: OnEvent | None = None) -> None:
        """Start everything under a supervisor that stays; return when all is ready.

        Raises ``StackError`` with one sentence where it cannot be; then, and when interrupted, nothing is left running.
        """
        _LEFT_RUNNING.append(self._start(on_event, attached=False))

    @contextmanager
    def running(self, on_event: OnEvent | None = None, *, keep: bool = False) -> Iterator["Stack"]:
        """For tests: up, and down again at the end, also when this process is killed; the data goes unless kept."""
        supervisor = self._start(on_event, attached=True)
        try:
            yield self
        finally:
            with supervisor:
                self.down()
            if not keep:
                self.wipe()

    def down(self, timeout_s: float = STOP_TIMEOUT_S) -> None:
        """Stop everything; a stack that does not run is fine. ``StackError`` where it is still there at the end."""
        pid = self.supervisor_pid()
        if pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        give_up = time.monotonic() + timeout_s
        while self.supervisor_pid() == pid:
            if time.monotonic() > give_up:
                raise StackError(f"the supervisor (process {pid}) does not stop")
            time.sleep(0.02)
        for own in [each for each in _LEFT_RUNNING if each.pid == pid]:
            own.wait()
            _LEFT_RUNNING.remove(own)

    def status(self) -> list[ProcessStatus]:
        """Every process and step as the supervisor sees it; all stopped where there is no supervisor.

        What failed keeps its reason then, and so does what ran while the supervisor was killed.
        """
        rows = read_state(self.directory / "state.json")
        if self.supervisor_pid() is not None:
            return rows
        killed = "ended with its supervisor, which was killed"
        reasons = {"failed": "{}", "stopped": ""}
        return [
            ProcessStatus(
                row.name, row.kind, "stopped", port=row.port, since=row.since,
                message=reasons.get(row.status, killed).format(row.message),
            )
            for row in rows
        ]  # fmt: skip

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> int:
        """Send a signal to one process, for fault tests; its process id. The supervisor starts it again."""
        for row in self.status():
            if row.name == name and row.pid is not None:
                process = psutil.Process(row.pid)
                if process.create_time() > row.since + 1:
                    break  # the number belongs to somebody else by now
                process.send_signal(number)
                return row.pid
        raise StackError(f"{name} does not run")

    def wipe(self) -> None:
        """Remove the data, logs and secrets of a stack that does not run."""
        from brandmon_local.engines.postgres import outside_folder

        if self.supervisor_pid() is not None:
            raise StackError(f"the stack in {self.directory} is running: stop it first")
        for folder in (self.directory, outside_folder(self.directory)):
            with suppress(FileNotFoundError):
                shutil.rmtree(folder)

    def supervisor_pid(self) -> int | None:
        """The process that supervises this folder now, if any."""
        try:
            with (self.directory / "lock").open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return None
        except BlockingIOError:
            text = (self.directory / "lock").read_text().strip()
            return int(text) if text else None
        return None

    def _start(self, on_event: OnEvent | None, *, attached: bool) -> "subprocess.Popen[str]":
        """Start; a new stack on chosen ports, one of which somebody has taken meanwhile, takes others."""
        new = not (self.directory / "ports.json").exists() and self.ports.chosen
        for _ in range(STARTS - 1):
            try:
                return self._started(on_event, attached=attached)
            except StackError as error:
                if not (new and _PORT_TAKEN.search(str(error))):
                    raise
            self.wipe()
            self.ports = Ports.free()
        return self._started(on_event, attached=attached)

    def _started(self, on_event: OnEvent | None, *, attached: bool) -> "subprocess.Popen[str]":
        self._prepare()
        argv = [sys.executable, "-m", "brandmon_local", "supervise", "--dir", str(self.directory)]
        argv += ["--engines", ",".join(sorted(self.engines)), "--services", ",".join(sorted(self.services))]
        env = {**os.environ, "PYTHONPATH": python_path(), EXTRA_ENV: json.dumps(self.extra_env)}
        log = self.site.log("supervisor")
        log.touch(mode=0o600)
        with log.open("ab") as errors:
            supervisor = subprocess.Popen(
                argv + (["--attached"] if attached else []),
                stdin=subprocess.PIPE if attached else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=env,
                text=True,
                umask=UMASK,
                start_new_session=True,  # an interrupt in the terminal reaches us, and we tell the supervisor
            )
        try:
            _follow(supervisor, on_event, log)
        except BaseException:
            supervisor.terminate()
            supervisor.wait()
            with supervisor:  # closes the pipes
                raise
        return supervisor

    def _prepare(self) -> None:
        pid = self.supervisor_pid()
        if pid is not None:
            raise StackError(f"a stack is already running in {self.directory} (process {pid})")
        site = self.site
        write_private(self.directory / "ports.json", json.dumps(dict(site.ports)))


def _follow(supervisor: "subprocess.Popen[str]", on_event: OnEvent | None, log: Path) -> None:
    assert supervisor.stdout is not None
    failure = f"the supervisor ended before the stack was up (see {log})"
    with supervisor.stdout as lines:
        for line in lines:
            event = Event.read(line)
            if on_event:
                on_event(event)
            if event.kind == "up":
                return
            if event.kind == "failed" and event.name == "stack":
                failure = event.message
    raise StackError(failure)
