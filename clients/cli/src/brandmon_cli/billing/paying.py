"""What the gateway says of plans and payments, as a person reads it."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from brandmon_cli.gateway.client import Gateway
from brandmon_cli.shared.output import console, write_json

Json = dict[str, Any]
MICRO = 1_000_000
_RUNNING = ("active", "past_due")


def status(gateway: Gateway, *, as_json: bool) -> None:
    """Print how the subscription stands."""
    found: Json = gateway.get("/v1/billing/subscription")
    if as_json:
        write_json(found)
    else:
        _tell(found)


def plans(gateway: Gateway, *, as_json: bool) -> None:
    """Print the plans."""
    found: list[Json] = gateway.get("/v1/billing/plans")["items"]
    if as_json:
        write_json(found)
        return
    headings = ("plan", "websites", "audits a month", "answers a month", "USD a day", "members", "clients", "sold here")
    names = ("tier", "websites", "audits_per_month", "answers_per_month", "spend_per_day", "members", "clients")
    rows = [(*(f"{each[name]}" for name in names), "yes" if each["sold"] else "no") for each in found]
    console().show_table(_table(headings, rows))


def upgrade(gateway: Gateway, plan: str, *, as_json: bool) -> None:
    """Change the plan, or print where it is paid for."""
    now_is: Json = gateway.get("/v1/billing/subscription")
    if plan == "free" or now_is["status"] in _RUNNING:
        found: Json = gateway.put("/v1/billing/plan", {"tier": plan})
        if as_json:
            write_json(found)
        else:
            _tell(found)
        return
    page: Json = gateway.post("/v1/billing/checkout", {"tier": plan})
    if as_json:
        write_json(page)
        return
    out = console()
    out.say("Pay on this page: {}", page["url"])
    out.say("The plan applies a moment after; see it with: brandmon billing status")


def portal(gateway: Gateway, *, as_json: bool) -> None:
    """Print where cards and invoices are seen to."""
    page: Json = gateway.post("/v1/billing/portal", {})
    if as_json:
        write_json(page)
    else:
        console().say("See to cards and invoices on this page: {}", page["url"])


def invoices(gateway: Gateway, *, as_json: bool) -> None:
    """Print the newest invoices."""
    found: list[Json] = gateway.get("/v1/billing/invoices")["items"]
    if as_json:
        write_json(found)
        return
    if not found:
        console().say("There is no invoice yet.")
        return
    headings = ("number", "date", "status", "total", "page")
    console().show_table(_table(headings, [_invoice(each) for each in found]))


def quota(gateway: Gateway, *, as_json: bool) -> None:
    """Print how every quota stands."""
    found: Json = gateway.get("/v1/quota")
    if as_json:
        write_json(found)
        return
    out = console()
    out.say("The plan is {}.", found["plan"])
    rows = [_line(each) for each in found["quotas"]]
    out.show_table(_table(("quota", "used", "reserved", "limit", "available", "full again on"), rows))
    for each in (line for line in found["quotas"] if line["over"]):
        out.say("More {} are there than the plan allows: nothing is deleted, nothing new is let in.", each["quota"])


def _tell(found: Json) -> None:
    out = console()
    out.say("The plan is {}.", found["plan"])
    if found["status"] == "inactive":
        out.say("Nothing is subscribed to. See what there is: brandmon billing plans")
    else:
        out.say("The subscription of {} is {}.", found["tier"], found["status"].replace("_", " "))
    if found["cancel_at_period_end"]:
        out.say("It ends on {}.", _day(found["period_end"]))
    if found["grace_until"]:
        out.say(
            "It is unpaid: from {} on the free plan applies. Pay here: brandmon billing portal", found["grace_until"]
        )
    if found["laid_aside"]:
        out.say("A change at the payment service was not taken over ({}); ask an operator.", found["laid_aside"])
    if found["over"]:
        out.say("More is there than the plan allows, of: {}. Nothing is deleted.", ", ".join(found["over"]))


def _invoice(each: Json) -> Sequence[str]:
    total = f"{each['total'] / 100:.2f} {each['currency'].upper()}"
    return (each["number"] or "", _day(each["created"]), each["status"] or "", total, each["url"] or "")


def _line(each: Json) -> Sequence[str]:
    money = each["quota"] == "spend"
    counts = [each[name] for name in ("used", "reserved", "limit", "available")]
    shown = [f"{count / MICRO:.2f} USD" if money else f"{count}" for count in counts]
    return (each["quota"], *shown, each["resets_at"] or "")


def _day(moment: str | None) -> str:
    return (moment or "")[:10]


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
