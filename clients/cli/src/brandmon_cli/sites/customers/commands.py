"""The command around the customers of a website: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.shared.lists import parted_all
from brandmon_cli.shared.options import HERE, AsJson, Directory, Website
from brandmon_cli.sites.customers.saying import Wanted

Several = list[str] | None
Words = str | None
WORDS_ONLY = ("title", "source")
"""Options whose things are no sentences."""
Forgotten = Annotated[
    Several,
    typer.Option("--forget", metavar="FIELD", help="Take back what was said of a field: the plan's word holds."),
]


def customers(  # noqa: PLR0913, PLR0917 - each is an option
    website: Website,
    set_: Annotated[Words, typer.Option("--set", metavar="CUSTOMER", help="Correct one: its number or name.")] = None,
    add: Annotated[Words, typer.Option(metavar="NAME", help="Add a customer: it takes a place of the five.")] = None,
    pause: Annotated[Words, typer.Option(metavar="CUSTOMER", help="Have one left out; the next one stands in.")] = None,
    resume: Annotated[Words, typer.Option(metavar="CUSTOMER", help="Have one asked for again.")] = None,
    history: Annotated[Words, typer.Option(metavar="CUSTOMER", help="Show who said what of one when.")] = None,
    name: Annotated[Words, typer.Option(help="What the customer is called.")] = None,
    description: Annotated[Words, typer.Option(help="One or two sentences on what it does.")] = None,
    buyer: Annotated[Words, typer.Option(help="person, household, business, team or institution.")] = None,
    title: Annotated[Several, typer.Option(help="Job titles, all of them (; or , between).")] = None,
    size: Annotated[Words, typer.Option(help='Employees in words: "1-5".')] = None,
    industry: Annotated[Words, typer.Option(help="Its trade.")] = None,
    pain: Annotated[Several, typer.Option(help="What troubles it, all of it (; or , between).")] = None,
    goal: Annotated[Several, typer.Option(help="What it wants, all of it (; or , between).")] = None,
    motivation: Annotated[Several, typer.Option(help="Why, all of it (; or , between).")] = None,
    objection: Annotated[Several, typer.Option(help="What it doubts, all of it (; or , between).")] = None,
    criterion: Annotated[Several, typer.Option(help="What it chooses by, all of it (; or , between).")] = None,
    source: Annotated[Several, typer.Option(help="Whom it trusts, all of them (; or , between).")] = None,
    trigger: Annotated[Words, typer.Option(help="What started the search.")] = None,
    stage: Annotated[Words, typer.Option(help="awareness, consideration or purchase.")] = None,
    location: Annotated[Words, typer.Option(help="Where it is.")] = None,
    writing: Annotated[Words, typer.Option(help="How it writes: plain, casual, formal or terse.")] = None,
    forget: Forgotten = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the ideal customers; correct one, pause one, add one. It holds for every audit to come."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.sites import sites

    said: dict[str, str | list[str] | None] = {
        "name": name, "description": description, "buyer": buyer, "title": title, "size": size, "industry": industry,
        "pain": pain, "goal": goal, "motivation": motivation, "objection": objection, "criterion": criterion,
        "source": source, "trigger": trigger, "stage": stage, "location": location, "writing": writing,
    }  # fmt: skip
    wanted = Wanted(set_, add, pause, resume, _parted(said), tuple(forget or ()))
    with signed_in(directory) as gateway:
        sites.customers(gateway, website, wanted, history, as_json=as_json)


def _parted(said: dict[str, str | list[str] | None]) -> dict[str, str | list[str] | None]:
    """What was said with each list taken apart; most of them are of sentences."""
    lists = {name: each for name, each in said.items() if isinstance(each, list)}
    return said | {name: list(parted_all(each, sentences=name not in WORDS_ONLY)) for name, each in lists.items()}
