"""The operator's side of the dead letters: look at them, have them handled again, or drop them."""

from collections.abc import Sequence

from common.messaging.dead_letters.index import Index
from common.messaging.dead_letters.letter import Kind, Letter, original, write_note
from common.messaging.dead_letters.sealing import Sealing
from common.messaging.envelope import Record
from common.messaging.log import LetterLog


class NoSuchLetter(Exception):  # noqa: N818 - told to a person
    """It does not wait: it never did, or it was replayed or dropped."""


class Desk:
    """One service's dead letters. A letter's id is its offset."""

    def __init__(self, letters: LetterLog, sealing: Sealing) -> None:
        self._letters = letters
        self._sealing = sealing
        self._index = Index()

    async def waiting(self) -> Sequence[Letter]:
        """Every letter that waits, oldest first."""
        return (await self._present()).letters()

    async def show(self, at: int) -> tuple[Letter, Record]:
        """A letter with the message it holds, opened; ``CannotOpen`` where no key fits."""
        letter = await self._one(at)
        (record,) = await self._letters.read([at])
        return letter, original(record, self._sealing)

    async def replay(self, at: int) -> Sequence[Letter]:
        """Have a letter handled again, and in order everything that waits with it; what that is.

        The consumer that owns its partition does it, before any later message of the key.
        """
        index = await self._present()
        letter = index.letter(at)
        if letter is None:
            raise NoSuchLetter(f"no letter {at} waits")
        await self._note("replay", letter)
        return index.letters(letter.parked)

    async def drop(self, at: int) -> Letter:
        """Give a letter up for good; what waited behind it is handled."""
        letter = await self._one(at)
        await self._note("drop", letter)
        return letter

    async def _one(self, at: int) -> Letter:
        letter = (await self._present()).letter(at)
        if letter is None:
            raise NoSuchLetter(f"no letter {at} waits")
        return letter

    async def _note(self, kind: Kind, letter: Letter) -> None:
        await self._letters.append(letter.key, b"", write_note(kind, letter.at))

    async def _present(self) -> Index:
        self._index.apply(await self._letters.catch_up())
        return self._index
