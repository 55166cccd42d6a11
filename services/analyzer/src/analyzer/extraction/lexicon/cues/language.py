"""The language in which a wording is written down, read into a tree: README.md beside this module has a page on it.

====================  ==================================================================================================
``word``              itself; a space is one space
``{CLASS}``           any wording of that class (``classes.tsv``), or what ``primitives`` says of it
``(a|b c)``           one of them
``[very] good``       words that may be there, their space with them; ``recommend[s]`` letters that may be there
``recommend*``        the word however it goes on
``~3``, ``~1-4``      at most three words of any kind; one to four; ``~5{CLASS}`` at most five of a class
``..40``              at most 40 characters without a brand or the end of a clause, spaces around it included
``...40``             the same, brands among them
``{NEAR}``            the same over 60, ``{CLOSE}`` over 30 characters, and no word in them that turns what is said
``{VERB} {AGAIN}``    a word in -s, and further on the same word
``wins!( on| at)``    not where that follows; ``<!(often )pick`` not where that stands before
``^ $``               where the clause begins and ends
====================  ==================================================================================================
"""

from collections.abc import Callable
from dataclasses import dataclass, field

_SPECIAL = "{}()[]|~*^$!<"
GAPS = frozenset({"NEAR", "CLOSE", "TILL"})


class PatternError(ValueError):
    """A pattern that can't be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Text:
    """Letters as they stand; ``" "`` is a node of its own."""

    letters: str


@dataclass(frozen=True, slots=True)
class Named:
    """A class by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; ``optional`` where none of them may be there, ``spaced`` where the space behind goes with it."""

    options: "tuple[tuple[Node, ...], ...]"
    optional: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """From ``least`` to ``most`` words, each with the space behind it: of a class, or of any kind."""

    least: int
    most: int
    of: Named | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """At most so many characters without the end of a clause, and without a brand unless it is ``wide``."""

    most: int
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Stem:
    """The word goes on in any way."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where the clause begins (``^``) or ends (``$``)."""

    sign: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What must not follow, or with ``behind`` must not stand before."""

    options: "tuple[tuple[Node, ...], ...]"
    behind: bool = False


def _has_space(node: "Node") -> bool:
    """Whether the space behind a node is its own."""
    return (
        isinstance(node, Words | Gap) or (isinstance(node, Choice) and node.spaced) or getattr(node, "name", "") in GAPS
    )


Node = Text | Named | Choice | Words | Gap | Stem | Edge | Refused


def parsed(pattern: str) -> tuple[tuple[Node, ...], ...]:
    """The alternatives of a pattern. Raises PatternError."""
    reader = _Reader(pattern)
    options = reader.options()
    if reader.at < len(pattern):
        raise PatternError(f"{pattern[reader.at]!r} at {reader.at + 1} closes nothing")
    return options


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern as they are written."""
    found, depth = [""], 0
    for sign in pattern:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


@dataclass(slots=True)
class _Reader:
    pattern: str
    at: int = 0
    nodes: list[Node] = field(default_factory=list)

    def options(self) -> tuple[tuple[Node, ...], ...]:
        found = [self.sequence()]
        while self._takes("|"):
            found.append(self.sequence())
        return tuple(found)

    def sequence(self) -> tuple[Node, ...]:
        outer, self.nodes = self.nodes, []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)]":
            self.nodes.append(self._next())
        found, self.nodes = tuple(self.nodes), outer
        return found

    def _next(self) -> Node:
        sign = self.pattern[self.at]
        readers: dict[str, Callable[[], Node]] = {
            "{": self._named,
            "(": self._choice,
            "[": self._choice,
            "~": self._words,
            "!": self._refused,
            "<": self._refused,
        }
        if sign in readers:
            return readers[sign]()
        if self.pattern.startswith("..", self.at):
            return self._gap()
        if sign == "}":
            raise PatternError(f"'}}' at {self.at + 1} closes nothing")
        if sign not in " *^$":
            return self._letters()
        self.at += 1
        return Text(" ") if sign == " " else Stem() if sign == "*" else Edge(sign)

    def _letters(self) -> Text:
        begin = self.at
        while self.at < len(self.pattern) and self.pattern[self.at] not in _SPECIAL + " ":
            if self.pattern.startswith("..", self.at):
                break
            self.at += 1
        return Text(self.pattern[begin : self.at])

    def _named(self) -> Named:
        closing = self.pattern.find("}", self.at)
        if closing < 0:
            raise PatternError(f"'{{' at {self.at + 1} is not closed")
        found, self.at = Named(self.pattern[self.at + 1 : closing]), closing + 1
        if found.name in GAPS:
            self._widen()
        return found

    def _widen(self) -> None:
        """A gap takes the spaces around it."""
        if self.nodes and self.nodes[-1] == Text(" "):
            self.nodes.pop()
        self._takes(" ")

    def _choice(self) -> Choice:
        begin, optional = self.at, self.pattern[self.at] == "["
        opens = not self.nodes or self.nodes[-1] in (Text(" "), Edge("^")) or _has_space(self.nodes[-1])
        options = self._bracketed("]" if optional else ")", begin)
        if not options or any(not option for option in options):
            raise PatternError(f"an empty choice at {begin + 1}")
        spaced = optional and opens and self._takes(" ")
        return Choice(options, optional, spaced)

    def _bracketed(self, end: str, begin: int) -> tuple[tuple[Node, ...], ...]:
        self.at += 1
        options = self.options()
        if not self._takes(end):
            raise PatternError(f"{self.pattern[begin]!r} at {begin + 1} is not closed")
        return options

    def _words(self) -> Words:
        self.at += 1
        least = self._number()
        counts = (least, self._number()) if self._takes("-") else (0, least)
        of = self._named() if self.pattern.startswith("{", self.at) else None
        if not self._takes(" "):
            raise PatternError(f"a space is wanted at {self.at + 1}, behind the words")
        return Words(*counts, of)

    def _gap(self) -> Gap:
        wide = self.pattern.startswith("...", self.at)
        self.at += 3 if wide else 2
        found = Gap(self._number(), wide)
        self._widen()
        return found

    def _number(self) -> int:
        begin = self.at
        while self.at < len(self.pattern) and self.pattern[self.at].isdigit():
            self.at += 1
        if begin == self.at:
            raise PatternError(f"a number is wanted at {begin + 1}")
        return int(self.pattern[begin : self.at])

    def _refused(self) -> Refused:
        begin, behind = self.at, self.pattern[self.at] == "<"
        if not behind and self.nodes and self.nodes[-1] == Text(" ") and self._closes(begin):
            raise PatternError(f"at {begin + 1} nothing follows: write the space within, wins!( on)")
        self.at += 2 if behind else 1
        if not self.pattern.startswith("<!(" if behind else "!(", begin):
            raise PatternError(f"{self.pattern[begin]!r} at {begin + 1} wants a choice in round brackets")
        return Refused(self._bracketed(")", begin), behind)

    def _closes(self, begin: int) -> bool:
        """Whether the pattern ends behind the brackets that open next."""
        depth = 0
        for at in range(begin, len(self.pattern)):
            depth += {"(": 1, ")": -1}.get(self.pattern[at], 0)
            if self.pattern[at] == ")" and depth == 0:
                return self.pattern[at + 1 : at + 2] in ("", "|", ")", "]")
        return False

    def _takes(self, sign: str) -> bool:
        taken = self.pattern.startswith(sign, self.at)
        self.at += len(sign) if taken else 0
        return taken
