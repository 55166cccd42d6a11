"""The commands ``brandmon keys ...`` and ``brandmon service-accounts ...``: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.shared.lists import parted_all
from brandmon_cli.shared.options import AN_ID, HERE, AsJson, Directory, example, for_organization

keys = typer.Typer(
    no_args_is_help=True,
    help="API keys: what programs act with. One that is in BRANDMON_API_KEY is used by every command in place of a "
    "session. Owners and admins make them.",
)
service_accounts = typer.Typer(
    no_args_is_help=True, help="Programs that belong to your organisation: they have keys, and no password."
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What it is called, for people.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="The key's id, its name, or how it begins: bmk_...")]
Account = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Its id or name.")]
Scopes = Annotated[list[str], typer.Option("--scope", help="A permission, such as figures:read; may be repeated.")]
Days = Annotated[int | None, typer.Option(min=1, max=366, help="How long it lasts; 90 where it is not said.")]
OfAccount = Annotated[str | None, typer.Option("--service-account", help="Whose key it is, by id or name; else yours.")]
AccountRole = Annotated[str, typer.Option(help="What it may: viewer, member or admin.")]


def list_keys(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List the keys, with what each may, and when it was used last."""
    from brandmon_cli.accounts.programs import keys as own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        own.list_keys(gateway, as_json=as_json)


def create_key(
    name: Name,
    scopes: Scopes,
    days: Days = None,
    account: OfAccount = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Make a key and show it, this once. It may no more than you."""
    from brandmon_cli.accounts.programs import keys as own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        own.create_key(gateway, name, parted_all(scopes), days, account, as_json=as_json)


def revoke_key(key: Key, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Revoke a key: within two seconds it opens nothing any more."""
    from brandmon_cli.accounts.programs import keys as own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        own.revoke_key(gateway, key, as_json=as_json)


def list_accounts(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List the service accounts."""
    from brandmon_cli.accounts.programs import keys as own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        own.list_accounts(gateway, as_json=as_json)


def create_account(
    name: Name, role: AccountRole = "viewer", directory: Directory = HERE, as_json: AsJson = False
) -> None:
    """Make a service account."""
    from brandmon_cli.accounts.programs import keys as own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        own.create_account(gateway, name, role, as_json=as_json)


def remove_account(account: Account, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Remove a service account, and all of its keys with it."""
    from brandmon_cli.accounts.programs import keys as own
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        own.remove_account(gateway, account, as_json=as_json)


keys.command(name="list", epilog=example("keys list --json"))(for_organization(list_keys))
keys.command(name="create", epilog=example('keys create "Nightly export" --scope figures:read --days 30'))(
    for_organization(create_key)
)
keys.command(name="revoke", epilog=example(f"keys revoke {AN_ID}"))(for_organization(revoke_key))
service_accounts.command(name="list", epilog=example("service-accounts list"))(for_organization(list_accounts))
service_accounts.command(name="create", epilog=example("service-accounts create Warehouse --role viewer"))(
    for_organization(create_account)
)
service_accounts.command(name="remove", epilog=example("service-accounts remove Warehouse"))(
    for_organization(remove_account)
)
