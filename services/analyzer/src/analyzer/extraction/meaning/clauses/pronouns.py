"""Words that stand for the brand of the sentence before: as a subject ("It is ..."), or told to be taken ("try it")."""

import re

_CHOICE = r"(?:still )?(?:(?:what|where|the (?:one|[a-z-]+)(?: that)?) (?:i|we|i'd|we'd|to)\b|my\b|our\b)"
"""What "that" calls a choice ("That's the one I'd take"); anything else that it points to may be a fact."""
SUBJECT = re.compile(
    r"(?:it|they|this|both|(?:this|the|their) (?:tool|platform|software|app|service|company|product|brand"
    r"|solution|option|crm|system)"
    r"|(?:this|these) (?!(?:way|approach|method|step|time|means|case|strategy|kind|sort|type|list|guide|steps"
    r"|tips|options|brands|tools|apps|products|services|companies)\b)[a-z-]{3,}"
    r"(?= (?:is|are|will|would|can|could|has|have|offers?|features?|comes?|makes?|provides?|works?|lets?"
    r"|gives?)\b)"
    rf"|that(?=(?:'s| is| would be) {_CHOICE}))(?='s|\b)"
)
_TAKEN = re.compile(
    r"(?:^|[,;:–]\s|\b(?:and|then|so|i'd|i|we|we'd|would|wouldn't|should|shouldn't|just|simply|please"
    r"|definitely|don't|not|never|still)\s)(?:recommend|suggest|try|choose|pick|go with|start with|stick with"
    r"|opt for|go for|begin with|avoid|skip|give|giving) (?P<it>it|th(?:is|at) one)\b"
    r"|^go for (?P<gone>it)(?=\W*$)|\b(?:can't|cannot) go wrong with (?P<right>it)\b|\bwon't regret (?P<kept>it)\b"
    r"|\b(?:begin|start) (?P<there>there)(?=\W*$)"
    r"|(?:^(?:if|when|whenever|once|on|for|at)\b[^;:]{3,110}, (?:then |just |definitely )?"
    r"|\b(?:so|advice:|tip:|verdict:) (?:just |definitely )?"
    r"|\b(?:i|we)(?:'d| would) (?:still |definitely |just )?)"
    r"(?:buy|get|take|order|grab|rent|book|use) (?P<bought>it)"
    r"(?=\W*$|,| (?:now|too|again|instead|first|today|anyway)\b)"
    r"|\b(?:i|we)(?:'d| would)? (?:suggest|recommend|advise) (?:that )?you (?:to )?"
    r"(?:buy|get|take|try|use|choose|pick|order) (?P<urged>it)\b"
    r"|\byou can (?:\w+ly |always )?(?:rely|count) on (?P<relied>it|them)\b"
    r"|^(?:[\w'-]+ ){1,4}(?:trusts?|swears? by|vouch(?:es)? for|rel(?:y|ies) on) "
    r"(?P<held>(?:the|this) (?:brand|company|firm|maker|manufacturer))\b"
)
_IS = re.compile(r"'s(?= (?:still |also )?(?:what|where|the|my|our|an?)\b)")
_CONDITION = re.compile(r"(?:if|when|whether|for|as)\b[^,;:]{3,110}(?:, (?:or|and) [^,;:]{3,60})?, (?=(?:it|they)\b)")
_SOURCED = re.compile(
    r"\b(?:find|get|buy|order|purchase|check|explore|available|sold|pick|shop|grab|see)\b[^.;]{0,50}\b"
    r"(?:on|at|from|through|via|in)\s(?:the )?$",
    re.IGNORECASE,
)
_SOURCE_NEAR = 80


def with_brand(text: str, brand: str) -> str | None:
    """A sentence in small letters that names nobody, with ``brand`` for its pronoun; None where it has none."""
    condition = _CONDITION.match(text)
    subject = SUBJECT.match(text, condition.end() if condition else 0)
    taken = _TAKEN.search(text)
    if taken and taken.lastgroup:
        with_it = f"with {brand}" if taken.lastgroup == "there" else brand
        text = text[: taken.start(taken.lastgroup)] + with_it + text[taken.end(taken.lastgroup) :]
    if subject and not (taken and taken.start() < subject.end()):
        rest = text[subject.end() :]
        is_it = _IS.match(rest)
        return text[: subject.start()] + brand + (f" is{rest[is_it.end() :]}" if is_it else rest)
    return text if taken else None


def is_where(text: str, start: int, name: int) -> bool:
    """Whether the name at an offset only says where something is to be had ("You can find it on Acme")."""
    return _SOURCED.search(text, max(start, name - _SOURCE_NEAR), name) is not None
