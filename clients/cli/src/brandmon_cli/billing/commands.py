"""The commands ``brandmon billing ...`` and ``brandmon quota``: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory, example, for_organization

billing = typer.Typer(no_args_is_help=True, help="The organisation's plan: see it, pay for one, change it, end it.")


def status(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show which plan applies, how it is paid for, and what is more than it allows."""
    from brandmon_cli.billing import paying
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        paying.status(gateway, as_json=as_json)


def plans(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List the plans and what each allows."""
    from brandmon_cli.billing import paying
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        paying.plans(gateway, as_json=as_json)


def upgrade(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="basic, pro or agency; free ends the subscription.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Change the plan: with a page to pay on at first, at once where a subscription runs."""
    from brandmon_cli.billing import paying
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        paying.upgrade(gateway, plan, as_json=as_json)


def portal(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Print the address of the page for cards, addresses for taxes, and invoices."""
    from brandmon_cli.billing import paying
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        paying.portal(gateway, as_json=as_json)


def invoices(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List the newest invoices."""
    from brandmon_cli.billing import paying
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        paying.invoices(gateway, as_json=as_json)


def quota(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show what the plan allows, and how much of it is used and reserved."""
    from brandmon_cli.billing import paying
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        paying.quota(gateway, as_json=as_json)


billing.command(epilog=example("billing status"))(for_organization(status))
billing.command(epilog=example("billing plans --json"))(for_organization(plans))
billing.command(epilog=example("billing upgrade pro"))(for_organization(upgrade))
billing.command(epilog=example("billing portal"))(for_organization(portal))
billing.command(epilog=example("billing invoices"))(for_organization(invoices))
