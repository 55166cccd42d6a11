"""Idioms in plain words, so that the patterns of meaning need not know them ("can't go wrong with": recommend)."""

import re

from analyzer.extraction.lexicon.cues.tables import valences
from analyzer.extraction.meaning.clauses.comparison import MASK, OTHER

T = MASK
_BETTER = (
    r"(?P<better>better|finer|nicer|safer|sturdier|stronger|tougher|simpler|easier|faster|quieter|smoother|sharper"
    r"|cleaner|smarter|friendlier|kinder|more (?P<word>[a-z-]+))"
)
_DENIES = (
    r"(?:can't|cannot|can not|couldn't|won't|wouldn't|don't|haven't|never|struggle|hard[ -]pressed|hard|tough|yet)"
    r" (?:\w+ly |to )?(?:find|found|do|think of|get|ask for|seen?|know|buy|bought|come across|tested|tried|used|owned"
    r"|name)\b"
)
_OUTDOES_NONE = re.compile(
    r"\b(?:(?:there(?:'s| is) )?(?:nothing|nobody|no one|no(?: other)? (?!more\b|less\b|better\b)[\w-]+)\b"
    rf"|(?:i |you |you'd be |it's |it is )?{_DENIES})"
    rf"(?:\s[\w'-]+){{0,5}}?\s{_BETTER}(?:\s[\w-]+){{0,3}}? than (?:the |an? |any )?(?={T})"
)
"""Nothing is better than the brand: praise that looks like a denial."""
_BRAND = f"[{MASK}{OTHER}]"
_IDIOMS = (
    (re.compile(r"\b(?:can't|cannot|can not|can hardly|won't) go (?:far )?wrong with\b"), "recommend"),
    (
        re.compile(
            rf"\b(?:can't|cannot|can not|hard to|tough to) beat\b(?=[^.;]{{0,20}}{_BRAND})|\bwon't regret (?:\w+ing )?"
        ),
        "recommend ",
    ),
    (
        re.compile(
            rf"\b(?:can't|cannot|could not|couldn't) (?:recommend|praise) (?:[a-z]+ ){{0,2}}({T}) (?:\w+ )?enough\b"
        ),
        r"highly recommend \1",
    ),
    (re.compile(r"(?:\s(?:not|never)|n't) hesitate to\b"), ""),
    (
        re.compile(
            rf"^({T}),? (?:hands down|by all means|without (?:a |any |much |a moment's )?(?:doubt|question|hesitation)"
            r"|no question|every time)\W*$"
        ),
        r"recommend \1",
    ),
    (re.compile(r"\b(?:hard|difficult|impossible) not to\b|\bno (?:stretch|exaggeration) to (?:call|say)\b"), ""),
    (
        re.compile(
            r"\b(?:nothing|nobody|no one) (?:else )?(?:beats|comes (?:close|near) to|touches|matches) "
            rf"(?:the |an? )?(?={T})"
        ),
        "recommend ",
    ),
    (re.compile(r"\b(?:if|were) (?:(?:it|this) (?:was|were) )?(?:it )?(?:me|up to me|my \w+(?: \w+)?)\b,? ?(?=i)"), ""),
    (
        re.compile(
            r"\b(?:don't|do not|no need to) (?:overthink|agoni[sz]e over|worry about) (?:it|this|that)\b[:,;]? ?"
        ),
        "",
    ),
    (re.compile(r"\bnot only\b"), ""),
    (re.compile(r"\b(?:(?:don't|do not|no need to) look (?:any )?further than|no reason not to \w+)\b"), "recommend"),
    (
        re.compile(r"\b(?:don't|do not) (buy|use|get|take) anything but\b|\b(recommend|buy|use) nothing but\b"),
        "recommend",
    ),
    (re.compile(r"\b(?:any|every)thing but\b"), "not"),
    (
        re.compile(r",? (?:in my (?:opinion|view|book|experience)|to my mind|for my money),? (?=is\b|are\b|remains\b)"),
        " ",
    ),
    (re.compile(r"\b(?:no doubt|without (?:a |any )?doubt|no question|hands down)\b,? ?"), ""),
    (re.compile(r"\b(?:why not|you might not regret)\b"), "consider"),
)
_IDIOMATIC = re.compile(
    r"can(?:'t|not| not| hardly)|won't|couldn't|could not|(?:hard|tough) to beat|not only|thing but"
    r"|nothing but|further than|reason not|in my|to my|for my|no stretch|no exaggeration|hesitate"
    r"|by all means|without|every time|doubt|no question|hands down|why not|might not"
    r"|(?:if|were) (?:it|this|me|my)|nothing|nobody|no one|\bno \w+|hard|tough|struggle|don't|overthink"
    r"|no need|wouldn't|haven't|never|not to|yet to"
)
"""What every idiom holds: most sentences hold none, and are asked once instead of six times."""


def in_plain_words(masked: str) -> str:
    """A masked sentence with its idioms said plainly."""
    if not _IDIOMATIC.search(masked):
        return masked
    if " than " in masked:
        masked = _OUTDOES_NONE.sub(_recommended, masked)
    for idiom, plain in _IDIOMS:
        masked = idiom.sub(plain, masked)
    return masked


def _recommended(hit: re.Match[str]) -> str:
    """What nothing outdoes is recommended, if it is a merit in which it is not outdone."""
    return "recommend " if hit["word"] is None or valences().get(hit["word"], 0.0) > 0 else hit.group()
