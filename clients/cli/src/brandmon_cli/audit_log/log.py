"""The log as the gateway gives it."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from rich.table import Table

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json

Json = dict[str, Any]
FORMATS = {".jsonl": "jsonl", ".csv": "csv"}


def list_entries(gateway: Gateway, wanted: Mapping[str, str | None], *, most: int, as_json: bool) -> None:
    """Print entries, the newest first."""
    found = list(islice(gateway.items("/v1/audit-log", **wanted, limit=min(most, 100)), most))
    if as_json:
        for entry in found:
            write_json(entry)
        return
    out = console()
    if not found:
        out.say("No entry is like that.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", "when", "action", "by", "on", "facts", "from"):
        table.add_column(heading, overflow="fold")
    for entry in found:
        table.add_row(*_row(entry))
    out.show_table(table)


def _row(entry: Json) -> list[str]:
    by = entry["user_id"] or entry["key_id"] or entry["service"]
    facts = ", ".join(f"{name}: {value}" for name, value in sorted(entry["facts"].items()))
    whence = "erased" if entry["is_erased"] else entry["address"] or ""
    on = f"{entry['resource_type']} {entry['resource_id'] or ''}"
    return [str(entry["sequence"]), entry["occurred_at"], entry["action"], f"{entry['actor']} {by}", on, facts, whence]


def export(gateway: Gateway, wanted: Mapping[str, str | None], out: Path) -> None:
    """Write the log to a file."""
    form = FORMATS.get(out.suffix.lower())
    if form is None:
        raise Failure("The file's name has to end with .jsonl or .csv.")
    body = gateway.download("/v1/audit-log/export", format=form, **wanted)
    try:
        out.write_bytes(body)
    except OSError as error:
        raise Failure(f"{out} can't be written: {error.strerror}.") from None
    console().say("Written: {:bold}", out)


def tell(found: Json, *, as_json: bool) -> None:
    """Print what a verification found; ``Failure`` where something is wrong."""
    if as_json:
        write_json(found)
    else:
        out = console()
        out.say(
            "{} entries, {} of them up to the last anchored root.", found["entries_checked"], found["anchored_entries"]
        )
        for fault in found["faults"]:
            out.say("{}", fault, style="red")
    if not found["is_sound"]:
        raise Failure("The audit log is not as it was written.")
    if not as_json:
        console().say("Every entry is as it was written.", style="green")
