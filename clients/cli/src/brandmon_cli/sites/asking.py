"""A person at a terminal is asked what a business is, with what was found as proposals: half a minute of work."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from rich.console import RenderableType

from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.lists import parted
from brandmon_cli.shared.output import Screen, data, stacked
from brandmon_cli.sites.fields import KINDS, listed, same, text_of
from brandmon_cli.sites.saying import Known, Wanted, facts_of, one_of

T = TypeVar("T")
PROPOSALS_SHOWN = 5
DIGITS = 3
"""Of the number of a choice, more than any list here has."""
SHOWN = 8
"""Entries of a list that a question repeats."""
SURE = 0.5
"""The score from which on a field is not asked about, as the services draw it."""
INTRODUCTION = (
    "The website does not say clearly enough what this business is. Enter takes what stands in brackets; "
    "of several things, put ; or , between them, and one with a comma in quotes. Ctrl-C keeps what you said so far."
)
RIVALS = "Rivals, -Name drops one"
LISTS = {"offerings": "What it sells or does", "segments": "Who its customers are"}


class Person(Protocol):
    """Somebody who reads and answers."""

    def tell(self, what: RenderableType) -> None:
        """Show something."""
        ...

    def answer(self, question: str) -> str:
        """One line of an answer; ``EOFError`` where nobody answers any more."""
        ...


@dataclass(frozen=True, slots=True)
class AtTerminal:
    """The person in front of a terminal."""

    console: Screen

    def tell(self, what: RenderableType) -> None:
        """Print it."""
        self.console.print(what)

    def answer(self, question: str) -> str:
        """What is typed, to the end of the line."""
        return self.console.input(data(question, "bold"))


def person_at(console: Screen) -> Person | None:
    """The person at a terminal; None where what is printed goes elsewhere, or nobody can type."""
    return AtTerminal(console) if console.is_terminal and sys.stdin.isatty() else None


def ask(known: Known, person: Person) -> Wanted:
    """What the person says of all that is missing or weak."""
    wanted = Wanted()
    for wanted in answers(known, person):  # noqa: B007 - the last one holds them all
        pass
    return wanted


def answers(known: Known, person: Person) -> Iterator[Wanted]:
    """What the person has said so far, after each field that is missing or weak; of the others, nothing is asked.

    Enter takes what was found. A field without which no audit goes on is asked for until there is an answer.
    """
    person.tell(data(INTRODUCTION))
    fields = [field for field in ASKED if is_weak(known.row(field))]
    if sure := [field for field in ASKED if field not in fields]:
        person.tell(data(f"Sure enough: {listed(sure)}; correct them with brandmon site set.", "dim"))
    wanted = Wanted()
    for field in fields:
        if field in ALONE:
            said: dict[str, Any] = {field: ALONE[field](known, person)}
            wanted = replace(wanted, **said)
        else:
            given = _list(known, person, field)
            lists = {**wanted.lists, **({field: given.instead} if given.instead else {})}
            added = (*wanted.added, *((field, text) for text in given.added))
            removed = (*wanted.removed, *((field, text) for text in given.removed))
            wanted = replace(wanted, lists=lists, added=added, removed=removed)
        yield wanted


def is_weak(row: Mapping[str, Any]) -> bool:
    """Whether a person should say something of a field: it is missing, empty, or little speaks for it."""
    if row["missing"]:
        return True
    if row.get("said_by"):
        return False
    score = row.get("score")
    return not row["value"] or (score is not None and score < SURE)


def facts_from(wanted: Wanted, known: Known) -> dict[str, Any]:
    """The facts of a person's answers; none where he took everything as it was found."""
    return facts_of(wanted, known) if wanted != Wanted() else {}


def _asked(person: Person, question: str, read: Callable[[str], T]) -> T:
    """The answer as ``read`` understands it; where that fails, its sentence is shown and the question put again."""
    while True:
        try:
            return read(person.answer(question).strip())
        except Failure as again:
            person.tell(data(again, "yellow"))


def _question(what: str, found: str | None) -> str:
    return f"{what} [{found}]: " if found else f"{what}: "


def _taken(known: Known, field: str, typed: str, found: str | None) -> str | None:
    """What to say of a field: what was typed, or what was found where the field is missing, or nothing."""
    if typed and typed != found:
        return typed
    if not known.row(field)["missing"]:
        return None
    if not found:
        raise Failure("The audit can't go on without an answer; Ctrl-C leaves it waiting.")
    return found


def _name(known: Known, person: Person) -> str | None:
    found = (known.value("name") or {}).get("name")
    return _asked(person, _question("Name", found), lambda typed: _taken(known, "name", typed, found))


def _kind(known: Known, person: Person) -> str | None:
    kinds = tuple(KINDS)
    held = (known.value("kind") or {}).get("kind")
    found = held if held in kinds else None  # a newer server may know more kinds
    _choices(person, [f"{kind}: {what}" for kind, what in KINDS.items()])

    def read(typed: str) -> str | None:
        chosen = _numbered(typed, kinds)
        return _taken(known, "kind", one_of(chosen, kinds, "kind of business") if chosen else "", found)

    place = str(kinds.index(found) + 1) if found else None
    return _asked(person, _question("Kind of business, its number", place), read)


def _category(known: Known, person: Person) -> str | None:
    now = (known.value("category") or {}).get("text")
    proposals = [each["text"] for each in known.site["proposals"]][:PROPOSALS_SHOWN]
    missing = known.row("category")["missing"]
    words = "As customers look for it, in the plural"
    if not proposals:
        found = None if missing else now
        return _asked(person, _question(words, found), lambda typed: _taken(known, "category", typed, found))
    choices = list(dict.fromkeys([*proposals, *([] if missing or not now else [now])]))
    found = choices[0] if missing else now or choices[0]
    _choices(person, [*choices, "something else"])

    def read(typed: str) -> str | None:
        if typed == str(len(choices) + 1):
            typed = _asked(person, f"{words}: ", _something)
        return _taken(known, "category", _numbered(typed, choices), found)

    return _asked(person, _question("Category, its number or other words", str(choices.index(found) + 1)), read)


@dataclass(frozen=True, slots=True)
class _Given:
    """What was said of a list: entries instead of those that were found, or some more, or some less."""

    field: str
    instead: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def _list(known: Known, person: Person, field: str) -> _Given:
    found = [text_of(each) for each in known.value(field) or ()]
    more = [f"... and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    question = _question(LISTS.get(field, RIVALS), "; ".join([*found[:SHOWN], *more]))
    return _asked(person, question, lambda typed: _understood(known, field, typed, found))


def _understood(known: Known, field: str, typed: str, found: Sequence[str]) -> _Given:
    """``+`` before an entry adds it and ``-`` drops it; entries without either are the list. Of rivals, they add."""
    entries = [each for each in parted(typed) if each.strip(" +-")]
    added = tuple(each[1:].strip() for each in entries if each.startswith("+"))
    removed = tuple(each[1:].strip() for each in entries if each.startswith("-"))
    plain = tuple(each for each in entries if each[0] not in "+-")
    held = {same(each) for each in found}
    if unknown := [each for each in removed if same(each) not in held]:
        raise Failure(f"There is no {unknown[0]} to drop.")
    if field == "rivals":
        return _Given(field, added=(*plain, *added), removed=removed)
    if not entries:
        default = _taken(known, field, "", "; ".join(found))
        return _Given(field, instead=tuple(found) if default else ())
    return _Given(field, instead=plain, added=added, removed=removed)


ALONE: dict[str, Callable[[Known, Person], str | None]] = {"name": _name, "kind": _kind, "category": _category}
"""Fields that hold one thing, each with its question."""
ASKED = (*ALONE, *LISTS, "rivals")


def _choices(person: Person, choices: Sequence[str]) -> None:
    person.tell(stacked(f"  {place}  {choice}" for place, choice in enumerate(choices, 1)))


def _numbered(typed: str, choices: Sequence[str]) -> str:
    """The choice of a number; other words are themselves."""
    if not typed.isdecimal():
        return typed
    if len(typed) > DIGITS or not 1 <= int(typed) <= len(choices):
        raise Failure(f"There is no number {typed} here.")
    return choices[int(typed) - 1]


def _something(typed: str) -> str:
    if not typed:
        raise Failure("Say it in a few words, such as espresso machine shops.")
    return typed
