"""Patterns of the cue language made into regular expressions.

``T`` stands for the brand in question, ``O`` for any other; a text of several brands in question has ``SLOTS``.
"""

import re
from collections.abc import Mapping, Sequence

from analyzer.extraction.lexicon.cues.language import (
    Choice,
    Edge,
    Gap,
    Named,
    Node,
    PatternError,
    Refused,
    Stem,
    Text,
    Words,
)

T, O = "\ue001", "\ue002"  # noqa: E741 - the two letters of every pattern
SLOTS = "\ue010-\uf8ff"
Options = tuple[tuple[Node, ...], ...]
Classes = Mapping[str, Options]

_TURNS = (
    r"(?!\b(?:over|than|instead|unlike|not|never|avoid|against|because|since|compared|if|by|for|rather"
    r"|alternatives?|without|between|whether)\b)"
)
_WHOLE = r"(?!(?<=\w)\w)"
"""Not within a word."""
PRIMITIVES = {
    "T": T,
    "O": O,
    "ONE": f"[{SLOTS}]",
    "ANY": f"[{SLOTS}](?:(?:, ?[{SLOTS}]){{0,9}}(?:,? (?:and|or|&) | ?/ ?)[{SLOTS}])?",
    "ANY_ONE": f"[{T}{SLOTS}]",
    "NEAR": rf"{_WHOLE}(?:{_TURNS}[^{T}{O};.?]){{0,61}}?{_WHOLE}",
    "CLOSE": rf"{_WHOLE}(?:{_TURNS}[^{T}{O},;.?\d]){{0,31}}?{_WHOLE}",
    "WORD": r"[\w'-]+",
    "LETTERS": r"\w*",
    "VERB": r"(?P<verb>\w+s)",
    "AGAIN": "(?P=verb)",
    "LY": r"\w+ly",
    "EST": r"\w{3,}est",
    "LIST": f"[{SLOTS}](?:,\\s[{SLOTS}]){{0,6}},?",
    "SPACE": r"\s",
    "OPEN": r"\(",
    "SHUT": r"\)",
    "PLACE": "(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|number (?:one|two|three|four|five))",
    "MEDAL": "(gold|silver|bronze|crown|top spot|top place|first spot|number one spot)",
    "LATER_PLACE": "(second|third|fourth|fifth)",
    "NUMBERED": r"(\d{1,2})",
    "TILL": rf"{_WHOLE}(?:(?!\b(?:follow|then|ahead|before|behind|over)\w*\b)[^{T}{O}.;]){{0,45}}?",
    "CLAUSE_END": r"\W*$",
    "STOP": "[.!]?$",
    "START": r"^\W{0,3}",
    "NUMBER": r"\d[\d\u00b7]*",
    "DIGIT": r"\d",
    "END": r"\s*(?:$|[.,;!])",
    "END_OR_ASIDE": r"\s*(?:$|[.,;:(–])",
    "DASH": "[–-]",
    "CURRENCY": "[$€£]",
    "AMOUNT": r"[$€£]\s?\d\w*",
    "PUNCTUATION": r"\W{1,4}",
    "COLON": r"\s*(?:[:–]|- )\s*",
}
"""What no list of words can say."""


def expression(options: Options, classes: Classes) -> str:
    """The regular expression of a pattern; whole words only. Raises PatternError for an unknown class."""
    return "|".join(f"{_begins(option)}{_sequence(option, classes)}{_ends(option)}" for option in options)


def _begins(option: Sequence[Node]) -> str:
    """No letter may stand before, where the pattern begins with one."""
    first = option[0] if option else Text("")
    known = first in (Named("T"), Named("O"), Named("ONE"), Named("ANY")) or isinstance(first, Edge)
    if known or (isinstance(first, Text) and not first.letters[:1].isalnum()):
        return ""
    return r"(?<!\w)" if isinstance(first, Text) else _WHOLE


def _ends(option: Sequence[Node]) -> str:
    """No letter may follow, unless the pattern ends in a stem."""
    return "" if option and isinstance(option[-1], Stem | Edge) else r"(?!\w)"


def _sequence(nodes: Sequence[Node], classes: Classes) -> str:
    return "".join(_node(node, classes) for node in nodes)


def _node(node: Node, classes: Classes) -> str:
    match node:
        case Text(letters):
            made = r"\s" if letters == " " else re.escape(letters)
        case Named(name):
            made = PRIMITIVES[name] if name in PRIMITIVES else _one_of(class_of(name, classes), classes)
        case Choice(options, optional, spaced):
            made = _one_of(options, classes) + (r"\s" if spaced else "")
            made = f"(?:{made})?" if optional else made
        case Words(least, most, of):
            made = rf"(?:{_node(of, classes) if of else PRIMITIVES['WORD']}\s){{{least},{most}}}?"
        case Gap(most, wide):
            made = rf"{_WHOLE}[^{'' if wide else T + O + SLOTS}.;]{{0,{most}}}?{_WHOLE}"
        case Stem():
            made = r"\w*"
        case Edge(sign):
            made = sign
        case Refused(options, behind):
            made = _refused(options, classes, behind=behind)
    return made


def _refused(options: Options, classes: Classes, *, behind: bool) -> str:
    """What stands before is looked for word by word: Python wants to know how long it is."""
    if behind:
        return "".join(f"(?<!{_sequence(option, classes)})" for option in options)
    return f"(?!{'|'.join(_sequence(option, classes) + _ends(option) for option in options)})"


def class_of(name: str, classes: Classes) -> Options:
    """The wordings of a class. Raises PatternError where there is no such class."""
    try:
        return classes[name]
    except KeyError:
        raise PatternError(f"there is no class {{{name}}}") from None


def _one_of(options: Options, classes: Classes) -> str:
    return f"(?:{'|'.join(_sequence(option, classes) for option in options)})"
