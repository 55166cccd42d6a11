"""Operators' commands on the local stack: each runs where its service runs, with the service's own environment."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rich.table import Table

from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import complain, console, relay, write_json, write_json_line
from brandmon_local import Stack
from brandmon_local.commands.stack import local_stack
from brandmon_local.layout.site import python_path
from brandmon_local.provisioning.connectors import connector_rows, recover_connector, restart_connector
from brandmon_local.services import environment
from common.contracts.services import SERVICES
from common.outbox.connectors import ConnectorFailed


def _running(directory: Path) -> Stack:
    stack = local_stack(directory)
    if stack.supervisor_pid() is None:
        raise Failure("The local stack is not running. Start it with: make up")
    return stack


def in_service(directory: Path, service: str, words: Sequence[str]) -> int:
    """Run ``python -m <service> WORDS`` and show what it shows; its exit code."""
    if service not in SERVICES:
        raise Failure(f"There is no service {service}.", code=2)
    stack = _running(directory)
    return _relayed([service, *words], environment(stack.site, service))


def _relayed(words: Sequence[str], env: Mapping[str, str]) -> int:
    """Run ``python -m WORDS``; what it writes comes by our own door. Its exit code."""
    command = [sys.executable, "-m", *words]
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        said = ThreadPoolExecutor(1).submit(_pass_on, running.stderr)
        if "--json" in words:
            for line in running.stdout:
                write_json_line(line)
        else:
            relay(running.stdout)
        said.result()
    return running.returncode


def _pass_on(complaints: Iterable[str]) -> None:
    for line in complaints:
        complain(line.rstrip())


def _show_rows(rows: Sequence[Mapping[str, Any]], *, as_json: bool, empty: str) -> None:
    """Rows as a table for people, or a JSON line each; ``empty`` is the sentence for people where there are none."""
    if as_json:
        for row in rows:
            write_json({name: value if _is_json(value) else str(value) for name, value in row.items()})
        return
    out = console()
    if not rows:
        out.say("{}", empty)
        return
    table = Table(box=None, pad_edge=False)
    for name in rows[0]:
        table.add_column(name.replace("_", " ").capitalize(), overflow="fold")
    for row in rows:
        table.add_row(*("–" if value is None else str(value) for value in row.values()))
    out.show_table(table)


def _is_json(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool | list | dict)


def in_every_service(directory: Path, words: Sequence[str], *, as_json: bool, empty: str) -> int:
    """Run the same command in every service and show the rows of all of them together."""
    stack = _running(directory)

    def rows_of(service: str) -> list[dict[str, Any]]:
        command = [sys.executable, "-m", service, *words, "--json"]
        env = environment(stack.site, service)
        done = subprocess.run(command, env=env, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"{service}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'it failed'}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    with ThreadPoolExecutor(4) as pool:
        found = [row for rows in pool.map(rows_of, SERVICES) for row in rows]
    shown = found if as_json else [{k: v for k, v in row.items() if k not in _FOR_PROGRAMS} for row in found]
    _show_rows(shown, as_json=as_json, empty=empty)
    return 0


_FOR_PROGRAMS = frozenset(
    {"laid_aside_at", "partition", "offset", "event_id", "tenant_id", "traceparent", "waits_behind"}
)


def dead_letters(directory: Path, words: Sequence[str], *, as_json: bool) -> int:
    """``list`` over all services; ``show``, ``replay`` and ``drop`` take a letter as SERVICE:ID."""
    if not words or words[0] == "list":
        return in_every_service(
            directory, ["dead-letters", "list"], as_json=as_json, empty="There are no dead letters."
        )
    if len(words) < 2 or ":" not in words[1]:
        raise Failure("Name the letter as list shows it, such as tenants:12.", code=2)
    service, _, letter = words[1].partition(":")
    flags = ["--json"] if as_json else []
    return in_service(directory, service, ["dead-letters", words[0], letter, *words[2:], *flags])


def outbox(directory: Path, words: Sequence[str], service: str | None, *, as_json: bool) -> int:
    """``status`` or ``reconcile``, of one service or of all."""
    if service is not None:
        return in_service(directory, service, ["outbox", *words, *(["--json"] if as_json else [])])
    return in_every_service(directory, ["outbox", *words], as_json=as_json, empty="There is no outbox.")


def events(directory: Path, words: Sequence[str]) -> int:
    """``tail``, ``topics`` or ``lag``, on the local broker."""
    stack = _running(directory)
    env = {**os.environ, "PYTHONPATH": python_path(), "PYTHONUNBUFFERED": "1", "BRANDMON_KAFKA": stack.urls.kafka}
    return _relayed(["common.messaging.commands.events", *words], env)


def connectors(directory: Path, what: str, service: str | None, *, as_json: bool) -> int:
    """``status`` of all; ``restart`` or ``recover`` one service's."""
    stack = _running(directory)
    if what == "status":
        _show_rows(asyncio.run(connector_rows(stack.site)), as_json=as_json, empty="There is no connector.")
        return 0
    if what not in ("restart", "recover"):
        raise Failure("Say status, restart or recover.", code=2)
    if service not in SERVICES:
        raise Failure(f"Say whose connector: {', '.join(SERVICES)}.", code=2)
    try:
        if what == "restart":
            asyncio.run(restart_connector(stack.site, service))
            console().say("The connector of {} runs.", service)
            return 0
        recovered = asyncio.run(recover_connector(stack.site, service))
    except ConnectorFailed as failure:
        raise Failure(f"{failure}.") from None
    done = recovered.reconciled
    console().say(
        "The slot of {} was {} and is made anew. {} messages were compared, {} were missing and are published again.",
        service, recovered.before.status, f"{done.compared:,}", f"{done.missing:,}",
    )  # fmt: skip
    return 0
