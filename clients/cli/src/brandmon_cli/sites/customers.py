"""Ideal customers as an audit planned for them, drawn for a person in the terminal."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

Json = dict[str, Any]
WRITING = {
    "plain": "in plain sentences",
    "casual": "casually, as one types on a phone",
    "formal": "formally",
    "terse": "tersely, in key words",
}
_LISTS = (
    ("troubled by", "pain_points"), ("wants", "goals"), ("because", "motivations"), ("doubts", "objections"),
    ("chooses by", "decision_factors"), ("trusts", "information_sources"),
)  # fmt: skip


def counted(icp: Json, conversations: Iterable[Json]) -> int:
    """How many conversations are planned for a profile."""
    return sum(each["icp_id"] == icp["id"] for each in conversations)


def picture(audit: Json, icps: Iterable[Json]) -> RenderableType:
    """The profiles one after the other."""
    heading = Text(f"Customers as audit {audit['id']} of {audit['created_at'][:10]} planned for them", "dim")
    return Group(heading, *(Padding(_one(each), (1, 0, 0, 0)) for each in icps))


def _one(icp: Json) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for label, what in _rows(icp):
        table.add_row(Text(label, "dim"), Text(what))
    title = Text(f"{icp['sequence_number']}. {icp['name']}", "bold")
    return Group(title, Text(icp.get("description") or ""), Padding(table, (0, 0, 0, 2)))


def _rows(icp: Json) -> Iterator[tuple[str, str]]:
    work = icp.get("professional_profile") or {}
    titles = ", ".join(work.get("job_titles") or ())
    who = [titles, work.get("seniority"), work.get("industry"), work.get("company_size")]
    if any(who):
        yield "is", "; ".join(str(each) for each in who if each)
    if icp.get("trigger"):
        yield "looks because", icp["trigger"]
    for label, name in _LISTS:
        if icp.get(name):
            yield label, "\n".join(_text(each) for each in icp[name])
    if icp.get("buying_journey_stage"):
        yield "begins at", icp["buying_journey_stage"]
    if icp.get("writing"):
        yield "writes", WRITING.get(icp["writing"], str(icp["writing"]))
    yield "conversations", str(icp["conversations"])


def _text(entry: Any) -> str:
    return str(entry.get("text", "")) if isinstance(entry, dict) else str(entry)
