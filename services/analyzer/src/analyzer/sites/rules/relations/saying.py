"""What is said of names: sentences with the names put out of sight, who speaks in them, and what stands above."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.sites.rules.reading.lines import Line, Reading
from analyzer.sites.rules.reading.prose import letters

SHORT = 70
_LABEL = 40
_QUOTES = '“„«"‚‘'
_ARTICLE = r"(?:(?:the|die|der|das|le|la|les) (?:[A-ZÄÖÜÉ]\w+ )?)?"
_NO_VERB = (
    "and|or|und|oder|et|ou|pour|de|du|des|à|en|dans|avec|sans|für|mit|von|aus|in|for|of|with|to|from|at|as|vom|zum|zur"
)
_SOMEWHERE = (
    r"(?: (?:at|in|on|near|à|en|aus|am|im|an der) (?:(?:the|der|la|le|l') ?)?"
    r"(?:⟦\d+⟧|(?-i:[A-ZÀ-Þ][\w-]+))(?: (?-i:[A-Z]\w+))?)?"
)
CLAUSE = re.compile(
    r"(?:^|[,;:–] |\b(?:also|even|auch|selbst|sogar|aussi|même) "
    r"|\b(?:and|but|or|und|aber|oder|ist|et|mais|ou|[A-ZÄÖÜ]\w+ (?:von|de|by)) )"
    rf"{_ARTICLE}⟦(\d+)⟧(?:, [^,.;]{{3,40}},)?{_SOMEWHERE} (?!(?:{_NO_VERB})\b)[a-zß-ÿ]",
    re.IGNORECASE,
)
"""A name that begins a clause and is followed by what may be its verb: somebody acts."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the site's own names are recognised by: their keys, and the words of them that may be a founder's.

    ``publishes``: whether it is itself what a paper's name would make of another.
    """

    keys: frozenset[str]
    surnames: frozenset[str] = frozenset()
    publishes: bool = False

    @classmethod
    def of(cls, names: Iterable[str], *, publishes: bool) -> "Own":
        """Of all names under which the site goes, the first of them its proper one."""
        told = tuple(names)
        words = frozenset(word for word in re.findall(r"\w{3,}", told[0]) if word[0].isupper())
        return cls(frozenset(key for each in told if len(key := letters(each)) > 1), words, publishes)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its names, each replaced by ``⟦its number⟧`` in ``masked`` and the site's own by ``⟦o⟧``."""

    line: Line
    text: str
    masked: str
    names: tuple[str, ...]
    near: bool = False
    """Whether the sentence before or behind it speaks of us, by way of contrast."""


def is_quoted(said: Said) -> bool:
    """Whether somebody else speaks."""
    return not said.line.own or said.line.text[0] in _QUOTES


def label_of(said: Said) -> str:
    """What stands before a colon and names behind it: "Partners: Acme"."""
    label, colon, _ = said.masked.partition(":")
    return label if colon and "⟦" not in label and len(label) < _LABEL else ""


def is_by(said: Said, number: int) -> bool:
    """Whether a short line of a quotation ends with this name: whom it is by, or his firm."""
    if re.search(rf"[”“»\"]\s*[—–-] [^.!?]*⟦{number}⟧(?:, [\w ]+)?$", said.masked):
        return True
    if said.line.own:
        return False
    short = len(said.text) < SHORT and said.text[0] not in '“"„«'
    signed = r"[—–―] [^.!?]*" if not short else ""
    return re.search(rf"{signed}⟦{number}⟧(?:, [\w ]+)?$", said.masked) is not None


def beside(said: Said, people: set[int], number: int) -> bool:
    """Whether a single name stands in one list with a person's: "Bev, Shirley and Jo"."""
    near = "|".join(map(str, sorted(people)))
    joined = r"(?:,|,? and|,? und|,? et|,? or|,? oder|,? ou)"
    return (
        re.search(rf"⟦(?:{near})⟧{joined} (?:\w+ )?⟦{number}⟧|⟦{number}⟧{joined} (?:\w+ )?⟦(?:{near})⟧", said.masked)
        is not None
    )


def trails(reading: Reading) -> dict[int, tuple[str, ...]]:
    """The headings above each line's nearest one, by the line's identity."""
    trails: dict[int, tuple[str, ...]] = {}
    above: list[tuple[int, str]] = []
    asked: tuple[str, ...] = ()
    url = ""
    for line in reading.lines:
        if line.url != url:
            above, asked, url = [], (), line.url
        if line.place == "heading":
            level = line.level or 2
            above = [each for each in above if each[0] < level]
            trails[id(line)] = tuple(text for _, text in above)
            above.append((level, line.text))
            asked = ()
        else:
            trails[id(line)] = tuple(text for _, text in above if text != line.under) + asked
            if line.text.rstrip(' »”“"').endswith("?") and len(line.text) < 2 * SHORT:
                asked = (line.text,)
    return trails
