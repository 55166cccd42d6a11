"""The switch of the local stack, and where its gateway is."""

import json
import sys
import time
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from brandmon_cli.shared.failure import Failure
from brandmon_local import Event, Ports, Stack, StackError
from brandmon_local.commands import examples

LOOPBACK = "loopback.json"
"""The ports of this machine that a person allowed the crawler to read, beside those of the example sites."""
STYLES = {"ready": "green", "starting": "yellow", "waiting": "dim", "failed": "red", "restarting": "yellow"}


def local_stack(directory: Path, loopback: Collection[int] = ()) -> Stack:
    """The stack in ``directory`` on the fixed ports. Its crawler may read loopback where the example sites are served
    and at the ports ``loopback``, which the folder remembers. ``Failure`` where it runs and may not read one of these.
    """
    own = sorted({*_remembered(directory), *loopback})
    allowed = ",".join(f"127.0.0.1:{port}" for port in (*examples.PORTS, *own))
    stack = Stack(directory, Ports.fixed(), extra_env={"COLLECTOR_LOOPBACK_ALLOWLIST": allowed})
    if new := set(own) - _remembered(directory):
        if stack.supervisor_pid() is not None:
            raise Failure(
                f"The running stack may not read port {min(new)} of this machine. Stop it (make down), then try again."
            )
        directory.mkdir(parents=True, exist_ok=True)
        (directory / LOOPBACK).write_text(json.dumps(own))
    return stack


def _remembered(directory: Path) -> set[int]:
    try:
        return set(json.loads((directory / LOOPBACK).read_text()))
    except FileNotFoundError:
        return set()
    except (ValueError, TypeError):
        raise Failure(f"{directory / LOOPBACK} is damaged; delete it and name the ports again.") from None


def up(directory: Path, loopback: Collection[int], *, as_json: bool) -> None:
    """Start it and show how far each part is."""
    stack = local_stack(directory, loopback)
    console = Console(stderr=as_json, highlight=False)
    if stack.supervisor_pid() is None:
        start(stack, console)
    else:
        console.print("The stack is up already.")
    if as_json:
        sys.stdout.write(json.dumps({"gateway": stack.urls.gateway, "ready": True}) + "\n")
        return
    sys.stdout.write(f"{where(stack)}\n")


def start(stack: Stack, console: Console) -> None:
    """Bring ``stack`` up, a line for each part that is ready; ``Failure`` with one sentence where it cannot be."""
    began = time.monotonic()
    with console.status("Starting the engines ...") as shown:

        def tell(event: Event) -> None:
            if event.kind == "ready":
                console.print(f"[green]✓[/] {event.name:<28} [dim]{event.seconds:5.1f} s[/]")
            elif event.kind in ("progress", "starting"):
                shown.update(f"{event.name}: {event.message or event.kind}")
            elif event.kind in ("failed", "restarted"):
                console.print(f"[red]✗[/] {event.name}: {event.message}")

        try:
            stack.up(on_event=tell)
        except StackError as error:
            raise Failure(f"The stack cannot start: {error}.") from None
    console.print(f"Everything is ready after {time.monotonic() - began:.1f} s.")


def where(stack: Stack) -> str:
    """Where things are, and how to stop them."""
    return (
        f"The API is at {stack.urls.gateway}, its documentation at {stack.urls.gateway}/docs.\n"
        "Stop with: make down   Wipe with: make clean"
    )


def down(directory: Path, *, wipe: bool, as_json: bool) -> None:
    """Stop it; with ``wipe`` delete its data."""
    stack = local_stack(directory)
    try:
        stack.down()
        if wipe:
            stack.wipe()
    except StackError as error:
        raise Failure(str(error)) from None
    sentence = "The stack is stopped" + (" and its data is gone." if wipe else "; its data is kept.")
    sys.stdout.write(json.dumps({"stopped": True, "wiped": wipe}) + "\n" if as_json else sentence + "\n")


def status(directory: Path, *, as_json: bool) -> None:
    """Print every process."""
    stack = local_stack(directory)
    processes = [process for process in stack.status() if process.kind == "process"]
    if as_json:
        sys.stdout.write(json.dumps([asdict(process) for process in processes]) + "\n")
        return
    if stack.supervisor_pid() is None:
        sys.stdout.write("The stack is not running. Start it with: make up\n")
        return
    table = Table(box=None)
    for heading in ("process", "status", "pid", "port", "restarts", ""):
        table.add_column(heading)
    for process in processes:
        style = STYLES.get(process.status, "")
        values = (str(each or "") for each in (process.pid, process.port, process.restarts, process.message))
        table.add_row(process.name, f"[{style}]{process.status}[/]" if style else process.status, *values)
    Console().print(table)


def gateway_address(directory: Path) -> str:
    """Where the gateway of the stack in ``directory`` is; ``Failure`` where it does not run."""
    stack = local_stack(directory)
    if stack.supervisor_pid() is None:
        raise Failure("The local stack is not running. Start it with: make up")
    return stack.urls.gateway
