"""Audits as they run: listed, shown, and the one that is in the way of another."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from rich.table import Table

from brandmon_cli.audits.progress import line, newest
from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.output import Screen, console, data, write_json
from brandmon_cli.sites.fields import listed
from brandmon_cli.sites.websites import website_of

Json = dict[str, Any]
ENDED = frozenset({"completed", "failed", "cancelled", "stuck"})
WAITS = "needs-input"
STYLES = {"completed": "green", "failed": "red", "stuck": "red", WAITS: "yellow", "running": "bold"}
UNDETERMINED = "und"
"""The language of an audit whose site has not been read yet."""
SITES_OWN = "the site's own"


def list_all(gateway: Gateway, wanted: str | None, limit: int, *, as_json: bool) -> None:
    """Print audits, the newest first: all of them, or those of one website."""
    website_id = website_of(gateway, wanted)["id"] if wanted else None
    found = list(islice(gateway.items("/v1/audits", website_id=website_id), limit))
    if as_json:
        write_json(found)
        return
    out = console()
    if not found:
        out.say("There is no audit yet. Start one: brandmon audit URL")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("audit", "status", "began", "took", "website"):
        table.add_column(heading, no_wrap=heading != "website", overflow="fold")
    for each in found:
        status = data(each["status"], STYLES.get(each["status"], ""))
        table.add_row(each["id"], status, _moment(each["created_at"]), _took(each), each["url"])
    out.show_table(table)


def show(gateway: Gateway, audit_id: str, *, as_json: bool) -> None:
    """Print how one audit stands, and the commands that go on from there."""
    audit: Json = gateway.get(f"/v1/audits/{audit_id}")
    if as_json:
        write_json({"audit": audit})
        return
    out = console()
    out.say("Audit {} of {}", audit["id"], audit["url"])
    state = data(audit["status"], STYLES.get(audit["status"], ""))
    out.say("{}, began {}, {}", state, _moment(audit["created_at"]), "; ".join(_ordered(audit)))
    for step in audit["steps"]:
        if step["started_at"]:
            out.print(line(step, audit.get("progress") or {}), soft_wrap=True)
    if failure := audit.get("failure"):
        out.say("It ended at step {}: {}", failure.get("step") or "?", failure.get("detail") or failure.get("reason"))
    _tell_commands(out, audit)


def _tell_commands(out: Screen, audit: Json) -> None:
    if audit["status"] not in ENDED:
        out.say("Come back: brandmon audits attach {}   Stop it: brandmon audits cancel {}", audit["id"], audit["id"])
    elif audit["status"] == "completed":
        out.say("Its report: brandmon report {}", audit["id"])


def in_the_way(audit: Json, order: Mapping[str, Any]) -> str:
    """What is running instead of what was ordered, how far it is, and in what it differs from the order."""
    step = newest(audit)
    far = f", {line(step, audit.get('progress') or {}).plain.strip()}" if step else ""
    other = list(_differences(audit, order))
    differs = f" It is not what you order now: {listed(other)}." if other else ""
    return f"An audit of this website is running (since {_moment(audit['created_at'])}{far}).{differs}"


def choices(audit_id: str) -> str:
    """What can be done about an audit that is in the way."""
    return f"Attach to it: brandmon audits attach {audit_id}, or stop it first: brandmon audits cancel {audit_id}"


def _differences(audit: Json, order: Mapping[str, Any]) -> Iterator[str]:
    spoken, wanted = audit.get("language"), order.get("language")
    if wanted and spoken and wanted.partition("-")[0].lower() != spoken:
        yield f"its language is {SITES_OWN if spoken == UNDETERMINED else spoken} instead of {wanted}"
    asked, asking = order.get("providers") or [], audit.get("providers") or []
    if asked and set(asked) != set(asking):
        yield f"it asks {', '.join(asking)} instead of {', '.join(asked)}"
    size, wanted_size = ((each.get("panel") or {}).get("conversations") for each in (audit, order))
    if size and wanted_size and size != wanted_size:
        yield f"each customer holds {size} conversations instead of {wanted_size}"


def _ordered(audit: Json) -> Iterator[str]:
    panel = audit.get("panel") or {}
    if audit.get("providers"):
        yield f"asks {', '.join(audit['providers'])}"
    if panel:
        yield f"{panel.get('icps')} customers with {panel.get('conversations')} conversations each"
    if audit.get("language") not in (None, UNDETERMINED):
        yield f"in {audit['language']}"


def _moment(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def _took(audit: Json) -> str:
    if not audit.get("ended_at"):
        return ""
    seconds = (datetime.fromisoformat(audit["ended_at"]) - datetime.fromisoformat(audit["created_at"])).total_seconds()
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
