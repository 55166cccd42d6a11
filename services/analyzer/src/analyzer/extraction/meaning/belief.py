"""Which belief about a brand an answer sells, from the cues of the clauses that the brand governs."""

from functools import lru_cache
from typing import get_args

from analyzer.extraction.meaning.clause import Clause
from analyzer.extraction.model import Belief

_BELIEFS: tuple[Belief, ...] = ("superiority", "outcome", "transaction", "identity", "social_proof", "truth")
"""In the order in which equals are settled: what is said outright before what is understood."""
assert set(_BELIEFS) == set(get_args(Belief))


def beliefs(clause: Clause) -> dict[Belief, float]:
    """The weight of each belief in one clause; what is denied, rejected or not claimed counts nothing."""
    if clause.polarity == "rejected" or not clause.said or not clause.is_claimed:
        return {}
    return dict(_weights(clause))


@lru_cache(maxsize=1024)
def _weights(clause: Clause) -> tuple[tuple[Belief, float], ...]:
    found: dict[Belief, float] = {}
    for belief in _BELIEFS:
        end = -1
        for said in sorted(clause.of(belief), key=lambda one: one.start):
            if said.start >= end:  # two cues in the same words are one
                found[belief] = found.get(belief, 0.0) + said.cue.weight
                end = said.end
    return tuple(found.items())


def strongest(weights: dict[Belief, float]) -> Belief | None:
    """The heaviest belief; the first of the fixed order among equals, None where no cue spoke."""
    best: Belief | None = None
    for belief in _BELIEFS:
        if weights.get(belief, 0.0) > (weights[best] if best else 0.0):
            best = belief
    return best
