"""Shares of conversations, with how sure they are."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENOUGH = 5
"""Conversations below which no share is shown: its interval would say nothing."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share ``of`` some conversations; null with its reason where there are too few. Wilson's 95 % interval."""

    value: float | None
    low: float | None
    high: float | None
    of: str
    n_conversations: int
    n_answers: int
    reason: str | None


def share_of(row: Mapping[str, Any], whole: Mapping[str, Any] | None, of: str) -> Share:
    """What part of ``whole``'s conversations those of ``row`` are; both count conversations and answers."""
    n, answers = (whole["conversations"], whole["answers"]) if whole else (0, 0)
    if n < ENOUGH:
        return Share(None, None, None, of, n, answers, f"Only {n} conversations: at least {ENOUGH} are needed.")
    value = row["conversations"] / n
    low, high = wilson(value, n)
    return Share(round(value, 4), round(low, 4), round(high, 4), of, n, answers, None)


def wilson(value: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval (1927) of a share of ``n`` cases."""
    middle = 1 + z * z / n
    centre = (value + z * z / (2 * n)) / middle
    half = z * math.sqrt(value * (1 - value) / n + z * z / (4 * n * n)) / middle
    return max(0.0, centre - half), min(1.0, centre + half)
