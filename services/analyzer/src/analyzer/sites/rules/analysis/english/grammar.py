"""A little English grammar without a model: sentences, tokens, plural and singular, noun phrases, point of view."""

import re
from collections.abc import Iterator, Sequence

from analyzer.sites.rules.analysis.english.words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    UNCOUNTABLE,
    VERBS,
    words,
)

_TOKEN = re.compile(r"[^\W_]+(?:[-'’&.][^\W_]+)*(?:&[^\W_]+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9À-Þ£€$])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs|approx|Inc|Ltd|Co)|\b[A-Z])\.$")
_QUOTES = "\"“”„‘’'«»()[] "
_IRREGULAR = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth",
    "shelf": "shelves", "knife": "knives", "loaf": "loaves", "leaf": "leaves", "half": "halves", "wife": "wives",
}  # fmt: skip
_SINGULAR = {plural: singular for singular, plural in _IRREGULAR.items()}
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


def plural(noun: str) -> str:
    """The plural of a noun; mass nouns and plurals stay as they are."""
    low = noun.lower()
    if low in UNCOUNTABLE or low in _SINGULAR or is_plural(low) or low.endswith("ics"):
        return noun
    if low in _IRREGULAR:
        return noun[0] + _IRREGULAR[low][1:]
    if re.search(r"[^aeiou]y$", low):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(?:s|x|z|ch|sh)$", low) else f"{noun}s"


def is_plural(noun: str) -> bool:
    """Whether a noun looks like a plural."""
    low = noun.lower()
    return low in _SINGULAR or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "ics")))


def singular(noun: str) -> str:
    """The singular of a plural; other words stay as they are."""
    low = noun.lower()
    if low in _SINGULAR:
        return noun[0] + _SINGULAR[low][1:]
    if not is_plural(low):
        return noun
    if low.endswith("ies") and len(low) > 4:
        return f"{noun[:-3]}y"
    return noun[:-2] if re.search(r"(?:ss|x|z|ch|sh)es$", low) else noun[:-1]


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
    finite = low.endswith("s") and low.removesuffix("s") in VERBS and low.removesuffix("s") not in _NOUNS_TOO
    return first or not finite


_NOUNS_TOO = words(
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


_FIRST = {"your": "my", "yours": "mine", "yourself": "myself", "you're": "I'm", "you've": "I've", "you'll": "I'll"}


def first_person(clause: str) -> str:
    """A clause addressed to the customer, said by the customer: you -> I or me, your -> my."""
    flat = re.sub(r"\byou are\b", "I am", clause.replace("’", "'"), flags=re.IGNORECASE)
    pieces = re.split(r"(\b[\w']+\b)", flat)
    return "".join(_turned(pieces, index) for index in range(len(pieces)))


def _turned(pieces: Sequence[str], index: int) -> str:
    low = pieces[index].lower()
    if low == "you":
        before = next((piece.lower() for piece in reversed(pieces[:index]) if piece.strip()), "")
        after = next((piece.lower() for piece in pieces[index + 1 :] if piece.strip()), "")
        subject = _is_clause_start(before) and re.match(r"\w", after)
        return "I" if subject else "me"
    return _FIRST.get(low, pieces[index])


def _is_clause_start(before: str) -> bool:
    openers = CONJUNCTIONS | (PRONOUNS & {"what", "which", "who", "something", "everything"}) | {"that", "", "time"}
    leads_on = before in AUXILIARIES or before in {"before", "after", "until", "since"}
    return before in openers or leads_on or not before[:1].isalnum() or before not in PREPOSITIONS | _known_verbs()


def _known_verbs() -> frozenset[str]:
    return VERBS | frozenset(f"{verb}s" for verb in VERBS) | frozenset({"gives", "costs", "made", "gave", "told"})
