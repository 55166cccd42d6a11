"""Words that stand for the brand of the sentence before: as a subject ("It is ..."), or told to be taken ("try it")."""

import re

SUBJECT = re.compile(
    r"(?:it|they|this|both|(?:this|the|their) (?:tool|platform|software|app|service|company|product|brand"
    r"|solution|option|crm|system)"
    r"|(?:this|these) (?!(?:way|approach|method|step|time|means|case|strategy|kind|sort|type|list|guide|steps"
    r"|tips|options|brands|tools|apps|products|services|companies)\b)[a-z-]{3,}"
    r"(?= (?:is|are|will|would|can|could|has|have|offers?|features?|comes?|makes?|provides?|works?|lets?"
    r"|gives?)\b))(?='s|\b)"
)
_TAKEN = re.compile(
    r"(?:^|[,;:–]\s|\b(?:and|then|so|i'd|i|we|we'd|would|wouldn't|should|shouldn't|just|simply|please"
    r"|definitely|don't|not|never|still)\s)(?:recommend|suggest|try|choose|pick|go with|start with|stick with"
    r"|opt for|avoid|skip|give|giving) (?P<it>it)\b"
    r"|\b(?:begin|start) (?P<there>there)(?=\W*$)"
)
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
    if subject:
        return text[: subject.start()] + brand + text[subject.end() :]
    taken = _TAKEN.search(text)
    if taken is None:
        return None
    word = "there" if taken["there"] else "it"
    with_it = f"with {brand}" if word == "there" else brand
    return text[: taken.start(word)] + with_it + text[taken.end(word) :]


def is_where(text: str, start: int, name: int) -> bool:
    """Whether the name at an offset only says where something is to be had ("You can find it on Acme")."""
    return _SOURCED.search(text, max(start, name - _SOURCE_NEAR), name) is not None
