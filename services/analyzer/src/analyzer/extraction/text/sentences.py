"""Sentences of a document, as long as evidence should be: never across blocks, never cut inside a name."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from analyzer.extraction.text.document import Block, Document

MAX_SENTENCE = 1200  # longer runs without an end mark are cut at a space, so that work per sentence stays bounded

_END = re.compile(r"[.!?]+[\"')\]]*(?=\s)|[.!?]+(?=[A-Z][a-z])|[。！？…]+[」』”]*|\s\|\s(?=\S)")
# The same where there are letters of ASCII alone and no table's bar: a set of first letters is found much faster.
_PLAIN_END = re.compile(r"[.!?]+(?:[\"')\]]*(?=\s)|(?=[A-Z][a-z]))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|inc|corp|co|ltd|approx|dr|mr|mrs|ms|no|st|jr|sr|dept|est|fig|(?:[a-z]\.){1,3}[a-z]|bzw|z\.b|ca|nr|sra?|p\.ej)\.$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Sentence:
    """Offsets into ``Document.text`` and the index of the block. A table row is one sentence."""

    start: int
    end: int
    block: int


def split_sentences(document: Document, names: Sequence[tuple[int, int]]) -> list[Sentence]:
    """All sentences in order. ``names`` are the spans of mentions, in order, which no boundary may cut."""
    sentences: list[Sentence] = []
    cursor = 0
    small = {start for start, _ in names if document.text[start].islower()}
    ends = _PLAIN_END if document.text.isascii() and "|" not in document.text else _END
    for number, block in enumerate(document.blocks):
        start = block.start
        for cut in _cuts(document.text, block, small, ends):
            while cursor < len(names) and names[cursor][1] <= cut - 1:
                cursor += 1
            if cursor < len(names) and names[cursor][0] < cut < names[cursor][1] and cut != block.end:
                continue
            _append(sentences, document.text, Sentence(start, cut, number))
            start = cut
        if start < block.end:
            _append(sentences, document.text, Sentence(start, block.end, number))
    return sentences


def _append(sentences: list[Sentence], text: str, sentence: Sentence) -> None:
    start, end = sentence.start, sentence.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Sentence(start, end, sentence.block))


def _cuts(text: str, block: Block, small: Set[int], ends: re.Pattern[str]) -> list[int]:
    """Where the sentences of a block end. ``small`` are the starts of names without a capital, which may open one."""
    cuts: list[int] = []
    last = block.start
    if block.kind not in ("row", "header", "code"):
        for hit in ends.finditer(text, block.start, block.end):
            if text[hit.start()] in ".!?" and not _ends(text, last, hit, block.end, small):
                continue
            cuts.append(hit.end())
            last = hit.end()
    return _bounded(text, block.start, [*cuts, block.end])


def _bounded(text: str, last: int, cuts: Sequence[int]) -> list[int]:
    """The same cuts and, where a sentence is too long to be read, others between them."""
    bounded: list[int] = []
    for cut in cuts:
        while cut - last > MAX_SENTENCE:
            space = text.rfind(" ", last + MAX_SENTENCE // 2, last + MAX_SENTENCE)
            last = space + 1 if space > 0 else last + MAX_SENTENCE
            bounded.append(last)
        bounded.append(cut)
        last = cut
    return bounded


def _ends(text: str, start: int, hit: re.Match[str], limit: int, small: Set[int]) -> bool:
    """Whether a full stop ends a sentence: not in an abbreviation, not before a lower-case word, not a list number."""
    following = text[hit.end() : min(hit.end() + 3, limit)].lstrip(" \"'(")[:1]
    if following.islower() and text[hit.start()] != "?" and text.find(following, hit.end()) not in small:
        return False
    if text[hit.start()] == ".":
        before = text[max(start, hit.start() - 8) : hit.start() + 1]
        if _ABBREVIATION.search(before) and not (
            following.isupper() and before.lower().endswith((" etc.", " inc.", " ltd."))
        ):
            return False
        if re.search(r"(?:^|\s)[A-Z]\.$", before):
            return False
    return True
