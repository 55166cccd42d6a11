"""Sentences and keys of texts in any of the languages that are read."""

import re
from collections.abc import Iterator

_END = re.compile(r"(?<=[.!?…])[\"”“’»)]*\s+(?=[\"“„‘'«(¿]*[A-ZÀ-Þ0-9£€$])|(?<=[。！？])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs|approx|Inc|Ltd|Co|z\.\s?B|d\.\s?h|u\.\s?a|bzw|ca|Nr|Str|inkl|zzgl|ggf|evtl|"
    r"Tel|usw|max|min|Mio|Prof|Ing|M|Mme|av|env|p\.\s?ex)|\b[A-Z]|\b\d{1,2})\.$"
)
MAX_SENTENCE = 400
"""Longer runs are tables or lists without punctuation, not sentences."""


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of one line, in order; runs longer than ``MAX_SENTENCE`` characters are left out."""
    pending = ""
    for piece in _END.split(text.strip()):
        pending = f"{pending} {piece}".strip()
        if not _ABBREVIATED.search(pending):
            if 0 < len(pending) <= MAX_SENTENCE:
                yield pending
            pending = ""
    if 0 < len(pending) <= MAX_SENTENCE:
        yield pending


def letters(text: str) -> str:
    """Letters and digits only, in lower case: what two spellings of one name have in common."""
    return re.sub(r"[\W_]+", "", text.lower())
