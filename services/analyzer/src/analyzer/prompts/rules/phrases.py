"""The phrases by which prompts are classified, and what each speaks for: rows of tables, compiled once per language.

``rows/classes.tsv`` says what a class of phrases speaks for, whatever the language; the rows of the other tables are
its wordings, each in one language. A class counts once in a prompt, however many of its wordings are found there.

A pattern is a regular expression over small letters in which a blank stands for white space; ``{NAME}`` is a group of
``groups.tsv``. Weights are compared within one prompt only; buying is added up. ``need`` is the share of the asker's
calm that the class takes, 0 to 1: what several needs leave of it is the product of what each leaves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

from common.contracts.vocabulary import Intent, QueryIntent

ROWS = Path(__file__).parent / "rows"
TABLES = ("decision", "evaluation", "information", "needs")
LANGUAGES = ("en", "de", "fr")
LONGEST = 160
"""Characters of a pattern: a longer one is two rows, or wants a group."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GROUP = re.compile(r"\{([A-Z]+)\}")


class PhraseError(ValueError):
    """A row breaks a rule; the message names the table, the line and the reason."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a class of phrases speaks for."""

    name: str
    intent: Intent | None
    query: QueryIntent | None
    weight: float
    buying: float
    need: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """The wordings of one class in one language."""

    kind: Kind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """One row: a pattern in a language, with a name that is its own within class and language."""

    id: str
    kind: str
    language: str
    pattern: str


@lru_cache(maxsize=len(LANGUAGES))
def phrases_of(language: str) -> tuple[Phrase, ...]:
    """The phrases of a language, in the order of the classes. Raises PhraseError for a row that breaks a rule."""
    groups = {name: words for spoken, name, words in _lines("groups", 3) if spoken == language}
    said: dict[str, list[str]] = {}
    for row in wordings():
        if row.language == language:
            said.setdefault(row.kind, []).append(_expression(row, groups))
    return tuple(
        Phrase(kind, re.compile(rf"(?<!\w)(?:{'|'.join(said[kind.name])})(?!\w)"))
        for kind in kinds().values()
        if kind.name in said
    )


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """The classes by name, in their order. Raises PhraseError."""
    found: dict[str, Kind] = {}
    for name, intent, query, *numbers in _lines("classes", 6):
        weight, buying, need = (float(number or 0) for number in numbers)
        if intent not in ("", *get_args(Intent)) or query not in ("", *get_args(QueryIntent)) or not 0 <= need < 1:
            raise PhraseError(f"classes, {name}: an intent, a query intent and a need below 1 are wanted")
        found[name] = Kind(name, intent or None, query or None, weight, buying, need)  # type: ignore[arg-type]
    return found


@lru_cache(maxsize=1)
def wordings() -> tuple[Wording, ...]:
    """Every row of every table. Raises PhraseError for one of no class or language, or a name that comes twice."""
    rows = tuple(Wording(*columns) for table in TABLES for columns in _lines(table, 4))
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        key = row.kind, row.language, row.id
        if row.kind not in kinds() or row.language not in LANGUAGES or not _SLUG.fullmatch(row.id) or key in seen:
            raise PhraseError(f"{row.id}: a class, a language and a slug that is new in them are wanted, not {key}")
        if not 0 < len(row.pattern) <= LONGEST:
            raise PhraseError(f"{row.id}: 1 to {LONGEST} characters are wanted, not {len(row.pattern)}")
        seen.add(key)
    return rows


def _expression(row: Wording, groups: dict[str, str]) -> str:
    try:
        written = _GROUP.sub(lambda name: f"(?:{groups[name[1]]})", row.pattern)
        re.compile(written)
    except (KeyError, re.error) as reason:
        raise PhraseError(f"{row.kind}, {row.language}, {row.id}: {reason}") from None
    return written.replace(" ", r"\s+")


def _lines(table: str, columns: int) -> Iterator[list[str]]:
    """The columns of each row below the header; a line that opens with ``#`` is a remark."""
    for number, line in enumerate((ROWS / f"{table}.tsv").read_text("utf-8").splitlines()[1:], 2):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != columns:
                raise PhraseError(f"{table}, line {number}: {columns} columns are wanted, not {len(row)}")
            yield row


@lru_cache(maxsize=1)
def _function_words() -> dict[str, frozenset[str]]:
    """Of each small word the languages that have it."""
    found: dict[str, set[str]] = {}
    for language, words in _lines("languages", 2):
        for word in words.split():
            found.setdefault(word, set()).add(language)
    return {word: frozenset(of) for word, of in found.items()}


def languages_of(text: str) -> tuple[str, ...]:
    """The language whose small words a text has most of; several where they are level, all where there is none."""
    known = _function_words()
    found = [known[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in known]
    counts = {language: sum(language in of for of in found) for language in LANGUAGES}
    most = max(counts.values())
    return tuple(language for language, count in counts.items() if count == most)
