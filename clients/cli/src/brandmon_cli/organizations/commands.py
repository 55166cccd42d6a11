"""The commands ``brandmon organizations ...``: parse, call, show."""

from pathlib import Path
from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory, example, for_organization

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
    """Found an organisation and become its owner. Your first one is used at once; others by `use`."""
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


@organizations.command(epilog=example('organizations rename "Acme Group"'))
@for_organization
def rename(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Rename the organisation that commands act for; its short name stays."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import closing

    with signed_in(directory) as gateway:
        closing.rename(gateway, name, as_json=as_json)


@organizations.command(epilog=example('organizations delete "Acme Ltd"'))
def delete(
    organization: Annotated[str, typer.Argument(metavar="ORGANIZATION", help="Its name, short name or id: it is asked "
                                                "for even where commands act for one.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Close an organisation that you own: nobody acts for it any more, and after 30 days all of it is erased."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import closing

    with signed_in(directory, acting=False) as gateway:
        closing.close(gateway, organization, as_json=as_json)


@organizations.command(epilog=example('organizations erasure "Acme Ltd"'))
def erasure(
    organization: Annotated[str, typer.Argument(metavar="ORGANIZATION", help="Its name, short name or id.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Tell whether an organisation that you own is closing or being erased, and which service has not answered yet."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import closing

    with signed_in(directory, acting=False) as gateway:
        closing.erasure(gateway, organization, as_json=as_json)


@organizations.command(epilog=example('organizations restore "Acme Ltd"'))
def restore(
    organization: Annotated[str, typer.Argument(metavar="ORGANIZATION", help="Its name, short name or id.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Open an organisation again that you closed."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import closing

    with signed_in(directory, acting=False) as gateway:
        closing.restore(gateway, organization, as_json=as_json)


@organizations.command(epilog=example('organizations leave "Acme Ltd"'))
def leave(
    organization: Annotated[str, typer.Argument(metavar="ORGANIZATION", help="Its name, short name or id.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Leave an organisation; its last owner can't."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import closing

    with signed_in(directory, acting=False) as gateway:
        closing.leave(gateway, organization, as_json=as_json)


@organizations.command(epilog=example('organizations export "Acme Ltd" --out acme.zip'))
def export(
    organization: Annotated[str, typer.Argument(metavar="ORGANIZATION", help="Its name, short name or id.")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the ZIP.")],
    last: Annotated[bool, typer.Option("--last", help="Take the last one that is ready; have none made.")] = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Write everything that an organisation of yours has into one file, as its owner; a closing one's, too."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations import exporting

    with signed_in(directory, acting=False) as gateway:
        exporting.export(gateway, organization, out, last=last, as_json=as_json)
