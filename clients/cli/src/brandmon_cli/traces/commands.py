"""The command that shows an audit's journey."""

from typing import Annotated

import typer

from brandmon_cli.shared.options import HERE, AsJson, Directory


def trace(
    audit_id: Annotated[str, typer.Argument(metavar="AUDIT", help="The audit's id.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show an audit's journey through the services, from the spans they wrote."""
    from brandmon_cli.traces import traces

    traces.show(directory / "traces", audit_id, as_json=as_json)
