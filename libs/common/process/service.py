"""A service's life as a process: the commands api, consume, run and migrate."""

import argparse
import asyncio
import gc
import signal
import sys
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import uvicorn
import uvloop
from fastapi import FastAPI

from common.messaging.runtime.consumer import Consumer
from common.process.operations import Operation, OperationFailed, add_operations
from common.process.settings import ServiceSettings, load
from common.process.telemetry import log, setup

KEEP_ALIVE_S = 75
"""An idle connection of the gateway's is kept for so long: closed at once, a request could be on its way into it."""

_log = log("service")
_LOOKED_THROUGH_AFTER = 100_000
"""Objects made and not freed until the garbage collector looks through the young ones; Python's own default is 700."""

Worker = Callable[[asyncio.Event], Awaitable[None]]
"""A loop beside the consumers: runs until the event is set."""


@dataclass
class Parts:
    """What a composition root gives: the API, consumers, workers, and what to open first and close last."""

    api: FastAPI
    consumers: Sequence[Consumer] = ()
    workers: Sequence[Worker] = ()
    opened: Sequence[Callable[[], Awaitable[Any]]] = ()
    closed: Sequence[Callable[[], Awaitable[Any]]] = field(default=())


T = TypeVar("T", bound=ServiceSettings)


def main(
    service: str,
    settings_class: type[T],
    *,
    build: Callable[[T], Parts],
    migrate: Callable[[T], None],
    operations: Sequence[Operation[T]] = (),
    arguments: Sequence[str] | None = None,
) -> int:
    """Run the command that was asked for; exit code 0: done or stopped on request, 1: a fault, 2: wrong settings."""
    chosen = _parser(service, operations).parse_args(arguments)
    settings = load(settings_class)
    setup(service, settings)
    if chosen.command == "migrate":
        migrate(settings)
        return 0
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        operation: Operation[T] | None = getattr(chosen, "operation", None)
        if operation is not None:
            try:
                return runner.run(operation.run(settings, chosen))
            except OperationFailed as failure:
                sys.stderr.write(f"{failure}\n")
                return 1
        return runner.run(_serve(service, settings, build, chosen.command))


def _parser(service: str, operations: Sequence[Operation[T]]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m {service}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what in (
        ("api", "HTTP only"),
        ("consume", "consumers and workers"),
        ("run", "both in one process"),
        ("migrate", "bring the schema up to date"),
    ):
        commands.add_parser(name, help=what)
    add_operations(commands, operations)
    return parser


async def _serve(service: str, settings: T, build: Callable[[T], Parts], command: str) -> int:
    parts = build(settings)
    for open_ in parts.opened:
        await open_()
    leave_the_imported_alone()
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    server = _Server(
        uvicorn.Config(
            parts.api, host=settings.http_host, port=settings.http_port, log_config=None, access_log=False,
            timeout_graceful_shutdown=5, timeout_keep_alive=KEEP_ALIVE_S, server_header=False,
        )
    )  # fmt: skip
    tasks = {asyncio.create_task(server.serve(), name="http")}
    if command in ("consume", "run"):
        tasks |= {asyncio.create_task(consumer.run(), name=consumer.name) for consumer in parts.consumers}
        tasks |= {asyncio.create_task(_work(worker, stopping), name="worker") for worker in parts.workers}
    waiter = asyncio.create_task(stopping.wait())
    _log.info("started", command=command, port=settings.http_port)
    await asyncio.wait({*tasks, waiter}, return_when=asyncio.FIRST_COMPLETED)
    stopping.set()
    waiter.cancel()
    for consumer in parts.consumers:
        consumer.stop()
    server.should_exit = True
    failed = await _ended(tasks)
    for close in parts.closed:
        await close()
    _log.info("stopped", failed=failed)
    return 1 if failed else 0


def leave_the_imported_alone() -> None:
    """Take what exists by now, modules above all, out of the garbage collector's rounds.

    It is never garbage, and going through it again and again costs a consumer a third of its rate (measured). What
    comes later is looked through less often: a batch of messages in hand is thousands of objects, and no garbage.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_LOOKED_THROUGH_AFTER, 20, 50)


async def _work(worker: Worker, stopping: asyncio.Event) -> None:
    await worker(stopping)


async def _ended(tasks: set[asyncio.Task[None]]) -> bool:
    failed = False
    for task in tasks:
        try:
            await task
        except Exception as error:  # noqa: BLE001 - the process ends with it; the supervisor starts a new one
            failed = True
            _log.error("a part of the service ended", part=task.get_name(), error=type(error).__name__, exc_info=error)
    return failed


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are the process's business, not the HTTP server's."""
        yield
