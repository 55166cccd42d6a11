"""The command that shows an audit's journey."""

from brandmon_cli.shared.options import HERE, AsJson, AuditId, Directory


def trace(
    audit_id: AuditId,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show an audit's journey through the services, from the spans they wrote."""
    from brandmon_cli.gateway.client import id_of
    from brandmon_cli.traces import traces

    traces.show(directory / "traces", id_of(audit_id, "audit"), as_json=as_json)
