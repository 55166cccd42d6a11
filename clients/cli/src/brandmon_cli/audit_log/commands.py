"""The commands ``brandmon audit-log ...``: parse, call, show."""

from pathlib import Path
from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory, example, for_organization

audit_log = typer.Typer(
    no_args_is_help=True, help="Who did what in your organisation, kept for seven years. Owners and admins read it."
)
Since = Annotated[str | None, typer.Option(help="Not before this moment, such as 2026-12-01T00:00:00Z.")]
Until = Annotated[str | None, typer.Option(help="Before this moment.")]
Action = Annotated[str | None, typer.Option(help="An action, such as brand.decided, or a subject: brand.")]
Person = Annotated[str | None, typer.Option(help="Of this person, by id.")]
ExportFile = Annotated[Path | None, typer.Option("--file", help="An export of all entries, instead of the service.")]
Resource = Annotated[str | None, typer.Option(help="Done to this thing, by id.")]


def list_entries(  # noqa: PLR0913, PLR0917 - each is an option
    since: Since = None,
    until: Until = None,
    action: Action = None,
    person: Person = None,
    resource: Resource = None,
    most: Annotated[int, typer.Option(min=1, max=10_000, help="How many at most.")] = 50,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """List what was done, the newest first."""
    from brandmon_cli.audit_log import log
    from brandmon_cli.gateway.session import signed_in

    wanted = {"since": since, "until": until, "action": action, "user_id": person, "resource_id": resource}
    with signed_in(directory) as gateway:
        log.list_entries(gateway, wanted, most=most, as_json=as_json)


def export(
    out: Annotated[Path, typer.Option("--out", help="Where to write it: .jsonl, or .csv for a table.")],
    since: Since = None,
    until: Until = None,
    action: Action = None,
    directory: Directory = HERE,
) -> None:
    """Write the log to a file. One of JSON lines, whole, can be verified without us: verify --file."""
    from brandmon_cli.audit_log import log
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        log.export(gateway, {"since": since, "until": until, "action": action}, out)


def verify(
    file: Annotated[
        Path | None, typer.Option("--file", help="An export of all entries, instead of the service.")
    ] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """See whether every entry is as it was written, and none is gone; exit code 1 where something is wrong."""
    from brandmon_cli.audit_log import log, proof

    if file is not None:
        log.tell(proof.of_file(file), as_json=as_json)
        return
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        log.tell(gateway.get("/v1/audit-log/verification"), as_json=as_json)


audit_log.command(name="list", epilog=example("audit-log list --action brand.decided"))(for_organization(list_entries))
audit_log.command(epilog=example("audit-log export --out log.jsonl"))(for_organization(export))
audit_log.command(epilog=example("audit-log verify --file log.jsonl"))(for_organization(verify))
