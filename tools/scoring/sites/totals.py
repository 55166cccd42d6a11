"""The figures of all sites of a split, with the goals that the blind ones are held against."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scoring.measures import Figure, share_of
from scoring.sites.confirming import PlanMarks
from scoring.sites.marks import Marks, Tally

GOALS: dict[str, tuple[str, float]] = {
    "name": (">=", 1.0),
    "kind": (">=", 7 / 8),
    "category": (">=", 5 / 8),
    "category in three": (">=", 7 / 8),
    "category wrong in silence": ("<=", 0.0),
    "rivals recall": (">=", 0.85),
    "rivals precision": (">=", 0.9),
    "offerings F1": (">=", 0.6),
    "problems F1": (">=", 0.5),
    "wrong statements": ("<=", 0.05),
    "plans made": (">=", 1.0),
    "customers with 6 of 10 openings grounded": (">=", 1.0),
    "customers who can't be any": ("<=", 0.0),
    "conversations in the site's language": (">=", 1.0),
}
"""On the blind sites: at least (>=) or at most (<=) so much. The last four: after a person's answers."""
TALLIED = ("rivals", "offerings", "segments", "problems", "places")
YES_OR_NO = ("name", "kind", "sells to", "local", "category", "category in three")


@dataclass(frozen=True, slots=True)
class Total:
    """A figure of a split; ``reached`` is None where no goal is set or nothing could be measured."""

    figure: Figure

    @property
    def goal(self) -> str:
        """The goal in words; empty where there is none."""
        sign, value = GOALS.get(self.figure.metric, ("", 0.0))
        return f"{sign} {value:.3g}" if sign else ""

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached."""
        sign, goal = GOALS.get(self.figure.metric, ("", 0.0))
        if not sign or self.figure.value is None:
            return None
        return self.figure.value >= goal if sign == ">=" else self.figure.value <= goal


def totals(split: str, marks: Sequence[Marks]) -> list[Total]:
    """The figures of the sites of one split. Recall and precision are of all their findings together."""
    return [Total(figure) for figure in _figures(split, marks)]


def _figures(split: str, marks: Sequence[Marks]) -> Iterator[Figure]:
    def share(metric: str, holds: Callable[[Marks], bool]) -> Figure:
        return share_of(split, metric, sum(map(holds, marks)), len(marks))

    for name in YES_OR_NO:
        yield share(name, lambda one, name=name: one.right[name])  # type: ignore[misc]
    yield share("category wrong-listed", lambda one: one.verdict == "wrong-listed")
    yield share("needs input", lambda one: bool(one.asked))
    known = [one for one in marks if all(one.right[name] for name in ("name", "kind", "category"))]
    yield share_of(
        split, "asked though name, kind and category are right", sum(bool(x.asked) for x in known), len(known)
    )
    for name in ("name", "kind", "category"):
        yield share(f"{name} wrong in silence", lambda one, name=name: one.silent[name])  # type: ignore[misc]
    for name in TALLIED:
        yield from rates(split, name, [one.tallies[name] for one in marks])
    said = [one for each in marks for one in each.statements]
    yield share_of(split, "wrong statements", sum(one.wrong is not None for one in said), len(said))


def rates(category: str, name: str, tallies: Sequence[Tally]) -> Iterator[Figure]:
    """Recall, precision and F1 of tallies taken together."""
    hits, wanted, said = (sum(each) for each in zip(*((t.hits, t.wanted, t.said) for t in tallies), strict=True))
    yield share_of(category, f"{name} recall", hits, wanted)
    yield share_of(category, f"{name} precision", hits, said)
    yield Figure(category, f"{name} F1", f1(Tally(hits, wanted, said)), wanted)


def f1(tally: Tally) -> float | None:
    """The harmonic mean of recall and precision; None where nothing is wanted and nothing said."""
    both = tally.wanted + tally.said
    return 2 * tally.hits / both if both else None


def plan_totals(split: str, plans: Sequence[PlanMarks]) -> list[Total]:
    """The figures of the plans of the sites of one split."""
    customers = [each for plan in plans for each in plan.customers]
    openings = [each for customer in customers for each in customer.openings]
    shares = {
        "plans made": [plan.failed is None for plan in plans],
        "customers with 6 of 10 openings grounded": [each.grounded for each in customers],
        "openings grounded": [bool(each.beyond) for each in openings],
        "openings with a topic or the category": [bool(each.topics) for each in openings],
        "customers who can't be any": [each.impossible is not None for each in customers],
        "conversations in the site's language": [one == plan.gold.language for plan in plans for one in plan.languages],
    }
    return [
        *(Total(share_of(split, metric, sum(each), len(each))) for metric, each in shares.items()),
        _mean(split, "distinct-2 of a plan's prompts", [plan.distinct_2 for plan in plans]),
        _mean(split, "self-BLEU of a plan's prompts", [plan.self_bleu for plan in plans]),
        _mean(split, "faults that the lint finds, a plan", [len(plan.faults) for plan in plans if not plan.failed]),
    ]


def _mean(split: str, metric: str, values: Sequence[float | None]) -> Total:
    known = [each for each in values if each is not None]
    return Total(Figure(split, metric, sum(known) / len(known) if known else None, len(known)))
