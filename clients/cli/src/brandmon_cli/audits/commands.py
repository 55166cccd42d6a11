"""The commands around audits: parse, call, show."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from brandmon_cli.audits.order import Full, Language, Providers, order_of
from brandmon_cli.shared.options import HERE, AsJson, Directory


def audit(
    url: Annotated[str, typer.Argument(help="The website, such as https://example.com.")],
    providers: Providers = None,
    full: Full = False,
    language: Language = "en",
    directory: Directory = HERE,
    as_json: AsJson = False,
) -> None:
    """Audit a website and show the result."""
    from brandmon_cli.audits import audits
    from brandmon_cli.gateway.session import signed_in

    with signed_in(directory) as gateway:
        ended = audits.run(gateway, url, order_of(providers, full=full, language=language), as_json=as_json)
        audits.show(gateway, ended, reports=directory / "reports", as_json=as_json)


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
