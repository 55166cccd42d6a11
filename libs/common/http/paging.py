"""Lists in pages: one envelope, one cursor.

A list has an order of unique keys (a keyset), and a page begins behind the last key of the one before: what is added or
removed meanwhile shifts nothing. The cursor is that key, sealed into text that clients hand back as it is.
"""

import base64
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from common.http.problems import refuses
from common.primitives.errors import Invalid
from common.primitives.numbers import LARGEST
from common.primitives.text import Given, fault_of

Item = TypeVar("Item")
Row = TypeVar("Row")
Key = tuple[Any, ...]
PAGE_SIZE, LARGEST_PAGE_SIZE = 50, 100
LONGEST_CURSOR = 200
After = Annotated[
    Annotated[str, Given(LONGEST_CURSOR)] | None, Query(description="`next` of the answer before.")
]  # fmt: skip


def _moment(text: str) -> datetime:
    """A moment in UTC; one without a zone is none that we gave."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def _number(text: str) -> int:
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number


def _text(text: str) -> str:
    if (fault := fault_of(text)) is not None:
        raise ValueError(fault)
    return text


_READERS: dict[type, Callable[[str], Any]] = {UUID: UUID, datetime: _moment, int: _number, str: _text}


class Page(BaseModel, Generic[Item]):
    """Items of a list, in its order."""

    items: list[Item]
    next: str | None = Field(description="Give it as `after` for the next items, as it is; null at the end.")


def whole(items: Iterable[Item]) -> Page[Item]:
    """A list that is told at once, because something bounds it; ``tests/architecture/test_the_lists.py`` says what."""
    return Page(items=list(items), next=None)


@dataclass(frozen=True, slots=True)
class Keyset:
    """The order of one list: its name, and the types of the key it is sorted by (UUID, datetime, int, str)."""

    name: str
    kinds: tuple[type, ...]

    def cursor(self, key: Key) -> str:
        """What stands for ``key`` in an answer."""
        parts = [part.isoformat() if isinstance(part, datetime) else str(part) for part in key]
        return base64.urlsafe_b64encode(json.dumps([self.name, *parts]).encode()).decode().rstrip("=")

    def key(self, cursor: str) -> Key:
        """The key that a cursor stands for; ``Invalid`` where it is none of this list's."""
        try:
            name, *parts = self._opened(cursor)
            key = tuple(_READERS[kind](part) for kind, part in zip(self.kinds, parts, strict=True))
        except (ValueError, TypeError, AttributeError, OverflowError):
            name, key = "", ()
        if name != self.name:
            raise Invalid("cursor-invalid", "`after` is not the `next` of a page of this list.")
        return key

    def _opened(self, cursor: str) -> list[str]:
        if set(self.kinds) == {UUID}:  # the form of before cursors were sealed: who holds one may go on
            with suppress(ValueError):
                return [self.name, *(str(UUID(part)) for part in cursor.split("."))]
        parts: list[str] = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return parts


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Which page is wanted: at most ``limit`` items from behind the key ``after``, or from the start."""

    keyset: Keyset
    limit: int
    after: Key | None

    @property
    def after_id(self) -> UUID | None:
        """The key of a list that is sorted by one id."""
        return None if self.after is None else self.after[0]

    @property
    def fetch(self) -> int:
        """How many rows to read: one more than is shown tells whether there is a next page."""
        return self.limit + 1

    def cut(self, rows: Sequence[Row], key: Callable[[Row], Key]) -> tuple[Sequence[Row], str | None]:
        """The rows to show of up to ``fetch`` ones, and the cursor of the next page, if there is one."""
        shown = rows[: self.limit]
        return shown, self.keyset.cursor(key(shown[-1])) if len(rows) > self.limit else None


def paged(
    name: str, *kinds: type, size: int = PAGE_SIZE, largest: int = LARGEST_PAGE_SIZE
) -> Callable[[int, str | None], Awaitable[PageAsked]]:
    """A dependency that reads which page of a list is asked for; the key's ``kinds`` are UUID or datetime."""
    keyset = Keyset(name, kinds)

    @refuses("cursor-invalid")
    async def asked(
        limit: Annotated[int, Query(ge=1, le=largest, description="Most items of one answer.")] = size,
        after: After = None,
    ) -> PageAsked:
        return PageAsked(keyset, limit, None if after is None else keyset.key(after))

    return asked
