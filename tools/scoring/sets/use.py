"""Cases found by use, and others of their kinds that no rule was written on: how many are read wholly right.

``gold/use/*.jsonl``, a file a part (``open`` may be looked at, ``unseen`` is for the figure only); ``cases`` has the
form. To say that an answer recommends or trusts a brand, when it doesn't, is three times as bad as to miss it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from analyzer.extraction import Extraction, ReadState, extract
from scoring.labelled import shares
from scoring.sets.cases import Case, Wanted, faults, load_cases

SET = "use"
WHOLE = "whole answers"
COUNTER = "counter-examples"
VOUCHED = frozenset({"recommended", "trusted"})
FALSE_COSTS = 3
"""What a false "recommended" or "trusted" costs, in missed ones."""
MEASURES = (
    "cases_right",
    "presence_of_named",
    "mention_precision",
    "mention_recall",
    "false_vouched",
    "missed_vouched",
    "vouched_cost",
    "span_exact",
)
Reader = Callable[[Case], Extraction]


@dataclass(frozen=True, slots=True)
class Reading:
    """A case, what was read in it, and what of that is wrong."""

    case: Case
    extraction: Extraction
    faults: tuple[str, ...]

    @property
    def states(self) -> Iterator[tuple[Wanted, ReadState | None]]:
        """The state wanted of each labelled brand with the one read; None where the brand was not found at all."""
        found = {state.brand: state for state in self.extraction.states}
        return ((wanted, found.get(name)) for name, wanted in self.case.states.items())


def by_engine(case: Case) -> Extraction:
    """The product's own extraction."""
    return extract(case.answer, case.brands, prompt=case.prompt, discover=case.discover)


def read(cases: Sequence[Case], reader: Reader = by_engine) -> list[Reading]:
    """Every case as the reader reads it."""
    found = ((case, reader(case)) for case in cases)
    return [Reading(case, said, tuple(faults(case, said))) for case, said in found]


def load(folder: Path) -> list[Case]:
    """The cases of every part."""
    return [case for path in sorted(folder.glob("*.jsonl")) for case in load_cases(path)]


def lines(readings: Sequence[Reading]) -> Iterator[dict[str, Any]]:
    """All measures of each part, and of each kind the share of cases wholly right; of whole answers presence too."""
    for part, some in by_part(readings).items():
        yield from shares(SET, part, measures(some))
        for kind, cases in by_kind(some).items():
            found = measures(cases)
            kept = MEASURES[:2] if kind == WHOLE else MEASURES[:1]
            yield from shares(SET, f"{part}, {kind}", {metric: found[metric] for metric in kept})


def by_part(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """The readings of each part, and of all where there is more than one."""
    parts = sorted({one.case.split for one in readings})
    groups = {part: [one for one in readings if one.case.split == part] for part in parts}
    return groups if len(parts) == 1 else {**groups, "all": list(readings)}


def by_kind(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """The readings of each theme in the order of the cases, then those that only look like faults."""
    groups: dict[str, list[Reading]] = {}
    for one in readings:
        groups.setdefault(one.case.theme, []).append(one)
    counter = [one for one in readings if one.case.counter]
    return {**groups, COUNTER: counter} if counter else groups


def measures(readings: Sequence[Reading]) -> dict[str, Sequence[float]]:
    """By metric, one hit or miss for each case or state that it is about.

    ``false_vouched``, ``missed_vouched`` and ``vouched_cost`` are about the states that the label or the reading names,
    except those whose label leaves the presence open; ``vouched_cost`` is 3 for a false one and 1 for a missed one.
    """
    pairs = [(wanted, state.presence if state else "ignored") for one in readings for wanted, state in one.states]
    sure = [(wanted.named, said != "ignored") for wanted, said in pairs if wanted.named is not None]
    judged = [(wanted, said) for wanted, said in pairs if not wanted.open and (wanted.named or said != "ignored")]
    false = [said in VOUCHED and not wanted.presences & VOUCHED for wanted, said in judged]
    missed = [wanted.presences <= VOUCHED and said not in VOUCHED for wanted, said in judged]
    spans = [(one.case.answer, span) for one in readings for state in one.extraction.states for span in state.evidence]
    return {
        "cases_right": [not one.faults for one in readings],
        "presence_of_named": [said in wanted.presences for wanted, said in judged if wanted.named],
        "mention_precision": [bool(named) for named, found in sure if found],
        "mention_recall": [found for named, found in sure if named],
        "false_vouched": false,
        "missed_vouched": missed,
        "vouched_cost": [FALSE_COSTS * one + other for one, other in zip(false, missed, strict=True)],
        "span_exact": [answer[span.start : span.end] == span.text for answer, span in spans],
    }


def tables(readings: Sequence[Reading]) -> list[Table]:
    """What is wholly right of each kind, and the measures; a column each part."""
    parts = by_part(readings)
    found = {part: measures(some) for part, some in parts.items()}
    kinds = Table("kind", *parts, title="Cases of use, wholly right")
    grouped = {part: by_kind(some) for part, some in parts.items()}
    for kind in by_kind(readings):
        kinds.add_row(escape(kind), *(_right(grouped[part].get(kind, [])) for part in parts))
    kinds.add_row("all", *(_right(some) for some in parts.values()))
    whole = {part: measures(grouped[part].get(WHOLE, [])) for part in parts}
    shown = Table("measure", *parts, title="Cases of use, measures")
    for metric in MEASURES:
        shown.add_row(metric, *(_share(found[part][metric]) for part in parts))
    shown.add_row(f"presence_of_named, {WHOLE}", *(_share(whole[part]["presence_of_named"]) for part in parts))
    return [kinds, shown]


def show(path: Path, most: int) -> int:
    """Print how the cases of a file are read, and what is wrong in the first ``most`` that are not right: 0."""
    readings = read(load_cases(path))
    console = Console()
    for table in tables(readings):
        console.print(table)
    for one in [one for one in readings if one.faults][:most]:
        console.print(f"[bold]{escape(one.case.id)}[/] {escape(one.case.theme)}: {escape('; '.join(one.faults))}")
    console.print(f"cases right {sum(not one.faults for one in readings)} of {len(readings)}", highlight=False)
    return 0


def _right(readings: Sequence[Reading]) -> str:
    return f"{sum(not one.faults for one in readings)} of {len(readings)}" if readings else "–"


def _share(hits: Sequence[float]) -> str:
    return f"{sum(hits) / len(hits):.3f} of {len(hits)}" if hits else "–"
