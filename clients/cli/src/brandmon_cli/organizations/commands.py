"""The commands ``brandmon organizations ...``: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory, example

organizations = typer.Typer(
    no_args_is_help=True, help="The organisations you belong to. Websites, audits and figures belong to one of them."
)


@organizations.command(name="list", epilog=example("organizations list --json"))
def list_organizations(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List your organisations, with your role in each, and which one commands act for."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import choosing

    with signed_in(directory, acting=False) as gateway:
        choosing.list_all(gateway, as_json=as_json)


@organizations.command(epilog=example('organizations create "Acme Ltd"'))
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the organisation is called.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Found an organisation and become its admin. Your first one is used at once; others by `use`."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import choosing

    with signed_in(directory, acting=False) as gateway:
        choosing.create(gateway, name, as_json=as_json)


@organizations.command(epilog=example('organizations use "Acme Ltd"'))
def use(
    organization: Annotated[
        str, typer.Argument(metavar="ORGANIZATION", help="Its name, short name or id, as `list` shows them.")
    ],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Have later commands act for this organisation, where neither option nor variable says another."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import choosing

    with signed_in(directory, acting=False) as gateway:
        choosing.use(gateway, organization, as_json=as_json)
