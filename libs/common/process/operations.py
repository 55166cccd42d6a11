"""Commands for operators, beside a service's four: ``python -m <service> <operation> ...``.

They run where the service runs and with its settings, so that nobody needs a password or a route of their own, and
each service's store stays its own. ``brandmon`` starts them for the local stack; on Kubernetes it is ``kubectl exec``.
"""

import argparse
import json
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from common.process.settings import ServiceSettings

T = TypeVar("T", bound=ServiceSettings)
T_contra = TypeVar("T_contra", bound=ServiceSettings, contravariant=True)
Arguments = Callable[[argparse.ArgumentParser], None]


class OperationFailed(Exception):  # noqa: N818 - told to a person
    """It can't be done; the text is one sentence for a person. The exit code is 1."""


@dataclass(frozen=True, slots=True)
class Operation(Generic[T_contra]):
    """One command. ``arguments`` adds its own to a parser that knows ``--json``; ``run`` gives the exit code."""

    name: str
    help: str
    arguments: Arguments
    run: Callable[[T_contra, argparse.Namespace], Coroutine[Any, Any, int]]


def add_operations(parsers: Any, operations: Sequence[Operation[T]]) -> None:
    """Make each operation a sub-command of ``parsers`` (what ``add_subparsers`` gave)."""
    for operation in operations:
        own = parsers.add_parser(operation.name, help=operation.help, description=operation.help)
        own.add_argument("--json", action="store_true", dest="as_json", help="print JSON lines for programs")
        operation.arguments(own)
        own.set_defaults(operation=operation)


def print_rows(rows: Sequence[Mapping[str, Any]], *, as_json: bool, empty: str) -> None:
    """Rows as a table for people, or a JSON line each; ``empty`` is the sentence for people where there are none."""
    if as_json:
        sys.stdout.writelines(json.dumps(dict(row), default=str) + "\n" for row in rows)
        return
    if not rows:
        sys.stdout.write(f"{empty}\n")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in rows[0]:
        table.add_column(name.replace("_", " ").capitalize(), overflow="fold")
    for row in rows:
        table.add_row(*("–" if value is None else str(value) for value in row.values()))
    width = None if sys.stdout.isatty() else 240  # a pipe has no width to keep to
    Console(width=width, markup=False, emoji=False, highlight=False).print(table)
