"""What is parked, out of the records of the dead-letter topic. Pure: the same records give the same index."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from common.messaging.dead_letters.letter import Letter, Note, Parked, Place, read
from common.messaging.envelope import LogRecord


class Index:
    """Every letter that nobody has replayed or dropped, by what it waits with, in the order it was laid aside."""

    def __init__(self) -> None:
        self._parked: dict[Parked, dict[int, Letter]] = {}
        self._letters: dict[int, Letter] = {}
        self._known: set[Place] = set()
        self._requested: dict[Parked, None] = {}

    def apply(self, records: Iterable[LogRecord]) -> None:
        """Take in records, in order."""
        for record in records:
            said = read(record)
            if isinstance(said, Letter):
                self._lay_aside(said)
            elif said is not None:
                self._note(said)

    def _lay_aside(self, letter: Letter) -> None:
        if letter.place in self._known:
            return  # laid aside before, by a member that ended before it could commit
        self._known.add(letter.place)
        self._letters[letter.at] = letter
        self._parked.setdefault(letter.parked, {})[letter.at] = letter

    def _note(self, note: Note) -> None:
        letter = self._letters.get(note.target)
        if letter is None:
            return  # it was resolved before
        match note.kind:
            case "replay":
                self._requested[letter.parked] = None
            case "rejected-again":
                self._requested.pop(letter.parked, None)
                self._put(_with_reason(letter, note.reason or letter.reason))
            case _:
                self._resolve(letter)
                if note.kind == "drop" and letter.waits_behind is None and letter.parked in self._parked:
                    self._requested[letter.parked] = None  # what waited behind it goes on

    def _put(self, letter: Letter) -> None:
        self._letters[letter.at] = letter
        self._parked[letter.parked][letter.at] = letter

    def _resolve(self, letter: Letter) -> None:
        del self._letters[letter.at]
        together = self._parked[letter.parked]
        del together[letter.at]
        if not together:
            del self._parked[letter.parked]
            self._requested.pop(letter.parked, None)

    def is_parked(self, handler: str, topic: str, key: bytes | None) -> bool:
        """Whether messages of this key must wait."""
        return bool(self._parked) and key is not None and Parked(handler, topic, key) in self._parked

    def knows(self, place: Place) -> bool:
        """Whether this message was laid aside, even if it was replayed or dropped since."""
        return place in self._known

    def behind(self, parked: Parked) -> str:
        """The id of the event that the others of ``parked`` wait behind."""
        first = next(iter(self._parked[parked].values()))
        return first.event_id or first.place.text

    def letters(self, parked: Parked | None = None) -> Sequence[Letter]:
        """Letters in the order they were laid aside: of ``parked``, or all."""
        found = self._letters if parked is None else self._parked.get(parked, {})
        return [found[at] for at in sorted(found)]

    def letter(self, at: int) -> Letter | None:
        """The letter with this id, if it still waits."""
        return self._letters.get(at)

    def requested(self) -> Sequence[Parked]:
        """What operators want replayed."""
        return list(self._requested)

    @property
    def keys(self) -> int:
        """How many keys wait."""
        return len(self._parked)

    def __len__(self) -> int:
        return len(self._letters)


def _with_reason(letter: Letter, reason: str) -> Letter:
    return replace(letter, reason=reason)
