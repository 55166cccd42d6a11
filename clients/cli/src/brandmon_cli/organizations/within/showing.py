"""Rows as a table for people, or as JSON for programs; a thing found by its name or its id."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from brandmon_cli.gateway.problems import is_id
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json

Json = dict[str, Any]


def show(rows: Iterable[Json], columns: Sequence[str], *, none: str, as_json: bool) -> None:
    """Rows with these fields as columns; ``none`` is the sentence where there are none."""
    found = list(rows)
    if as_json:
        write_json(found)
        return
    if not found:
        console().say("{}", none)
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in found:
        table.add_row(*(_cell(row.get(column)) for column in columns))
    console().show_table(table)


def done(answer: Json | None, said: Text, *, as_json: bool) -> None:
    """What was done: the thing as JSON, or one sentence."""
    if as_json:
        write_json(answer or {})
    else:
        console().print(said, soft_wrap=True)


def one_of(found: Iterable[Json], wanted: str, field: str, what: str) -> Json:
    """The thing whose id or ``field`` is ``wanted``; ``Failure`` where none or several are."""
    listed = list(found)
    keys = ("id", field) if is_id(wanted) else (field,)
    same = [each for each in listed if any(_same(each.get(key), wanted) for key in keys)]
    if len(same) == 1:
        return same[0]
    names = ", ".join(str(each.get(field)) for each in listed[:20]) or "none"
    several = "Several are" if same else "None is"
    raise Failure(f"{several} {wanted}: say which {what} by its id. There are: {names}.")


def _same(value: object, wanted: str) -> bool:
    return str(value).casefold() == wanted.strip().casefold()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None else str(value)
