"""The commands ``brandmon webhooks ...``: parse, call, show."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import AN_ID, HERE, AsJson, Directory, example, for_organization

webhooks = typer.Typer(
    no_args_is_help=True,
    help="Addresses of yours that are told when audits, figures and reports are ready. Owners and admins run them.",
)
URL = "https://hooks.example.com/brandmon"
Webhook = Annotated[str, typer.Argument(metavar="WEBHOOK", help="The webhook's id, as list shows it.")]
EVENTS = ("audit.finished", "figures.ready", "report.ready")


def list_webhooks(directory: Directory = HERE, as_json: AsJson = False) -> None:
    """List the webhooks, the first made first."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.webhooks import hooks

    with signed_in(directory) as gateway:
        hooks.list_all(gateway, as_json=as_json)


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="An https address; it is told by POST.")],
    event: Annotated[list[str] | None, typer.Option(help="What it is told of, several times; default: all.")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a webhook. Its secret is shown this once: keep it, it verifies what is sent."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.webhooks import hooks

    with signed_in(directory) as gateway:
        hooks.add(gateway, url, event or list(EVENTS), as_json=as_json)


def remove(webhook: Webhook, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Remove a webhook with its secret and its deliveries."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.webhooks import hooks

    with signed_in(directory) as gateway:
        hooks.remove(gateway, webhook, as_json=as_json)


def enable(webhook: Webhook, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Have a disabled webhook told again. What failed meanwhile is sent by replay."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.webhooks import hooks

    with signed_in(directory) as gateway:
        hooks.enable(gateway, webhook, as_json=as_json)


def secret(webhook: Webhook, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Replace the secret. For 24 hours the one before signs, too."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.webhooks import hooks

    with signed_in(directory) as gateway:
        hooks.renew(gateway, webhook, as_json=as_json)


def deliveries(
    webhook: Webhook,
    status: Annotated[str | None, typer.Option(help="waiting, delivered or failed.")] = None,
    most: Annotated[int, typer.Option(min=1, max=10_000, help="How many at most.")] = 50,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show how the telling went, the newest first."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.webhooks import hooks

    with signed_in(directory) as gateway:
        hooks.deliveries(gateway, webhook, status, most=most, as_json=as_json)


def replay(
    webhook: Webhook,
    delivery: Annotated[str | None, typer.Option(help="This delivery alone, by its id.")] = None,
    since: Annotated[
        str | None, typer.Option(help="All that failed since this moment, such as 2026-12-01T00:00:00Z.")
    ] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Send again: one delivery, or all that failed since a moment. Ids stay, so receivers know what they had."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.webhooks import hooks

    with signed_in(directory) as gateway:
        hooks.replay(gateway, webhook, delivery, since, as_json=as_json)


def test(
    webhook: Webhook,
    event: Annotated[str, typer.Option(help="The event that an example is sent of.")] = EVENTS[0],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Send an example, and show how that went."""
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.organizations.webhooks import hooks

    with signed_in(directory) as gateway:
        hooks.try_out(gateway, webhook, event, as_json=as_json)


webhooks.command(name="list", epilog=example("webhooks list"))(for_organization(list_webhooks))
webhooks.command(epilog=example(f"webhooks add {URL} --event report.ready"))(for_organization(add))
webhooks.command(epilog=example(f"webhooks remove {AN_ID}"))(for_organization(remove))
webhooks.command(epilog=example(f"webhooks enable {AN_ID}"))(for_organization(enable))
webhooks.command(epilog=example(f"webhooks secret {AN_ID}"))(for_organization(secret))
webhooks.command(epilog=example(f"webhooks deliveries {AN_ID} --status failed"))(for_organization(deliveries))
webhooks.command(epilog=example(f"webhooks replay {AN_ID} --since 2026-12-01T00:00:00Z"))(for_organization(replay))
webhooks.command(epilog=example(f"webhooks test {AN_ID} --event report.ready"))(for_organization(test))
