"""The commands of the local stack: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.audits.order import Full, Language, Providers, Yes, order_of
from brandmon_cli.shared.options import HERE, AsJson, Directory, example, for_organization
from brandmon_local.commands.mail_commands import mail


def add_stack_commands(app: typer.Typer) -> None:
    """Make them commands of ``app``."""
    app.command(epilog=example("up --loopback 8000"))(up)
    app.command(epilog=example("down --wipe"))(down)
    app.command(epilog=example("status --json"))(status)
    app.add_typer(mail, name="mail")
    app.command(epilog=example("demo --site http://127.0.0.1:8000"))(for_organization(demo))


def up(
    loopback: Annotated[
        list[int] | None,
        typer.Option(min=1, max=65_535, help="A port of this machine whose website may be read; can be given often."),
    ] = None,
    billing_double: Annotated[
        bool | None,
        typer.Option("--billing-double/--no-billing-double", help="Pay for plans at a double of Stripe; remembered."),
    ] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Start the local stack: engines, services, gateway."""
    from brandmon_local.commands import stack

    stack.choose_billing(directory, billing_double)
    stack.up(directory, loopback or (), as_json=as_json)


def down(
    directory: Directory = HERE,
    wipe: Annotated[bool, typer.Option("--wipe", help="Delete the stack's data, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Stop the local stack."""
    from brandmon_local.commands import stack

    stack.down(directory, wipe=wipe, as_json=as_json)


def status(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show every process of the local stack."""
    from brandmon_local.commands import stack

    stack.status(directory, as_json=as_json)


def demo(  # noqa: PLR0913, PLR0917 - each is an option
    site: Annotated[str | None, typer.Option(help="Audit this site instead of the example company's.")] = None,
    example: Annotated[str | None, typer.Option(help="Audit this example site; a wrong name lists them.")] = None,
    providers: Providers = None,
    full: Full = False,
    language: Language = None,
    yes: Yes = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Start the stack, audit the example company's website, show who is named."""
    from brandmon_cli.audits.providers import check
    from brandmon_cli.shared.failure import Failure
    from brandmon_local.commands import demo as demonstration
    from brandmon_local.commands import examples

    if site and example:
        raise Failure("Say --site or --example, not both.")

    order = order_of(providers, full=full, language=language, accept=yes)
    check(order["providers"])
    demonstration.run(demonstration.AuditedSite(example or examples.DEMO, site), order, directory, as_json=as_json)
