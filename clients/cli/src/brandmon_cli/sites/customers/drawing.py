"""Ideal customers as they are planned for and as people correct them, drawn for a person in the terminal."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from brandmon_cli.shared.output import data, joined, stacked
from brandmon_cli.sites.customers.saying import LISTS, SHOWN, value_of
from brandmon_cli.sites.views import Who

Json = dict[str, Any]
WRITING = {
    "plain": "in plain sentences",
    "casual": "casually, as one types on a phone",
    "formal": "formally",
    "terse": "tersely, in key words",
}
_WORK = ("job_titles", "seniority", "industry", "company_size")
_ROWS = (
    "buyer", "trigger", "pain_points", "goals", "motivations", "objections", "decision_factors", "information_sources",
    "buying_journey_stage", "writing", "age_range", "location", "income_level", "education",
)  # fmt: skip


def counted(icp: Json, conversations: Iterable[Json]) -> int:
    """How many conversations are planned for a profile."""
    return sum(each["icp_id"] == icp["id"] for each in conversations)


def picture(audit: Json | None, icps: Mapping[int, Json], who: Who) -> RenderableType:
    """The profiles one after the other, each with the number that commands call it by."""
    when = f"audit {audit['id']} of {audit['created_at'][:10]} planned for them" if audit else "people said"
    parts = [Padding(one(number, each, who), (1, 0, 0, 0)) for number, each in icps.items()]
    return Group(data(f"Customers as {when}", "dim"), *parts)


def one(number: int, icp: Json, who: Who) -> RenderableType:
    """One profile, with who says so where that was a person."""
    table = Table.grid(padding=(0, 2))
    for label, what, said_by in _rows(icp):
        table.add_row(data(label, "dim"), stacked(what), who(said_by) if said_by else "")
    title = joined((f"{number}. {value_of(icp, 'name')}", "bold"), (_state(icp), "yellow"))
    said_by = _said_by(icp, "name") or _said_by(icp, "description")
    about = joined(value_of(icp, "description") or "", (f"  {who(said_by)}" if said_by else "", "dim"))
    return Group(title, about, Padding(table, (0, 0, 0, 2)))


def trail(entries: Iterable[Json], who: Who) -> RenderableType:
    """Who said what of a customer when, as it comes."""
    table = Table("", "When", "Who", "Field", "What", box=None, padding=(0, 2, 0, 0))
    for each in entries:
        at = datetime.fromisoformat(each["said_at"]).astimezone()
        what = data("took it back: what was planned holds", "dim")
        if each["value"] is not None:
            what = stacked(_lines(each["field"], each["value"]) or ["none"])
        name = SHOWN.get(each["field"], each["field"])
        table.add_row(str(each["revision"]), f"{at:%Y-%m-%d %H:%M}", who(each["said_by"]), name, what)
    return Group(data("What people said, the newest first", "bold"), table)


def _state(icp: Json) -> str:
    if not icp["active"]:
        return "  (paused; the next audit leaves it out)" if icp["pending"] else "  (paused)"
    return "  (from the next audit on)" if icp["pending"] else ""


def _rows(icp: Json) -> Iterator[tuple[str, list[str], str | None]]:
    who = [value_of(icp, name) for name in _WORK]
    if any(who):
        said_by = next(filter(None, (_said_by(icp, name) for name in _WORK)), None)
        yield "is", ["; ".join(", ".join(_lines("job_titles", each)) for each in who if each)], said_by
    for name in _ROWS:
        if value := value_of(icp, name):
            yield SHOWN[name], _lines(name, value), _said_by(icp, name)
    if "conversations" in icp:
        yield "conversations", [str(icp["conversations"])], None


def _said_by(icp: Json, name: str) -> str | None:
    found: str | None = value_of(icp, name, "said_by")
    return found


def _lines(name: str, value: Any) -> list[str]:
    """A value in a cell, one line for each entry of a list."""
    if isinstance(value, list):
        return [str(each) for each in value] if name in LISTS else [", ".join(map(str, value))]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [WRITING.get(value, str(value)) if name == "writing" else str(value)]
