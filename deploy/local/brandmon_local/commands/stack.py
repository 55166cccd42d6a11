"""The switch of the local stack, and where its gateway is."""

import json
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path

import typer
from rich.table import Table

from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import Screen, console, data, sentence, write_json
from brandmon_cli.shared.waiting import waiting
from brandmon_local import ALL, Event, Ports, ProcessStatus, Stack, StackError
from brandmon_local.commands import examples

LOOPBACK = "loopback.json"
"""The ports of this machine that a person allowed the crawler to read, beside those of the example sites."""
BILLING = "billing-double"
"""There where plans are paid for at a double of Stripe."""
REACHING_OUT = ("COLLECTOR", "REPORTS")
"""Services that ask addresses of customers: they crawl sites, and tell webhooks of events."""
STYLES = {"ready": "green", "starting": "yellow", "waiting": "dim", "failed": "red", "restarting": "yellow"}


def local_stack(directory: Path, loopback: Collection[int] = ()) -> Stack:
    """The stack in ``directory`` on the fixed ports. Crawler and webhooks may reach loopback where example sites are
    served and at the ports ``loopback``, which the folder remembers. ``Failure`` where it runs and may not reach one.
    """
    own = sorted({*_remembered(directory), *loopback})
    allowed = ",".join(f"127.0.0.1:{port}" for port in (*examples.PORTS, *own))
    engines = ALL | {"billing"} if (directory / BILLING).exists() else ALL
    extra = {f"{each}_LOOPBACK_ALLOWLIST": allowed for each in REACHING_OUT}
    stack = Stack(directory, Ports.fixed(), engines=engines, extra_env=extra)
    if new := set(own) - _remembered(directory):
        if stack.supervisor_pid() is not None:
            raise Failure(
                f"The running stack may not read port {min(new)} of this machine. Stop it (make down), then try again."
            )
        directory.mkdir(parents=True, exist_ok=True)
        (directory / LOOPBACK).write_text(json.dumps(own))
    return stack


def choose_billing(directory: Path, wanted: bool | None) -> None:
    """Remember whether the stack has a double of Stripe; None leaves it. ``Failure`` where it runs otherwise now."""
    mark = directory / BILLING
    if wanted is None or wanted == mark.exists():
        return
    if local_stack(directory).supervisor_pid() is not None:
        raise Failure("The stack is running without what you ask for. Stop it (make down), then try again.")
    if wanted:
        directory.mkdir(parents=True, exist_ok=True)
        mark.touch()
    else:
        mark.unlink()


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
    out = console(stderr=as_json)
    if stack.supervisor_pid() is None:
        start(stack, out)
    else:
        out.say("The stack is up already.")
    if as_json:
        write_json({"gateway": stack.urls.gateway, "ready": True})
        return
    tell_where(stack, out)


def start(stack: Stack, out: Screen) -> None:
    """Bring ``stack`` up, a line for each part that is ready; ``Failure`` with one sentence where it cannot be."""
    began = time.monotonic()
    with waiting(out, sentence("Starting the engines ...")) as say:

        def tell(event: Event) -> None:
            if event.kind == "ready":
                out.say("{:green} {} {:dim}", "✓", f"{event.name:<28}", f"{event.seconds:5.1f} s")
            elif event.kind in ("progress", "starting"):
                say(sentence("{}: {}", event.name, event.message or event.kind))
            elif event.kind in ("failed", "restarted"):
                out.say("{:red} {}: {}", "✗", event.name, event.message)

        try:
            stack.up(on_event=tell)
        except StackError as error:
            raise Failure(f"The stack cannot start: {error}.") from None
    out.say("Everything is ready after {} s.", f"{time.monotonic() - began:.1f}")


def tell_where(stack: Stack, out: Screen) -> None:
    """Say where things are, and how to stop them."""
    at = stack.urls.gateway
    out.say("The API is at {}, its documentation at {}/docs.", at, at)
    out.say("Stop with: make down   Wipe with: make clean")


def down(directory: Path, *, wipe: bool, as_json: bool) -> None:
    """Stop it; with ``wipe`` delete its data."""
    stack = local_stack(directory)
    try:
        stack.down()
        if wipe:
            stack.wipe()
    except StackError as error:
        raise Failure(str(error)) from None
    if as_json:
        write_json({"stopped": True, "wiped": wipe})
    else:
        console().say("The stack is stopped{}", " and its data is gone." if wipe else "; its data is kept.")


def status(directory: Path, *, as_json: bool) -> None:
    """Print every process; exit code 1 where the stack does not run."""
    stack = local_stack(directory)
    runs = stack.supervisor_pid() is not None
    rows = stack.status()
    processes = [process for process in rows if process.kind == "process"]
    if as_json:
        write_json([asdict(process) for process in processes])
    elif runs:
        console().show_table(_table(processes))
    else:
        out = console()
        out.say("The stack is not running. Start it with: make up")
        for each in (row for row in rows if row.message):
            out.say("{} {}", each.name, each.message)
    if not runs:
        raise typer.Exit(1)


def _table(processes: Sequence[ProcessStatus]) -> Table:
    table = Table(box=None)
    for heading in ("process", "status", "pid", "port", "restarts", ""):
        table.add_column(heading)
    for process in processes:
        values = (str(each or "") for each in (process.pid, process.port, process.restarts, process.message))
        table.add_row(process.name, data(process.status, STYLES.get(process.status, "")), *values)
    return table


def gateway_address(directory: Path) -> str:
    """Where the gateway of the stack in ``directory`` is; ``Failure`` where it does not run."""
    stack = local_stack(directory)
    if stack.supervisor_pid() is None:
        raise Failure("The local stack is not running. Start it with: make up")
    return stack.urls.gateway
