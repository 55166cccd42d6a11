# ruff: noqa: E501 -- a pattern is read as a whole
"""Which belief about a brand an answer sells, from the words of the clauses that the brand governs."""

import re
from functools import lru_cache

from analyzer.extraction.cues import NEGATED
from analyzer.extraction.model import Belief
from analyzer.extraction.segments import Segment, governs

_PEOPLE = (
    r"(?:small|medium|large|growing|local|independent|online|tech|creative|solo|busy|young|modern|e-?commerce|non-?profit|professional|enterprise|new)?\s?"
    r"(?:business(?:es)?|teams?|freelancers?|creators?|agenc(?:y|ies)|startups?|developers?|designers?|marketers?|bloggers?|entrepreneurs?|enterprises?|beginners?|"
    r"professionals?|students?|families|parents|runners|makers|artists|photographers|retailers|stores|shops|companies|organi[sz]ations|nonprofits|writers|consultants|solopreneurs)"
)
_PATTERNS: tuple[tuple[Belief, re.Pattern[str], float], ...] = (
    ("superiority", re.compile(r"\b(?:best|better than|superior|unmatched|unrival+ed|unbeatable|outperforms?|industry[- ]leading|market[- ]leader|leader in|leading|number one|#1|top(?:[- ]rated|[- ]notch| choice| pick)?|stands out|second to none|most (?:powerful|advanced|comprehensive|complete|flexible|versatile|capable|feature-rich|robust)|more (?!expensive|complex|complicated|limited|costly|difficult|confusing|restrictive|cluttered)\w+ than|(?:easier|faster|stronger|simpler|richer) than|easiest|fastest|strongest|finest|wins|winner|beats|unparal+eled|ahead of)\b|#1\b"), 1.0),
    ("outcome", re.compile(r"\b(?:sav(?:e|es|ing) (?:you )?(?:time|money|hours)|increas(?:e|es|ing)|boost(?:s|ing)?|grow(?:s|ing)?(?: your)?|improv(?:e|es|ing)|reduc(?:e|es|ing)|roi|conversions?|driv(?:e|es|ing) (?:sales|growth|traffic|engagement|results|revenue)|productivity|results|streamlin(?:e|es|ing)|achiev(?:e|es|ing)|get more|higher (?:open|conversion|click)|efficien(?:t|cy)|succe(?:ss|ed)|maximi[sz](?:e|es|ing)|accelerat(?:e|es|ing)|help(?:s|ing)? (?:you|businesses|teams|users|companies|them) (?:\w+ ){0,2}?(?:grow|increase|reach|save|sell|convert|achieve|improve|reduce|manage|create|build|boost))\b"), 1.0),
    ("transaction", re.compile(r"\b(?:pric(?:e|es|ed|ing)|free (?:plan|tier|trial|version|account|forever)|for free|free|affordable|affordability|cheap(?:er|est)?|inexpensive|low[- ]cost|cost(?:s|-effective)?|discounts?|(?:good |great |best |better )deals?|budget(?:-friendly)?|value for money|money[- ]back|per (?:month|user|year|seat)|good value|great value|best value|(?:starts?|starting) at (?=[$€£]|\d+ ?(?:usd|eur|dollars|euros|pounds))|bargain|economical|refund|free shipping)\b|[$€£]\s?\d"), 0.9),
    ("identity", re.compile(rf"\b(?:(?:designed|built|made|tailored|aimed|geared|created|suited|perfect|ideal|great|best|good|popular|favou?rite)\s(?:specifically |especially |particularly )?(?:for|to|at|among|with|toward|towards)\s(?:\w+ ){{0,2}}?{_PEOPLE}|for people (?:like you|who)|eco[- ](?:conscious|friendly)|sustainab\w+|ethical|values|lifestyle|community of|people like|b corp|vegan|handmade|family[- ]owned|your (?:brand|style|identity))\b"), 1.1),
    ("social_proof", re.compile(r"\b(?:popular|used by|trusted by|loved by|millions of|thousands of|hundreds of thousands|widely (?:used|adopted|known|recogni[sz]ed|regarded|trusted)|well[- ](?:known|regarded|reviewed|loved)|highly (?:rated|regarded|reviewed)|reviews?|ratings?|rated|testimonials?|award[- ]winning|awards?|renowned|famous|household name|customers (?:love|say|praise)|users (?:love|say|praise|report)|reputation|favou?rite among|recommended by|industry standard|community)\b"), 1.0),
    ("truth", re.compile(r"\b(?:transparen(?:t|cy)|honest(?:y)?|accura(?:te|cy)|evidence(?:-based)?|verified|certified|fact(?:s|ual)?|proven|research[- ]backed|clinically|authentic|genuine|no hidden (?:fees|costs)|trustworth(?:y|iness)|reliab(?:le|ility)|dependable|reputable|track record|independent(?:ly)? tested|compliant|compliance|secure|safe|credib(?:le|ility)|trusted)\b"), 0.9),
)  # fmt: skip


def beliefs(segment: Segment) -> dict[Belief, float]:
    """The weight of each belief in one clause; a negated cue counts nothing."""
    return dict(_weights(segment.text))


@lru_cache(maxsize=1024)
def _weights(text: str) -> tuple[tuple[Belief, float], ...]:
    found: dict[Belief, float] = {}
    for belief, pattern, weight in _PATTERNS:
        for hit in pattern.finditer(text):
            if governs(text, hit.start()) and not NEGATED.search(text[max(0, hit.start() - 60) : hit.start()]):
                found[belief] = found.get(belief, 0.0) + weight
    return tuple(found.items())


def strongest(weights: dict[Belief, float]) -> Belief | None:
    """The heaviest belief; the first of the fixed order among equals, None where no cue spoke."""
    best: Belief | None = None
    for belief, _, _ in _PATTERNS:
        if weights.get(belief, 0.0) > (weights[best] if best else 0.0):
            best = belief
    return best
