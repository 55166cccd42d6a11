"""Word lists as they read best: words apart by spaces, several lists of one topic in a file with a heading each.

A file of ``lists/`` holds remarks (``#``), headings (``[given names]``) and words in any number of lines.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_HEADING = re.compile(r"\[([^\[\]]+)\]").fullmatch


class ListError(ValueError):
    """A file of word lists breaks its form; the message gives file and line."""


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


@lru_cache(maxsize=16)
def word_lists(file: str) -> Mapping[str, frozenset[str]]:
    """The lists of a file of ``lists/`` by their headings; read once. Raises ListError where it breaks the form."""
    return parse_lists(file, files("analyzer.extraction.lexicon.lists").joinpath(file).read_text("utf-8"))


def parse_lists(file: str, text: str) -> dict[str, frozenset[str]]:
    """The lists in a text. Raises ListError for words before any heading, and for a heading or a word twice."""
    found: dict[str, dict[str, None]] = {}
    current: dict[str, None] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        heading = _HEADING(line)
        if heading:
            if heading[1] in found:
                raise ListError(f"{file}, line {number}: a second list [{heading[1]}]")
            current = found[heading[1]] = {}
        elif line and not line.startswith("#"):
            if current is None:
                raise ListError(f"{file}, line {number}: words before the first heading")
            _take(current, line, f"{file}, line {number}")
    empty = [name for name, listed in found.items() if not listed]
    if empty or not found:
        raise ListError(f"{file}: nothing is listed" + (f" under [{empty[0]}]" if empty else ""))
    return {name: frozenset(listed) for name, listed in found.items()}


def _take(listed: dict[str, None], line: str, where: str) -> None:
    for word in line.split():
        if word in listed:
            raise ListError(f"{where}: {word!r} is in this list already")
        listed[word] = None
