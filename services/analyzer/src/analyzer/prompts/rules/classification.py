"""What a prompt is about, by rules that can be read: every verdict names the words that decided.

English, German and French are read (``phrases``); of other languages only the brands.

The stages of the funnel follow the intents: awareness is informational, consideration is evaluation, purchase is
decision. A follow-up ("Which of those is cheapest?") says little by itself: half of what the conversation said before
it counts too.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, get_args

from analyzer.prompts.rules.phrases import Kind, languages_of, phrases_of
from common.contracts.vocabulary import BrandName, Classification, FunnelStage, Intent, QueryIntent
from common.primitives.versions import derived_version

_OWN = Path(__file__).parent
CLASSIFIER_VERSION = derived_version("rules-5", _OWN, without=("instructions.py",))
CARRIED = 0.5
"""Share of a conversation's earlier evidence that counts for its next prompt."""
MOST_CUES = 8
BY_DEFAULT = 0.4
"""What speaks for "informational" without any cue: to ask is to want to know."""
STAGE_OF: dict[Intent, FunnelStage] = {
    "informational": "awareness",
    "evaluation": "consideration",
    "decision": "purchase",
}
BUYING: dict[Intent, float] = {"informational": 0.1, "evaluation": 0.3, "decision": 0.5}
"""Where the buying signal of an intent starts; half of what the phrases say of buying comes on top."""
CALM = 0.1
"""The need for trust of a prompt that asks for no reassurance. One need in passing comes to 0.3 to 0.6, two of them to
0.6 and more, a plain one to 0.7; each further one takes its share of what is left, so that 1 is neared."""
T = TypeVar("T", bound=str)


@dataclass(slots=True)
class Tally:
    """What prompts have said so far."""

    intents: defaultdict[Intent, float] = field(default_factory=lambda: defaultdict(float))
    queries: defaultdict[QueryIntent, float] = field(default_factory=lambda: defaultdict(float))
    buying: float = 0.0
    unease: float = 0.0
    """What speaks against calm: minus the logarithms of what each need leaves of it, so that needs add up."""

    def plus(self, other: "Tally", share: float) -> "Tally":
        """This, and ``share`` of the other."""
        sums = Tally(self.intents.copy(), self.queries.copy(), self.buying, self.unease)
        for intent, weight in other.intents.items():
            sums.intents[intent] += weight * share
        for query, weight in other.queries.items():
            sums.queries[query] += weight * share
        sums.buying += other.buying * share
        sums.unease += other.unease * share
        return sums


def classify(prompt: str, brands: Sequence[BrandName], *, before: Sequence[str] = ()) -> Classification:
    """Classify one prompt. ``before`` are the earlier prompts of its conversation, the first one first.

    ``brands`` are those the answers are searched for, the customer's and its rivals': to name any of them in the
    prompt invites it into the answer, so such a prompt is branded.
    """
    languages = languages_of(" ".join((*before, prompt)))
    carried = Tally()
    for earlier in before:
        carried = _read(earlier, languages)[0].plus(carried, CARRIED)
    own, cues = _read(prompt, languages)
    total = own.plus(carried, CARRIED)
    intent = _strongest(total.intents, get_args(Intent), "informational")
    return Classification(
        intent=intent,
        funnel_stage=STAGE_OF[intent],
        buying_signal=_score(BUYING[intent] + total.buying / 2),
        trust_need=_score(1 - (1 - CALM) * math.exp(-total.unease)),
        query_intent=_strongest(total.queries, get_args(QueryIntent), "informational"),
        branded=names_brand(prompt, brands),
        confidence=_confidence(total.intents, cued=bool(cues)),
        cues=cues[:MOST_CUES],
    )


def names_brand(text: str, brands: Sequence[BrandName]) -> bool:
    """Whether ``text`` names one of ``brands`` by name, alias or domain, at word boundaries, in any case."""
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        for brand in brands
        for name in (brand.name, *brand.aliases, *brand.domains)
        if name
    )


@lru_cache(maxsize=256)
def _read(prompt: str, languages: tuple[str, ...]) -> tuple[Tally, tuple[str, ...]]:
    """The tally of one prompt, and the words it rests on in the order of the text.

    Kept, because each turn of a conversation is read again for those after it. Nobody changes the tally.
    """
    tally = Tally()
    found: dict[Kind, tuple[int, str]] = {}
    text = prompt.replace("’", "'").lower()
    for phrase in (phrase for language in languages for phrase in phrases_of(language)):
        match = phrase.pattern.search(text)
        if match is not None:
            found.setdefault(phrase.kind, (match.start(), " ".join(match[0].split())))
    for kind in found:
        if kind.intent:
            tally.intents[kind.intent] += kind.weight
        if kind.query:
            tally.queries[kind.query] += kind.weight
        tally.buying += kind.buying
        tally.unease -= math.log1p(-kind.need)
    return tally, tuple(dict.fromkeys(words for _, words in sorted(found.values())))


def _strongest(weights: Mapping[T, float], order: Sequence[T], default: T) -> T:
    """The heaviest, of equals the later in ``order``; ``default`` has a small weight of its own."""

    def weight(each: T) -> tuple[float, int]:
        return weights.get(each, 0.0) + (BY_DEFAULT if each == default else 0.0), order.index(each)

    return max(order, key=weight)


def _confidence(intents: Mapping[Intent, float], *, cued: bool) -> float:
    """By the margin between the two strongest intents; 0.3 where no word decided."""
    if not intents:
        return 0.3
    first, second, *_ = [*sorted(intents.values(), reverse=True), 0.0]
    margin = (first - second) / (first + second + BY_DEFAULT)
    return round(min(0.95, (0.5 if cued else 0.35) + 0.5 * margin), 2)


def _score(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 2)
