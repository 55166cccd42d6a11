"""What the generated methods need of whoever carries their requests: a session, a test's double, a program's own."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, Protocol
from urllib.parse import quote
from uuid import uuid4

Query = Mapping[str, Any]
"""Parameters of a query by name; what is None is not sent."""


class Asks(Protocol):
    """Carries requests; each raises ``ApiError`` where there is no answer or the answer is a problem."""

    def ask(
        self, method: str, path: str, *, query: Query | None = None, body: Any = None, key: str | None = None
    ) -> Any:
        """The answer as JSON, None for an empty one. What has a ``key`` may be sent again."""

    def items(self, path: str, *, query: Query | None = None) -> Iterator[Any]:
        """Every item of a list, page by page."""

    def fetch(self, method: str, path: str, *, query: Query | None = None) -> bytes:
        """The answer as it came."""


class AsksAsync(Protocol):
    """``Asks`` for who awaits."""

    async def ask(
        self, method: str, path: str, *, query: Query | None = None, body: Any = None, key: str | None = None
    ) -> Any:
        """See ``Asks``."""

    def items(self, path: str, *, query: Query | None = None) -> AsyncIterator[Any]:
        """See ``Asks``."""

    async def fetch(self, method: str, path: str, *, query: Query | None = None) -> bytes:
        """See ``Asks``."""


def part(value: object) -> str:
    """A value as one part of a path, whatever characters it has."""
    return quote(str(value), safe="")


def new_key() -> str:
    """An ``Idempotency-Key`` that nobody has."""
    return str(uuid4())
