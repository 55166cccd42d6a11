"""``python -m brandmon_local``: the supervisor's process, and the one-off jobs it starts beside itself."""

import argparse
import asyncio
import contextlib
import fcntl
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from brandmon_local import plan
from brandmon_local.engines import jars
from brandmon_local.errors import StackError
from brandmon_local.layout.ports import Ports
from brandmon_local.layout.site import Site, load_secrets
from brandmon_local.stack import EXTRA_ENV
from brandmon_local.supervision.events import Event
from brandmon_local.supervision.state import StateFile
from brandmon_local.supervision.supervisor import Supervisor
from common.process.telemetry import setup_logs


def main() -> int:
    """Run the command that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m brandmon_local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    supervise = commands.add_parser("supervise", help="start a stack and keep it up until SIGTERM")
    supervise.add_argument("--dir", type=Path, required=True)
    supervise.add_argument("--engines", required=True, help="comma separated")
    supervise.add_argument("--services", default="", help="comma separated")
    supervise.add_argument("--attached", action="store_true", help="stop when standard input ends")
    fetch = commands.add_parser("fetch", help="have the Java libraries in the cache")
    fetch.add_argument("sets", nargs="*", default=list(jars.SETS))
    buckets = commands.add_parser("buckets", help="create the buckets of a stack that runs")
    buckets.add_argument("--dir", type=Path, required=True)
    chosen = parser.parse_args()
    if chosen.command == "fetch":
        return _fetch(chosen.sets)
    if chosen.command == "buckets":
        from brandmon_local.engines.s3 import create_buckets

        create_buckets(_site(chosen.dir))
        return 0
    return _supervise(chosen)


def _fetch(sets: list[str]) -> int:
    try:
        jars.fetch(sets, progress=lambda there, all_: _write(f"{there}/{all_}\n"))
    except jars.JarError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _site(directory: Path, *, serving: bool = False, paying: bool = False) -> Site:
    ports = Ports(json.loads((directory / "ports.json").read_text()))
    extra = json.loads(os.environ.pop(EXTRA_ENV, "{}"))
    known = load_secrets(directory / "secrets.json")
    return Site(directory, ports, known, extra_env=extra, serving=serving, paying=paying)


def _supervise(chosen: argparse.Namespace) -> int:
    engines = frozenset(filter(None, chosen.engines.split(",")))
    services = frozenset(filter(None, chosen.services.split(",")))
    setup_logs("supervisor", "info")  # standard output is for whoever waits for the start
    try:
        with _only_one(chosen.dir):
            site = _site(chosen.dir, serving=bool(services), paying="billing" in engines)
            site.ports.check(plan.port_names(engines, services))
            nodes = plan.nodes(site, engines, services, _tell)
            supervisor = Supervisor(
                nodes, StateFile(chosen.dir / "state.json"), _tell, plan.watches(site, engines, services)
            )
            return asyncio.run(_run(supervisor, attached=chosen.attached))
    except StackError as error:
        _tell(Event("failed", "stack", str(error)))
        return 1


async def _run(supervisor: Supervisor, *, attached: bool) -> int:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, supervisor.stop)
    if attached:
        _at_end_of_input(lambda: loop.call_soon_threadsafe(supervisor.stop))
    return await supervisor.run()


def _at_end_of_input(then: Callable[[], object]) -> None:
    """Call ``then`` when whoever started us is gone: the kernel closes its end of the pipe, however it ended."""

    def watch() -> None:
        while os.read(0, 4096):
            pass
        with contextlib.suppress(RuntimeError):  # the loop has ended already
            then()

    threading.Thread(target=watch, daemon=True).start()


@contextlib.contextmanager
def _only_one(directory: Path) -> Iterator[None]:
    with (directory / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StackError(f"a stack is already running in {directory}") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _tell(event: Event) -> None:
    _write(event.line())


def _write(line: str) -> None:
    """To whoever waits for the start; nobody does any more once the stack is up."""
    try:
        sys.stdout.write(line)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


if __name__ == "__main__":
    raise SystemExit(main())
