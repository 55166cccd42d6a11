"""The mailbox of the local stack, shown."""

from pathlib import Path
from typing import Any

from rich.table import Table

from brandmon_cli.gateway.mailbox import PLACE, Mailbox
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json

Json = dict[str, Any]


def list_all(directory: Path, to: str | None, *, as_json: bool) -> None:
    """Print number, time, recipient and subject of each mail."""
    found = [
        (number, mail)
        for number, mail in enumerate(_mails(directory), 1)
        if not to or mail["to"].casefold() == to.casefold()
    ]
    if as_json:
        write_json(
            [{"number": number, **{key: mail[key] for key in ("at", "to", "subject")}} for number, mail in found]
        )
        return
    if not found:
        console().say("No mail has come.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", "at", "to", "subject"):
        table.add_column(heading, overflow="fold")
    for number, mail in found:
        table.add_row(str(number), mail["at"], mail["to"], mail["subject"])
    console().show_table(table)


def show(directory: Path, number: int, *, as_json: bool) -> None:
    """Print one mail as its reader would see it."""
    mails = _mails(directory)
    if number > len(mails):
        raise Failure(f"There is no mail {number}; {len(mails)} have come. See: brandmon mail list")
    mail = mails[number - 1]
    if as_json:
        write_json(mail)
        return
    out = console()
    for label, key in (("To", "to"), ("At", "at"), ("Subject", "subject")):
        out.say("{} {}", f"{label + ':':<9}", mail[key])
    out.print()
    for line in mail["text"].splitlines():
        out.say("{}", line)


def _mails(directory: Path) -> list[Json]:
    return Mailbox(directory / PLACE).mails()
