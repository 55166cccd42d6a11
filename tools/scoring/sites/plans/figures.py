"""How varied a plan is: distinct-2 (Li et al. 2016) and self-BLEU (Zhu et al. 2018), over its prompts."""

import math
from collections import Counter
from collections.abc import Sequence

from scoring.sites.plans.lint import LintedPlan, masked, names_of

_ORDERS = (1, 2, 3, 4)


def distinct_2(plan: LintedPlan) -> float:
    """Different pairs of words by all pairs, 0 to 1; names and category count as one word."""
    names = names_of(plan)
    pairs = [pair for text in _prompts(plan) for pair in _grams(masked(text, names), 2)]
    return len(set(pairs)) / len(pairs) if pairs else 1.0


def self_bleu(plan: LintedPlan) -> float:
    """Mean BLEU-4 of each prompt against all others, 0 (all different) to 1 (all alike); smoothed by adding one."""
    names = names_of(plan)
    said = [masked(text, names) for text in _prompts(plan)]
    scores = [_bleu(own, said[:at] + said[at + 1 :]) for at, own in enumerate(said)]
    return sum(scores) / len(scores) if scores else 0.0


def _prompts(plan: LintedPlan) -> list[str]:
    return [prompt.text for each in plan.conversations for prompt in each.prompts]


def _grams(words: Sequence[str], order: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + order]) for at in range(len(words) - order + 1)]


def _bleu(own: Sequence[str], others: Sequence[Sequence[str]]) -> float:
    logs = 0.0
    for order in _ORDERS:
        counts = Counter(_grams(own, order))
        most: Counter[tuple[str, ...]] = Counter()
        for other in others:
            most |= Counter({gram: n for gram, n in Counter(_grams(other, order)).items() if gram in counts})
        matched = sum(min(n, most[gram]) for gram, n in counts.items())
        logs += math.log((matched + 1) / (sum(counts.values()) + 1))
    return math.exp(logs / len(_ORDERS))
