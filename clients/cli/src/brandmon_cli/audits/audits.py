"""What came of an audit: its result, its report, its figures."""

from pathlib import Path
from typing import Any

from brandmon_cli.audits import views
from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json
from brandmon_cli.sites.websites import website_of

Json = dict[str, Any]
FORMS = ("html", "json")
"""What a report can be written as."""


def show(gateway: Gateway, audit: Json, *, reports: Path, as_json: bool) -> None:
    """Print what came of an audit; one that did not complete ends the command with its reason."""
    if audit["status"] != "completed":
        if as_json:
            write_json({"audit": audit})
        failure = audit.get("failure") or {}
        why = failure.get("detail") or "It was cancelled."
        step = f" at step {failure['step']}" if failure.get("step") else ""
        raise Failure(f"The audit ended {audit['status']}{step}: {why}")
    path = save_report(gateway, audit["id"], reports / f"{audit['id']}.html")
    report = report_json(gateway, audit["id"])
    if as_json:
        write_json({"audit": audit, "report": report, "report_file": str(path)})
        return
    out = console()
    out.print(views.result(report))
    out.say("Report: {:bold}", path)


def _report_of(gateway: Gateway, audit_id: str) -> str:
    items = gateway.get("/v1/reports", audit_id=audit_id)["items"]
    if not items:
        raise Failure(f"There is no report of audit {audit_id}.")
    identifier: str = items[0]["id"]
    return identifier


def report_json(gateway: Gateway, audit_id: str) -> Json:
    """The report of an audit as data."""
    report: Json = gateway.get(f"/v1/reports/{_report_of(gateway, audit_id)}/json")
    return report


def form_of(out: Path) -> str:
    """``html`` or ``json``, as the name ends; ``Failure`` (2) where it ends otherwise."""
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        end = f"not as {out.suffix}" if out.suffix else "and this name says neither"
        raise Failure(f"A report is written as .html or as .json, {end}: {out}", code=2)
    return form


def save_report(gateway: Gateway, audit_id: str, out: Path) -> Path:
    """Write the report of an audit to ``out``: HTML, or JSON where the name ends so."""
    form = form_of(out)
    content = gateway.download(f"/v1/reports/{_report_of(gateway, audit_id)}/{form}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    return out.resolve()


def share_of_voice(gateway: Gateway, wanted: str, by: str, *, as_json: bool) -> None:
    """Print the newest share of voice of a website, whole or by a dimension."""
    website = website_of(gateway, wanted)
    figures = gateway.get("/v1/share-of-voice", website_id=website["id"], by=by)
    if as_json:
        write_json(figures)
        return
    out = console()
    for part in figures["slices"]:
        if part.get("label") or part.get("value"):
            out.print()
            out.say("{:bold}", part.get("label") or part["value"])
        out.print(views.shares(part, {"measure": figures}))
    if not figures["slices"]:
        out.print(figures.get("reason") or "Nothing has been measured yet.")
