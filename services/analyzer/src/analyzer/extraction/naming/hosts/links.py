"""Names that a link vouches for: its label begins with what its host is called ("[Gap jeans](https://gap.com)")."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analyzer.extraction.naming.hosts.suffixes import site_label
from analyzer.extraction.text.document import Document
from analyzer.extraction.text.tokens import Token

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?//(?:[^/?#@\s]{0,200}@)?(?:www\.)?([^/?#:\s]{1,253})", re.IGNORECASE)
_WORDS = 5
_SHORTEST = 2


def host_of(target: str) -> str | None:
    """The host that a link leads to, in small letters; None for an anchor, a path or an address of another kind."""
    hit = _HOST.match(target)
    return hit[1].lower() if hit else None


def linked_names(document: Document, tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Spans of the text, in order, that open a link's label and are spelled as the host that it leads to."""
    for begin, end, target in document.links:
        host = host_of(target)
        label = site_label(host).replace("-", "") if host and "." in host else ""
        if len(label) >= _SHORTEST:
            span = _spelled(label, tokens, bisect_left(starts, begin), end)
            if span:
                yield span


def _spelled(label: str, tokens: Sequence[Token], first: int, end: int) -> tuple[int, int] | None:
    """The words from ``first`` on that together make the label."""
    written = ""
    for token in tokens[first : first + _WORDS]:
        written += token.key if token.key != "&" else "and" if label.startswith(f"{written}and") else ""
        if token.end > end or not label.startswith(written):
            return None
        if written == label:
            return tokens[first].start, token.end
    return None
