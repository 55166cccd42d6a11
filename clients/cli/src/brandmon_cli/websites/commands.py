"""The commands ``brandmon websites ...``: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory, Website, example, for_organization

websites = typer.Typer(no_args_is_help=True, help="The websites of your organisation: list, rename and delete them.")


@websites.command(name="list", epilog=example("websites list --json"))
@for_organization
def list_websites(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List the websites, the newest first."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.websites import entries

    with signed_in(directory) as gateway:
        entries.list_all(gateway, as_json=as_json)


@websites.command(epilog=example('websites rename example.com "Example Ltd"'))
@for_organization
def rename(
    website: Website,
    name: Annotated[str, typer.Argument(metavar="NAME", help='What you call it; "" for no name.')],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Call a website something else. The brand that answers are searched for is changed by `brandmon site set`."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.websites import entries

    with signed_in(directory) as gateway:
        entries.rename(gateway, website, name, as_json=as_json)


@websites.command(epilog=example("websites delete example.com"))
@for_organization
def delete(
    website: Website,
    confirm: Annotated[
        str | None, typer.Option(metavar="DOMAIN", help="The domain of the website, so that nobody is asked for it.")
    ] = None,
    cancel: Annotated[bool, typer.Option("--cancel", help="Cancel an audit of it that runs.")] = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Delete a website with its pages, customers, audits, answers, figures and reports. There is no way back."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.websites import entries

    with signed_in(directory) as gateway:
        entries.delete(gateway, website, confirm, cancel=cancel, as_json=as_json)
