"""Sentences that say that nothing is known about a name: it is not named in the answer then.

Who could find nothing better than a name praises it: that is said first.
"""

import re

from analyzer.extraction.naming.nothing_known import english, others
from analyzer.extraction.text.languages import RANKED

_BEFORE, _BEHIND = 160, 90
_DENIES = (
    " no ",
    "not ",
    "n't",
    "n’t",
    "never",
    "nothing",
    "none ",
    "nowhere",
    "nor ",
    "unable",
    "unfamiliar",
    "unknown",
    "fail",
    "lack",
    "without",
    "little",
    "limited",
    "scarce",
    "outdated",
    "incomplete",
    "absent",
    "missing",
    "verify",
    "confirm",
    "can't",
    "zero ",
    "kein",
    "nicht",
    "nirgend",
    "unbekannt",
    " pas ",
    "rien ",
    "jamais",
    "aucun",
    "inconnu",
    "introuvable",
    "ningun",
    " nada ",
    "descon",
    "nenhum",
    " nao ",
    "没",
    "沒",
    "找不",
    "查不",
    "不了",
    "不熟",
    "ん",
)
"""What denies in any of the languages; other sentences are passed over at one look."""
_IS_FOREIGN = re.compile(
    r"\b(?:nicht|kein|pas\b|rien|aucun|jamais|nao\b|nada|nenhum|ningun|encontr|mencion|conozco|conheco|pude|podido|logre"
    r"|desconoz|desconhe|localiz|unbekannt|inconnu|quellen|fuentes|fontes)",
    re.IGNORECASE,
)
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
    said = f" {sentence.lower()} "
    if not any(denial in said for denial in _DENIES):
        return False
    before, after = sentence[max(0, start - _BEFORE) : start], sentence[end : end + _BEHIND]
    if not _is_unknown(sentence, before, after, language):
        return False
    return not any(_ENDS.match(before, hit.end()) for hit in _UNSURPASSED.finditer(before))


def _is_unknown(sentence: str, before: str, after: str, language: str) -> bool:
    if language in RANKED:
        return others.says_nothing_known(language, before, after)
    if english.says_nothing_known(before, after):
        return True
    # A short sentence may be taken for English, or for none.
    return _IS_FOREIGN.search(sentence) is not None and any(
        others.says_nothing_known(code, before, after) for code in ("es", "pt", "fr", "de")
    )


def praises(sentence: str) -> bool:
    """Whether a sentence says that nothing is better, cheaper or wrong: it only looks like one that found nothing."""
    return _UNSURPASSED.search(sentence) is not None or _NOT_CHEAPER.search(sentence) is not None
