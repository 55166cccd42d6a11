"""The commands ``brandmon account second-factor ...`` and ``passkeys ...``: parse, call, show."""

from pathlib import Path
from typing import Annotated

import typer

from brandmon_cli.shared.options import AN_ID, HERE, AsJson, Directory, example

second_factor = typer.Typer(
    no_args_is_help=True,
    help="A code of an authenticator app that log-in asks for. Without a terminal it is BRANDMON_CODE.",
)
passkeys = typer.Typer(no_args_is_help=True, help="Keys of your devices that log in without password and code.")
APasskey = Annotated[str, typer.Argument(metavar="PASSKEY", help="Its id, as brandmon account passkeys list shows it.")]
ACode = Annotated[str | None, typer.Option("--code", help="A code of the second factor, where there is one.")]
Picture = Annotated[Path | None, typer.Option("--picture", help="Write a QR code there, as SVG.")]


@second_factor.command(epilog=example("account second-factor show"))
def show(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show whether log-in asks for a code."""
    from brandmon_cli.accounts.factors import second
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        second.show(gateway, as_json=as_json)


@second_factor.command(epilog=example("account second-factor add --picture code.svg"))
def add(picture: Picture = None, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Add an authenticator app, and get recovery codes."""
    from brandmon_cli.accounts.factors import second
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        second.add(gateway, picture, as_json=as_json)


@second_factor.command(name="recovery-codes", epilog=example("account second-factor recovery-codes"))
def recovery_codes(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Make recovery codes anew; those of before are worthless."""
    from brandmon_cli.accounts.factors import second
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        second.renew(gateway, as_json=as_json)


@second_factor.command(epilog=example("account second-factor remove"))
def remove(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Take the second factor away: with the password, and a code."""
    from brandmon_cli.accounts.factors import second
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        second.remove(gateway, as_json=as_json)


@passkeys.command(name="list", epilog=example("account passkeys list"))
def list_passkeys(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List your passkeys."""
    from brandmon_cli.accounts.factors import keys
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        keys.show(gateway, as_json=as_json)


@passkeys.command(name="remove", epilog=example(f"account passkeys remove {AN_ID}"))
def remove_passkey(passkey: APasskey, code: ACode = None, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Take a passkey away: with the password, and a code where there is a second factor."""
    from brandmon_cli.accounts.factors import keys
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        keys.remove(gateway, passkey, code, as_json=as_json)
