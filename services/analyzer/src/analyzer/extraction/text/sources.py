"""Lines that give sources: headings of such lists, and labels with the sources behind them."""

import re

from analyzer.extraction.lexicon.sources import one_of

_LONGEST_HEADING = 40
_LONGEST = 400
_HEADING = re.compile(rf"(?:{one_of('headings')})\s*:?\s*$", re.IGNORECASE)
_LABELLED = re.compile(
    rf"[\s*_>#(\[-]{{0,8}}(?:{one_of('headings')})[*_]{{0,2}}\s?:[*_]{{0,2}}\s*(?=\S)", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?]\s+[A-Z]|\b(?:is|are|was|were|has|have|will|can|should|ist|sind|est|es|e)\b|[。！？].")
_PAGE = re.compile(r"<?https?://[^\s/]{3,200}/\S")
_MOST_PAGES = 8


def heads_sources(line: str) -> bool:
    """Whether a line, its marks aside, is a heading of sources ("References:")."""
    label = line.strip(" #*_:>")
    return len(label) < _LONGEST_HEADING and _HEADING.match(label) is not None


def gives_sources(line: str, content: int) -> bool:
    """Whether a line is nothing but sources: behind a label ("Sources: a.com, b.com"), or addresses of pages alone."""
    if line.startswith(("http", "<http"), content):
        words = line[content:].split(maxsplit=_MOST_PAGES)
        return len(words) <= _MOST_PAGES and all(map(_PAGE.match, words))
    behind = label_of_sources(line, 0, min(len(line), _LONGEST)) if ":" in line else 0
    return behind > 0 and not _SENTENCE.search(line, behind)


def label_of_sources(text: str, start: int, end: int) -> int:
    """Where the sources begin behind the label that a stretch of text opens with; 0 where it opens with none."""
    hit = _LABELLED.match(text, start, end)
    return hit.end() if hit else 0
