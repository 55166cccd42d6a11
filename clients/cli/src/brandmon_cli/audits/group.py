"""The commands ``brandmon audits ...``: those that run and those that ended."""

from typing import Annotated

import typer

from brandmon_cli.audits.commands import cancel, watch
from brandmon_cli.shared.options import AN_ID, HERE, AsJson, AuditId, Directory, example, for_organization

audits = typer.Typer(no_args_is_help=True, help="The audits of your organisation: which there are, and what they do.")


@audits.command(name="list", epilog=example("audits list example.com --limit 5"))
@for_organization
def list_audits(
    website: Annotated[str | None, typer.Argument(help="Only this website's: its id, address or domain.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most, the newest first.")] = 20,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """List audits, the newest first: how each stands and when it began."""
    from brandmon_cli.audits import runs
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        runs.list_all(gateway, website, limit, as_json=as_json)


@audits.command(epilog=example(f"audits show {AN_ID}"))
@for_organization
def show(audit_id: AuditId, directory: Directory = HERE, as_json: AsJson = False) -> None:
    """Show how one audit stands: what was ordered, each step with its counts, and what can be done now."""
    from brandmon_cli.audits import runs
    from brandmon_cli.gateway.client import id_of
    from brandmon_cli.gateway.session import signed_in

    wanted = id_of(audit_id, "audit")
    with signed_in(directory) as gateway:
        runs.show(gateway, wanted, as_json=as_json)


audits.command(name="attach", epilog=example(f"audits attach {AN_ID}"))(for_organization(watch))
audits.command(name="cancel", epilog=example(f"audits cancel {AN_ID}"))(for_organization(cancel))
