# ruff: noqa: E501 -- a pattern is read as a whole
"""How favourably a brand is spoken of: a weighted word list per clause, with negation and intensity.

The scheme is VADER's (Hutto and Gilbert 2014): valences are summed, an intensifier adds, a negation turns and damps, and
the sum is normalised to -1..1. The words and weights are our own, for statements about products.
"""

import math
import re
from functools import lru_cache

from analyzer.extraction.lexicon.words import words
from analyzer.extraction.meaning.clauses.segments import O, Segment, T, governs

_DAMPED = -0.74  # a negated word is weaker than its opposite
_INTENSITY = 0.3
_NORMAL = 15.0

_WORDS = {
    3.0: """
    best excellent outstanding exceptional amazing fantastic superb perfect unbeatable unmatched brilliant love
    loved incredible terrific finest stellar superior
    """,
    2.0: """
    great ideal reliable trusted powerful robust impressive recommend recommended recommends winner wins top
    favorite favourite intuitive seamless trustworthy reputable wonderful renowned award-winning beautiful
    delightful versatile praised praise dependable proven strong strongest easiest fastest shines excels joy pleasure
    gem lovely gorgeous elegant flawless faultless spotless effortless stunning legendary cult benchmark rock-solid
    unrivaled unrivalled no-brainer
    impeccable immaculate exquisite meticulous masterful splendid sublime unparalleled indestructible foolproof
    top-notch well-made well-built well-designed well-crafted remarkable ingenious delight delights exemplary
    first-rate first-class bulletproof trouble-free outshines outperforms beloved adored spot-on
    """,
    1.3: """
    good easy faster simpler lighter smarter quieter roomier affordable simple fast flexible popular solid
    useful helpful friendly user-friendly convenient efficient effective secure safe leading clean modern
    generous comprehensive advanced rich feature-rich well-known well-regarded better nice smooth quick
    responsive scalable free valuable worth happy satisfied enjoy enjoys advantage advantages benefit benefits
    improved improves saves smart strength strengths streamlined cheap cheaper inexpensive cost-effective
    customizable innovative straightforward accessible transparent honest quality high-quality stable respected
    beginner-friendly budget-friendly suitable polished handy sturdy durable comfortable comfy cozy painless
    snappy crisp vivid rugged roomy sleek charming fun fresh tasty delicious healthy natural bargain accurate
    award awards plenty kind beautifully perfectly superbly wonderfully certified verified thorough precise
    refined capable fits longest-lasting risk-free hassle-free unlimited lifts pleasant gentle soothing warm
    bright sharp stylish soft absorbent plush spacious trustworthy safer sturdier quieter longest
    admirable agile appealing attentive authentic breathable breeze calming caring classy clever comforting
    compelling competent considerate consistent creamy cushioned detailed discreet ergonomic ethical fair
    fragrant forgiving guaranteed iconic insightful inviting lasting lightweight likeable lively long-lasting
    loyal luxurious neat nimble noiseless nutritious organized patient polite portable potent practical pristine
    productive prompt protective punctual reassuring refreshing repairable resilient respectful rewarding
    sensible silky silent skilled slick sophisticated speedy steady striking succulent supportive sustainable
    swift tactile tasteful tender thoughtful tidy timeless tough tranquil uncluttered understated upscale
    vibrant waterproof watertight weatherproof whisper-quiet wholesome worthwhile zippy durability dependability
    knowledgeable welcoming courteous graceful memorable crunchy juicy airy grippy perks perk
    """,
    -1.0: """
    limited basic lacks lack lacking complex complicated drawback drawbacks downside downsides con cons issue
    issues learning-curve dated overkill costly pricey expensive steep missing weaker restrictive cluttered
    overwhelming inconsistent confusing difficult hard limitation limitations concern concerns lags avoid
    unavailable discontinued dated bland stale noisy loud stingy fiddly finicky bloated bulky uncomfortable unhelpful
    gimmick gimmicky hassle headache upsell upsells pushy fragile erratic harsh sluggish crude messy smelly stiff
    lock-in restricts caps
    ageing aging ambiguous amateurish antiquated arbitrary arduous awkward barebones bare-bones blurry brittle
    burdensome chaotic cheesy choppy clammy clumsy cramped creaky cryptic cumbersome dim distracting drab dull
    exhausting flaky forgettable frail greasy grainy iffy inaccurate incompatible incomplete inconvenient
    ineffective inefficient inflexible insufficient irritating laggy leaky lumpy middling murky nagging
    outclassed overhyped overrated patchy pointless problematic rattles rigid rusty scratchy shallow short-lived
    skimpy sloppy spotty stuffy tacky tedious temperamental tinny tiresome troublesome underpowered
    underwhelming unfair unfinished unintuitive unpolished unpredictable unsuitable untested vague wobbly
    wasteful surcharge surcharges nags peels sags sagging stretches frays fades scratches squeaks overheats jams
    clogs
    """,
    -2.0: """
    bad poor worse slower pricier slow clunky buggy frustrating disappointing unreliable outdated problem
    problems weak fails failed fail overpriced annoying complaints complaint complain unresponsive unstable
    risky mediocre inferior insecure breach lawsuit criticized negative crash crashes crashing crashed freezes
    mess leak leaks leaked breaches breached fined hopeless dies died ugly late sued flimsy broke broken breaks
    regret disappointed disappoint glitch glitches glitchy rude unsafe toxic spam spammy intrusive notorious
    recall recalled suffered suffers ignored worthless defective disaster
    bankrupt bankruptcy cheated corrupt damaged deceptive defects deteriorates disappoints disappointment
    failure failures failing faults faulty shoddy subpar lawsuits negligent plagued ruined rubbish shady
    struggled struggles sucks tainted trash unacceptable unethical unusable violations vulnerable
    vulnerabilities warned warns dodgy flawed hacked exploded
    """,
    -3.0: """
    worst terrible awful horrible scam fraud useless hate hated nightmare dangerous garbage misleading dishonest rip-off
    ripoff
    abysmal appalling atrocious disgusting dreadful hazardous
    """,
}
_VALENCE = {word: weight for weight, listed in _WORDS.items() for word in words(listed)}
_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_NEGATIONS = words(
    """
    not no never without hardly barely neither nor isn't aren't wasn't doesn't don't won't can't cannot wouldn't
    shouldn't didn't couldn't nothing far rarely seldom
    """
)
_BOOSTERS = words(
    """
    very really extremely highly incredibly especially particularly truly remarkably most exceptionally absolutely so
    super
    """
)
_DAMPERS = words(
    """
    somewhat slightly fairly relatively little bit kind sort partly quite
    """
)
_IDIOMS = re.compile(
    r"\b(?:sav(?:es?|ed|ing) (?:us|me|them|our \w+) |no hidden (?:fees|charges|costs)|hard to fault|within (?:seconds|minutes|an? (?:hour|day)|hours)|just works|lasted (?:\w+ ){0,3}?years|(?:won't|never) outgrow|(?:doesn't|don't|never) nickel[- ]and[- ]dime|fewer (?:bugs|problems|complaints|issues|returns)|free (?:of|from)|hard to beat|leaks? (?:the )?(?:least|less)|punch(?:es)? above (?:its|their) weight|close behind|adores? it|(?:has|have) the edge|problem[- ]free|hassle[- ]free|no (?:issues|problems|complaints)|easy to (?:avoid)|hard[- ]working|without (?:issues|problems)|not bad"
    r"|(?:won't|doesn't|never) (?:lock you in|sell your data)|no (?:lock-in|contract|learning curve|surprises)|peace of mind|pays? for (?:itself|themselves)"
    r"|worth (?:every|the) (?:penny|cent|money|price)|(?:class|league) of (?:its|their) own|rolls[- ]royce|half the price|for the same money"
    r"|(?:won't|can't|cannot|never) (?:find|get|buy|ask for) (?:an? )?better|(?:nothing|nobody)(?: else)? (?:\w+ ){0,4}?comes close|no better(?! than)|never (?:failed|let \w+ down|broke|crashed)"
    r"|(?:twice|(?:two|three|four|five|ten) times) (?:as (?!expensive|much|pricey|slow)|the (?!price|cost))|gets? rid of|sleep (?:better|through)|backed by|up ?front"
    r"|risk nothing|(?:lift|jump|rise) in|you'll (?:cut|save|love|enjoy|gain|earn)|(?:4\.[5-9]|4\u00b7[5-9]|five|5)[- ]stars?|(?:safety|security) record|sav(?:e|es|ing) you)\b"
)
_BAD_IDIOMS = re.compile(
    r"\b(?:took (?:weeks|months|days|ages|forever)|hidden (?:fees|charges|costs)|painful|stopped (?:working|answering|responding|shipping)|(?:never|not) (?:buy|use|order|shop|book|fly|stay)\b[^.;]{0,30}? again|(?:denied|rejected|refused) (?:my|our|the|every) (?:claim|refund|return)s?|outgrow|nickel[- ]and[- ]dim(?:e|es|ed|ing)|(?:sold|sells|selling) (?:my|our|your|user|customer) data|more bugs than|(?:lost|losing) (?:my|our|the) (?:luggage|order|package|money|data|files|bags?)|charges? (?:extra )?for everything|nobody likes|waste of (?:time|money)|at best|leaves? (?:much|a lot|something) to be desired|not worth|isn't worth|never (?:answered|replied|arrived|worked|again)|keeps? (?:crashing|freezing|failing|breaking)"
    r"|drops? the connection|mis(?:ses|sed) the mark|(?:falls?|fell|fallen) (?:flat|short|apart|behind)|pay(?:s|ing)? more for less|locks? you in(?:to)?|hard to (?:justify|recommend|cancel|reach)|nothing but trouble|gave up|went (?:bankrupt|under|dark)"
    r"|shut (?:down|its doors)|let (?:me|us|you) down|bad luck|stay (?:away|off)|(?:twice|three times) the (?:price|cost)|under investigation|tread carefully|worth less|swings? wildly|wouldn't bother|leave it for|too heavy|not (?:made|meant|built) for|more trouble than)\b"
)
_SET_ASIDE = re.compile(
    rf"\b(?:avoid(?:ing)?|stay away from|steer clear of|beware of|don't (?:use|buy|recommend)|not recommend|(?:wouldn't|would not) (?:recommend|take|buy|get|use|choose|bring|trust)|never use)\s[^{T}{O}.;]{{0,30}}?{T}|\bgive {T} a miss\b|\bleave {T} (?:alone|aside)\b"
)
_BEATEN = re.compile(
    rf"\b(?:slower|worse|pricier|weaker|costlier|heavier|clunkier|less \w+|more (?:expensive|complex|complicated|limited|costly|difficult|confusing|restrictive|cluttered))\b[^{T};]{{0,30}}\bthan\s{T}"
)
_LOSES = re.compile(
    rf"\b(?:better|cheaper|faster|easier|stronger|simpler|superior|more \w+|outperforms|beats|surpasses)\b[^{T};]{{0,40}}\b(?:than|to|outperforms|beats|surpasses)?\s{T}"
)


def valence(segment: Segment) -> float:
    """The summed valence of the words about the brand in one clause."""
    return _valence(segment.text, compared=bool(segment.rivals))


@lru_cache(maxsize=1024)
def _valence(text: str, *, compared: bool) -> float:
    if _SET_ASIDE.search(text):
        return -2.5
    if compared and _BEATEN.search(text) and not governs(text, 0):
        return 1.0
    if compared and _LOSES.search(text) and not governs(text, 0):
        return -1.0
    total = 0.0
    before: list[str] = []
    plain = _BAD_IDIOMS.sub(" bad ", _IDIOMS.sub(" good ", text))
    for hit in _WORD.finditer(plain):
        word = hit.group()
        weight = _VALENCE.get(word)
        if weight is not None and governs(plain, hit.start()):
            total += _weighed(weight, before[-3:])
        before.append(word)
    return total


def _weighed(weight: float, before: list[str]) -> float:
    sign = math.copysign(1.0, weight)
    if before and before[-1] in _BOOSTERS:
        weight += sign * _INTENSITY
    elif before and before[-1] in _DAMPERS:
        weight -= sign * _INTENSITY
    if before and before[-1] == "less" and before[-2:-1] != ["no"]:
        return weight * _DAMPED
    return weight * _DAMPED if any(word in _NEGATIONS for word in before) else weight


def normalised(total: float) -> float:
    """A sum of valences on -1..1, two decimals."""
    return round(total / math.sqrt(total * total + _NORMAL), 2)
