"""The commands around audits: parse, call, show."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from brandmon_cli.audits.order import Full, Language, Providers, Yes, order_of
from brandmon_cli.shared.options import HERE, AsJson, Directory


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
    audit_id: Annotated[str, typer.Argument(metavar="AUDIT", help="The audit's id.")],
    yes: Yes = False,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Take up an audit that runs or waits, and show the result; one that waits asks you what the business is."""
    from brandmon_cli.audits import audits, watching
    from brandmon_cli.gateway.client import is_id
    from brandmon_cli.gateway.session import signed_in
    from brandmon_cli.shared.failure import Failure

    if not is_id(audit_id):
        raise Failure(f"{audit_id} is no audit's id.", code=2)
    with signed_in(directory) as gateway:
        now = gateway.get(f"/v1/audits/{audit_id}")
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
    audit_id: Annotated[str, typer.Argument(metavar="AUDIT", help="The audit's id.")],
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Stop an audit that runs or waits: nothing more is asked, what was answered stays."""
    from brandmon_cli.audits import planned
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        planned.cancel(gateway, audit_id, as_json=as_json)


def share_of_voice(
    website: Annotated[str, typer.Argument(help="The website: its id, address or domain.")],
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
    audit_id: Annotated[str, typer.Argument(metavar="AUDIT", help="The audit's id.")],
    out: Annotated[Path | None, typer.Option("--out", help="Where to write it (.html or .json).")] = None,
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Save the report of an audit."""
    from brandmon_cli.audits import audits
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        path = audits.save_report(gateway, audit_id, out or Path(f"{audit_id}.html"))
    sys.stdout.write(json.dumps({"audit_id": audit_id, "report": str(path)}) + "\n" if as_json else f"{path}\n")
