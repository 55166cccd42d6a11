"""Starts a graph of processes and steps as fast as their needs allow, keeps it up, and takes it down in reverse."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from brandmon_local.engines.jars import JarError
from brandmon_local.errors import StackError
from brandmon_local.supervision.endings import memory_kills, note, reason_of
from brandmon_local.supervision.events import Event, EventKind
from brandmon_local.supervision.process import Child, CommandError, Node, Process, Step, rotate_open
from brandmon_local.supervision.state import ProcessStatus, StateFile, Status

Watch = Callable[[asyncio.Event], Coroutine[Any, Any, None]]
"""A loop that runs until the event is set."""

POLL_S = 0.05
BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
STEADY_S = 30.0
"""A process that ran this long starts again at the first delay."""
LOGS_EVERY_S = 15.0
HURRIED_STOP_S = 5.0
"""A stack that never came up is stopped with less patience."""


class Supervisor:
    """One stack's processes. ``run`` is its whole life."""

    def __init__(
        self,
        nodes: Sequence[Node],
        state: StateFile,
        tell: Callable[[Event], None],
        watches: Sequence[Watch] = (),
    ) -> None:
        """``watches`` are looped beside the nodes once everything is up; they see to failures themselves."""
        self._watches = watches
        self._nodes = {node.name: node for node in nodes}
        self._state = state
        self._tell = tell
        self._began = time.monotonic()
        self._ready = {name: asyncio.Event() for name in self._nodes}
        self._children: dict[str, Child] = {}
        self._stopping = asyncio.Event()
        self._up = False
        for node in nodes:
            unknown = set(node.needs) - set(self._nodes)
            if unknown:
                raise StackError(f"{node.name} needs {', '.join(sorted(unknown))}, which is not part of this stack")
            self._record(node.name, "waiting")

    def stop(self) -> None:
        """Ask for the end; safe in a signal handler of the loop."""
        self._stopping.set()

    async def run(self) -> int:
        """Start everything, keep it up until ``stop``; 0: stopped on request, 1: it could not be started."""
        tasks = {name: asyncio.create_task(self._live(node), name=name) for name, node in self._nodes.items()}
        arrival = asyncio.create_task(self._all_ready())
        asked = asyncio.create_task(self._stopping.wait())
        keeping = asyncio.create_task(self._keep_logs_short())
        watching: list[asyncio.Task[None]] = []
        fault: BaseException | None = None
        waited = {*tasks.values(), arrival, asked}
        while fault is None and not asked.done():
            done, _ = await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            waited -= done
            if arrival in done:
                self._up = True
                self._say("up", "stack")
                watching += [asyncio.create_task(watch(self._stopping)) for watch in self._watches]
            fault = next((task.exception() for task in done if task.exception()), None)
        if fault:
            self._say("failed", "stack", str(fault) if _foreseen(fault) else f"{type(fault).__name__}: {fault}")
        self._say("stopping", "stack")
        await _cancel({*tasks.values(), arrival, asked, keeping, *watching})
        await self._stop_all()
        self._say("stopped", "stack")
        return 1 if fault else 0

    async def _all_ready(self) -> None:
        for event in self._ready.values():
            await event.wait()

    async def _keep_logs_short(self) -> None:
        while True:
            await asyncio.sleep(LOGS_EVERY_S)
            for child in list(self._children.values()):
                await asyncio.to_thread(rotate_open, child.spec.log)

    async def _live(self, node: Node) -> None:
        for need in node.needs:
            await self._ready[need].wait()
        if isinstance(node, Step):
            await self._do(node)
        else:
            await self._keep_up(node)

    async def _do(self, step: Step) -> None:
        self._record(step.name, "starting")
        began = time.monotonic()
        try:
            await step.run()
        except Exception as error:
            reason = str(error) if _foreseen(error) else f"{type(error).__name__}: {error}"
            self._record(step.name, "failed", message=reason)
            raise StackError(f"{step.name} failed: {reason}") from error
        self._record(step.name, "ready")
        self._ready[step.name].set()
        self._say("ready", step.name, f"{time.monotonic() - began:.2f} s")

    async def _keep_up(self, spec: Process) -> None:
        failures, ending = 0, ""
        while True:
            killed = memory_kills()
            self._say("starting", spec.name)
            child = self._children[spec.name] = Child(spec)
            self._record(spec.name, "starting", child)
            began = time.monotonic()
            await self._until_ready(child)
            if child.running:
                self._record(spec.name, "ready", child, message=ending)
                kind: EventKind = "restarted" if self._ready[spec.name].is_set() else "ready"
                self._ready[spec.name].set()
                self._say(kind, spec.name, f"{time.monotonic() - began:.2f} s")
            code = await child.exit()
            reason = reason_of(code, spec.log, short_of_memory=memory_kills() > killed)
            note(spec.log, spec.name, reason)
            ending = f"started again: it {reason}"
            if not self._ready[spec.name].is_set():
                self._record(spec.name, "failed", message=reason)
                raise StackError(f"{spec.name} {reason} (see {spec.log})")
            failures = 0 if time.monotonic() - began > STEADY_S else failures + 1
            self._record(spec.name, "restarting", message=reason, restarts=1)
            self._say("failed", spec.name, reason)
            await asyncio.sleep(BACK_OFF_S[min(failures, len(BACK_OFF_S)) - 1] if failures else 0)

    async def _until_ready(self, child: Child) -> None:
        give_up = time.monotonic() + child.spec.ready_timeout_s
        while child.running and not await child.spec.ready():
            if time.monotonic() > give_up:
                await child.stop(0)
                if not self._ready[child.spec.name].is_set():
                    limit = f"{child.spec.ready_timeout_s:.0f} s"
                    raise StackError(f"{child.spec.name} did not become ready in {limit} (see {child.spec.log})")
                return
            await asyncio.sleep(POLL_S)

    async def _stop_all(self) -> None:
        dependents: dict[str, set[str]] = {name: set() for name in self._nodes}
        for name, node in self._nodes.items():
            for need in node.needs:
                dependents[need].add(name)
        stopped = {name: asyncio.Event() for name in self._nodes}

        async def stop(name: str) -> None:
            for other in dependents[name]:
                await stopped[other].wait()
            await self._stop_one(name)
            stopped[name].set()

        await asyncio.gather(*(stop(name) for name in self._nodes))

    async def _stop_one(self, name: str) -> None:
        child = self._children.get(name)
        if child is not None:
            self._record(name, "stopping", child)
            orderly = await child.stop(None if self._up else min(HURRIED_STOP_S, child.spec.stop_timeout_s))
            if child.spec.ended:
                await asyncio.to_thread(child.spec.ended, orderly and self._up)
        if self._state.row(name).status != "failed":
            self._record(name, "stopped")

    def _record(
        self, name: str, status: Status, child: Child | None = None, *, message: str = "", restarts: int = 0
    ) -> None:
        node = self._nodes[name]
        before = self._state.row(name).restarts if self._state.knows(name) else 0
        self._state.put(
            ProcessStatus(
                name=name,
                kind="process" if isinstance(node, Process) else "step",
                status=status,
                pid=child.pid if child else None,
                port=node.port if isinstance(node, Process) else None,
                restarts=before + restarts,
                message=message,
            )
        )

    def _say(self, kind: EventKind, name: str, message: str = "") -> None:
        self._tell(Event(kind, name, message, round(time.monotonic() - self._began, 2)))


async def _cancel(tasks: set[asyncio.Task[Any]]) -> None:
    """Cancel until it is heard: a library that waits with ``wait_for`` may swallow the first call (Python 3.11)."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)


def _foreseen(error: BaseException) -> bool:
    return isinstance(error, (StackError, CommandError, JarError))
