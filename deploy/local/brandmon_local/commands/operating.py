"""Operators' commands on the local stack: each runs where its service runs, with the service's own environment."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from brandmon_cli.shared.failure import Failure
from brandmon_local import Stack
from brandmon_local.commands.stack import local_stack
from brandmon_local.provisioning.connectors import connector_rows, recover_connector, restart_connector
from brandmon_local.services import environment
from common.contracts.services import SERVICES
from common.outbox.connectors import ConnectorFailed
from common.process.operations import print_rows


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
    command = [sys.executable, "-m", service, *words]
    return subprocess.run(command, env=environment(stack.site, service), check=False).returncode


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
    print_rows(shown, as_json=as_json, empty=empty)
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
    from common.messaging.commands.events import main

    stack = _running(directory)
    where = [] if {"-h", "--help"} & set(words) else ["--bootstrap", stack.urls.kafka]
    return main([*words, *where])


def connectors(directory: Path, what: str, service: str | None, *, as_json: bool) -> int:
    """``status`` of all; ``restart`` or ``recover`` one service's."""
    stack = _running(directory)
    if what == "status":
        print_rows(asyncio.run(connector_rows(stack.site)), as_json=as_json, empty="There is no connector.")
        return 0
    if what not in ("restart", "recover"):
        raise Failure("Say status, restart or recover.", code=2)
    if service not in SERVICES:
        raise Failure(f"Say whose connector: {', '.join(SERVICES)}.", code=2)
    try:
        if what == "restart":
            asyncio.run(restart_connector(stack.site, service))
            sys.stdout.write(f"The connector of {service} runs.\n")
            return 0
        recovered = asyncio.run(recover_connector(stack.site, service))
    except ConnectorFailed as failure:
        raise Failure(f"{failure}.") from None
    done = recovered.reconciled
    sys.stdout.write(
        f"The slot of {service} was {recovered.before.status} and is made anew. {done.compared:,} messages were "
        f"compared, {done.missing:,} were missing and are published again.\n"
    )
    return 0
