"""The commands of operators: parse, hand over. What they can do is said by the services' own ``--help``."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory

PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


def add_operator_commands(app: typer.Typer) -> None:
    """Make them commands of ``app``."""
    group = "For operators"
    app.command(rich_help_panel=group, context_settings=PASSED_ON)(events)
    app.command(name="dead-letters", rich_help_panel=group)(dead_letters)
    app.command(rich_help_panel=group)(connectors)
    app.command(rich_help_panel=group)(outbox)
    app.command(rich_help_panel=group, context_settings=PASSED_ON)(saga)
    app.command(rich_help_panel=group, context_settings=PASSED_ON)(replay)


def events(context: typer.Context, what: Annotated[str, typer.Argument(help="tail, topics or lag.")],
           directory: Directory = HERE) -> None:  # fmt: skip
    """Look at the log: events as they come, what topics hold, how far behind groups are."""
    from brandmon_local.commands import operating

    raise typer.Exit(operating.events(directory, [what, *context.args]))


def dead_letters(
    words: Annotated[list[str], typer.Argument(metavar="list|show|replay|drop [SERVICE:ID]")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Rejected messages: look at them, have them handled again, or drop them."""
    from brandmon_local.commands import operating

    raise typer.Exit(operating.dead_letters(directory, words, as_json=as_json))


def connectors(
    what: Annotated[str, typer.Argument(metavar="status|restart|recover")],
    service: Annotated[str | None, typer.Argument(help="Whose connector to restart or recover.")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """The connectors that carry the outboxes to Kafka, and their replication slots."""
    from brandmon_local.commands import operating

    raise typer.Exit(operating.connectors(directory, what, service, as_json=as_json))


def outbox(
    what: Annotated[str, typer.Argument(metavar="status|reconcile")],
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
