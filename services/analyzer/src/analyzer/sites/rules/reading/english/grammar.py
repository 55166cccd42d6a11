"""The English of pages, read without a model: sentences, tokens, noun phrases, clauses."""

import re
from collections.abc import Iterator, Sequence

from common.english.nouns import is_plural
from common.english.words import (
    ADVERBS,
    DETERMINERS,
    FUNCTION_WORDS,
    VERBS,
    words,
)

_TOKEN = re.compile(r"[^\W_]+(?:[-'’&.][^\W_]+)*(?:&[^\W_]+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9À-Þ£€$])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs|approx|Inc|Ltd|Co)|\b[A-Z])\.$")
_QUOTES = "\"“”„‘’'«»()[] "
MAX_SENTENCE = 400
"""Longer runs are tables or lists without punctuation, not sentences."""


def tokens(text: str) -> list[str]:
    """Words (with inner hyphens, apostrophes and dots) and single punctuation marks."""
    return _TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Whether a token is a word or number, not punctuation."""
    return token[:1].isalnum()


def sentences(text: str) -> Iterator[str]:
    """Sentences of a text whose paragraphs are lines."""
    for line in text.splitlines():
        clean = line.strip().lstrip("-•*|–· ").strip()
        if clean and "|" not in clean:
            yield from _split(clean)


def _split(line: str) -> Iterator[str]:
    pending = ""
    for piece in _SENTENCE_END.split(line):
        pending = f"{pending} {piece}".strip()
        if not _ABBREVIATION.search(pending):
            if len(pending) <= MAX_SENTENCE:
                yield pending
            pending = ""
    if pending and len(pending) <= MAX_SENTENCE:
        yield pending


def noun_phrase(words_: Sequence[str], start: int = 0, *, most: int = 5) -> tuple[list[str], int]:
    """The noun phrase that begins at ``start``, without its article, and the index behind it; empty where none does.

    A phrase ends at punctuation, a function word or a finite verb; ``X and Y`` stays together only in names with ``&``.
    """
    at = start
    while at < len(words_) and words_[at].lower() in DETERMINERS:
        at += 1
    phrase: list[str] = []
    while at < len(words_) and len(phrase) < most and _in_phrase(words_[at], first=not phrase):
        phrase.append(words_[at])
        at += 1
    while phrase and phrase[-1].lower() in ADVERBS:
        phrase.pop()
    return phrase, at


def _in_phrase(token: str, *, first: bool) -> bool:
    low = token.lower().replace("’", "'")
    if not is_word(token) or low in FUNCTION_WORDS or token.isdigit():
        return False
    finite = low.endswith("s") and low.removesuffix("s") in VERBS and low.removesuffix("s") not in NOUNS_TOO
    return first or not finite


NOUNS_TOO = words(
    """answer bake book call change charge check cook count cover cut design drink fall help hope jump land like love
    look miss move need offer open order own pay plan play print promise rank request run sale save share shop show
    sign sound stand start stay stop support talk thank train travel try turn use visit wait want waste watch win
    wish work worry write"""
)


def content_words(text: str) -> list[str]:
    """Words in lower case that carry meaning: no function words, no numbers."""
    return [low for token in tokens(text) if is_word(token) and (low := token.lower()) not in FUNCTION_WORDS
            and not token[0].isdigit()]  # fmt: skip


def strip_quotes(text: str) -> str:
    """``text`` without quotation marks and brackets around it."""
    return text.strip(_QUOTES)


def as_clause(sentence: str) -> str:
    """A sentence as a part of another: no final stop, a small first letter unless it is a name or "I"."""
    clean = strip_quotes(sentence.strip().rstrip(".!?… ")).strip()
    first = tokens(clean)[:1]
    if first and (first[0].lower() in FUNCTION_WORDS | VERBS | _OPENERS or _plain_opener(first[0])):
        keep = first[0] in ("I", "I'm", "I’m", "I've", "I’ve") or (first[0].isupper() and len(first[0]) > 1)
        clean = clean if keep else clean[0].lower() + clean[1:]
    return clean


_OPENERS = words("most people nobody everybody customers finding getting")


def _plain_opener(token: str) -> bool:
    """A capital at the start of a sentence says nothing where the word is an ordinary plural or adjective."""
    return token.istitle() and (is_plural(token) or token.lower().endswith(("ing", "ly")))
