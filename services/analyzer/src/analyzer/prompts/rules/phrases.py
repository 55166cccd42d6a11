"""The phrases by which prompts are classified, and what each speaks for.

A pattern is a regular expression in which a blank stands for white space and a line break for nothing. Weights are
compared within one prompt only; buying and trust are added up and cut at 1.
"""

import re
from dataclasses import dataclass

from common.contracts.vocabulary import Intent, QueryIntent


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase and what it speaks for."""

    pattern: re.Pattern[str]
    intent: Intent | None
    query: QueryIntent | None
    weight: float
    buying: float
    trust: float


def _cue(
    pattern: str, intent: Intent | None = None, query: QueryIntent | None = None, *, weight: float = 1.0,
    buying: float = 0.0, trust: float = 0.0,
) -> Phrase:  # fmt: skip
    joined = "".join(line.removeprefix("        ") for line in pattern.splitlines())
    spaced = joined.replace(" ", r"\s+")
    compiled = re.compile(rf"(?<!\w)(?:{spaced})(?!\w)", re.IGNORECASE)
    return Phrase(compiled, intent, query, weight, buying, trust)


_DECISION = (
    _cue(
        """(?:^|[.!?:] )(?:please |just )?(?:tell me )?(?:recommend|suggest|pick|choose|decide|name)
        (?: (?:me|for me|us|one|two|a|an|the|some|your))""",
        "decision", "commercial", weight=2.6, buying=0.35,
    ),
    _cue(
        """(?:which|what|where|who) (?:[\\w'-]+ ){0,6}?(?:should|would|do|shall)
         (?:i|we|you|he|she|they|(?:my|our|a|an|the) \\w+)(?: (?:first|really))?
         (?:recommend|suggest|buy|take|choose|pick|use|lease|install|open|order|try|get|give|start|stay|go|call|hire
        |contact)""",
        "decision", "commercial", weight=2.4, buying=0.35,
    ),
    _cue(
        """^best [^?]{3,80}|tell me which|had to choose one|can only have one|i want (?:the|a) [^.?]{3,60}""",
        "decision", "commercial", weight=1.6, buying=0.3,
    ),
    _cue(
        """(?:your|the|a) (?:single )?(?:best|top|one|final) (?:recommendation|pick|choice|bet|answer)
        |just one (?:word|name|\\w+)?
        |final question|one word""",
        "decision", "commercial", weight=2.2, buying=0.35,
    ),
    _cue(
        """let's do it|how do (?:i|we) (?:start|proceed)|where do (?:i|we) sign|how (?:quickly|soon|fast) can (?:i
        |we) (?:get|have|start|move|see)
        |deliver(?:ed|y)|ship(?:s|ped|ping)? to|get a refund|find me""",
        "decision", "transactional", weight=2.0, buying=0.4,
    ),
    _cue(
        """(?:just |please )?(?:tell|give|name) me (?:just |only |exactly )?(?:one|a single|the one|your pick
        |your choice)""",
        "decision", "commercial", weight=2.4, buying=0.35,
    ),
    _cue(
        """^(?!is |are |do |does |what|which|how|can |why|who)[\\w'&.+ -]{2,40}? (?:pricing|prices?|cost|fees|quote
        |plans)(?: (?:for|per|in|of) [^?]{1,40})?\\??$""",
        "decision", "transactional", weight=2.2, buying=0.35,
    ),
    _cue(
        """which (?:one|\\w+)\\?$|what do i take|what is it\\?$""",
        "decision", "commercial", weight=0.9, buying=0.1,
    ),
    _cue(
        """how much (?:is|are)|how much (?:does|do|would) [^?]{1,40} cost|what (?:does|do) [^?]{1,40} cost
        |(?:price|rate|cost) (?:of|for)|on sale|cheapest\\?$|at the best price|in stock|quote for""",
        "decision", "transactional", weight=2.0, buying=0.35,
    ),
    _cue(
        """^(?:please )?(?:order|buy|book|cancel|delete|start|sign me up|subscribe me|upgrade|pause|get me|rent|return
        |open an account)""",
        "decision", "transactional", weight=2.6, buying=0.45,
    ),
    _cue(
        """return period|takes? [^?]{1,30} back|money back|how do i claim|get started with""",
        "decision", "transactional", weight=1.8, buying=0.3,
    ),
    _cue(
        """(?:ready|want|going|about|plan|planning|have) to
        (?: buy| order| book| hire| subscribe| sign up| decide| choose| settle on| get one| switch)""",
        "decision", "transactional", weight=4.0, buying=0.45,
    ),
    _cue(
        """where (?:can|do|should|could) (?:i|we)(?: \\w+)? (?:buy|order|book|get|hire|find)""",
        "decision", "transactional", weight=2.0, buying=0.4,
    ),
    _cue(
        """how (?:do|can) (?:i|we) (?:buy|order|book|sign up|get started|cancel|apply|register|enrol+|return
        |get a quote)""",
        "decision", "transactional", weight=1.8, buying=0.35,
    ),
    _cue(
        """(?:should|shall|would|do) (?:i|we|you) (?:go for|go with|choose|pick|take|buy|order|book|hire|get
        |settle on)""",
        "decision", "commercial", weight=1.6, buying=0.35,
    ),
    _cue(
        """would you (?:try first|start with)|(?:your|the) first choice""",
        "decision",
        "commercial",
        weight=0.7,
        buying=0.15,
    ),
    _cue(
        """final choice|your choice|first choice, and|make up my mind|decide (?:on|between|by|today|this week)
        |in my place""",
        "decision", "commercial", weight=1.4, buying=0.3,
    ),
    _cue(
        """buy|purchase|order|subscribe|sign up|book (?:a|an|now|online)|hire""",
        "decision", "transactional", weight=0.7, buying=0.2,
    ),
    _cue(
        """today|this week|right away|by (?:monday|tuesday|wednesday|thursday|friday|tomorrow|next week)
        |as soon as possible""",
        "decision", weight=0.5, buying=0.15,
    ),
    _cue(
        """free trial|discount|coupon|voucher code|special offer""",
        "decision", "transactional", weight=0.6, buying=0.2,
    ),
)  # fmt: skip

_EVALUATION = (
    _cue(
        """look for(?: in)?|should [^?]{1,50} (?:have|cover|look for|be able to)|what matters|which features
        |what features|should i check""",
        "evaluation", "commercial", weight=2.0, buying=0.15,
    ),
    _cue(
        """^(?!what|why|how|do|does|is|are|can|which|should|where|when)[^,?.:]{2,40} or [^,?.:]{2,60}\\?$""",
        "evaluation", "commercial", weight=1.6, buying=0.25,
    ),
    _cue(
        """are there|^(?:is|are|do|does|can) [^?]{1,50} (?:good|safer?|reliable|worth|better|enough|last|suits?|replace
        |trusted|too \\w+|as good as)""",
        "evaluation", "commercial", weight=1.2, buying=0.1,
    ),
    _cue(
        """what (?:do|does) (?:\\w+ )?\\w+ (?:say|think|dislike|like) (?:about|of)|how do \\w+ rate|complain(?:ts?)?
        |what is better|how (?:fast|many|good) (?:do|does|is|are)""",
        "evaluation", "commercial", weight=1.5, buying=0.1, trust=0.1,
    ),
    _cue(
        """^(?:is|are|do|does|can|will) [^?]{1,60} (?:really|actually|legit|any good|hold up|live up)|has any(?:one
        |body)
        |any(?:one|body) (?:here )?(?:tried|used|switched|bought)|how was it|(?:your|their) experience""",
        "evaluation", "commercial", weight=1.6, buying=0.1, trust=0.2,
    ),
    _cue(
        """^(?:and |so |but |ok,? )?(?:how|what) (?:does|do|about) (?:it|they|that one|this one)|what would (?:i
        |we) (?:miss|lose|gain)
        |yes or no|what (?:are|is) (?:\\w+ ){1,2}saying (?:about|of)""",
        "evaluation", "commercial", weight=1.8, buying=0.15,
    ),
    _cue("^(?!interest|latest)\\w{3,}est [\\w -]{3,50}", "evaluation", "commercial", weight=1.4, buying=0.15),
    _cue(
        """top (?:\\d+|three|five|ten)|(?:who|which \\w+|what \\w+) makes? the|the most \\w+ \\w+""",
        "evaluation", "commercial", weight=1.4, buying=0.15,
    ),
    _cue(
        "recommend(?:ed)?|suggest|recommendations for|suggestions for",
        "evaluation", "commercial", weight=1.4, buying=0.25,
    ),
    _cue(
        "best|(?:the|your|my) top|leading|most popular|favou?rites?",
        "evaluation", "commercial", weight=1.1, buying=0.2,
    ),
    _cue(
        """compar(?:e|ed|es|ing|ison)|versus|vs\\.?|better than|differences? between
        |how (?:does|do) \\w+(?: \\w+)? differ""",
        "evaluation", "commercial", weight=1.5, buying=0.2,
    ),
    _cue(
        """alternatives?(?: to)?|instead of|switch(?:ing)? (?:from|away|to)|replace""",
        "evaluation", "commercial", weight=1.2, buying=0.25,
    ),
    _cue(
        """pros and cons|weak points?|strengths?|drawbacks?|downsides?|advantages?|disadvantages?|trade-?offs?""",
        "evaluation", "commercial", weight=1.2, buying=0.1, trust=0.1,
    ),
    _cue(
        """options?|shortlist|candidates?|consider(?:ing)?|looking for|in need of|i need|we need|suits?|right for
        |good for|made for|any good|a good (?:choice|fit|option|idea)|the right (?:choice|fit|one)""",
        "evaluation", "commercial", weight=0.8, buying=0.15,
    ),
    _cue("which(?: one| ones)?(?: of (?:those|these|them))?", "evaluation", "commercial", weight=0.7, buying=0.1),
    _cue(
        """cheap(?:er|est)?|affordable|pric(?:e|es|ing|y)|costs?|budget|expensive|fees?
        |worth (?:it|the money)|value for money""",
        "evaluation", "commercial", weight=0.7, buying=0.2,
    ),
    _cue(
        """easi(?:er|est)|simplest|fastest|quickest|rather avoid|would you use|do \\w+(?: \\w+)? (?:use|end up with)""",
        "evaluation", "commercial", weight=0.6, buying=0.1,
    ),
)  # fmt: skip

_INFORMATION = (
    _cue(
        """what would you do about|do(?: other)? \\w+(?: \\w+){0,3} (?:turn to|do about)|this kind of problem
        |helps? with that
        |get on top of|(?:don't|do not) know (?:the market|where to (?:start|begin)|much about)|out there
        |only just started
        |never (?:had to|done|bought|used)|look out for|should (?:i|we|a \\w+(?: \\w+)?) know|getting to know
        |people talk about|talk about most|lesser-known""",
        "informational",
        "informational",
        weight=1.4,
    ),
    _cue(
        """(?:explain|describe|what(?:'s| is| are)) (?:to me )?(?:the )?(?:main )?differences? between""",
        "informational", "informational", weight=1.6,
    ),
    _cue(
        "what(?:'s| is| are| does| do)(?! (?:the|your) (?:best|top|first|second|final))",
        "informational", "informational", weight=0.6,
    ),
    _cue("how (?:does|do|can|could|should|would)(?! much)", "informational", "informational", weight=0.7),
    _cue(
        """why|explain|what should i know|tell me (?:about|more)|meaning of|learn|understand|in general""",
        "informational", "informational", weight=0.9,
    ),
    _cue(
        """tips?|advice|ideas?|guide|steps?|deal with|where do (?:i|we) (?:start|begin)|new to""",
        "informational", "informational", weight=0.8,
    ),
    _cue(
        """problem|struggl\\w+|trouble|tired of|frustrat\\w+|no time|keep (?:forgetting|losing)|fed up""",
        "informational", "informational", weight=0.5, buying=0.05,
    ),
    _cue(
        """login|log-in|log in|sign-in|(?:shoe|store|dealer|branch|size) (?:finder|locator)|official (?:site|website
        |page)|website of|contact (?:details|number|page)|phone number
        |customer service of|opening hours|app download""",
        "informational", "navigational", weight=2.0,
    ),
    _cue(
        """where (?:do|can) (?:i|we) (?:find|see|change|update|download|reset|edit|view) (?:my|our|the)
        |^[\\w'&. ]{2,40} (?:warranty|returns?|support|help|contact|status|account|careers) page$""",
        "informational", "navigational", weight=3.4,
    ),
    _cue(
        """(?:open|go to|take me to|bring me to|show me|find|where is) (?:the |my )?[^?.]{0,40}?
        (?:page|site|website|portal|login|finder|configurator|vault|menu|chart|outlet)
        |^(?:open|go to|take me to) (?!an account|a)\\w""",
        "informational", "navigational", weight=2.8,
    ),
)  # fmt: skip

_TRUST = (
    _cue(
        """trust(?:ed|worthy)?|reliab(?:le|ility)|reputable|reputation|safe(?:ly)?|secur(?:e|ity)|privacy|gdpr
        |legit(?:imate)?|scam|honest(?:ly)?""",
        "evaluation", "commercial", weight=0.4, trust=0.4,
    ),
    _cue(
        """reviews?|experiences? with|what (?:do|are)(?: \\w+)? (?:people|customers|users|others) say(?:ing)?
        |testimonials?|proof|proven|evidence|case stud(?:y|ies)|references""",
        "evaluation", "commercial", weight=0.5, trust=0.3,
    ),
    _cue(
        """risk(?:s|y)?|worr(?:y|ied)|afraid|concern(?:ed|s)?|scared|mistakes?|regret|burned|disappointed|let down
        |doubt(?:s|ful)?|unsure|not sure|locked in|catch|hidden""",
        "evaluation", weight=0.3, trust=0.3,
    ),
    _cue(
        """guarantee\\w*|refund|cancel|contract|support|certif\\w+|licen[cs]ed|insured|qualified|years of experience""",
        "evaluation", weight=0.3, trust=0.2,
    ),
    _cue(
        "my (?:health|children|kids|family|savings|money|data|customers|home|house)|medical|legal|financial",
        trust=0.15,
    ),
)  # fmt: skip

PHRASES: tuple[Phrase, ...] = (*_DECISION, *_EVALUATION, *_INFORMATION, *_TRUST)
