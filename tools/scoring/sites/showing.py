"""The scores in tables for people and in lines for programs."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table

from scoring.measures import Figure, share_of
from scoring.sites.confirming import PlanMarks
from scoring.sites.marks import Marks
from scoring.sites.totals import TALLIED, YES_OR_NO, Total, rates

SET = "example-sites"


def facts_by_site(marks: Sequence[Marks], title: str) -> Table:
    """A line a site: which facts are right, and of which a person is asked. Silent: wrong, and nobody is asked."""
    table = Table("site", "name", "kind", "sells", "local", "category", "in 3", "asked for", title=title)
    for one in marks:
        yes = [_mark(one.right[name]) for name in YES_OR_NO]
        yes[4] = {"accepted": "yes", "wrong-listed": "[red]wrong[/]"}.get(one.verdict, "other")
        yes[4] += " [red]silent[/]" if one.silent["category"] else ""
        table.add_row(one.slug, *yes, ", ".join(one.asked) or "–")
    return table


def lists_by_site(marks: Sequence[Marks], title: str) -> Table:
    """A line a site: hits / entries + false findings, and the wrong among its statements."""
    table = Table("site", *TALLIED, "wrong", title=title)
    for one in marks:
        tallied = [_tally_cell(one, name) for name in TALLIED]
        table.add_row(one.slug, *tallied, f"{len(one.wrong)} of {len(one.statements)}")
    return table


def _mark(right: bool) -> str:
    return "yes" if right else "[red]no[/]"


def _tally_cell(one: Marks, name: str) -> str:
    tally = one.tallies[name]
    return f"{tally.hits}/{tally.wanted}" + (f" +{len(tally.false)}" if tally.false else "")


def plans_by_site(plans: Sequence[PlanMarks], title: str) -> Table:
    """A line a plan: openings that are about the site for each customer, and what is wrong with it."""
    table = Table("site", "grounded openings, by customer", "can't be customers", "in its language", title=title)
    for plan in plans:
        about = " ".join(f"{each.about}/{len(each.openings)}" for each in plan.customers)
        never = ", ".join(each.name for each in plan.customers if each.impossible) or "–"
        table.add_row(plan.slug, plan.failed or about, escape(never), f"{plan.in_language} of {len(plan.languages)}")
    return table


def in_all(totals: Sequence[Total], title: str) -> Table:
    """The figures of a split beside their goals."""
    table = Table("measure", "n", "value", "95 %", "goal", "", title=title)
    for one in totals:
        figure = one.figure
        value = "–" if figure.value is None else f"{figure.value:.3f}"
        interval = "" if figure.low is None else f"{figure.low:.2f}–{figure.high:.2f}"
        reached = {None: "", True: "reached", False: "[red]missed[/]"}[one.reached]
        table.add_row(figure.metric, str(figure.n), value, interval, one.goal, reached)
    return table


def found_against_gold(one: Marks) -> RenderableType:
    """Everything that was found on one site, beside what a careful reader knows."""
    gold, found = one.gold, one.found
    if found is None:
        return "Nothing could be read."
    facts = Table("", "found", "gold", title=one.slug)
    facts.add_row("name", escape(found.brand.name), escape(gold.name[0]))
    facts.add_row("kind", str(found.business_kind), gold.kind)
    facts.add_row("sells to", str(found.business_model), gold.sells_to)
    facts.add_row("local", str(found.local), str(gold.local))
    facts.add_row(f"category: {one.verdict}", escape(found.category), escape(" | ".join(gold.categories)))
    facts.add_row("proposals", escape(" | ".join(each.text for each in found.proposals)), "")
    facts.add_row("asked for", ", ".join(one.asked), "")
    lists = Table("", "hits", "missed", "false", "left out", show_lines=True)
    for name in TALLIED:
        tally = one.tallies[name]
        cells = (tally.found, tally.missed, tally.false, tally.apart)
        lists.add_row(name, *(escape("\n".join(each)) for each in cells))
    wrong = Table("wrong statement in", "text", "why")
    for each in one.wrong:
        wrong.add_row(each.field, escape(each.text), each.wrong)
    return Group(facts, lists, wrong)


def openings_of(plan: PlanMarks) -> Table:
    """Every opening of a plan with the topics that it holds beyond the category."""
    table = Table("customer", "opening", "topic", title=plan.slug)
    for customer in plan.customers:
        for one in customer.openings:
            table.add_row(escape(customer.name), escape(one.text), escape(", ".join(one.beyond) or "–"))
    for fault in plan.faults:
        table.add_row("[yellow]fault[/]", escape(fault), "")
    return table


def lines(marks: Sequence[Marks], totals: Sequence[Total]) -> Iterator[str]:
    """A line of JSON per figure: of each split, and of each site."""
    for total in totals:
        yield _line(total.figure, None)
    for one in marks:
        for name in YES_OR_NO:
            yield _line(share_of(one.gold.split, name, int(one.right[name]), 1), one.slug)
        yield _line(share_of(one.gold.split, "needs input", int(bool(one.asked)), 1), one.slug)
        for name in TALLIED:
            for figure in rates(one.gold.split, name, [one.tallies[name]]):
                yield _line(figure, one.slug)
        share = share_of(one.gold.split, "wrong statements", len(one.wrong), len(one.statements))
        yield _line(share, one.slug)


def _line(figure: Figure, slug: str | None) -> str:
    told: dict[str, Any] = {"set": SET, "split": figure.category, "site": slug, "metric": figure.metric}
    return json.dumps({**told, "value": figure.rounded, "n": figure.n})


def print_all(shown: Sequence[RenderableType]) -> None:
    """Print for a person."""
    console = Console()
    for one in shown:
        console.print(one)
