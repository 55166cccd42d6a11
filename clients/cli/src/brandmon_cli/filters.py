"""Filters of other packages: JSON lines in, JSON lines out, each a command.

A package offers one as an entry point of group ``brandmon.filters``; its name is the command's. It is a callable
``(lines, write)``: ``lines`` are bytes as they come, line break included, and each that is not blank is answered before
the next is read, by one call of ``write`` with one line of text. A line that cannot be read is answered, too.
"""

import sys
from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

import typer

from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.options import AsJson, example
from brandmon_cli.shared.output import hang_up, write_json_line

GROUP = "brandmon.filters"
HELP = {
    "extract": "Filter: JSON lines of answers on standard input, JSON lines of brand states on standard output.",
    "extract-page": "Filter: JSON lines of HTML pages on standard input, JSON lines of their texts on standard output.",
}
"""Said without loading the packages that hold them, which takes a moment."""


class Filter(Protocol):
    """See above."""

    def __call__(self, lines: Iterable[bytes], write: Callable[[str], None]) -> object:
        """Answer every line."""
        ...


def add_filters(app: typer.Typer) -> None:
    """Make the filters that are installed, and those that everybody knows, commands of ``app``."""
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    for name in dict.fromkeys((*HELP, *sorted(found))):
        told = HELP.get(name, "Filter: JSON lines on standard input, JSON lines on standard output.")
        app.command(name=name, help=told, epilog=example(f"{name} < lines.jsonl"))(_command(name, found.get(name)))


def _command(name: str, entry: EntryPoint | None) -> Callable[[bool], None]:
    def command(as_json: AsJson = False) -> None:
        if entry is None:
            raise Failure(f"The filter {name} is not installed.")
        try:
            run: Filter = entry.load()
        except Exception as error:  # noqa: BLE001 - whatever a package of others is broken by
            raise Failure(f"The filter {name} cannot be loaded ({type(error).__name__}: {error}).") from None
        _run(run)

    return command


def _run(run: Filter) -> None:
    try:
        run(iter(sys.stdin.buffer.readline, b""), write_json_line)
    except BrokenPipeError:
        hang_up()
