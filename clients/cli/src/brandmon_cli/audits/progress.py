"""A running audit in the terminal: each step of its saga, when it began, how far it is."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rich.console import RenderableType
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from brandmon_cli.shared.output import data, joined

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
NOT_READ = {
    "http-404": "gone",
    "http-410": "gone",
    "http-": "answered with an error",
    "robots-": "kept from us by robots.txt",
    "page-limit": "beyond the limit of pages",
    "not-html": "no web pages",
    "page-too-large": "too large",
    "timed-out": "without an answer",
    "connect": "without an answer",
    "duplicate": "the same as another",
}
"""How an address was not read, by how the reason begins."""
MARKS = {
    "done": ("✓", "green"),
    "refused": ("✗", "red"),
    "timed-out": ("✗", "red"),
    "undoing": ("↺", "yellow"),
    "undone": ("↺", "yellow"),
    "left": ("·", "dim"),
}


def picture(audit: Json) -> Table:
    """The audit's steps as a table that can be drawn again and again."""
    table = Table.grid(padding=(0, 2))
    for step in audit["steps"]:
        running = step["status"] == "running"
        mark: RenderableType = Spinner("dots") if running else data(*MARKS.get(step["status"], (" ", "")))
        style = "bold" if running else "dim" if step["status"] == "waiting" else ""
        name = data(NAMES.get(step["name"], step["name"]), style)
        table.add_row(mark, name, _how_far(step, audit.get("progress") or {}), data(_took(step), "dim"))
        if step.get("detail") and step["status"] != "done":
            table.add_row("", data(step["detail"], "red"), "", "")
    return table


def newest(audit: Json) -> Json | None:
    """The step that runs, or the last one that began; None before the first."""
    begun = [step for step in audit["steps"] if step.get("started_at")]
    return next((step for step in begun if step["status"] == "running"), begun[-1] if begun else None)


def line(step: Json, progress: Json) -> Text:
    """One step as a line of a log."""
    facts = ", ".join(filter(None, (_how_far(step, progress), _took(step), step.get("detail"))))
    return joined(MARKS.get(step["status"], (" ", "")), f" {NAMES.get(step['name'], step['name'])}: {facts}")


def _how_far(step: Json, progress: Json) -> str:
    if step["status"] == "waiting":
        return ""
    match step["name"]:
        case "crawl":
            read = f"{progress.get('pages_read', 0)} pages read"
            return "; ".join([read, *not_read(progress.get("pages_skipped") or {})])
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


def not_read(skipped: Mapping[str, int]) -> list[str]:
    """Why addresses were not read, in words with their numbers, the most frequent first."""
    told: Counter[str] = Counter()
    for reason, number in skipped.items():
        told[_why(reason)] += number
    return [f"{number} {why}" for why, number in told.most_common()]


def _why(reason: str) -> str:
    found = (words for beginning, words in NOT_READ.items() if reason.startswith(beginning))
    return next(found, f"not read ({reason})")


def _took(step: Json) -> str:
    if not step.get("started_at"):
        return ""
    began = datetime.fromisoformat(step["started_at"])
    ended = datetime.fromisoformat(step["ended_at"]) if step.get("ended_at") else datetime.now(UTC)
    return f"{(ended - began).total_seconds():.1f} s"
