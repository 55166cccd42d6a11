"""The commands ``brandmon account ...``: parse, call, show. Passwords are asked for, or come from variables."""

from typing import Annotated

import typer

from brandmon_cli.accounts.factors.commands import ACode, passkeys, second_factor
from brandmon_cli.shared.options import HERE, AsJson, Directory, example

account = typer.Typer(
    no_args_is_help=True,
    help="Your account. Passwords are asked for; without a terminal they are BRANDMON_PASSWORD and, where there is "
    "a new one, BRANDMON_NEW_PASSWORD.",
)
Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address.")]
Code = Annotated[str, typer.Argument(metavar="CODE", help="The code out of the mail.")]
account.add_typer(second_factor, name="second-factor")
account.add_typer(passkeys, name="passkeys")
A_CODE = "bmc_3q2-7wEvJmT8sYx0dPzKcB1aNfGhLr9uQoViWeXtZyM"


@account.command(epilog=example("account register ada@shop.example"))
def register(
    email: Email,
    name: Annotated[str | None, typer.Option(help="What you are called.")] = None,
    directory: Directory = HERE,
) -> None:
    """Register an address; the account opens with the code that is mailed to it."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import connected

    with connected(directory) as gateway:
        own.register(gateway, email, name)


@account.command(epilog=example(f"account confirm {A_CODE}"))
def confirm(code: Code, directory: Directory = HERE) -> None:
    """Open the account whose registration was mailed a code."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import connected

    with connected(directory) as gateway:
        own.confirm(gateway, code)


@account.command(epilog=example("account resend ada@shop.example"))
def resend(email: Email, directory: Directory = HERE) -> None:
    """Have the code of a registration mailed once more."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import connected

    with connected(directory) as gateway:
        own.ask_for_mail(gateway, "/v1/auth/confirm/resend", email)


@account.command(epilog=example("account forgotten ada@shop.example"))
def forgotten(email: Email, directory: Directory = HERE) -> None:
    """Have a code mailed that allows a new password."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import connected

    with connected(directory) as gateway:
        own.ask_for_mail(gateway, "/v1/auth/password/forgotten", email)


@account.command(epilog=example(f"account reset {A_CODE}"))
def reset(code: Code, directory: Directory = HERE) -> None:
    """Set a new password with the mailed code; every session ends."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import connected

    with connected(directory) as gateway:
        own.reset(gateway, code)


@account.command(epilog=example("account show --json"))
def show(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show your account."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        own.show(gateway, as_json=as_json)


@account.command(epilog=example('account rename --name "Ada Miller" --shown-as Ada'))
def rename(
    name: Annotated[str | None, typer.Option(help="What you are called.")] = None,
    shown_as: Annotated[str | None, typer.Option(help="What others see, if not the name.")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Change how you are called."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        own.rename(gateway, name, shown_as, as_json=as_json)


@account.command(epilog=example("account password"))
def password(directory: Directory = HERE) -> None:
    """Change your password; your other sessions end."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        own.change_password(gateway)


@account.command(epilog=example("account email ada@atelier.example"))
def email(address: Email, directory: Directory = HERE) -> None:
    """Change your e-mail address: it is yours with the code that is mailed there."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        own.change_email(gateway, address)


@account.command(name="confirm-email", epilog=example(f"account confirm-email {A_CODE}"))
def confirm_email(code: Code, directory: Directory = HERE) -> None:
    """Take the address that was mailed a code."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import connected

    with connected(directory) as gateway:
        own.confirm_email(gateway, code)


@account.command(epilog=example("account close --yes"))
def close(
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether you mean it.")] = False,
    directory: Directory = HERE,
) -> None:
    """Close your account for good."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        own.close(gateway, sure=yes)


@account.command(epilog=example("account erase --yes"))
def erase(
    code: ACode = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether you mean it.")] = False,
    directory: Directory = HERE,
) -> None:
    """Erase yourself for good: account, sessions, factors, mails, and your part in organisations."""
    from brandmon_cli.accounts import own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory, acting=False) as gateway:
        own.erase(gateway, code, sure=yes)
