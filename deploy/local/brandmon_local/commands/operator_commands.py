"""The commands of operators: parse, hand over. What they can do is said by the services' own ``--help``."""

from typing import Annotated, Any

import typer

from brandmon_cli.shared.options import AN_ID, HERE, AsJson, Directory, example

PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


def add_operator_commands(app: typer.Typer) -> None:
    """Make them commands of ``app``."""
    group = "For operators"
    passed_on: dict[str, Any] = {"rich_help_panel": group, "context_settings": PASSED_ON}
    app.command(epilog=example("events tail --since 10m"), **passed_on)(events)
    letters = example("dead-letters replay tenants:12")
    app.command(name="dead-letters", epilog=letters, rich_help_panel=group)(dead_letters)
    app.command(epilog=example("connectors recover tenants"), rich_help_panel=group)(connectors)
    app.command(epilog=example("outbox status --service tenants"), rich_help_panel=group)(outbox)
    app.command(epilog=example(f"saga show {AN_ID}"), **passed_on)(saga)
    app.command(epilog=example("replay facts"), **passed_on)(replay)


def events(context: typer.Context, what: Annotated[str, typer.Argument(help="tail, topics or lag.")],
           directory: Directory = HERE) -> None:  # fmt: skip
    """Look at the log: events as they come, what topics hold, how far behind groups are."""
    from brandmon_local.commands import operating

    raise typer.Exit(operating.events(directory, [what, *context.args]))


def dead_letters(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="list|show|replay|drop [SERVICE:ID]", help="What to do, and with which letter, as list shows it."
        ),
    ],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Rejected messages: look at them, have them handled again, or drop them."""
    from brandmon_local.commands import operating

    raise typer.Exit(operating.dead_letters(directory, words, as_json=as_json))


def connectors(
    what: Annotated[str, typer.Argument(metavar="status|restart|recover", help="What to do; status is of all.")],
    service: Annotated[str | None, typer.Argument(help="Whose connector to restart or recover.")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """The connectors that carry the outboxes to Kafka, and their replication slots."""
    from brandmon_local.commands import operating

    raise typer.Exit(operating.connectors(directory, what, service, as_json=as_json))


def outbox(
    what: Annotated[str, typer.Argument(metavar="status|reconcile", help="What to do.")],
    service: Annotated[str | None, typer.Option(help="Only this service's.")] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Compare confirmed rows, too: after a broker lost records.")
    ] = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """How the outboxes stand; publish again what never reached Kafka."""
    from brandmon_local.commands import operating

    words = [what, *(["--full"] if full else [])]
    raise typer.Exit(operating.outbox(directory, words, service, as_json=as_json))


def saga(context: typer.Context, what: Annotated[str, typer.Argument(help="list, show, retry or abort.")],
         directory: Directory = HERE) -> None:  # fmt: skip
    """Where sagas stand; have a stuck one go on, or end one."""
    from brandmon_local.commands import operating

    raise typer.Exit(operating.in_service(directory, "simulator", ["saga", what, *context.args]))


def replay(context: typer.Context, what: Annotated[str, typer.Argument(help="facts, graph, or list.")],
           directory: Directory = HERE) -> None:  # fmt: skip
    """Rebuild a read model from the beginning of its topics, compare, switch."""
    from brandmon_local.commands import operating

    owner = "analyzer" if what == "graph" else "analytics"
    raise typer.Exit(operating.in_service(directory, owner, ["replay", what, *context.args]))
