"""The main job, shown: start everything, audit a company's website, print who is named."""

import fcntl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from brandmon_cli.audits import audits, watching
from brandmon_cli.gateway.session import signed_in
from brandmon_cli.shared.failure import Failure
from brandmon_local import Stack
from brandmon_local.commands import stack

ROOT = Path(__file__).resolve().parents[4]
EXAMPLES = ROOT / "examples"
SITE = EXAMPLES / "sites" / "tillvane"


def run(site: str | None, order: dict[str, Any], directory: Path, *, as_json: bool) -> None:
    """Run the demo. ``site``: any website instead of the example company's."""
    console = Console(stderr=as_json, highlight=False)
    local = stack.local_stack(directory)
    with _only_one(directory), _started(local, console), _example_site() as example:
        began = time.monotonic()
        with signed_in(directory) as gateway:
            watch = watching.Watch.from_here(as_json=as_json, accept=order["accept"])
            ended = watching.run(gateway, site or example, order, watch)
            audits.show(gateway, ended, reports=directory / "reports", as_json=as_json)
        console.print(f"[dim]The audit took {time.monotonic() - began:.0f} s.[/]")
    console.print(stack.where(local))


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
def _started(local: Stack, console: Console) -> Iterator[None]:
    """The stack, up. Interrupting a demo that started it stops it; a stack that was up before stays up."""
    if local.supervisor_pid() is not None:
        console.print("The stack is up already.")
        yield
        return
    stack.start(local, console)
    try:
        yield
    except KeyboardInterrupt:
        console.print("Interrupted: stopping the stack ...")
        local.down()
        raise


@contextmanager
def _example_site() -> Iterator[str]:
    command = [sys.executable, str(EXAMPLES / "serve.py"), "--site", str(SITE), "--port", str(stack.SITE_PORT)]
    server = subprocess.Popen([*command, "--exit-with-parent"], stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        time.sleep(0.3)
        if server.poll() is not None:
            raise Failure(f"Port {stack.SITE_PORT} (the example site) is taken.")
        yield f"http://127.0.0.1:{stack.SITE_PORT}/"
    finally:
        server.terminate()
        server.wait()
