"""Values of a fact that support each other: the longer and the shorter form of one thing are no rivals."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from analyzer.sites.rules.reading import Weighed, Witness
from analyzer.sites.rules.reading.weighing import DOUBT

RELATED = 0.3
"""From this agreement on two values are forms of one; below it they contradict each other."""
_MOST = 80
"""So many values, those with the heaviest witnesses, are compared with each other."""
Agreement = Callable[[str, str], float]


def supported(
    witnesses: Iterable[Witness], agreement: Agreement, *, key: Callable[[str], str], prefer: Callable[[str], float]
) -> tuple[Weighed, ...]:
    """The values, the best first. A witness counts for every value as far as its own agrees with it, 0 to 1.

    As in ``weigh``, strength is a noisy-or over the kinds of place; a value is held against the best that is not
    related to it. ``prefer`` is a factor of the order alone, never of the confidence.
    """
    grouped: defaultdict[str, list[Witness]] = defaultdict(list)
    for each in witnesses:
        grouped[key(each.value)].append(each)
    weights = {name: max(each.weight for each in told) for name, told in grouped.items()}
    kept = sorted(grouped, key=lambda name: (-weights[name], -len(grouped[name]), name))[:_MOST]
    grouped = defaultdict(list, {name: grouped[name] for name in grouped if name in set(kept)})
    shown = {name: max(own, key=lambda each: each.weight).value for name, own in grouped.items()}
    agreeing = {
        (one, two): 1.0 if one == two else agreement(shown[one], shown[two]) for one in grouped for two in grouped
    }
    strengths = {name: _strength(name, grouped, agreeing) for name in grouped}
    order = sorted(grouped, key=lambda name: (-strengths[name] * prefer(shown[name]), -weights[name], name))
    found = []
    for name in order:
        rival = max((strengths[other] for other in grouped if agreeing[name, other] < RELATED), default=0.0)
        of_it = [
            each
            for other, told in sorted(grouped.items(), key=lambda pair: -agreeing[name, pair[0]])
            if agreeing[name, other] >= RELATED
            for each in sorted(told, key=lambda each: -each.weight)
        ]
        confidence = max(0.0, strengths[name] - DOUBT * rival)
        found.append(Weighed(shown[name], strengths[name], confidence, tuple(of_it)))
    return tuple(found)


def _strength(name: str, grouped: dict[str, list[Witness]], agreeing: dict[tuple[str, str], float]) -> float:
    best: defaultdict[str, float] = defaultdict(float)
    for other, own in grouped.items():
        for each in own:
            best[each.source] = max(best[each.source], each.weight * agreeing[name, other])
    missing = 1.0
    for weight in best.values():
        missing *= 1.0 - weight
    return 1.0 - missing
