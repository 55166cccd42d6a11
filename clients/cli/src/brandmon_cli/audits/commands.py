"""The commands around audits: parse, call, show."""

from pathlib import Path
from typing import Annotated

import typer

from brandmon_cli.audits.order import Full, Language, Providers, Yes, order_of
from brandmon_cli.shared.options import HERE, AsJson, AuditId, Directory, Website


def audit(  # noqa: PLR0913, PLR0917 - each is an option
    url: Annotated[str, typer.Argument(help="The website, such as https://example.com.")],
    providers: Providers = None,
    full: Full = False,
    language: Language = None,
    yes: Yes = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Audit a website and show the result. Where the website says too little, you are asked what the business is."""
    from brandmon_cli.audits import audits, watching
    from brandmon_cli.gateway.session import signed_in

    order = order_of(providers, full=full, language=language, accept=yes)
    with signed_in(directory) as gateway:
        ended = watching.run(gateway, url, order, watching.Watch.from_here(as_json=as_json, accept=yes))
        audits.show(gateway, ended, reports=directory / "reports", as_json=as_json)


def watch(
    audit_id: AuditId,
    yes: Yes = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Take up an audit that runs or waits, and show the result; one that waits asks you what the business is."""
    from brandmon_cli.audits import audits, watching
    from brandmon_cli.gateway.client import id_of
    from brandmon_cli.gateway.session import signed_in

    wanted = id_of(audit_id, "audit")
    with signed_in(directory) as gateway:
        now = gateway.get(f"/v1/audits/{wanted}")
        ended = watching.follow(gateway, now, watching.Watch.from_here(as_json=as_json, accept=yes))
        audits.show(gateway, ended, reports=directory / "reports", as_json=as_json)


def conversations(
    website: Annotated[str, typer.Argument(help="The website (its id, address or domain), or an audit's id.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show what the customers of the newest audit ask, conversation by conversation, and why."""
    from brandmon_cli.audits import planned
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        planned.show(gateway, website, as_json=as_json)


def cancel(
    audit_id: AuditId,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Stop an audit that runs or waits: nothing more is asked, what was answered stays."""
    from brandmon_cli.audits import planned
    from brandmon_cli.gateway.client import id_of
    from brandmon_cli.gateway.session import signed_in

    wanted = id_of(audit_id, "audit")
    with signed_in(directory) as gateway:
        planned.cancel(gateway, wanted, as_json=as_json)


def share_of_voice(
    website: Website,
    by: Annotated[str, typer.Option(help="all, provider, icp or funnel_stage.")] = "all",
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the newest share of voice of a website."""
    from brandmon_cli.audits import audits
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        audits.share_of_voice(gateway, website, by, as_json=as_json)


def report(
    audit_id: AuditId,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write it (.html or .json).")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Save the report of an audit."""
    from brandmon_cli.audits import audits
    from brandmon_cli.gateway.client import id_of
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.shared.output import console, write_json

    wanted = id_of(audit_id, "audit")
    path = out or Path(f"{wanted}.html")
    audits.form_of(path)  # before anybody is asked
    with signed_in(directory) as gateway:
        written = audits.save_report(gateway, wanted, path)
    if as_json:
        write_json({"audit_id": wanted, "report": str(written)})
    else:
        console().say("{}", written)
