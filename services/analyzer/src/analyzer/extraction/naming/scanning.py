"""An answer scanned once for all brands: its words and hosts, and the spans that repeat the question."""

import re
from dataclasses import dataclass
from operator import attrgetter

from analyzer.extraction.naming.attribution import attributions
from analyzer.extraction.naming.hosts.domains import HostSpan, hosts
from analyzer.extraction.naming.hosts.links import linked_names
from analyzer.extraction.naming.matching.endings import Endings, endings_of
from analyzer.extraction.text.document import Document
from analyzer.extraction.text.fold import fold
from analyzer.extraction.text.languages import UNCLEAR
from analyzer.extraction.text.spans import span_over
from analyzer.extraction.text.tokens import Token, tokenize

_START = attrgetter("start")
_ECHO_TOKENS = 4  # a shorter question is a phrase that any sentence may contain
_SENTENCE_BREAK = re.compile(r"[.!?。！？\n]")


@dataclass(slots=True)
class Scan:
    """The parts of an answer that several readers share: tokens, hosts, and spans that repeat the question."""

    document: Document
    tokens: list[Token]
    starts: list[int]
    hosts: list[HostSpan]
    echoes: list[tuple[int, int]]
    linked: frozenset[tuple[int, int]]
    """Names at the head of a link to a host of that name."""
    sourced: list[tuple[int, int]]
    """Spans that name who says something, in order: sources, and no mentions."""
    prompt: str
    language: str
    like: frozenset[str]
    """The languages that its names may be written in: its own, or those that a short text looks like."""
    endings: Endings | None
    """What those put at the end of names; None for languages without."""
    is_small: bool
    """Whether its writer uses no capitals."""
    answerer: str
    """The provider or the model that answered, where it is known."""

    def is_sourced(self, start: int) -> bool:
        """Whether a place lies in a span that names who says something."""
        return bool(self.sourced) and span_over(self.sourced, start) is not None


def scan(
    document: Document, prompt: str | None, language: str = UNCLEAR, like: frozenset[str] | None = None,
    answerer: str = "",
) -> Scan:  # fmt: skip
    """Scan an answer once for all brands. ``language`` is what it is written in, as ``languages`` tells it.

    ``like`` are the languages whose forms of names may stand in it, that one alone where nothing is said.
    """
    tokens = tokenize(document.text)
    asked = fold(prompt).text if prompt else ""
    starts = list(map(_START, tokens))
    linked = frozenset(linked_names(document, tokens, starts))
    written = frozenset([language]) if like is None else like
    return Scan(
        document, tokens, starts, hosts(document.text), _echoes(tokens, asked), linked, attributions(document, asked),
        asked, language, written, endings_of(written), document.text.islower(), answerer,
    )  # fmt: skip


def _echoes(tokens: list[Token], prompt: str) -> list[tuple[int, int]]:
    """Spans of the answer that repeat a sentence of the question word for word."""
    spans: list[tuple[int, int]] = []
    if not prompt:
        return spans
    spelled = "\x00" + "\x00".join(token.key for token in tokens) + "\x00"
    for sentence in _SENTENCE_BREAK.split(prompt):
        asked = [token.key for token in tokenize(sentence)]
        if len(asked) < _ECHO_TOKENS:
            continue
        needle = "\x00" + "\x00".join(asked) + "\x00"
        at = spelled.find(needle)
        while at >= 0 and len(spans) < 64:
            first = spelled.count("\x00", 0, at)
            spans.append((tokens[first].start, tokens[first + len(asked) - 1].end))
            at = spelled.find(needle, at + 1)
    return spans
