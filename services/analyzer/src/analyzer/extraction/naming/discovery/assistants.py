"""Assistants that speak of themselves ("As ChatGPT, I can't ..."): no brand is named by that."""

import re
from collections.abc import Iterator

from analyzer.extraction.lexicon.firms import ASSISTANTS, OF_MUCH_ELSE
from analyzer.extraction.naming.scanning import Scan
from analyzer.extraction.text.tokens import tokenize

_NAMES = frozenset().union(*ASSISTANTS.values())
_I = re.compile(
    r"\b(?:i|i'm|i've|my|me|myself|ich|mir|mich|mein\w*|je|j'\w+|moi|mon|yo|soy|mi|puedo|tengo|eu|sou|meu|minha|posso)\b",
    re.IGNORECASE,
)
_AS = re.compile(
    r"\b(?:as|i am|i'm|my name is|ich bin|ich heisse|als|je suis|je m'appelle|en tant que|soy|me llamo|como|sou"
    r"|me chamo)[ ,](?:[\w'-]+[ ,]+){0,5}$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:made|built|trained|developed|created|powered|operated|entwickelt|trainiert|developpe|cree|concu|entraine"
    r"|desarrollad[oa]|cread[oa]|entrenad[oa]|desenvolvid[oa]|criad[oa]|treinad[oa]|modele?l?o?|model)"
    r" (?:by|von|par|por|pela|pelo|de|from) $|\bvon $",
    re.IGNORECASE,
)
_MADE_ME = re.compile(r" (?:has |have )?(?:trained|made|built|created|developed|calls) me\b", re.IGNORECASE)
_ON_ASSISTANTS = re.compile(
    r"\b(?:chat ?bots?|assistants?|llms?|language models?|ai|ki|ia|gpt|copilots?|sprachmodelle?)\b", re.IGNORECASE
)
_SENTENCE = 160
_SHORT = 3  # "o1" is in many a name


def own_names(scan: Scan) -> set[str]:
    """Keys of names under which the assistant speaks of itself or of its maker in an answer.

    Who answered, where that is known, is taken for one that speaks of itself unless the question is about assistants.
    """
    found = set(_told(scan.answerer)) if not _ON_ASSISTANTS.search(scan.prompt) else set[str]()
    for token in scan.tokens:
        own = token.key in _NAMES and not token.raw.islower() and token.key not in found
        if own and _is_self(scan.document.text, token.start, token.end):
            found.add(token.key)
    return found


def key_of(name: str) -> str:
    """The letters and digits of a name, as the lists have them."""
    return "".join(token.key for token in tokenize(name))


def _told(asked: str) -> Iterator[str]:
    low = asked.lower()
    for provider, names in ASSISTANTS.items():
        if low and (provider in low or any(len(name) > _SHORT and name in low for name in names)):
            yield from names - OF_MUCH_ELSE


def _is_self(text: str, start: int, end: int) -> bool:
    begin = max(text.rfind(mark, max(0, start - _SENTENCE), start) for mark in ".!?\n") + 1
    close = re.compile(r"[.!?\n](?:\s|$)|$").search(text, end, end + _SENTENCE)
    sentence = text[begin : close.start() if close else end + _SENTENCE]
    if not _I.search(sentence):
        return False
    before = text[begin:start]
    return bool(_AS.search(before) or _MADE.search(before) or _MADE_ME.match(text, end))
