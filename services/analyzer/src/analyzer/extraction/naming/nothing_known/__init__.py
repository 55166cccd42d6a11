"""Sentences that say that nothing is known about a name: it is not named in the answer then.

Who could find nothing better than a name praises it: that is said first.
"""

import re

from analyzer.extraction.naming.nothing_known import english, others
from analyzer.extraction.text.languages import RANKED

_BEFORE, _BEHIND = 160, 90
_DENIES = re.compile(
    r"\bno|\bnao|n't|\bnev|\bunab|\bunf|\bunk|\bfail|\black|\bwithout|\blittle|\blimited|\bscarce|\boutdated"
    r"|\bincomplete|\babsent"
    r"|\bmissing|verify|confirm|\bcan't|\bcannot|\bzero|\bkein|\bnicht|\bnirgend|\bunbek|\bpas\b|\brien|\bjama"
    r"|\baucun|\binconn"
    r"|introuvable|\bning|\bnada|\bdescon|\bnenh|[没沒]|不|ん",
    re.IGNORECASE,
)
"""What denies in any of the languages; other sentences are passed over at one look."""
_DENIAL = (
    r"\b(?:not|\w+n't|no|never|cannot|nothing|hardly|nobody|kein\w*|nicht\w*|nie|pas|rien|jamais|aucune?|nada"
    r"|ningun\w*|nunca"
    r"|nao|nenhum\w*)\b"
)
_MORE = (
    r"(?:better|worse|[a-z]{3,}er|(?:more|less|as|so) [a-z]+|bess\w+|gunstig\w+|[a-z]{4,}ere[rnms]?|mieux|meilleure?s?"
    r"|(?:plus|moins|mas|mais) [a-z]+|mejor(?:es)?|melhor(?:es)?)"
)
_UNSURPASSED = re.compile(
    rf"{_DENIAL}[^.;!?\n]{{0,70}}\b(?:{_MORE}\b[^.;!?\n]{{0,50}}\b(?:than|as|als|que)"
    r"|(?:faults?|flaws?|wrong|problems?|complaints?) (?:with|about|against|in))(?: (?:the|die|der|das|la|le|les|el"
    r"|a|o))? ",
    re.IGNORECASE,
)
_NOT_CHEAPER = re.compile(
    r"n(?:o|')t find [\w '-]{1,40} (?:cheaper|for less|at a (?:lower|better) price|anywhere (?:cheaper|else for))",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[\"'(]?$")


def says_nothing_known(sentence: str, start: int, end: int, language: str = "en") -> bool:
    """Whether a folded sentence of a language says of the name at ``start:end`` that nothing is known about it."""
    if not _DENIES.search(sentence):
        return False
    before, after = sentence[max(0, start - _BEFORE) : start], sentence[end : end + _BEHIND]
    if any(_ENDS.match(before, hit.end()) for hit in _UNSURPASSED.finditer(before)):
        return False
    if language in RANKED:
        return others.says_nothing_known(language, before, after)
    # A short sentence may be taken for English, or for none.
    known = english.says_nothing_known(before, after)
    return known or any(others.says_nothing_known(code, before, after) for code in ("es", "pt", "fr", "de"))


def praises(sentence: str) -> bool:
    """Whether a sentence says that nothing is better, cheaper or wrong: it only looks like one that found nothing."""
    return _UNSURPASSED.search(sentence) is not None or _NOT_CHEAPER.search(sentence) is not None
