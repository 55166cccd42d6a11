"""The commands around a business and its site: parse, call, show."""

from typing import Annotated, Any

import typer

from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.lists import parted_all
from brandmon_cli.shared.options import HERE, AsJson, Directory, Website, example, for_organization
from brandmon_cli.shared.typed import typed_object
from brandmon_cli.sites.customers.commands import customers

Several = list[str] | None
Kind = Annotated[
    str | None, typer.Option(help="maker, shop, service_provider, marketplace, publisher, non_profit or public_body.")
]
Local = Annotated[bool | None, typer.Option("--local/--not-local", help="Whether customers look for it by its place.")]
Forget = Annotated[
    Several, typer.Option(metavar="FIELD", help="Take back what was said of a field: the site's word holds.")
]
InTheApisForm = Annotated[
    str | None, typer.Option(metavar="JSON", help="Fields in the API's form, for what no option says.")
]

site = typer.Typer(no_args_is_help=True, help="How a business is understood by its website, and what people correct.")


@site.command(epilog=example("site show example.com --evidence"))
@for_organization
def show(
    website: Website,
    evidence: Annotated[bool, typer.Option("--evidence", help="With the pages and sentences that say so.")] = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the business as it is understood: what holds, who says so, how sure that is, what is missing."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.sites import sites

    with signed_in(directory) as gateway:
        sites.show(gateway, website, with_evidence=evidence, as_json=as_json)


@site.command(
    name="set",
    epilog=example('site set example.com --kind shop --category "espresso machine shops" --place "Leeds; York"'),
)
@for_organization
def set_fields(  # noqa: PLR0913, PLR0917 - each is an option
    website: Website,
    name: Annotated[str | None, typer.Option(help="What the business is called.")] = None,
    also_called: Annotated[Several, typer.Option(help="Other names of it (; or , between).")] = None,
    kind: Kind = None,
    sells_to: Annotated[str | None, typer.Option(help="b2b, b2c, b2b2c or marketplace.")] = None,
    local: Local = None,
    category: Annotated[
        str | None, typer.Option(help='As customers look for it, in the plural: "espresso machine shops".')
    ] = None,
    term: Annotated[Several, typer.Option(help="Other words for the category (; or , between).")] = None,
    offering: Annotated[Several, typer.Option(help="What it sells or does, all of it (; or , between).")] = None,
    segment: Annotated[Several, typer.Option(help="Whom it is for, all of them (; or , between).")] = None,
    problem: Annotated[Several, typer.Option(help="What it solves, all of it (; or , between).")] = None,
    place: Annotated[Several, typer.Option(help="Where it works, such as Leeds, York; or repeated.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of its customers: two letters (ISO 639-1), such as de.")
    ] = None,
    add: Annotated[Several, typer.Option(metavar="LIST=TEXT", help='Such as offerings="MOT tests".')] = None,
    remove: Annotated[Several, typer.Option(metavar="LIST=TEXT", help='Such as places="York".')] = None,
    forget: Forget = None,
    facts: InTheApisForm = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Correct the business, as many fields at once as you like. It holds for every crawl to come."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.sites import sites
    from brandmon_cli.sites.saying import Wanted, pairs

    given = {"offerings": offering, "segments": segment, "problems": problem, "places": place}
    wanted = Wanted(
        name=name, also_called=parted_all(also_called), kind=kind, sells_to=sells_to, local=local, category=category,
        terms=parted_all(term), language=language, lists=_lists(given),
        added=pairs(add or (), 'LIST="TEXT"'), removed=pairs(remove or (), 'LIST="TEXT"'),
        forgotten=tuple(forget or ()), given=_facts(facts),
    )  # fmt: skip
    with signed_in(directory) as gateway:
        sites.say(gateway, website, wanted, as_json=as_json)


@site.command(epilog=example('site rivals example.com --add Acme --alias "Acme=Acme Inc"'))
@for_organization
def rivals(
    website: Website,
    add: Annotated[Several, typer.Option(metavar="NAME", help="Rivals (; or , between).")] = None,
    remove: Annotated[
        Several,
        typer.Option(metavar="NAME", help="Names that are no rivals (; or , between)."),
    ] = None,
    alias: Annotated[
        Several, typer.Option(metavar="NAME=ALIAS", help="What a rival is called, too; may be repeated.")
    ] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the rivals; add some, remove some, say what they are called, too."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.sites import sites
    from brandmon_cli.sites.saying import Wanted, pairs

    added, removed = (tuple(("rivals", name) for name in parted_all(names)) for names in (add, remove))
    wanted = Wanted(added=added, removed=removed, aliases=pairs(alias or (), 'NAME="ALIAS"'))
    with signed_in(directory) as gateway:
        sites.rivals(gateway, website, wanted if add or remove or alias else None, as_json=as_json)


@site.command(epilog=example("site history example.com"))
@for_organization
def history(website: Website, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show who said what of the business when."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.sites import sites

    with signed_in(directory) as gateway:
        sites.history(gateway, website, as_json=as_json)


site.command(epilog=example('site customers example.com --set 2 --pain "Too little time"'))(for_organization(customers))


def _lists(given: dict[str, Several]) -> dict[str, tuple[str, ...]]:
    lists = {key: parted_all(each, sentences=key == "problems") for key, each in given.items()}
    return {key: each for key, each in lists.items() if each}


def _facts(text: str | None) -> dict[str, Any]:
    given = typed_object(text) if text is not None else {}
    if given is None:
        raise Failure('Facts are a JSON object, such as {"places": ["Leeds"]}.', code=2)
    return given
