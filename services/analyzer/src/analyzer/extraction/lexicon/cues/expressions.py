"""Patterns of the cue language made into regular expressions, and the words without which one can't be there.

``T`` stands for the brand in question, ``O`` for any other; a text of several brands in question has ``SLOTS``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from analyzer.extraction.lexicon.cues.language import (
    GAPS,
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
_PRIMITIVES = {
    "T": T,
    "O": O,
    "ONE": f"[{SLOTS}]",
    "ANY": f"[{SLOTS}](?:(?:, ?[{SLOTS}]){{0,9}}(?:,? (?:and|or|&) | ?/ ?)[{SLOTS}])?",
    "ANY_ONE": f"[{T}{SLOTS}]",
    "NEAR": rf"{_WHOLE}(?:{_TURNS}[^{T}{O};.?]){{0,61}}?{_WHOLE}",
    "CLOSE": rf"{_WHOLE}(?:{_TURNS}[^{T}{O},;.?\d]){{0,31}}?{_WHOLE}",
    "WORD": r"[\w'-]+",
    "LETTERS": r"\w*",
    "LY": r"\w+ly",
    "EST": r"\w{3,}est",
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
_OF_LETTERS = frozenset({"WORD", "LETTERS", "LY", "EST", "NUMBER", "DIGIT"})
_MOST = 4000
"""Wordings of a part of a pattern, beyond which it is no good to look a pattern up by."""
_FULL = 4
"""Letters of a stem by which it is looked up."""
_UNKNOWN = "\0"
_PIECE = re.compile(rf"[a-z0-9*{_UNKNOWN}]+")
_WORD = re.compile("[a-z0-9]+")
_COMMON = frozenset(
    "a an the and or but to of for in on at by with from as is are was were be been it its this that i you your we my our"
    " not no if when can will would should may might could have has had do does s t d ll ve re most all so than more".split()
)
"""Words that nearly every clause has: a pattern that is looked up by one is tried nearly always."""


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
            return r"\s" if letters == " " else re.escape(letters)
        case Named(name):
            return _PRIMITIVES[name] if name in _PRIMITIVES else _one_of(_class(name, classes), classes)
        case Choice(options, optional, spaced):
            inner = _one_of(options, classes) + (r"\s" if spaced else "")
            return f"(?:{inner})?" if optional else inner
        case Words(least, most, of):
            return rf"(?:{_node(of, classes) if of else _PRIMITIVES['WORD']}\s){{{least},{most}}}?"
        case Gap(most, wide):
            return rf"{_WHOLE}[^{'' if wide else T + O}.;]{{0,{most}}}?{_WHOLE}"
        case Stem():
            return r"\w*"
        case Edge(sign):
            return sign
        case Refused(options, behind):
            refused = "|".join(_sequence(option, classes) + ("" if behind else _ends(option)) for option in options)
            return "".join(f"(?<!{_sequence(one, classes)})" for one in options) if behind else f"(?!{refused})"


def _class(name: str, classes: Classes) -> Options:
    try:
        return classes[name]
    except KeyError:
        raise PatternError(f"there is no class {{{name}}}") from None


def _one_of(options: Options, classes: Classes) -> str:
    return f"(?:{'|'.join(_sequence(option, classes) for option in options)})"


def anchors(options: Options, classes: Classes) -> frozenset[str] | None:
    """Words of which every text has one in which the pattern is found (``reco*``: begins so); None for no such set."""
    found = [_anchors(option, classes) for option in options]
    return None if None in found else frozenset().union(*(one for one in found if one))


def words_of(text: str) -> frozenset[str]:
    """The words of a text, and their beginnings, as ``anchors`` names them."""
    words = frozenset(_WORD.findall(text))
    return words | {f"{word[:_FULL]}*" for word in words if len(word) >= _FULL}


def _anchors(option: Sequence[Node], classes: Classes) -> frozenset[str] | None:
    found = [one for one in (_of_chunk(chunk, classes) for chunk in _chunks(option)) if one]
    return min(found, key=_cost, default=None)


def _cost(anchored: frozenset[str]) -> tuple[int, int]:
    return len(anchored & _COMMON), len(anchored)


def _chunks(option: Sequence[Node]) -> Iterator[list[Node]]:
    """The parts between spaces that must be there."""
    chunk: list[Node] = []
    for node in option:
        if node == Text(" ") or isinstance(node, Words | Gap) or (isinstance(node, Choice) and node.spaced):
            yield chunk
            chunk = []
        else:
            chunk.append(node)
    yield chunk


def _of_chunk(chunk: Sequence[Node], classes: Classes) -> frozenset[str] | None:
    wordings = list(islice(_wordings(chunk, classes), _MOST + 1))
    if not wordings or len(wordings) > _MOST:
        return None
    best = [min(_pieces(wording), key=lambda word: (word in _COMMON, -len(word)), default="") for wording in wordings]
    return frozenset(best) if all(best) else None


def _pieces(wording: str) -> Iterator[str]:
    for piece in _PIECE.findall(wording):
        if _UNKNOWN in piece or "*" in piece[:-1]:
            continue
        if piece.endswith("*"):
            if len(piece) > _FULL:
                yield f"{piece[:_FULL]}*"
        else:
            yield piece


def _wordings(nodes: Sequence[Node], classes: Classes) -> Iterator[str]:
    """Everything that a part of a pattern may say; what can't be listed is ``_UNKNOWN``."""
    parts = [list(islice(_of_node(node, classes), _MOST + 1)) for node in nodes]
    return ("".join(one) for one in product(*parts))


def _of_node(node: Node, classes: Classes) -> Iterator[str]:
    match node:
        case Text(letters):
            yield letters
        case Stem():
            yield "*"
        case Words() | Gap():
            yield " "
        case Edge() | Refused():
            yield ""
        case Named(name) if name in GAPS:
            yield " "
        case Named(name):
            if name in _PRIMITIVES:
                yield _UNKNOWN if name in _OF_LETTERS else " "
            else:
                for option in _class(name, classes):
                    yield from _wordings(option, classes)
        case Choice(options, optional, _):
            if optional:
                yield ""
            for option in options:
                yield from _wordings(option, classes)
