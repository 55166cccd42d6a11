"""The plurals of names: English by the project's own rules, German and French by their endings in ``plurals.tsv``."""

import re
from functools import lru_cache

from analyzer.sites.rules.taxonomy.table import lines
from common.english.nouns import plural as english_plural

_AFTER = {
    "de": re.compile(r"\s(?:für|mit|von|in|im|an|am|aus|zur|zum|der|des|auf|nach)\s"),
    "fr": re.compile(r"\s(?:de|d['’]|du|des|à|au|aux|en|pour|sur|par|sous|avec)(?:\s|(?<=['’]))"),
}
"""What follows the noun that is counted, and what does not change with it."""
_GERMAN_ADJECTIVE = re.compile(r"\b([a-zäöüß]{3,}?e)[rs]\b")
_INVARIABLE = frozenset(["bio", "et", "ou"])
_INVARIABLE_BEFORE = frozenset(
    ["auto", "mini", "micro", "néo", "fast", "oto", "télé", "self", "coffee", "escape", "wedding", "tour", "open"]
)
"""Words that do not change before the one that does: parts of compounds, and of borrowed names."""


def plural_of(name: str, language: str) -> str | None:
    """The plural of a name; None where the rules do not know it. Languages without rules: Japanese counts nothing."""
    if language == "en":
        return english_plural(name)
    if language == "ja":
        return name
    if language not in _AFTER:
        return None
    after = _AFTER[language].search(name)
    head, rest = (name[: after.start()], name[after.start() :]) if after else (name, "")
    many = _german(head) if language == "de" else _french(head)
    return many + rest if many else None


def _german(head: str) -> str | None:
    before, _, noun = head.rpartition(" ")
    many = _ended(noun, "de")
    if many is None:
        return None
    return f"{_GERMAN_ADJECTIVE.sub(_without_ending, before)} {many}" if before else many


def _without_ending(adjective: re.Match[str]) -> str:
    return adjective[1]


def _french(head: str) -> str:
    *before, last = head.split(" ")
    kept = [word if word in _INVARIABLE_BEFORE else _french_word(word) for word in before]
    return " ".join([*kept, _french_word(last)])


def _french_word(word: str) -> str:
    if word.isupper() or word in _INVARIABLE:
        return word
    first, hyphen, rest = word.partition("-")
    if hyphen:
        return f"{first if first.lower() in _INVARIABLE_BEFORE else _french_word(first)}-{_french_word(rest)}"
    return _ended(word, "fr") or f"{word}s"


def _ended(word: str, language: str) -> str | None:
    """A word with the plural of its longest ending that is listed."""
    low, endings = word.lower(), _endings(language)
    for length in range(len(low), 0, -1):
        many = endings.get(low[-length:])
        if many is not None:
            kept = word[: len(word) - length]
            return kept + many if kept or word[:1].islower() else many[:1].upper() + many[1:]
    return None


@lru_cache(maxsize=4)
def _endings(language: str) -> dict[str, str]:
    return {one: many for to, one, many in lines("plurals.tsv") if to == language}
