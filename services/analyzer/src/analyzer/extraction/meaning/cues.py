# ruff: noqa: E501 -- a pattern is read as a whole
"""The patterns that decide presence, over segments in which the brand is ``T`` and others are ``O``."""

import re
from collections.abc import Iterator
from functools import lru_cache

from analyzer.extraction.meaning.clauses.segments import O, T

_BLOCK = r"(?!\b(?:over|than|instead|unlike|not|never|avoid|against|because|since|compared|if|by|for|rather|alternatives?|without|between|whether)\b)"
_NEAR = rf"(?:{_BLOCK}[^{T}{O};.?]){{0,60}}?"
_CLOSE = rf"(?:{_BLOCK}[^{T}{O},;.?\d]){{0,30}}?"
_ANY = rf"[^{T}{O};?]"
_AUX = r"(?:'s|\s*:|\s(?:is|are|was|would be|will be|might be|may be|could be|can be|should be|remains?|seems?|looks?|makes?|offers?|stands? out as|comes? out as))?"
_ADV = r"(?:(?:\w+ly|also|still|often|perhaps|by far|always|one of|among|simply|considered|generally considered|as|well|very|quite|a|an|the|my|our|your|another|both|all|definitely|,)\s+){0,5}"
_CHOICE = r"(?:choices?|options?|picks?|bet|fit|match|recommendation|alternative|candidates?|starting points?|stop|route|path|ways? to (?!avoid|lose|waste)\w+|places? to (?!avoid)\w+|destinations?|additions? to (?:any|your|the)|start|entry point|way in|winner|answer|fallback|backup|way to go|go-to)"
_FINE = r"(?:best|ideal|perfect|top|number one|#1|right|safest|strongest|smartest|clear|obvious|natural|logical|reasonable|decent|sound|sure|standout|default|usual|go-to|great|good|excellent|solid|fantastic|strong|wonderful|amazing|outstanding|fabulous|superior|safe|better|terrific|superb|first|favou?rite|popular|gentle|easy|sensible|low-risk|reliable|dependable|\w{3,}est)"
_TRY = r"(?:try(?! to\b)|consider|choose|pick|take|check out|look at|look into|go with|go (?:straight )?for|go straight to|opt for|stick with|explore|try out)"
_USE = r"(?:use|get|buy|start with|select|sign up for|turn to|pick up)"
_LEAD = (
    r"(?:^|\bperhaps\s|\bmaybe\s|[,:;–]\s|\bthen\s|\bshould\s(?:\w+ly |also |first )?|\bi'd\s(?:\w+ly )?|\bi would\s(?:\w+ly |rather )?|\bi will\s|\bwe'd\s|\bplease\s|\bjust\s|\bsimply\s|\bdefinitely\s"
    r"|\bcould\s(?:also )?|\bmight\s(?:want to |also )?|\bmay\s(?:want to |also )?|\bcan\s(?:also )?|\bwant to\s|\blet's\s|\botherwise\s|\binstead\s|\bbest to\s|\bworth\s)"
)
_URGE = r"(?:\bshould\s(?:\w+ly |also )?|\bi'd\s(?:\w+ly )?|\bi would\s(?:\w+ly )?|\bwe'd\s|\bthen\s|\b(?:if|for|when)\b[^,]{3,90},\s)"


def _compile(*patterns: tuple[str, float]) -> tuple[tuple[re.Pattern[str], float, bool], ...]:
    """Pattern, confidence, and whether the pattern needs somebody to try something."""
    return tuple((re.compile(pattern), confidence, _TRY in pattern) for pattern, confidence in patterns)


_TRIED = re.compile(r"\b(?:try|tak|consider|choos|pick|check|look|go|opt|stick|explor)")
"""What every clause holds that tells the asker to try something: the patterns that look for it are slow to say no."""

# Recommended to the asker, with the confidence that it is.
RECOMMENDED = _compile(
    (rf"\b(?:recommend|suggest(?!\w*\sthat\s(?!you|we))|advise|propose)(?:ed|ing|s|ation)?\b{_NEAR}{T}", 0.95),
    (rf"\b(?<!second )(?<!third )(?<!other )(?<!last )(?<!popular )(?<!common )(?:recommendations?|suggestions?|picks?|choices?|verdict|winner|favou?rites?|answer)\b{_ANY}{{0,30}}?(?:\bis|\bare|\bwould be|:|\bgoes to|\binclude)\s(?:\w+ly )?(?:the )?{T}", 0.92),
    (rf"{_LEAD}{_TRY}(?:ing)?\s{_CLOSE}{T}", 0.88),
    (rf"{_URGE}{_USE}\s{_CLOSE}{T}", 0.88),
    (rf"\b{_USE}\s{_CLOSE}{T}\s(?:instead|rather than|over)\b", 0.88),
    (rf"^(?:\W{{0,3}})(?:get|buy|grab|take|self-host|hire|book|order|rent)\s{_CLOSE}{T}", 0.8),
    (rf"{T}{_AUX}\s+{_ADV}{_FINE}\s(?:[\w-]+\s){{0,4}}?{_CHOICE}\b", 0.92),
    (rf"{T}{_AUX}\s+{_ADV}(?:best|ideal|perfect|number one|#1|winner|clear winner|favou?rite|unbeatable|well[- ]suited|best[- ]suited)\b", 0.85),
    (rf"{T}{_AUX}\s+{_ADV}(?:great|good|excellent|suitable|fantastic|better|suited|right|top)\s(?:fit )?(?:for|if|when)\b", 0.75),
    (rf"\b(?:best|top|ideal|perfect|safest|smartest|favou?rite|number one|right|great|good|excellent|solid)\s(?:[\w-]+\s){{0,5}}?(?:choices?|options?|picks?|bet|solutions?|tools?|platforms?|software|apps?|services?|providers?|alternatives?|answer|crms?|fit|ones?)\b(?:\s(?:to|for)\s{O})?{_ANY}{{0,50}}?(?:\bis|\bare|\bwould be|:|\bmight be|\bincludes?|\blike|\bsuch as|–)\s(?:\w+ly )?{T}", 0.88),
    (rf"(?:\bbest overall|\bbest value|\btop pick|\btop choice|\bbest choice|\bbest for [^:–{T}{O}]{{1,60}}|\bbottom line|\boverall winner)\s*(?:is|:|–|-|goes to|would be)\s*(?:the )?{T}", 0.92),
    (rf"^(?:(?:but|and|yet|while|however),?\s)?(?:if|for|when|in case|with|on)\b{_ANY}{{3,140}}?[,:]\s(?:then\s|go\s)?(?:\w+ly )?{T}\s*(?:$|[.,!]|(?:instead|because|since)\b|(?:is|would be|may be|might be|could be)\s(?:\w+ ){{0,3}}(?:best|better|ideal|good|great|right|perfect|way|fit|choice|option)\b)", 0.82),
    (rf"^(?:otherwise|else|if not),?\s(?:\w+\s){{0,4}}?{T}", 0.75),
    (rf"{T}{_AUX}\s+{_ADV}(?:recommended|worth (?:a (?:look|try|shot)|considering|checking|trying|exploring|it)|(?:hard|tough|difficult) to beat|the way to go|a no-brainer|a must|must-have)\b", 0.9),
    (rf"{T}\s(?:wins(?!\s(?:on|at)\b)|comes out on top|takes the (?:crown|top spot|lead|cake)|takes first place|gets my vote|is the one to beat|comes in first|ranks first|tops (?:the|our|my) list)\b(?! (?:in|for|of) (?:complaints|recalls|lawsuits|fees|outages|returns|cancellations|the worst))", 0.88),
    (rf"\b(?:point|steer|direct|send) you (?:to|towards?)\s(?:the )?{T}", 0.85),
    (rf"{T}\s(?:should|belongs?|deserves?)\s[^{T}{O}.;]{{0,20}}?(?:the top of|on|a place on|a spot on)\s(?:your|the|every|any)\s(?:\w+\s)?(?:list|short-?list)", 0.86),
    (rf"\b(?:save up for|splurge on|spring for|spend (?:a little |the )?(?:more|extra) on)\s(?:the |an? )?{T}", 0.85),
    (rf"{T}\sis\s(?:what|the one)\s(?:that\s)?(?:i|we)(?:'d| would)?\s(?:buy|pick|choose|take|use|try|start with|suggest|recommend|get|go with)\b", 0.88),
    (rf"\bthe best (?:[\w'-]+\s){{1,10}}?(?:is|are|would be|could be|might be|may be)\s(?:offered by |made by |sold by )?(?:the |a |an )?{T}", 0.86),
    (rf"\bstands? out is\s(?:the )?{T}", 0.85),
    (rf"\b(?:another|one(?: of the)?|one of the most \w+|the (?:main|closest|nearest|simplest))\s(?:\w+\s){{0,2}}?(?:alternatives?|options?|choices?|picks?)(?:\sto\s{O})?\s(?:is|are|would be)\s(?:the )?{T}", 0.72),
    (rf"(?:^|[,;–]\s|\b(?:and|then|or|so|i'd|should|would|could|just|simply)\s)(?:(?:start|begin|go ahead|stay|stick) with|switch to|move to|upgrade to|settle on|reach for|default to|side with|lean(?:ing)? (?:towards?|to))\s{_CLOSE}{T}", 0.85),
    (rf"\bi(?:'d| would)\s(?:\w+ly\s)?(?:book|buy|order|draft|write|build|host|run|keep|store|send|make|design|plan|record|publish|manage|track|shop|invest|do)\s[^.;,{T}{O}]{{0,30}}?(?:through|with|via|in|on|at|from)\s(?:the )?{T}", 0.8),
    (rf"\bi(?:'d| would)\s(?:\w+ly\s)?(?:combine|pair|mix|alternate)\b[^.;]{{0,110}}?{T}|\bi(?:'d| would)\s(?:check|call|ask|visit)\s(?:the )?{T} first\b|{T}{_AUX}\s+{_ADV}(?:better|best) (?:value|deal|buy)\b", 0.85),
    (rf"^[^{T}{O}]{{2,80}}(?:→|->|=>)\s*(?:the )?{T}\s*(?:$|[(.,;])", 0.75),
    (rf"\byou want\s(?:the |an? )?{T}\s*(?:$|[.,;])|\b(?:you(?:'ll| will) (?:probably |really )?want|what you (?:need|want) is|(?:put|bet) my money on|my money(?:'s| is| would be) on|my money (?:would go|goes) to)\s(?:the |an? )?{T}(?!'s?\s|\sto\b)", 0.85),
    (rf"{T}\s(?:(?:might|may|would|could|will|should)\s)?(?:(?!only\b)(?:\w+ly|also|still)\s)?(?:suits? (?:you|your)|fits? (?:you|your|the bill)|makes? (?:\w+ ){{0,2}}sense (?:for|if|when|here)|works? (?:best|well|great|fine) (?:for|if|when)|ticks? (?:all|every|most)|gets? the nod|does the (?:job|trick)|(?:has|have|'ve got) you covered|covers? (?:everything|all) you need)\b", 0.8),
    (rf"{T}{_AUX}\s+{_ADV}(?:(?:(?:more than )?enough|plenty)(?=\s*(?:$|[.,;!]|for\b|if\b))|all you(?:'ll)?(?: ever| really)? need|made for you|the one to (?:get|buy|beat|pick|choose|have)|worth (?:the|every|paying|your|its|buying|switching|it))\b(?! of\b)", 0.82),
    (rf"^(?:and |but |or )?(?:best )?for [^{T}{O}:;.]{{3,70}}:\s*(?:the |an? )?{T}\s*(?:$|[.,;(–])", 0.8),
    (rf"^{T} for (?!(?:windows|mac|ios|android|business|teams|work)\b)(?:(?!\b(?:is|are|was|has|have|costs?|offers?|lets?|comes|can|will|starts?|gives|includes|works)\b)[^{T}{O};,.:]){{3,50}}$", 0.7),
    (rf"{T}\s(?:(?:will|would|should|can)\s)?(?:both\s|also\s)?serves? (?:you|your \w+) (?:very )?well\b|{T}{_AUX}\s+{_ADV}path of least resistance\b", 0.8),
    (rf"{T}\s(?:is|are|remains|stays|would be|'d be)\s(?:still\s)?(?:my|our)\s(?!last|least|worst)(?:\w+\s){{0,2}}?(?:suggestion|pick|recommendation|choice|favou?rite|default|go-to|alternative|back-?up|fallback)\b", 0.9),
    (rf"\b(?:i|we|i'd|we'd|would)\s(?:put|rank|place)\s(?:the )?{T}\s[^{T}{O}.;]{{0,40}}?\b(?:at the (?:very )?top|first)\b|{T} as (?:a|an|the|your|my) (?:[\w-]+\s){{0,2}}?(?:pick|choice|option|alternative|backup|fallback)\b", 0.82),
    (rf"{T}'s\s(?:[\w-]+\s){{1,4}}?(?:is|are)\s(?:more than )?(?:enough|plenty|all you(?:'ll)? need)\b|{T}\sis where i(?:'d| would)\b|\bget (?:by|away) with\s(?:the |an? )?{T}|\blook no further than\s(?:the |an? )?{T}|(?:^|,\s)pay for\s(?:the |an? )?{T}|{T}\swill do(?:\s(?:for|until|if|nicely|fine)\b|\s*$)|\b(?:happier|better off|best served|well served) with\s(?:the |an? )?{T}", 0.82),
    (rf"^(?:move|switch|transfer|migrate)\s[^.;,{T}{O}]{{0,60}}?(?:[^.;,{T}]{{0,20}}?)\b(?:onto|over to|to)\s(?:an? |the )?{T}|\bgrab\s(?:whichever\s|any\s|the\s|an?\s)?{T}", 0.8),
    (rf"^(?:so|then|hence|therefore|in short|conclusion|verdict|(?:short |quick )?answer|bottom line|tl;?dr)\W{{1,4}}(?:the |an? )?{T}\s*(?:$|[.,;!]|(?:if|for|when|because)\b)|^{T}, because\b", 0.8),
    (rf"(?:^|[:;,]\s){T}\s(?:if|when)\s(?!not\b)|(?:^|[:;,]\s){T} for (?:(?:every|any)(?:one|body|thing)(?: else)?|most people|the rest|all else)\b", 0.78),
    (rf"{T}[^{T}{O}.;]{{2,120}}?\bmak(?:es?|ing) (?:it|them) (?:the|an?|my|our|your) (?:\w+\s){{0,3}}?{_CHOICE}\b|\bit(?:'d| would) be (?:the )?{T}\s*(?:$|[.,;!])", 0.85),
    (rf"{T}{_AUX}\s+(?:an? )(?:great|excellent|fantastic|good|solid|superb|terrific)\s(?:starter|beginner|entry-level|all-round|all-purpose|everyday|first|budget)\s[\w-]+", 0.75),
    (rf"(?:^|\W)best (?:[\w-]+\s){{0,3}}[\w-]+\s*:\s*(?:the )?{T}", 0.85),
    (rf"{T}{_AUX}\s+(?:\w+ly\s|still\s)?the (?:[\w-]+\s){{0,3}}?to (?:beat|buy|get|pick|choose|have)\b|{T}{_AUX}\s(?:the|your|our|my)\s(?:pick|choice|option|tool|brand)\sfor\b|{T}\sis the one\s(?:if|for|when|to)\b", 0.85),
    (rf"^(?:when it comes to|if you(?:'re| are) (?:looking|shopping|searching|after)|for)\b[^.;{T}{O}]{{3,110}}, (?:the |an? )?{T}\s(?:(?:\w+ly|does)\s)?(?:stands? out|shines?|delivers|excels)\b", 0.8),
    (rf"{T}\s(?:is|are|remains)\s[^{T}{O}.;]{{3,90}}?,?\s(?:and|but)\s(?:also\s|thus\s)?(?:an?|the|your|my)\s(?:\w+ly |very )?{_FINE}\s(?:[\w-]+\s){{0,3}}?{_CHOICE}\b", 0.85),
    (rf"{T}\s[^{T}{O}.;]{{3,90}}?\sand\s(?:is|remains|makes)\s(?:also\s)?(?:(?:an?|the|your|my)\s(?:\w+ly |very )?{_FINE}\s(?:[\w-]+\s){{0,3}}?{_CHOICE}\b|the one to (?:pick|get|buy|choose|have|use)\b)", 0.85),
    (rf"{T}{_AUX}\s(?:also\s)?(?:another|one|a further|the other|a cheaper|a second)\s(?:[\w-]+\s){{0,2}}?(?:option|alternative|choice|possibility|candidate)\b", 0.72),
    (rf"{T}\s(?:is|are)\s(?:also\s)?(?:the|a|an)\s(?!worst|poor|bad|wrong|weak|risky|terrible|last|worse|odd|strange|expensive|only|second|pricey|unlikely|questionable)(?:[\w-]+\s){{1,2}}?(?:pick|choice)\b", 0.8),
    (rf"{T}\s(?:tends to |usually |often |generally )?comes? out (?:ahead|cheapest|best|first)\b|^if [^{T}{O}.;]{{2,100}}, {T}\s(?:gives|offers|gets) you (?:more|better|far more)\b", 0.82),
    (rf"\b(?:i|we)(?:'d| would)\s(?:\w+ly\s|still\s|just\s|also\s)?(?:self-host|install|deploy|run|hire|wear|adopt|download|subscribe to|invest in|bring|pack|fly(?: with)?|stay with|bank with|book|order|rent|lease|drive|carry|begin with|look at|check)\s(?:the |an? )?{T}", 0.85),
    (rf"\b(?:i|we)(?:'d| would)\s(?:rank|order|put)\s[^.;:{T}{O}]{{0,30}}:\s(?:the )?{T}", 0.82),
    (rf"{T}\s(?:is|are|does)\s(?:exactly|just|precisely)\s(?:that|this|what you)\b", 0.82),
    (rf"\b(?:narrow (?:it|this|that|the list|things) (?:down )?to|(?:fill|close) (?:in )?the gaps? with|supplement (?:it|this|that) with|round (?:it|things) out with|follow (?:it|this|that) (?:up )?with|continue with|move on to|finish with|then do)\s{_CLOSE}{T}", 0.8),
    (rf"^{T},? (?:if|when|for) (?!not\b)[^{T}{O}]{{3,80}}|^(?:tldr|in short|short answer|verdict|bottom line)\W{{1,4}}(?:[^;.]{{3,60}}, )?{T} (?:for|if|when)\b", 0.78),
    (rf"\b(?:options?|alternatives?|choices?)\s(?:worth \w+|to (?:consider|try|look at))\s(?:are|include|is)\b[^.;]{{0,80}}?{T}", 0.75),
    (rf"{T}\s(?:is|are|was|were)\s(?:\w+ly\s)?(?:tailor-made for|made for (?:you|exactly)|built for (?:you|exactly)|where (?:\w+\s){{1,4}}?(?:steer|point|send) (?:you|people))\b", 0.84),
    (rf"{T}\s(?:deserves?|merits?)\s(?:a|your|another) (?:\w+ )?(?:look|try|mention|chance|spot|place)\b|{T}\s(?:will|would)\s(?:feel like home|make you happy|serve you)\b", 0.78),
    (rf"^for (?:most|many|you|us|beginners|now)\b[^,;:{T}{O}]{{0,40}},? (?:it|that)(?:'s| is| would be) (?:the )?{T}", 0.82),
    (rf"\b(?:give|giving)\s{T}\sa\s(?:try|look|shot|go)\b", 0.9),
    (rf"\b(?:better off (?:with|using)|(?:i|we)(?: personally| really| strongly)? (?:prefer|love|favou?r|vouch for)|first choice is|my vote goes to)\s{_CLOSE}{T}", 0.88),
    (rf"(?<!often )(?<!people )(?<!users )(?<!customers )(?<!many )(?<!who ){_TRY}\s(?:\w+\s){{0,2}}?{T}\s(?:if|when|for)\b|{_USE}\s{T}\sif\b|^{T}:?\s+if you\b", 0.85),
)  # fmt: skip

# Vouched for, without being recommended to the asker.
TRUSTED = re.compile(
    r"\b(?:(?:nobody|no one)(?: was| ever)* got fired for|nobody(?: was)? ever fired for|reliab(?:le|ility)|trusted|trustworth(?:y|iness)|reputable|dependab(?:le|ility)|proven|well[- ]established|established|long[- ]standing|time[- ]tested|battle[- ]tested"
    r"|track record|used by (?:many|millions|thousands|hundreds|over|more than|most|some of|large|big|leading|top|\d)|(?:millions|thousands|hundreds of thousands) of (?:\w+ )?(?:users|customers|businesses|companies|people|teams)"
    r"|widely (?:used|adopted|known|regarded|recogni[sz]ed|trusted|respected)|well[- ](?:known|regarded|respected|reviewed|loved)|popular|industry[- ](?:standard|leader)|market[- ]leader|leading"
    r"|(?:has|have)(?: long)? been the (?:default|standard|benchmark)|for good reason|five[- ]star (?:reviews?|ratings?)|(?:people|experts|reviewers|professionals|pros|users|dentists|doctors|physicians|nurses|vets|designers|developers|engineers|accountants|editors|teachers|instructors|coaches|chefs|mechanics|technicians|plumbers|electricians|photographers|athletes|agencies) (?:\w+ ){0,2}?(?:recommend|swear by|point to|prefer|wear|rely on(?! (?:them|it|these|those)\b)|reach for)|sets? the (?:standard|bar)|(?:most|many|serious|professional|experienced|\w+(?:ists|philes|ers|ors|eers|ians|letes)|people|parents|pros|nurses|chefs|coaches|experts|vets|teams) (?:[\w'-]+ ){0,6}?(?:swear by|rave about|loyal to|favou?r|gravitate (?:to|towards?)|happiest with|rely on(?! (?:them|it|these|those)\b)|stand by|vouch for)|(?:most|many) (?:[\w']+ ){1,5}?(?:use|choose|pick|buy|own|point \w+ to) (?:an? |the )?"
    rf"{T}"
    r"|(?:that|which) (?:hospitals|hotels|restaurants|professionals|pros|dentists|doctors|chefs|agencies|studios|schools) (?:use|buy|choose|trust|prefer)|(?:the (?:\w+ ){1,4}|what |where )(?:most|many) (?:\w+ ){0,5}?\w+ (?:(?:would )?want|buy|use|know|choose|trust|recogni[sz]e|pick|run|own|carry|stock|install|wear)|(?:\d[\d\u00b7]* (?:million|billion)|(?:over|more than|used by|nearly|serves|powers|trusted by) \d{1,3}(?:\u00b7\d{3})+) (?:\w+ ){0,2}?(?:users|customers|subscribers|members|businesses|companies|stores|creators|downloads|reviews|ratings)|rock[- ]solid|bulletproof|peace of mind|safe pair of hands|been (?:in business|around) (?:for|since)|accredited|stands? behind (?:its|their)|never (?:let|failed)|independently (?:audited|tested)|(?:been|was|is|are) (?:\w+ ){0,2}?audited(?! by "
    rf"{T}"
    r")|a\+ rating|best[- ]selling|rated (?:it |them )?highly|(?:often|usually|commonly|widely) preferred|renowned|respected|highly (?:rated|regarded|respected|trusted|acclaimed)|top[- ]rated|award[- ]winning|household name|safe|safest|secure|(?:solid|strong|good|great|excellent) reputations?|reputation for"
    r"|trust|(?:rely|count) on(?! (?:them|it|these|those)\b)|stood the test|gold standard|loved by|relied (?:on|upon)|(?:good|great|positive|glowing|excellent|rave) reviews|best[- ]known)\b"
)

# The words of trust where they say nothing of it, or that it is lost.
NO_TRUST = re.compile(
    r"\bestablished (?:(?:in|around|since|back in) )?(?:the )?\d{4}s?|\bestablished (?:an?|the|its|by|as)\b|\bleading (?:to|up|from|with)\b"
    r"|\b(?:popular|leading|trusted|reliable|respected|reputable|well[- ]known|safe) (?:rivals?|competitors?|problems?|issues?|bugs?|complaints?|friends?|sources?|adults?|contacts?|scams?|ways? to (?:lose|waste)|distance|side)\b"
    r"|\bto be safe\b|\bsafe to (?:ignore|skip|say|assume|delete|remove)\b|\bke(?:ep|eps|eping|pt) (?:your|the|its|their|my|our|them|it)\b[^,;.]{0,30}?\b(?:safe|secure)\b|\bpassword safe\b"
    r"|\b(?:los(?:e|es|t|ing)|broke|breaks|betray(?:s|ed)?|erod(?:e|es|ed)|abus(?:e|es|ed)) (?:\w+ ){0,3}?trust\b|\btrust (?:no one|nobody|issues|fund)\b|\bnever let (?!\w+ down\b)"
    r"|\btrack record (?:from|of (?:bad|poor|failing|failed|breaking|missing))\b"
)
# The brand is set aside in this clause: no cue in it speaks for it.
REJECTED = re.compile(
    rf"\b(?:avoid(?:ing)?|skip(?:ping)?|ditch(?:ing)?|drop(?:ping)?|pass on|think twice (?:about|before)|move off|rul(?:e|es|ed|ing) out|stay(?:ing)? away from|steer clear of|beware of|instead of|rather than|other than|apart from|except(?: for)?|as opposed to"
    rf"|(?:switch|mov|migrat|transition)(?:e|ed|ing)?(?: away)? from|replac(?:e|es|ing)|alternatives? (?:to|for)|competitors? (?:to|of|like)|tired of|outgr[eo]wn?|outgrowing"
    rf"|(?:don't|do not|wouldn't|would not|never|not|can't|cannot|shouldn't|should not|won't)\s(?:\w+ly )?(?:use|using|recommend|recommending|choose|choosing|buy|buying|pick|go with|suggest|consider|try|advise|opt for|get))\s{_CLOSE}{T}"
    rf"|{T} (?:was|were) (?:once |long |always )?(?:the|an?|my|our|your)\b[^{T}{O}.;]{{0,60}}?\b(?:until|before|back (?:in|when)|(?:years|decades) ago)\b"
    rf"|\bleave {T} (?:alone|aside|out)\b|\bnot\s(?:\w+\s)?{T}|\bover\s{T}|(?<!further )\bthan\s(?:\w+\s){{0,2}}{T}|\bunlike\s{T}|\bcompared (?:to|with)\s{T}|{T}(?:\s(?:is|are))?(?:n't|\sisn't|\saren't|\snot)\s(?:\w+\s){{0,2}}?(?:recommended|available|worth|advisable)"
    rf"|{T}\s(?:\w+\s){{0,3}}?(?:unavailable|discontinued|shut down|no longer)"
)
HYPOTHETICAL = re.compile(
    rf"\bif\s{T}\s(?:had|were|was|could|would|offered|supported|improved|ever)\b|\b(?:if|had)\s(?:it|they)\s(?:had|were|was|could|offered|supported|been)\b|\b(?:would have been|could have been|used to be|was once)\b"
)


@lru_cache(maxsize=1024)
def is_hypothetical(sentence: str) -> bool:
    """Whether a sentence says what would be; asked again for each of its clauses."""
    return HYPOTHETICAL.search(sentence) is not None


REPORTED = re.compile(
    r"\b(?:some|many|several|most|critics|people|others|fans|reviewers|users|customers|experts|sources)\b(?:\s\w+){0,3}\s(?:say|says|said|claim|claims|argue|believe|think|feel|report|call|swear|complain|find)\b"
    r"|\bit is (?:said|claimed|rumou?red)\b|\ballegedly\b|\bsupposedly\b|\bso-called\b"
)
SELF_CLAIM = re.compile(
    rf"{T}(?!'s claims\b)(?:'s)?\s(?:\w+\s){{0,2}}?(?:claims?|says|said|calls itself|markets itself|advertises|promises|positions itself|describes itself|bills itself|touts|boasts that)\b|\baccording to\s{T}"
)


def recommendations(clause: str) -> Iterator[tuple[re.Pattern[str], float]]:
    """The patterns that may find a recommendation in a clause, each with its confidence."""
    tried = _TRIED.search(clause) is not None
    return ((pattern, confidence) for pattern, confidence, trying in RECOMMENDED if tried or not trying)


@lru_cache(maxsize=1024)
def is_rejected(clause: str) -> bool:
    """Whether a clause sets the brand aside; presence and belief ask about the same one."""
    return REJECTED.search(clause) is not None


@lru_cache(maxsize=1024)
def is_self_claim(clause: str) -> bool:
    """Whether a clause says what a brand says of itself."""
    return SELF_CLAIM.search(clause) is not None


NEGATED = re.compile(
    r"(?:\b(?:not|never|nobody|no|nor|neither|hardly|barely|without|isn|aren|wasn|doesn|don|cannot|far from|less|nothing|lacks?|lacking|avoid)\b|n't\b)(?:'t)?(?:\s[\w-]+){0,3}\s*$"
)

CONTRAST_START = re.compile(
    r"(?:in contrast|on the other hand|by contrast|by comparison|in comparison|conversely|meanwhile|similarly|however|unlike that)\b,?"
)

TOLD_APART = re.compile(
    r"^(?:(?:while|although|though|but|however|still|yet)\b[^.;]{0,60}?,?\s)?(?:they|both|these(?: \w+)?|the (?:two|three|four))\b[^.;]{0,120}?"
    r"\b(?:different|distinct|differ|differences?)\b"
)

# Introductions of lists, and questions.
INTRO_RECOMMENDS = re.compile(
    r"\b(?:best|top|recommend(?:ed|ations?|s)?|suggest(?:ed|ions?)?|ideal|excellent|great|good|perfect|recommending|worth (?:considering|trying|checking)|(?:^|[,;–] )(?:try|use|pair (?:it|this|them) with|combine (?:it|this|them) with|check out|start with)\b|come close|rarely disappoint|(?:can't|cannot) go wrong|tend to agree|fit the bill|keeps? (?:going|coming) back|swear by|(?:again and again|time and again)|(?:those|ones|models|tools|options) that (?:do|does|work|fit|qualify)|candidates|contenders|short-?list|(?:^|[.!] )(?:evaluate|compare|look at)|(?:should|could|can|might|may|want to|i'd|i would|we'd) (?:consider|try|look|explore|check)|to (?:consider|try|explore|check out)|favou?rites?|picks?|finest)\b"
)
INTRO_TRUSTS = re.compile(
    r"\b(?:popular|leading|well[- ]known|widely used|trusted|reliable|reputable|most used|proven|renowned|major)\b"
)
INTRO_AGAINST = re.compile(
    r"\b(?:avoid|worst|stay away|rule out|skip|don't bother|not (?:recommend(?:ed)?|use|buy|suitable|worth)|recall(?:ed|s)|complaints?|lawsuits?|breach(?:es|ed)|(?:went |gone |going )?out of business|bankrupt(?:cy)?|shut down|mistakes|beware|scams?|discontinued|against|competitors? of)\b|n't\b|^\W*(?:sources?|references?)\b"
)
INTRO_NEUTRAL = re.compile(
    r"\b(?:pric(?:es?|ing)|charges?|costs?|integrat(?:es|ions?)|works? with|compatible|customers include|clients|owned by|owns|belongs? to|subsidiar(?:y|ies)|compet(?:es?|ing) with|steps|requirements|i (?:looked at|tested|compared)|you asked about|differ(?:s|ences?)?)\b"
)
"""What a list is of that recommends nothing, whatever was asked."""
ASKS_WHICH = re.compile(
    r"\b(?:best|recommend(?:ed|ations?)?|suggest(?:ions?)?|top|alternatives?|(?:which|what) (?:[\w-]+\s){0,5}?(?:should|would|do you|is the most|has the most|is the \w+est|has the \w+est)|should (?:i|we) (?:use|choose|buy|pick|get|try)|looking for|need an?|good)\b",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"{T}(?: (?:mini|pro|max|plus|air|lite|ultra|go|one))?(?:[,;:–]? (?:and |but )?(?:(?:it|this)(?:'s| is)(?:n't| not) (?:even )?(?:close|a contest)(?: \w+)?|by (?:a mile|far|a wide margin)|no contest))?[.!]?"
)
"""A sentence that is nothing but a name, and how clear the case is."""
ASKED_MOST = re.compile(
    r"\b(?:cheapest|fastest|safest|easiest|strongest|quietest|lightest|simplest|healthiest|most (?:reliable|affordable|durable|comfortable|powerful|economical|accurate|efficient))\b"
)
ASKS_WHOSE = re.compile(
    r"^(?:is|are|was|were|do|does|did|can|could|has|have|will|would)\b|\b(?:who|whose|owns?|owned|owner|made by|makes|founded|parent|(?:which|what) company|called|name of|belongs?|competes?)\b",
    re.IGNORECASE,
)
"""Questions that a bare name answers without being recommended."""
ASKS_COMPARE = re.compile(r"\b(?:vs\.?|versus|compare[ds]?|comparison|differences?|better|or)\b", re.IGNORECASE)
ITEM_AGAINST = re.compile(
    r"\b(?:avoid|not recommended|don't recommend|no longer|discontinued|unavailable|isn't available|stay away|not available)\b"
)
