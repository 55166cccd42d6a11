"""The main job, shown: start everything, audit a company's website, print who is named."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from brandmon_cli.audits import audits, watching
from brandmon_cli.gateway.session import signed_in
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import Screen, console
from brandmon_local import Stack
from brandmon_local.commands import examples, stack
from brandmon_local.layout.ports import HOST


@dataclass(frozen=True, slots=True)
class AuditedSite:
    """Whose website is audited: an example's by name, or the one at an address."""

    example: str = examples.DEMO
    address: str | None = None

    def loopback(self) -> list[int]:
        """The port of this machine that the address leads to, if it does."""
        parts = urlsplit(self.address or "")
        try:
            return [parts.port] if parts.hostname == HOST and parts.port else []
        except ValueError:
            return []  # no port: refused as an address, by the gateway

    def served(self) -> AbstractContextManager[str]:
        """The address, served for as long as it is asked for where it is an example's."""
        return nullcontext(self.address) if self.address else examples.served(self.example)


def run(audited: AuditedSite, order: dict[str, Any], directory: Path, *, as_json: bool) -> None:
    """Start what is not up, audit the website of ``audited``, show what came of it."""
    out = console(stderr=as_json)
    local = stack.local_stack(directory, audited.loopback())
    with _only_one(directory), audited.served() as site, _started(local, out):
        began = time.monotonic()
        with signed_in(directory) as gateway:
            watch = watching.Watch.from_here(as_json=as_json, accept=order["accept"])
            ended = watching.run(gateway, site, order, watch)
            audits.show(gateway, ended, reports=directory / "reports", as_json=as_json)
        out.say("The audit took {} s.", f"{time.monotonic() - began:.0f}", style="dim")
    stack.tell_where(local, out)


@contextmanager
def _only_one(directory: Path) -> Iterator[None]:
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure(f"A demo is running in {directory} already; wait for it, or interrupt it.") from None
        yield


@contextmanager
def _started(local: Stack, out: Screen) -> Iterator[None]:
    """The stack, up. Interrupting a demo that started it stops it; a stack that was up before stays up."""
    if local.supervisor_pid() is not None:
        out.print("The stack is up already.")
        yield
        return
    stack.start(local, out)
    try:
        yield
    except KeyboardInterrupt:
        out.say("Interrupted: stopping the stack; an audit that runs goes on once it is up again (make up) ...")
        local.down()
        raise
