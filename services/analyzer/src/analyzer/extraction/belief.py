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
    ("superiority", re.compile(r"\b(?:best|better than|superior|unmatched|unrival+ed|unbeatable|outperforms?|industry[- ]leading|market[- ]leader|leader in|leading|number one|#1|top(?:[- ]rated|[- ]notch| choice| pick)?|stands out|second to none|most (?:powerful|advanced|comprehensive|complete|flexible|versatile|capable|feature-rich|robust)|more (?!expensive|complex|complicated|limited|costly|difficult|confusing|restrictive|cluttered)\w+ than|(?:easier|faster|stronger|simpler|richer) than|easiest|fastest|strongest|finest|wins|winner|beats|runs? circles around|no (?:competitor|rival|other \w+) (?:matches|offers|has|comes)|only one (?:with|that|to)|unparal+eled|ahead of|(?:nothing|nobody|no one)(?: else)? (?:\w+ ){0,4}?comes close|(?:class|league) of (?:its|their) own|(?:won't|can't|cannot|never) (?:find|get|buy|ask for) (?:an? )?better|no better(?! than)|rolls[- ]royce|gold standard|benchmark|state of the art|unequal+ed|head and shoulders|(?:hard|tough) to beat|to beat|sets the (?:standard|bar)|(?:twice|(?:two|three|four|five|ten|\d+) times) (?:as (?!expensive|much|many|pricey|slow)|the (?!price|cost)))|\bthe (?!(?:late|cheap|near|inter|re|t|w|b|gu|for|har|inv|hon|mod|requ|sugg|prot|cont|dig|arr|larg|bigg|old|new|high|low|rich|young|few|earli|close|near)est\b)\w{3,}est\b|#1\b"), 1.0),
    ("outcome", re.compile(r"\b(?:sav(?:e|es|ing) (?:you )?(?:time|money|hours)|increas(?:e|es|ing)|boost(?:s|ing)?|grow(?:s|ing)?(?: your)?|improv(?:e|es|ing)|reduc(?:e|es|ing)|roi|conversions?|driv(?:e|es|ing) (?:sales|growth|traffic|engagement|results|revenue)|productivity|(?<!lab )(?<!test )results|streamlin(?:e|es|ing)|achiev(?:e|es|ing)|get more|higher (?:open|conversion|click)|efficien(?:t|cy)|succe(?:ss|ed)|maximi[sz](?:e|es|ing)|accelerat(?:e|es|ing)|help(?:s|ing)? (?:you|businesses|teams|users|companies|them) (?:\w+ ){0,2}?(?:grow|increase|reach|save|sell|convert|achieve|improve|reduce|manage|create|build|boost)|helps? (?:you|your \w+|them) \w+|you'll (?:cut|save|sleep|gain|lose|earn|finish|sell|win|close|learn|feel|look|reach|spend less|get \w+ done)|sav(?:e|es|ing) (?:you |us |them )?(?:about |up to |around |roughly |nearly )?(?:\w+ ){0,3}?(?:hours?|minutes?|days?|weeks?)|pays? for (?:itself|themselves)|(?:lift|jump|rise|drop|increase|boost|uplift) in|in half|halv(?:e|es|ed|ing)|gets? rid of|cut(?:s|ting)? (?:your|the|our|their|down)|cleared up|clears? up|reliev(?:e|es|ing)|prevents?|(?:twice|three times) as (?:fast|much done)|results? in)\b|\d+ ?% (?:more|less|fewer|faster|higher|lower|lift|increase|drop)"), 1.0),
    ("transaction", re.compile(r"\b(?:pric(?:e|es|ed|ing)|free (?:plan|tier|trial|version|account|forever)|for free|free|affordable|affordability|cheap(?:er|est)?|inexpensive|low[- ]cost|cost(?:s|-effective)?|discounts?|(?:good |great |best |better )deals?|budget(?:-friendly)?|value for money|money[- ]back|per (?:month|user|year|seat)|good value|great value|best value|(?:starts?|starting) at (?=[$€£]|\d+ ?(?:usd|eur|dollars|euros|pounds))|bargain|economical|refunds?|free shipping|\d+ ?% off|(?:lifetime|money-back) guarantee|beaten on price|charges? nothing|no charge|for the same money|half the price|(?:third|quarter|fraction) of the (?:price|cost)|risk (?:nothing|free)|risk-free|return (?:window|policy)|\d+[- ](?:day|night) (?:return|trial|refund|window)|pay nothing|worth (?:every|the) (?:penny|cent|money|price)|coupons?|(?:no|low|lower|without) fees?|no contract)\b|[$€£]\s?\d"), 0.9),
    ("identity", re.compile(rf"\b(?:(?:designed|built|made|tailored|aimed|geared|created|suited|perfect|ideal|great|best|good|popular|favou?rite)\s(?:specifically |especially |particularly )?(?:for|to|at|among|with|toward|towards)\s(?:\w+ ){{0,2}}?{_PEOPLE}|for people (?:like you|who)|eco[- ](?:conscious|friendly)|sustainab\w+|ethical|values|lifestyle|community of|people like|b corp|vegan|handmade|family[- ]owned|your (?:brand|style|identity)|see yourself|status symbol|part of who you are|says? (?:something |a lot )?about (?:you|who)|statement|badge|tribe|by (\w+)s? for \1|(?:built|made|designed|meant|intended|aimed) (?:for|at) (?:people|those|anyone|everyone|folks) (?:who|with)|for (?:the )?(?:minimalists|purists|nerds|snobs|enthusiasts|audiophiles|foodies|gearheads|romantics|perfectionists)|(?:wear|carry|drive) when they want|want (?:\w+ ){0,2}?to (?:know|notice)|people like you|who (?:care|cares) about)\b"), 1.1),
    ("social_proof", re.compile(r"\b(?:popular|used by|trusted by|loved by|millions of|thousands of|hundreds of thousands|widely (?:used|adopted|known|recogni[sz]ed|regarded|trusted)|well[- ](?:known|regarded|reviewed|loved)|highly (?:rated|regarded|reviewed)|reviews?|ratings?|rated|testimonials?|award[- ]winning|awards?|renowned|famous|household name|customers (?:love|say|praise)|users (?:love|say|praise|report)|reputation|favou?rite among|recommended by|industry standard|community|(?:your|all|our|my) (?:friends|neighbou?rs|colleagues|peers|competitors)|(?:\d|two|three|four|five|eight|nine) (?:out of|in) (?:five|ten|\d{1,2})|stars?|(?:everyone|everybody)(?: else)? (?:\w+ ){0,3}?(?:seems|uses|has|owns|carries|knows|is)|most people|most (?:\w+ ){1,3}?(?:use|choose|buy|pick|trust)|rank(?:s|ed)? (?:first|highest)|survey|(?:been |is |are )?recommended by|(?:dentists?|doctors|experts|physicians|dermatologists|pros|professionals|vets|teachers) (?:\w+ )?(?:recommend|use|swear by|trust|prefer)|swear by|cult following|favou?rites? (?:of|among|with)|shows? up in every|(?:is|are) what (?:the )?(?:\w+ ){1,2}?uses?\b|more people (?:choose|use|buy)|best-?sell(?:er|ing)|sold (?:over|more)|chosen by|(?:over|more than|used by) [\d\u00b7]+ (?:\w+ ){0,2}?(?:users|customers|people|companies|businesses|teams|stores|creators)|million (?:\w+ ){0,2}?(?:users|customers|people|subscribers))\b"), 1.0),
    ("truth", re.compile(r"\b(?:transparen(?:t|cy)|honest(?:y)?|accura(?:te|cy)|evidence(?:-based)?|verified|certified|fact(?:s|ual)?|proven|research[- ]backed|clinically|authentic|genuine|no hidden (?:fees|costs)|trustworth(?:y|iness)|reliab(?:le|ility)|dependable|reputable|track record|independent(?:ly)? tested|compliant|compliance|secure|safe|credib(?:le|ility)|trusted|publish(?:es|ed)? (?:its|their|all|every|the) (?:\w+ ){0,3}?(?:results|reports?|code|findings|data|prices|fees|tests|sources)|backed by (?:\w+[- ]?){0,3}?(?:stud(?:y|ies)|research|science|evidence|data)|peer-reviewed|(?:lab|third-party)[- ](?:tested|audited)|audit(?:s|ed|ors)(?! by)|up ?front|(?:doesn't|does not|never) sell your data|(?:safety|security) record|peace of mind|approved by|stands? behind|tells you (?:what|up|exactly)|open about)\b"), 0.9),
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
