"""What sites of one language say of offers and customers, compiled from the word lists beside this module."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

LANGUAGES = ("en", "de", "fr", "ja")
_OWN = "⟦o⟧"
_NEVER = re.compile(r"(?!)")


class Vocabulary:
    """The word lists of a language: lists of patterns as one pattern, texts as words, both by ``section.key``."""

    def __init__(self, language: str, data: dict[str, dict[str, list[str] | str]]) -> None:
        self.language = language
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._each: dict[str, tuple[re.Pattern[str], ...]] = {}
        self._words: dict[str, frozenset[str]] = {}
        for section, lists in data.items():
            for key, value in lists.items():
                name = f"{section}.{key}"
                if isinstance(value, str):
                    self._words[name] = frozenset(value.lower().split())
                else:
                    self._each[name] = tuple(re.compile(each, re.IGNORECASE) for each in value)
                    self._patterns[name] = _joined(value)

    def pattern(self, name: str) -> re.Pattern[str]:
        """The patterns of a list as one."""
        return self._patterns[name]

    def each(self, name: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of a list, one by one."""
        return self._each[name]

    def words(self, name: str) -> frozenset[str]:
        """The words of a text, in lower case."""
        return self._words[name]


def _joined(patterns: list[str]) -> re.Pattern[str]:
    nameless = [each.replace("(?P<list>", "(?:") for each in patterns]
    return re.compile("|".join(f"(?:{each})" for each in nameless), re.IGNORECASE) if patterns else _NEVER


@lru_cache(maxsize=len(LANGUAGES))
def vocabulary(language: str) -> Vocabulary:
    """The words of a language; English where it is none of those that are read, for prices, lists and tables."""
    code = language if language in LANGUAGES else "en"
    text = files(__package__).joinpath("words", f"{code}.toml").read_text("utf-8").replace("OWN", _OWN)
    return Vocabulary(code, tomllib.loads(text))
