"""A running audit in the terminal: each step of its saga, when it began, how far it is."""

from datetime import UTC, datetime
from typing import Any

from rich.markup import escape
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

Json = dict[str, Any]
NAMES = {
    "reserve-quota": "Reserve room in the plan",
    "crawl": "Read the website",
    "analyze": "Understand the business",
    "confirm": "Make sure it is understood",
    "plan": "Plan customers and conversations",
    "classify": "Classify the prompts",
    "converse": "Hold the conversations",
    "extract": "Find the brands in the answers",
    "materialise": "Compute share of voice",
    "report": "Write the report",
}
MARKS = {
    "done": "[green]✓[/]",
    "refused": "[red]✗[/]",
    "timed-out": "[red]✗[/]",
    "undoing": "[yellow]↺[/]",
    "undone": "[yellow]↺[/]",
    "left": "[dim]·[/]",
}


def picture(audit: Json) -> Table:
    """The audit's steps as a table that can be drawn again and again."""
    table = Table.grid(padding=(0, 2))
    for step in audit["steps"]:
        running = step["status"] == "running"
        mark: Any = Spinner("dots") if running else MARKS.get(step["status"], " ")
        style = "bold" if running else "dim" if step["status"] == "waiting" else ""
        name = Text(NAMES.get(step["name"], step["name"]), style)
        table.add_row(mark, name, Text(_how_far(step, audit.get("progress") or {})), Text(_took(step), "dim"))
        if step.get("detail") and step["status"] != "done":
            table.add_row("", Text(step["detail"], "red"), "", "")
    return table


def line(step: Json, progress: Json) -> str:
    """One ended step as a line of a log."""
    mark = MARKS.get(step["status"], " ")
    facts = ", ".join(filter(None, (_how_far(step, progress), _took(step), escape(step.get("detail") or ""))))
    return f"{mark} {NAMES.get(step['name'], step['name'])}: {facts}"


def _how_far(step: Json, progress: Json) -> str:
    if step["status"] == "waiting":
        return ""
    match step["name"]:
        case "crawl":
            return f"{progress.get('pages_read', 0)} pages read"
        case "classify":
            return f"{progress.get('prompts_classified', 0)} of {progress.get('prompts_planned', 0)} prompts"
        case "converse":
            failed = progress.get("answers_failed", 0)
            text = f"{progress.get('answers_received', 0)} of {progress.get('answers_expected', 0)} answers"
            return f"{text}, {failed} failed" if failed else text
        case "extract":
            return f"{progress.get('brands_found', 0)} brands found"
        case _:
            return ""


def _took(step: Json) -> str:
    if not step.get("started_at"):
        return ""
    began = datetime.fromisoformat(step["started_at"])
    ended = datetime.fromisoformat(step["ended_at"]) if step.get("ended_at") else datetime.now(UTC)
    return f"{(ended - began).total_seconds():.1f} s"
