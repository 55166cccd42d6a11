"""The words without which a pattern can't be there: a row is tried on texts that have one of them and on no others."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from analyzer.extraction.lexicon.cues.expressions import PRIMITIVES, Classes, Options, class_of
from analyzer.extraction.lexicon.cues.language import Choice, Edge, Gap, Named, Node, Refused, Stem, Text, Words
from analyzer.extraction.lexicon.words import words

_OF_LETTERS = frozenset(
    {"PLACE", "MEDAL", "LATER_PLACE", "NUMBERED", "WORD", "LETTERS", "VERB", "AGAIN", "LY", "EST", "NUMBER", "DIGIT"}
)
_MOST = 4000
"""Wordings of a part of a pattern, beyond which it is no good to look a pattern up by."""
_FULL = 4
"""Letters of a stem by which it is looked up."""
_UNKNOWN = "\0"
_PIECE = re.compile(rf"[a-z0-9*{_UNKNOWN}]+")
_WORD = re.compile("[a-z0-9]+")
_COMMON = words(
    """
    a an the and or but to of for in on at by with from as is are was were be been it its this that i you your we my our
    not no if when can will would should may might could have has had do does s t d ll ve re most all so than more
    """
)
"""Words that nearly every clause has: a pattern that is looked up by one is tried nearly always."""


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
        return _ofclass_of(chunk, classes)
    best = [min(_pieces(wording), key=lambda word: (word in _COMMON, -len(word)), default="") for wording in wordings]
    return frozenset(best) if all(best) else None


def _ofclass_of(chunk: Sequence[Node], classes: Classes) -> frozenset[str] | None:
    """The anchors of a class in a part whose wordings are too many, where nothing but brands stands beside it."""
    apart = all(
        isinstance(node, Edge | Refused | Choice) or getattr(node, "name", "") not in _OF_LETTERS for node in chunk
    )
    named = [node for node in chunk if isinstance(node, Named) and node.name not in PRIMITIVES]
    if not apart or len(named) != 1 or any(isinstance(node, Text | Stem) for node in chunk):
        return None
    return anchors(class_of(named[0].name, classes), classes)


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
        case Named(name) if name in PRIMITIVES:
            yield _UNKNOWN if name in _OF_LETTERS else " "
        case Named(name):
            yield from _of_options(class_of(name, classes), classes)
        case Choice(options, optional, _):
            yield from ("",) if optional else ()
            yield from _of_options(options, classes)


def _of_options(options: Options, classes: Classes) -> Iterator[str]:
    for option in options:
        yield from _wordings(option, classes)
