"""An audit from the outside: order it, watch it, show what came of it."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.live import Live

from brandmon_cli.audits import views
from brandmon_cli.audits.progress import line, picture
from brandmon_cli.gateway.client import Gateway, GatewayProblem, is_id
from brandmon_cli.shared.failure import Failure

Json = dict[str, Any]
Look = Callable[[Json], None]
LOOK_EVERY_S = 0.4
ENDED = frozenset({"completed", "failed", "cancelled", "stuck"})


def website_of(gateway: Gateway, wanted: str) -> Json:
    """The tenant's website with this id, address or domain; registers an address that is new."""
    if is_id(wanted):
        website: Json = gateway.get(f"/v1/websites/{wanted}")
        return website
    host = urlsplit(wanted if "://" in wanted else f"https://{wanted}").netloc.lower()
    for known in gateway.items("/v1/websites"):
        if wanted in (known["url"], known["domain"]) or host in (known["domain"], urlsplit(known["url"]).netloc):
            found: Json = known
            return found
    raise Failure(f"There is no website {wanted}. Start with: brandmon audit {wanted}", code=1)


def register(gateway: Gateway, url: str) -> Json:
    """The website at ``url``, registered now or before."""
    try:
        website: Json = gateway.post("/v1/websites", {"url": url})
    except GatewayProblem as problem:
        if problem.type != "website-exists":
            raise
        website = gateway.get(f"/v1/websites/{problem.body['website_id']}")
    return website


def run(gateway: Gateway, url: str, order: Json, *, as_json: bool) -> Json:
    """Order an audit and stay until it has ended; its last state."""
    website = register(gateway, url)
    audit: Json = gateway.post("/v1/audits", {"website_id": website["id"], **order})
    if as_json:
        return _wait(gateway, audit)
    console = views.console()
    console.print(f"Audit {audit['id']} of {website['url']}")
    if not console.is_terminal:
        return _wait(gateway, audit, _tell_ends(console))
    with Live(picture(audit), console=console, refresh_per_second=8) as live:
        return _wait(gateway, audit, lambda now: live.update(picture(now)))


def _tell_ends(console: Console) -> Look:
    """For a log: a line for each step that has ended, once."""
    told: set[str] = set()

    def look(audit: Json) -> None:
        for step in audit["steps"]:
            if step["ended_at"] and step["name"] not in told:
                told.add(step["name"])
                console.print(line(step, audit["progress"]))

    return look


def _wait(gateway: Gateway, audit: Json, look: Look = lambda _: None) -> Json:
    while audit["status"] not in ENDED:
        time.sleep(LOOK_EVERY_S)
        audit = gateway.get(f"/v1/audits/{audit['id']}")
        look(audit)
    return audit


def show(gateway: Gateway, audit: Json, *, reports: Path, as_json: bool) -> None:
    """Print what came of an audit; one that did not complete ends the command with its reason."""
    if audit["status"] != "completed":
        if as_json:
            sys.stdout.write(json.dumps({"audit": audit}) + "\n")
        failure = audit.get("failure") or {}
        why = failure.get("detail") or "It was cancelled."
        step = f" at step {failure['step']}" if failure.get("step") else ""
        raise Failure(f"The audit ended {audit['status']}{step}: {why}")
    path = save_report(gateway, audit["id"], reports / f"{audit['id']}.html")
    report = report_json(gateway, audit["id"])
    if as_json:
        sys.stdout.write(json.dumps({"audit": audit, "report": report, "report_file": str(path)}) + "\n")
        return
    console = views.console()
    console.print(views.result(report))
    console.print(f"Report: [bold]{path}[/]", soft_wrap=True)


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


def save_report(gateway: Gateway, audit_id: str, out: Path) -> Path:
    """Write the report of an audit to ``out``: HTML, or JSON where the name ends so."""
    form = "json" if out.suffix == ".json" else "html"
    content = gateway.download(f"/v1/reports/{_report_of(gateway, audit_id)}/{form}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    return out.resolve()


def share_of_voice(gateway: Gateway, wanted: str, by: str, *, as_json: bool) -> None:
    """Print the newest share of voice of a website, whole or by a dimension."""
    website = website_of(gateway, wanted)
    figures = gateway.get("/v1/share-of-voice", website_id=website["id"], by=by)
    if as_json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return
    console = views.console()
    for part in figures["slices"]:
        if part.get("label") or part.get("value"):
            console.print(f"\n[bold]{part.get('label') or part['value']}[/]")
        console.print(views.shares(part, {"measure": figures}))
    if not figures["slices"]:
        console.print(figures.get("reason") or "Nothing has been measured yet.")
