"""Sentences that say that nothing is known about a name: it is not named in the answer then."""

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


def says_nothing_known(sentence: str, start: int, end: int) -> bool:
    """Whether a sentence says of the name at ``start:end`` that nothing is known about it."""
    before, after = sentence[max(0, start - 160) : start], sentence[end : end + 90]
    if _UNKNOWING.search(before) or _UNKNOWN_AFTER.match(after) or _NOBODY_CALLED.search(before):
        return True
    return any(ahead.search(before) and behind.match(after) for ahead, behind in _AROUND)
