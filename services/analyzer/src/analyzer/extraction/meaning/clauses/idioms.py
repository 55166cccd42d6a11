"""Idioms in plain words, so that the patterns of meaning need not know them ("can't go wrong with": recommend)."""

import re

from analyzer.extraction.meaning.clauses.comparison import MASK, OTHER

T = MASK
_BRAND = f"[{MASK}{OTHER}]"
_IDIOMS = (
    (re.compile(r"\b(?:can't|cannot|can not|can hardly|won't) go (?:far )?wrong with\b"), "recommend"),
    (
        re.compile(
            rf"\b(?:can't|cannot|can not|hard to|tough to) beat\b(?=[^.;]{{0,20}}{_BRAND})|\bwon't regret (?:\w+ing )?"
        ),
        "recommend ",
    ),
    (re.compile(rf"\b(?:can't|cannot|could not|couldn't) recommend ({T}) (?:\w+ )?enough\b"), r"highly recommend \1"),
    (re.compile(r"(?:\s(?:not|never)|n't) hesitate to\b"), ""),
    (
        re.compile(
            rf"^({T}),? (?:hands down|by all means|without (?:a |any |much |a moment's )?(?:doubt|question|hesitation)"
            r"|no question|every time)\W*$"
        ),
        r"recommend \1",
    ),
    (re.compile(r"\b(?:hard|difficult|impossible) not to\b|\bno (?:stretch|exaggeration) to (?:call|say)\b"), ""),
    (re.compile(r"\bnot only\b"), ""),
    (re.compile(r"\banything but\b"), "not"),
    (re.compile(r"\b(?:no doubt|without (?:a |any )?doubt|no question|hands down)\b,? ?"), ""),
    (re.compile(r"\b(?:why not|you might not regret)\b"), "consider"),
)
_IDIOMATIC = re.compile(
    r"can(?:'t|not| not| hardly)|won't|couldn't|could not|(?:hard|tough) to beat|not only|anything but"
    r"|not to|no stretch|no exaggeration|hesitate|by all means|without|every time|doubt|no question|hands down|why not"
    r"|might not"
)
"""What every idiom holds: most sentences hold none, and are asked once instead of six times."""


def in_plain_words(masked: str) -> str:
    """A masked sentence with its idioms said plainly."""
    for idiom, plain in _IDIOMS if _IDIOMATIC.search(masked) else ():
        masked = idiom.sub(plain, masked)
    return masked
