"""Two readings of the same labelled answers against each other: the paired bootstrap over answers.

Answers are drawn with replacement, each with both of its readings, and the difference of the two figures is taken anew
(Efron and Tibshirani 1993, chapter 6; the pairing leaves out what makes one answer harder than another). An answer is
drawn whole, because its brands are read together. A labelled prompt counts as an answer with one thing to read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

DRAWS = 2_000
_SEED = 20_261
_VOUCHED = ("recommended", "trusted")
Brand = Mapping[str, Any]
Measured = Callable[[Brand], bool | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of both readings over the same ``n`` labels; ``low`` and ``high`` are 95 % of the new less the old."""

    set: str
    part: str
    metric: str
    n: int
    old: float
    new: float
    low: float
    high: float

    @property
    def falls(self) -> bool:
        """Whether the new figure is worse by more than chance."""
        return self.low > 0 if self.metric.startswith(("false_", "missed_")) else self.high < 0


def _same(fact: str) -> Measured:
    def measured(brand: Brand) -> bool | None:
        return brand["label"][fact] == brand["read"][fact] if fact in brand["label"] else None

    return measured


def _false(brand: Brand) -> bool | None:
    said = brand["label"].get("presence", _VOUCHED[0])
    return None if said in _VOUCHED else brand["read"]["presence"] in _VOUCHED


def _missed(presence: str) -> Measured:
    def measured(brand: Brand) -> bool | None:
        return brand["read"]["presence"] != presence if brand["label"].get("presence") == presence else None

    return measured


METRICS: Mapping[str, Measured] = {
    "named": _same("named"),
    "presence": _same("presence"),
    "belief": _same("belief"),
    "sign": _same("sign"),
    "rank": _same("rank"),
    "false_recommended_or_trusted": _false,
    "missed_recommended": _missed("recommended"),
    "missed_trusted": _missed("trusted"),
    **{fact: _same(fact) for fact in ("intent", "funnel_stage", "query_intent", "buying", "trust")},
}


def differences(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """Every figure of every part of every set. Raises ValueError where the two hold different answers."""
    before = {line["id"]: line for line in old}
    if before.keys() != {line["id"] for line in new}:
        raise ValueError("The two files hold different answers; read the older corpus with both.")
    groups: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for line in new:
        groups.setdefault((line["set"], line["part"]), []).append((before[line["id"]], line))
    return [found for (of, part), pairs in groups.items() for found in _of_part(of, part, pairs)]


def _of_part(of: str, part: str, pairs: Sequence[tuple[Any, Any]]) -> Iterator[Difference]:
    for metric, measured in METRICS.items():
        counts = np.array([_counts(one, other, measured) for one, other in pairs])
        total = counts.sum(axis=0)
        if not total[2]:
            continue
        drawn = counts[np.random.default_rng(_SEED).integers(0, len(counts), (DRAWS, len(counts)))].sum(axis=1)
        drawn = drawn[drawn[:, 2] > 0]
        low, high = np.quantile((drawn[:, 1] - drawn[:, 0]) / drawn[:, 2], (0.025, 0.975))
        old, new = total[0] / total[2], total[1] / total[2]
        yield Difference(of, part, metric, int(total[2]), float(old), float(new), float(low), float(high))


def _counts(old: Any, new: Any, measured: Measured) -> tuple[int, int, int]:
    """How often the measure holds in the old and in the new reading of an answer, and of how many labels."""
    hits = [(measured(one), measured(other)) for one, other in zip(old["brands"], new["brands"], strict=True)]
    asked = [(bool(one), bool(other)) for one, other in hits if one is not None]
    return sum(one for one, _ in asked), sum(other for _, other in asked), len(asked)
