"""What a prompt is about, by rules that can be read: every verdict names the words that decided.

Each rule is a phrase with the weight it lends to an intent, a query intent, the buying signal or the need for trust. The
stages of the funnel follow the intents: awareness is informational, consideration is evaluation, purchase is decision.
A follow-up ("Which of those is cheapest?") says little by itself: half of what the conversation said before it counts too.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from common.contracts.vocabulary import BrandName, Classification, FunnelStage, Intent, QueryIntent

CLASSIFIER_VERSION = "rules-1"
CARRIED = 0.5
"""Share of a conversation's earlier evidence that counts for its next prompt."""
MOST_CUES = 8
_STAGES: dict[Intent, FunnelStage] = {
    "informational": "awareness", "evaluation": "consideration", "decision": "purchase",
}  # fmt: skip
_DEFAULT_WEIGHT = 0.4
"""What speaks for "informational" where no rule matches: to ask is to want to know."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase and what it speaks for."""

    pattern: re.Pattern[str]
    intent: Intent | None = None
    query: QueryIntent | None = None
    weight: float = 1.0
    buying: float = 0.0
    trust: float = 0.0


def _rule(
    pattern: str, intent: Intent | None = None, query: QueryIntent | None = None, *, weight: float = 1.0,
    buying: float = 0.0, trust: float = 0.0,
) -> Rule:  # fmt: skip
    compiled = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    return Rule(compiled, intent, query, weight, buying, trust)


RULES: tuple[Rule, ...] = (
    # -- decision: the choice is being made -------------------------------------------------------------------------
    _rule(r"(?:ready|want|going|about|plan(?:ning)?|have)\s+to\s+(?:buy|order|book|hire|subscribe|sign\s+up|"
          r"decide|choose|get\s+one|switch)",
          intent="decision", query="transactional", weight=2.0, buying=0.45),
    _rule(r"where\s+(?:can|do|should|could)\s+(?:i|we)\s+(?:\w+\s+)?(?:buy|order|book|get|hire|find)",
          intent="decision", query="transactional", weight=2.0, buying=0.4),
    _rule(r"how\s+(?:do|can)\s+(?:i|we)\s+(?:buy|order|book|sign\s+up|get\s+started|cancel)",
          intent="decision", query="transactional", weight=1.8, buying=0.35),
    _rule(r"(?:should|shall)\s+(?:i|we)\s+(?:go\s+(?:for|with)|choose|pick|take|buy|order|book|hire|get)|"
          r"would\s+you\s+(?:pick|choose|buy|go\s+(?:for|with)|take|start\s+with|try\s+first)",
          intent="decision", query="commercial", weight=1.6, buying=0.35),
    _rule(r"(?:final|first|your)\s+choice|make\s+up\s+my\s+mind|decide\s+(?:on|between|by|today|this\s+week)|"
          r"in\s+my\s+place",
          intent="decision", query="commercial", weight=1.4, buying=0.3),
    _rule(r"buy|purchase|order|subscribe|sign\s+up|book\s+(?:a|an|now|online)|hire", intent="decision", "
                                        "query="transactional", weight=0.7, buying=0.2),
    _rule(r"today|this\s+week|right\s+away|by\s+(?:monday|tuesday|wednesday|thursday|friday|tomorrow|next\s+week)|"
          r"as\s+soon\s+as\s+possible",
          intent="decision", weight=0.5, buying=0.15),
    _rule(r"free\s+trial|discount|coupon|voucher\s+code|special\s+offer|deal", query="transactional", intent="decision", weight=0.6, buying=0.2),
    # -- evaluation: alternatives are weighed -----------------------------------------------------------------------
    _rule(r"recommend(?:ed|ation|ations)?|suggest(?:ion|ions)?", intent="evaluation", query="commercial", "
                                        "weight=1.4, buying=0.25),
    _rule(r"best|top\s+(?:\w+\s+)?\w+|leading|most\s+popular|favou?rites?", intent="evaluation", query="commercial", weight=1.1, buying=0.2),
    _rule(r"compar(?:e|ed|es|ing|ison)|versus|vs\.?|better\s+than|difference(?:s)?\s+between|how\s+(?:does|"
          r"do)\s+\w+(?:\s+\w+)?\s+differ",
          intent="evaluation", query="commercial", weight=1.5, buying=0.2),
    _rule(r"alternatives?(?:\s+to)?|instead\s+of|switch(?:ing)?\s+(?:from|away|to)|replace", intent="evaluation", query="commercial", weight=1.2, buying=0.25),
    _rule(r"pros\s+and\s+cons|weak\s+points?|strengths?|drawbacks?|downsides?|advantages?|disadvantages?|"
          r"trade-?offs?",
          intent="evaluation", query="commercial", weight=1.2, buying=0.1, trust=0.1),
    _rule(r"options?|shortlist|candidates?|consider(?:ing)?|looking\s+for|in\s+need\s+of|i\s+need|we\s+need|"
          r"suits?|right\s+for|good\s+for|made\s+for",
          intent="evaluation", query="commercial", weight=0.8, buying=0.15),
    _rule(r"which(?:\s+one)?(?:\s+of\s+(?:those|these|them))?", intent="evaluation", query="commercial", "
                                        "weight=0.7, buying=0.1),
    _rule(r"cheap(?:er|est)?|affordable|pric(?:e|es|ing|y)|cost|costs|budget|how\s+much|expensive|fees?|"
          r"worth\s+(?:it|the\s+money)|value\s+for\s+money",
          intent="evaluation", query="commercial", weight=0.7, buying=0.2),
    _rule(r"easi(?:er|est)|simplest|fastest|quickest|rather\s+avoid|would\s+you\s+use|"
          r"do\s+\w+\s+(?:\w+\s+)?(?:use|end\s+up\s+with)",
          intent="evaluation", query="commercial", weight=0.6, buying=0.1),
    # -- informational: something is to be understood ---------------------------------------------------------------
    _rule(r"what\s+(?:is|are|does|do)\s+(?!the\s+best|your)", intent="informational", query="informational", "
                                        "weight=0.6),
    _rule(r"how\s+(?:does|do|can|could|should|would)\s+(?!much)", intent="informational", query="informational", weight=0.7),
    _rule(r"why|explain|what\s+should\s+i\s+know|tell\s+me\s+(?:about|more)|meaning\s+of|learn|understand|"
          r"in\s+general|works?",
          intent="informational", query="informational", weight=0.9),
    _rule(r"tips?|advice|ideas?|guide|steps?|get\s+on\s+top\s+of|deal\s+with|help\s+with|where\s+do\s+(?:i|"
          r"we)\s+(?:start|begin)|never\s+done|new\s+to",
          intent="informational", query="informational", weight=0.8),
    _rule(r"problem|struggl\w+|trouble|tired\s+of|frustrat\w+|no\s+time|keep\s+(?:forgetting|losing)|fed\s+up",
          intent="informational", query="informational", weight=0.5, buying=0.05),
    # -- navigational: one particular place is wanted ---------------------------------------------------------------
    _rule(r"log\s?in|login|official\s+(?:site|website|page)|website\s+of|contact\s+(?:details|number|page)|"
          r"phone\s+number|customer\s+service\s+of|opening\s+hours|app\s+download",
          intent="informational", query="navigational", weight=2.0),
    # -- trust ------------------------------------------------------------------------------------------------------
    _rule(r"trust(?:ed|worthy)?|reliab(?:le|ility)|reputable|reputation|safe(?:ly)?|secur(?:e|ity)|privacy|gdpr|"
          r"legit(?:imate)?|scam|honest(?:ly)?",
          trust=0.4, intent="evaluation", weight=0.4),
    _rule(r"reviews?|experiences?\s+with|what\s+(?:do|are)\s+(?:\w+\s+)?(?:people|customers|users|"
          r"others)\s+say(?:ing)?|testimonials?|proof|proven|evidence|case\s+stud(?:y|ies)|references",
          trust=0.3, intent="evaluation", weight=0.5),
    _rule(r"risk(?:s|y)?|worr(?:y|ied)|afraid|concern(?:ed|s)?|scared|mistakes?|regret|burned|disappointed|"
          r"let\s+down|doubt(?:s|ful)?|unsure|not\s+sure|locked\s+in|catch|hidden",
          trust=0.3, intent="evaluation", weight=0.3),
    _rule(r"guarantee\w*|refund|cancel|contract|support|certif\w+|licen[cs]ed|insured|qualified|"
          r"years\s+of\s+experience", trust=0.2, intent="evaluation", weight=0.3),
    _rule(r"my\s+(?:health|children|kids|family|savings|money|data|customers'?|home|house)|medical|legal|"
          r"financial", trust=0.15),
)  # fmt: skip


@dataclass(slots=True)
class Evidence:
    """What prompts have said so far."""

    intents: defaultdict[Intent, float] = field(default_factory=lambda: defaultdict(float))
    queries: defaultdict[QueryIntent, float] = field(default_factory=lambda: defaultdict(float))
    buying: float = 0.0
    trust: float = 0.0

    def plus(self, other: "Evidence", share: float) -> "Evidence":
        """This, and ``share`` of the other."""
        sums = Evidence(self.intents.copy(), self.queries.copy(), self.buying, self.trust)
        for intent, weight in other.intents.items():
            sums.intents[intent] += weight * share
        for query, weight in other.queries.items():
            sums.queries[query] += weight * share
        sums.buying += other.buying * share
        sums.trust += other.trust * share
        return sums


def classify(prompt: str, brands: Sequence[BrandName], *, before: Sequence[str] = ()) -> Classification:
    """Classify one prompt. ``before`` are the earlier prompts of its conversation, the first one first."""
    carried = Evidence()
    for earlier in before:
        carried = _read(earlier)[0].plus(carried, CARRIED)
    own, cues = _read(prompt)
    total = own.plus(carried, CARRIED)
    branded = names_brand(prompt, brands)
    if branded and not own.queries["commercial"] and not own.queries["transactional"]:
        total.queries["navigational"] += 0.3
    intent = _strongest(total.intents, get_args(Intent), "informational")
    return Classification(
        intent=intent,
        funnel_stage=_STAGES[intent],
        buying_signal=_score(0.1 + total.buying + (0.1 if intent == "decision" else 0.0)),
        trust_need=_score(0.1 + total.trust),
        query_intent=_strongest(total.queries, get_args(QueryIntent), "informational"),
        branded=branded,
        confidence=_confidence(total.intents, cued=bool(cues)),
        cues=tuple(cues[:MOST_CUES]),
    )


def classify_conversation(prompts: Sequence[str], brands: Sequence[BrandName]) -> list[Classification]:
    """Classify the prompts of one conversation in the order in which they are said."""
    return [classify(prompt, brands, before=prompts[:at]) for at, prompt in enumerate(prompts)]


def names_brand(text: str, brands: Sequence[BrandName]) -> bool:
    """Whether ``text`` names one of ``brands`` by name, alias or domain, at word boundaries, in any case."""
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        for brand in brands
        for name in (brand.name, *brand.aliases, *brand.domains)
        if name
    )


def _read(prompt: str) -> tuple[Evidence, list[str]]:
    """The evidence of one prompt, and the words it rests on in the order of the text."""
    evidence = Evidence()
    found: list[tuple[int, str]] = []
    text = prompt.replace("’", "'")
    for rule in RULES:
        match = rule.pattern.search(text)
        if match is None:
            continue
        found.append((match.start(), " ".join(match[0].lower().split())))
        if rule.intent:
            evidence.intents[rule.intent] += rule.weight
        if rule.query:
            evidence.queries[rule.query] += rule.weight
        evidence.buying += rule.buying
        evidence.trust += rule.trust
    return evidence, list(dict.fromkeys(cue for _, cue in sorted(found)))


T = TypeVar("T", bound=str)


def _strongest(weights: Mapping[T, float], order: Sequence[T], default: T) -> T:
    """The heaviest, of equals the later in ``order``; ``default`` is given a small weight of its own."""
    return max(order, key=lambda each: (weights.get(each, 0.0) + (_DEFAULT_WEIGHT if each == default else 0.0), order.index(each)))


def _confidence(intents: Mapping[Intent, float], *, cued: bool) -> float:
    """By the margin between the two strongest intents; 0.3 where no word decided."""
    if not intents:
        return 0.3
    first, second, *_ = [*sorted(intents.values(), reverse=True), 0.0]
    margin = (first - second) / (first + second + _DEFAULT_WEIGHT)
    return round(min(0.95, (0.5 if cued else 0.35) + 0.5 * margin), 2)


def _score(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 2)
