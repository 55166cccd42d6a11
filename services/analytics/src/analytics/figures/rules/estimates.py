"""A measured figure: its value, its interval, what it rests on, and the reason for whatever is missing."""

from dataclasses import dataclass

import numpy as np

from analytics.figures.rules.bootstrap import ClusterBootstrap, Floats

DIGITS = 6
"""Decimals that are kept: far below any interval's width, and the events stay small."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """``value`` is null only with a ``reason``, and so are ``low`` and ``high``."""

    value: float | None
    low: float | None
    high: float | None
    reason: str | None
    answers: int
    conversations: int


def estimates(
    bootstrap: ClusterBootstrap, numerators: Floats, denominators: Floats, *, missing: str, base: Floats | None = None,
    bounded: bool = True,
) -> list[Estimate]:  # fmt: skip
    """One estimate per row of ``numerators`` / ``denominators``, arrays of shape (figures, conversations).

    ``missing`` is the reason given where a denominator is zero. ``base`` holds, per conversation, the answers that the
    figures rest on; the denominators themselves where it is not given.
    """
    intervals = bootstrap.intervals(numerators, denominators, bounded=bounded)
    found = []
    for row, interval in enumerate(intervals):
        rests_on = denominators[row] if base is None else base
        answers, conversations = int(rests_on.sum()), int(np.count_nonzero(rests_on))
        total = float(denominators[row].sum())
        if total == 0:
            found.append(Estimate(None, None, None, missing, answers, conversations))
            continue
        value = round(float(numerators[row].sum()) / total, DIGITS)
        low, high = _rounded(interval.low), _rounded(interval.high)
        found.append(Estimate(value, low, high, interval.reason, answers, conversations))
    return found


def _rounded(end: float | None) -> float | None:
    return None if end is None else round(end, DIGITS)
