"""A business as it is understood, drawn for a person in the terminal."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from brandmon_cli.shared.output import data, joined, sentence, stacked
from brandmon_cli.sites.fields import OPTIONS, lines, same, text_of

Json = dict[str, Any]
Who = Callable[[str], str]
"""The words for a person by his id."""
LINES_SHOWN = 12
RELATIONS = {
    "supplier": "a supplier",
    "brand_sold": "a brand it sells",
    "integration": "works together with it",
    "customer": "a customer",
    "media": "media",
    "partner": "a partner",
    "other": "no rival",
}


def business(site: Json, who: Who) -> RenderableType:
    """Everything that is understood of a business, and what is missing."""
    parts = [fields(site["fields"], who), _proposals(site), _others(site), _changes(site), _waiting(site)]
    return Group(*(Padding(part, (0, 0, 1, 0)) for part in parts if part is not None))


def fields(rows: Iterable[Json], who: Who) -> RenderableType:
    """One row for each field: what holds, who says so, how sure that is and why."""
    table = _table("", "", "Says who", "How sure")
    for row in rows:
        shown = _several(row["field"], row["value"])
        what = [stacked(shown) if shown else data("not known", "dim")]
        if row.get("said_by") and (other := _otherwise(row)):
            what.append(data(other, "dim"))
        says = who(row["said_by"]) if row.get("said_by") else "the site" if shown else ""
        table.add_row(data(row["field"], "bold"), Group(*what), says, _sure(row))
    return _titled("What is understood", table)


def _otherwise(row: Json) -> str:
    """What the site says that people do not: of a list, the entries that they left out."""
    if not isinstance(row["read"], list):
        read = "; ".join(lines(row["field"], row["read"]))
        return f"the site says: {read}" if read and row["value"] != row["read"] else ""
    said = {same(text_of(each)) for each in row["value"] or ()}
    left = [text_of(each) for each in row["read"] if same(text_of(each)) not in said]
    return f"the site says, too: {'; '.join(_shortened(left))}" if left else ""


def _sure(row: Json) -> Text:
    sure = []
    if row.get("score") is not None:
        sure.append(data(f"{row['score'] * 100:.0f} %"))
    elif row["value"]:
        sure.append(data("not scored", "dim"))
    if row.get("missing"):
        sure.append(data("missing", "bold red"))
    told = joined(*sure, between=", ")
    return joined(told, *([": "] if sure else []), (row["reason"], "dim")) if row.get("reason") else told


def _proposals(site: Json) -> RenderableType | None:
    if not site["proposals"]:
        return None
    table = _table("", "", "")
    for place, each in enumerate(site["proposals"], 1):
        also = f"also {', '.join(each['terms'])}" if each.get("terms") else ""
        table.add_row(f"{place}.", each["text"], data(f"{each['score'] * 100:.0f} %  {also}", "dim"))
    return _titled("How customers may look for it", table)


def _others(site: Json) -> RenderableType | None:
    if not site["others"]:
        return None
    table = _table("", "")
    for each in site["others"]:
        table.add_row(each["text"], RELATIONS.get(each["relation"], each["relation"]))
    return _titled("Other names on the site", table)


def _changes(site: Json) -> RenderableType | None:
    if not site["changed"]:
        return None
    told = [data("The newest crawl reads otherwise", "bold")]
    for each in site["changed"]:
        before, after = ("; ".join(_shortened(lines(each["field"], each[when]))) for when in ("before", "after"))
        told.append(sentence("{}: {} → {}", each["field"], before or "nothing", after or "nothing"))
    return Group(*told)


def _waiting(site: Json) -> RenderableType | None:
    told = [
        sentence("Audit {} waits for an answer: brandmon watch {}", each, each, style="yellow")
        for each in site["waiting"]
    ]
    return Group(*told) if told else None


def rivals(site: Json, said: Mapping[str, Any] | None) -> RenderableType:
    """The rivals with who says so, and the names that are none."""
    row = next(each for each in site["fields"] if each["field"] == "rivals")
    added = {same(each["name"]) for each in (said or {}).get("added", ())}
    table = _table("", "Also called", "Says who")
    for each in row["value"] or ():
        says = "a person" if same(each["name"]) in added else "the site"
        table.add_row(each["name"], ", ".join(each.get("aliases") or ()), says)
    none = data("No rivals are known. Say one: brandmon site rivals WEBSITE --add NAME", "dim")
    parts = [_titled("Rivals", table) if row["value"] else none, _others(site)]
    return Group(*(Padding(part, (0, 0, 1, 0)) for part in parts if part is not None))


def trail(entries: Iterable[Json], who: Who) -> RenderableType:
    """Who said what when, as it comes."""
    table = _table("", "When", "Who", "Field", "What")
    for each in entries:
        at = datetime.fromisoformat(each["said_at"]).astimezone()
        what = data("took it back: the site's word holds", "dim")
        if each["value"] is not None:
            what = stacked(_several(each["field"], each["value"]) or ["none"])
        table.add_row(str(each["revision"]), f"{at:%Y-%m-%d %H:%M}", who(each["said_by"]), each["field"], what)
    return _titled("What people said, the newest first", table)


def missing(site: Json) -> list[str]:
    """The fields that an audit would ask for, as options of ``brandmon site set``."""
    return [OPTIONS.get(each["field"], each["field"]) for each in site["fields"] if each["missing"]]


def _several(field: str, value: Any) -> list[str]:
    """A value in a cell; several entries each begin with a dot, as long ones take more than a line."""
    shown = _shortened(lines(field, value))
    return [f"· {each}" for each in shown] if len(shown) > 1 else shown


def _shortened(shown: list[str]) -> list[str]:
    more = len(shown) - LINES_SHOWN
    return shown if more <= 0 else [*shown[:LINES_SHOWN], f"... and {more} more (all of them: --json)"]


def _table(*headings: str) -> Table:
    return Table(*headings, box=None, padding=(0, 2, 0, 0), show_header=any(headings))


def _titled(title: str, table: Table) -> RenderableType:
    """A table under its title, which a narrow table would break."""
    return Group(data(title, "bold"), table)
