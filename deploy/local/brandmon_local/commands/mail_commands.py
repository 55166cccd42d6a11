"""The commands ``brandmon mail ...``: what the stack of this machine would have sent to people."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory, example

mail = typer.Typer(no_args_is_help=True, help="The mails of the local stack: they go into a file instead of leaving.")


@mail.command(name="list", epilog=example("mail list --to ada@shop.example"))
def list_mails(
    to: Annotated[str | None, typer.Option(metavar="EMAIL", help="Only those to this address.")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """List the mails, the newest last."""
    from brandmon_local.commands import mail as mailbox

    mailbox.list_all(directory, to, as_json=as_json)


@mail.command(epilog=example("mail show 1"))
def show(
    number: Annotated[int, typer.Argument(min=1, metavar="N", help="Its number, as list shows it.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show a mail."""
    from brandmon_local.commands import mail as mailbox

    mailbox.show(directory, number, as_json=as_json)
