"""Witnesses are weighed: what several independent places say counts, however loudly one of them says it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

DOUBT = 0.5
"""Share of a rival reading's strength that is taken from the winner's confidence."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One place that speaks for one value of a fact.

    ``source`` is its kind (such as ``title`` or ``json-ld``): places of one kind repeat each other and count once.
    ``weight``, 0 to 1: how often such a place alone is right.
    """

    value: str
    source: str
    weight: float
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A value with all that speaks for it. ``strength`` is its own, ``confidence`` what its rivals leave of that."""

    value: str
    strength: float
    confidence: float
    witnesses: tuple[Witness, ...]

    @property
    def sources(self) -> int:
        """How many kinds of place speak for it."""
        return len({each.source for each in self.witnesses})


def weigh(witnesses: Iterable[Witness], *, key: Callable[[str], str] = str.casefold) -> tuple[Weighed, ...]:
    """The values, the best supported first; ``key`` says which spellings are one value.

    Strength is a noisy-or over the kinds of place, ``1 - prod(1 - weight)``, each with its heaviest witness: Pearl,
    Probabilistic Reasoning in Intelligent Systems (1988), section 4.3. The value's spelling is its heaviest witness's.
    Confidence is ``strength - DOUBT * strength of the best rival``, at least 0.
    """
    grouped: defaultdict[str, list[Witness]] = defaultdict(list)
    for each in witnesses:
        grouped[key(each.value)].append(each)
    strengths = {name: _strength(own) for name, own in grouped.items()}
    ranked = sorted(grouped, key=lambda name: (-strengths[name], name))
    found = []
    for place, name in enumerate(ranked):
        rival = strengths[ranked[1 if place == 0 else 0]] if len(ranked) > 1 else 0.0
        own = sorted(grouped[name], key=lambda each: -each.weight)  # stable: of equals the first that was read
        found.append(Weighed(own[0].value, strengths[name], max(0.0, strengths[name] - DOUBT * rival), tuple(own)))
    return tuple(found)


def _strength(witnesses: Iterable[Witness]) -> float:
    best: dict[str, float] = {}
    for each in witnesses:
        best[each.source] = max(best.get(each.source, 0.0), each.weight)
    missing = 1.0
    for weight in best.values():
        missing *= 1.0 - weight
    return 1.0 - missing
