"""Candidates for discovery: capitalised words and short runs of them that ordinary English does not explain."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, itemgetter

from analyzer.extraction.lexicon.english import (
    is_concept,
    is_function_word,
    is_generic,
    is_given_name,
    is_inflected,
    is_ordinary,
    is_place_or_time,
)
from analyzer.extraction.lexicon.other_languages import rarity
from analyzer.extraction.lexicon.slots import TAKERS
from analyzer.extraction.lexicon.vocabulary import NO_BRANDS, SECTIONS
from analyzer.extraction.naming.context.attributes import is_value
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.document import Block
from analyzer.extraction.text.languages import RANKED, UNCLEAR
from analyzer.extraction.text.spans import overlaps, span_over
from analyzer.extraction.text.tokens import Token

_RAW = attrgetter("raw")
_CAMEL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2}[a-z]")
_SURNAME = re.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz)[A-Z][a-z]+$")  # capitals within, and a person's
_SMALL_FIRST = re.compile(r"[a-z]{1,2}[A-Z][a-z]{2}")  # as in "iPhone"; "mAh" and "eMMC" are units
# Two words without the space between them, an acronym's plural, a number of a model: no names.
_GLUED = re.compile(r"(?:[A-Z]?[a-z]+[A-Z]){3}|[a-z]{3,}[A-Z]|[A-Z]{5,}[a-z]|[A-Z]{2,}(?:s|ers)$")
_CODE = re.compile(r"\d.*\d|\d[A-Z]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;|–]\s*|[\"'(\[]\s*|\n)$")
_START = itemgetter(0)
_END = itemgetter(1)
_LONGEST_RUN = 4
_LONGEST_NAME = 60
_PRAISED = re.compile(
    r"(?:[A-Z0-9][\w'/&.-]{0,24} (?:- )?(?:& )?){2,12}"
    r"(?:is|are|could be|would be|might be|may be) (?:\w+ly )?(?:an? |the |your )?(?:\w+ly )?"
    r"(?:great|excellent|good|perfect|ideal|fantastic|amazing|solid|wonderful|superb|best|popular|top) (?:\w+ ){0,2}?"
    r"(?:choice|option|pick|fit|addition|bet|solution|way|one|product|buy|value|match)\b"
)
_TITLE = 1.75
"""What a long run of capitals at the start of a link or of bold letters says for its first unknown word."""
_NEAR = 8
_SHORTEST = 3
_INITIALS = 5
_READ = RANKED | {"en", UNCLEAR}
_ORDINARY = -9.0  # no slot alone makes English words a name


@dataclass(slots=True)
class CandidateName:
    """One occurrence. ``form`` is what its spelling says for a brand, ``head`` what its place at a block's head says.

    An ``ordinary`` one consists of English words ("Constant Contact"): only its neighbours can make it a name.
    """

    key: str
    text: str
    start: int
    end: int
    form: float
    head: float
    ordinary: bool


def candidate_names(scan: Scan, taken: Sequence[tuple[int, int]]) -> Iterator[CandidateName]:
    """All candidates of an answer in order that overlap none of the spans ``taken``, which are in order."""
    tokens, text = scan.tokens, scan.document.text
    lowered: set[str] | None = None
    hosts = [(span.start, span.end) for span in scan.hosts]
    at_host = 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.raw.islower():
            index += 1
            continue
        while at_host < len(hosts) and hosts[at_host][1] <= token.start:
            at_host += 1
        if not _opens(token.raw) or (at_host < len(hosts) and hosts[at_host][0] <= token.start):
            index += 1
            continue
        block = scan.document.blocks[scan.document.block_at(token.start)]
        after = _run_end(text, tokens, index, block)
        first, last = _trimmed(tokens, index, after)
        named = first < last and block.kind not in ("code", "source")
        if named and not overlaps(tokens[first].start, tokens[last - 1].end, taken):
            lowered = _lowered(scan) if lowered is None else lowered
            found = _candidate(scan, first, last, block, lowered)
            if found:
                yield found
        index = max(after, index + 1)


def _lowered(scan: Scan) -> set[str]:
    """What the answer or its question writes small; a question without any capital says nothing of names."""
    written = set(filter(str.islower, map(_RAW, scan.tokens)))
    if scan.prompt.islower():
        return written
    return written | {word.lower() for word in re.findall(r"\b[a-z]{3,}\b", scan.prompt)}


@lru_cache(maxsize=16384)
def _opens(raw: str) -> bool:
    if raw.islower() or raw[0].isdigit() or _GLUED.match(raw) or _CODE.search(raw):
        return False
    return raw[0].isupper() or bool(_SMALL_FIRST.match(raw))


def _run_end(text: str, tokens: list[Token], index: int, block: Block) -> int:
    """The end of the run of capitalised words that starts at a token."""
    at = index + 1
    while at < len(tokens) and tokens[at].start < block.end:
        between = text[tokens[at - 1].end : tokens[at].start]
        if between not in (" ", "-", "'", "&", ""):
            break
        if tokens[at].key == "&" and tokens[at].raw == "&" and at + 1 < len(tokens) and tokens[at + 1].raw[0].isupper():
            at += 1
            continue
        if not (_opens(tokens[at].raw) or (tokens[at].raw.isdigit() and between == " " and len(tokens[at].raw) < 4)):
            break
        at += 1
    return at


def _trimmed(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """A run without the ordinary words around it that capitals of sentences and titles brought in."""
    while first < last and _sheds(tokens[first], leading=True):
        first += 1
    while last > first and (_sheds(tokens[last - 1], leading=False) or tokens[last - 1].raw == "s"):
        last -= 1
    return first, last


def _sheds(token: Token, *, leading: bool) -> bool:
    return token.raw == "&" or (_opens_no_name(token.key) if leading else _ends_no_name(token.key))


@lru_cache(maxsize=16384)
def _opens_no_name(word: str) -> bool:
    return is_function_word(word) or word in TAKERS or (word.endswith("ing") and is_ordinary(word))


def _ends_no_name(word: str) -> bool:
    return is_function_word(word) or is_concept(word)


def _candidate(scan: Scan, first: int, last: int, block: Block, lowered: set[str]) -> CandidateName | None:
    text, title = scan.document.text, 0.0
    begin = scan.tokens[first].start
    linked = _opens_link(scan, begin) or _is_praised(text, begin)
    if last - first > (1 if linked else _LONGEST_RUN):
        title = _TITLE if linked or _opens_bold(begin, block) else 0.0
        first, last = _of_title(scan.tokens, first, last)
    tokens = scan.tokens[first:last]
    if not tokens:
        return None
    start, end = tokens[0].start, tokens[-1].end
    if end - start > _LONGEST_NAME or text[max(0, start - 1) : start] in ("#", "@", "_"):
        return None
    if is_value(text, block.start, start):
        return None
    spelled = text[start:end]
    keys = [token.key for token in tokens if token.key != "&"]
    if _explained(tokens, keys, lowered, spelled) or keys[-1] in SECTIONS:
        return None
    opaque = _opaque(keys, scan.language)
    form = title + _form(scan, block, tokens, opaque)
    return CandidateName(
        "".join(token.key for token in tokens), spelled, start, end, form, _head(scan, block, start, end), not opaque
    )


def _form(scan: Scan, block: Block, tokens: list[Token], opaque: list[str]) -> float:
    """What the spelling of a run says for a brand."""
    text, start, end = scan.document.text, tokens[0].start, tokens[-1].end
    camel = any(_CAMEL.search(token.raw) and not _SURNAME.match(token.raw) for token in tokens)
    initial = bool(_SENTENCE_START.search(text[max(block.start, start - 3) : start])) or start == block.start
    form = 1.5 if camel and opaque else (0.75 if opaque and not initial else 0.25 if opaque else _ORDINARY)
    if text[start:end].isupper() and end - start <= _INITIALS:
        form = min(form, 0.0)
    if opaque and not camel and (scan.language not in _READ or all(map(is_inflected, opaque))):
        form -= 0.75  # a word of the dictionary that few texts hold, or a language of which little is known
    if any(is_given_name(token.key) or is_place_or_time(token.key) for token in tokens):
        form -= 1.5
    if block.kind in ("heading", "header") and block.ordinal is None and not camel:
        form -= 0.5
    return form


def _opaque(keys: list[str], language: str) -> list[str]:
    """The words of a name that are no everyday words of the text's language."""
    if language in RANKED:
        return [key for key in keys if not is_generic(key) and rarity(key, language) == "unknown"]
    return [key for key in keys if not is_generic(key)]


def _opens_link(scan: Scan, start: int) -> bool:
    """Whether a place opens the label of a link."""
    at = bisect_right(scan.document.links, start, key=_START) - 1
    return at >= 0 and start < scan.document.links[at][0] + _NEAR


def _is_praised(text: str, start: int) -> bool:
    """Whether a title behind "the" is what its sentence praises ("the Acmet Box Cut Pant 12 is a great choice")."""
    return text[max(0, start - 4) : start].lower() == "the " and _PRAISED.match(text, start) is not None


def _opens_bold(start: int, block: Block) -> bool:
    bold = span_over(block.bold, start)
    return bold is not None and start - bold[0] < _NEAR


def _of_title(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """Whose product a long run of capitals is the title of ("Acmet Carburetor Rebuild Kit For Tractors")."""
    for at in range(first, min(first + 2, last)):
        if not _is_said(tokens[at]):
            beyond = at + 1
            while beyond < min(at + 2, last) and not _is_said(tokens[beyond]):
                beyond += 1
            return at, beyond
    return first, first


def _is_said(token: Token) -> bool:
    """Whether a word of a title says something of the product: no name."""
    key = token.key
    return is_generic(key) or not key.isalpha() or len(key) < _SHORTEST


def _explained(tokens: list[Token], keys: list[str], lowered: set[str], spelled: str) -> bool:
    """Whether ordinary English, a concept or the answer's own lower-case use explains the words."""
    if not keys or len(spelled) < 2 or spelled.lower() in NO_BRANDS or all(key in NO_BRANDS for key in keys):
        return True
    if all(is_concept(key) or is_place_or_time(key) or is_function_word(key) for key in keys):
        return True
    if any(key in lowered for key in keys) and all(key in lowered or is_generic(key) for key in keys):
        return True
    if all(key.isdigit() for key in keys) or (len(spelled) <= 2 and not spelled[0].isdigit()):
        return True
    return len(keys) > 1 and is_given_name(keys[0]) and len(keys) == 2


def _head(scan: Scan, block: Block, start: int, end: int) -> float:
    """At the head of an item, set in bold, or a table's first cell."""
    text = scan.document.text
    rest = text[end : min(end + 4, block.end)].lstrip(" ")
    ends_head = not rest or rest[0] in ":–-|(," or text[end:].startswith(" - ")
    bold = span_over(block.bold, start)
    whole_bold = bold is not None and end <= bold[1] and bold[1] - bold[0] <= end - start + 2
    if block.kind == "item" and start == block.start and (ends_head or whole_bold):
        return 2.0
    if block.kind == "row" and any((first, last) == (start, end) for first, last in block.cells[:2]):
        return 2.0
    if block.kind == "heading" and start - block.start < 4 and ends_head:
        return 2.0 if block.ordinal is not None else 1.0
    return 1.0 if whole_bold else 0.0
