"""One measured figure and its shape on the output."""

import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median

Number = float | int


@dataclass(frozen=True)
class Measure:
    """``value`` in ``unit``, the median of ``runs``; ``beside`` holds what else is needed to read it."""

    measure: str
    value: Number
    unit: str
    runs: Sequence[Number]
    beside: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, measure: str, unit: str, runs: Sequence[float], **beside: object) -> "Measure":
        """The median of ``runs``, to three significant digits and a little."""
        return cls(measure, _short(median(runs)), unit, [_short(run) for run in runs], beside)

    def write(self) -> None:
        """One JSON line on the standard output."""
        row = {name: value for name, value in asdict(self).items() if name != "beside" or value}
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()


def _short(value: float) -> float:
    return round(value, 2 if abs(value) < 100 else 1)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of ``values`` that at least ``share`` (0..1] of them do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def note(text: str) -> None:
    """Say on the standard error what is going on."""
    sys.stderr.write(f"{text}\n")
