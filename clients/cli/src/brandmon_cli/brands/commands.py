"""The commands around brands: parse, call, show."""

from typing import Annotated, Any

import typer

from brandmon_cli.shared.lists import parted_all
from brandmon_cli.shared.options import HERE, AsJson, Directory, Website


def brands(website: Website, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show the brands around a website: its own, its rivals, and those that answers brought up."""
    from brandmon_cli.brands import brands as told
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        told.show(gateway, website, as_json=as_json)


def brand(  # noqa: PLR0913, PLR0917 - each is an option
    website: Website,
    name: Annotated[str, typer.Argument(metavar="BRAND", help="Its name, or its id.")],
    decision: Annotated[str, typer.Argument(help="confirm, reject, rename, spell, exclude, merge or split.")],
    to: Annotated[
        str | None, typer.Option(help="For rename: the new name. For merge: the brand it belongs to.")
    ] = None,
    alias: Annotated[list[str] | None, typer.Option(help="For spell: other names (; or , between).")] = None,
    domain: Annotated[list[str] | None, typer.Option(help="For spell: hosts (; or , between).")] = None,
    word: Annotated[
        list[str] | None, typer.Option(help="For exclude: words or phrases that never mean it (; or , between).")
    ] = None,
    exact_case: Annotated[bool, typer.Option("--exact-case", help="For spell: the case of the names counts.")] = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Decide about a brand. Nothing is deleted: a split restores what a merge joined."""
    from brandmon_cli.brands import brands as told
    from brandmon_cli.gateway.session import signed_in

    wanted: dict[str, Any] = {"decision": decision}
    if to is not None:
        wanted["into" if decision == "merge" else "name"] = to
    if decision == "spell":
        wanted |= {"aliases": list(parted_all(alias)), "domains": list(parted_all(domain)), "exact_case": exact_case}
    if decision == "exclude":
        wanted["excluded"] = list(parted_all(word))
    with signed_in(directory) as gateway:
        told.decide(gateway, website, name, wanted, as_json=as_json)


def reread(website: Website, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Have the stored answers of a website read again by today's rules and decisions; figures follow."""
    from brandmon_cli.brands import brands as told
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        told.read_again(gateway, website, as_json=as_json)
