"""English: what stands before and behind a name of which nothing is known."""

import re

_UNKNOWING = re.compile(
    r"(?:\b(?:no|not|never|cannot|unable|without|lacks?|little)\b|n['’]t\b)[^.;!?\n]{0,40}?"
    r"\b(?:information|info|data|details|knowledge|familiar|aware|records?|heard|results?|know|anything"
    r"|mentions? of|reference to|evidence of)\b"
    r"(?: \w+){0,3}?(?: (?:about|on|regarding|concerning|of|with|for|called|named|what|who|whether|anything about))?"
    r"(?: (?:a|an|any|the|this|that|your|brand|company|product|tool|service|called|named|is|specific|or"
    r"|software|business|website)){0,5} ?[\"'(]?$",
    re.IGNORECASE,
)
_UNKNOWN_AFTER = re.compile(
    r"^['’s\")]{0,3}[,?]?(?: (?:is|are|was|isn['’]t|does|do|doesn['’]t)(?: not|n['’]t)?)?(?: \w+){0,4}?"
    r" (?:(?:not )?(?:something|a brand|a company|a term|a product|a name)(?: that)? (?:i|i['’]m)\b"
    r"|not appear in my|unknown to me|not familiar to me|i(?:['’]m| am) not (?:familiar|aware)"
    r"|i (?:do(?: not|n['’]t)|have no)\b[^.]{0,20}(?:information|know))",
    re.IGNORECASE,
)
_NOBODY_CALLED = re.compile(
    r"\b(?:unfamiliar with|no (?:brand|company|product|tool|service|app|store|firm)s? "
    r"(?:named|called|by the name of|with the name)"
    r"|no (?:\w+ ){0,2}(?:sources?|records?|references?) (?:mentions?|names?|lists?))"
    r"(?: (?:a|the|brand|company|name))* ?[\"'(]?$",
    re.IGNORECASE,
)
# What says that nothing is known only together with what follows the name: "My knowledge of Acme is limited".
_AROUND = (
    (
        re.compile(r"\b(?:my|our) (?:knowledge|information|data) (?:of|about|on) ?[\"'(]?$", re.IGNORECASE),
        re.compile(
            r"^['’\")]{0,2} is (?:very |rather |quite )?(?:limited|scarce|outdated|incomplete)\b", re.IGNORECASE
        ),
    ),
    (
        re.compile(r"\b(?:verify|confirm) (?:whether|if|that) ?[\"'(]?$", re.IGNORECASE),
        re.compile(
            r"^['’\")]{0,2} (?:even |actually |really )?(?:exists?|is (?:real|an? (?:real|actual|legitimate)))\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"(?:^|[.!?]\s)[\"'(]?$"),
        re.compile(
            r"^['’\")]{0,2}(?:\? (?:i(?:['’]ve| have) )?(?:never|not) heard of|\? no idea"
            r"| (?:doesn['’]t|does not|didn['’]t) appear in my)\b",
            re.IGNORECASE,
        ),
    ),
)

_SOURCES = (
    r"(?:sources?|results?|documents?|materials?|data|searche?s?|records?|pages?|articles?|index|knowledge(?: base)?"
    r"|context"
    r"|references?|citations?|databases?|snippets?|passages?|files?|information|literature|coverage|texts?|excerpts?"
    r"|notes)"
)
_OF_MINE = (
    rf"(?:(?:my|the|these|those|any|any of|any of the|any of my|our|your|provided|available|search|training"
    rf"|given) ){{1,3}}{_SOURCES}"
)
_FILLER = (
    r"(?:(?:a|an|any|the|this|that|your|brand|company|product|tool|service|app|store|firm|provider|vendor|supplier"
    r"|business"
    r"|website|site|called|named|matching|with|by|under|name|of|to|for|on|about|single|specific|reliable|anything"
    r"|something"
    r"|mentions?|traces?|references?|records?|entry|entries|listings?|results?|hits?|match|matches|sign|existence"
    r"|even) ){0,7}"
)
_NOT = r"(?:not|n't|never|nor|unable to|failed to|fail to|cannot|can't)"
_FOUND = (
    r"(?:find|found|locate|located|identify|identified|verify|verified|recogni[sz]e|recall|trace|detect|turn up"
    r"|come across|heard of)"
)
_NAMED = (
    r"(?:mentions?|names?|lists?|includes?|covers?|contains?|references?|discuss(?:es)?|refers? to|says? (?:anything"
    r"|a word) about"
    r"|talks? about|features?|touch(?:es)? on|brings? up|describes?|addresse?s?)"
)
FURTHER = (
    (
        re.compile(rf"{_NOT} (?:\w+ly |been able to |able to |yet |even )?{_FOUND} {_FILLER}[\"'(]?$", re.IGNORECASE),
        re.compile(
            r"(?!['’]s?\b|[\"')]{0,2} (?:cheaper|any(?:where)?(?: for)? (?:cheaper|less)|for (?:less|under)"
            r"|at a (?:lower|better)"
            r"|to be|in stock|(?:\w+ ){0,2}(?:difficult|hard|bad|wanting|lacking|disappointing)))"
        ),
    ),
    (
        re.compile(
            rf"\b{_SOURCES}\b[^.;!?\n]{{0,40}} (?:(?:do(?:es)?|did|has|have|had) ?{_NOT}|doesn't|don't|didn't|never"
            rf"|fails? to)"
            rf" (?:\w+ly |even |actually )?(?:mentioned|named|listed|{_NAMED}) {_FILLER}[\"'(]?$",
            re.IGNORECASE,
        ),
        re.compile(r"(?!['’]s?\b)"),
    ),
    (
        re.compile(
            rf"\b(?:none of {_OF_MINE}|no(?: single| \w+)? {_SOURCES}|nothing in {_OF_MINE}"
            rf"|neither source)(?: [a-z]+){{0,3}}? "
            rf"{_NAMED} {_FILLER}[\"'(]?$",
            re.IGNORECASE,
        ),
        re.compile(r"(?!['’]s?\b)"),
    ),
    (
        re.compile(
            rf"\b(?:no|not any|without(?: any| a)?|zero|nor any|not a single) (?:\w+ )?"
            rf"(?:mentions?|traces?|signs?|hits?|matches|entry|entries|listings?|results?|evidence"
            rf"|references?) (?:of|for|to|on|about) "
            rf"{_FILLER}[\"'(]?$"
            rf"|\b(?:found|find|see|turn(?:s|ed)? up|have|has|is|says?|know|contains?) nothing (?:\w+ )?(?:about|on"
            rf"|for|called|named|by the name of) {_FILLER}"
            rf"[\"'(]?$|\bnothing (?:at all )?(?:(?:comes|came) up )?(?:for|about|on|regarding) {_FILLER}[\"'(]?$",
            re.IGNORECASE,
        ),
        re.compile(r"(?!['’]s?\b| (?:that|i|to)\b)", re.IGNORECASE),
    ),
    (
        re.compile(r""),
        re.compile(
            r"['’\")]{0,2},?(?: [a-z]+,)? (?:is(?: not|n't)|was(?: not|n't)|are(?: not|n't)|does(?: not|n't)"
            r"|do(?: not|n't)|did(?: not|n't)|has(?: not|n't)"
            r"|never|could(?: not|n't)|can(?:not|'t)) (?:\w+ly |even |been )?"
            r"(?:(?:mentioned|listed|named|included|covered|found|present|featured|referenced|discussed|described"
            r"|among|in|part of|appear|appears"
            r"|show up|shows up|feature|come up|comes up|turn up|turns up|figure)(?: \w+){0,3}? ?(?:in|among|by|from"
            r"|within|anywhere in|on)? ?"
            rf"{_OF_MINE}"
            r"|be (?:found|located|verified|identified|traced)\b|ring a(?:ny)? bells?|seem to exist|appear to exist"
            r"|(?:a|one|any) (?:\w+ ){0,3}?(?:i|that i|i've|we) (?:know|recogni[sz]e|(?:have )?heard|am familiar"
            r"|can find|come across))",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r""),
        re.compile(
            r"['’\")]{0,2} (?:is|was) (?:\w+ly )?(?:absent from|missing from|nowhere (?:to be found|in)"
            r"|unknown to me|not known to me"
            rf"|not in) ?(?:{_OF_MINE})?(?=[\s.,;!?]|$)"
            r"|['’\")]{0,2} (?:returned|returns|yields?|yielded|gave|gives|turned up) (?:no|zero|nothing)\b",
            re.IGNORECASE,
        ),
    ),
)
"""What stands before a name and what must match behind it."""


def says_nothing_known(before: str, after: str) -> bool:
    """Whether English words around a name say that nothing is known about it."""
    if _UNKNOWING.search(before) or _UNKNOWN_AFTER.match(after) or _NOBODY_CALLED.search(before):
        return True
    return any(ahead.search(before) and behind.match(after) for ahead, behind in (*_AROUND, *FURTHER))
