"""How a route gets what the composition root made: it names a type, and the application was given one of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Request

T = TypeVar("T")
Provides = Mapping[Any, Any]
"""What an application was given, by the type that routes ask for: a class, or a protocol that it satisfies."""


@dataclass(frozen=True, slots=True)
class Provided:
    """A dependency of FastAPI; two of one type are one, so that a request looks it up once."""

    kind: Any

    async def __call__(self, request: Request) -> Any:
        """What the application was given as this type; that there is one was seen when it was made."""
        return request.app.state.provides[self.kind]


def provided(kind: Callable[..., T]) -> Callable[[Request], T]:
    """A dependency that gives the application's ``kind``: ``Annotated[UnitOfWork, Depends(provided(UnitOfWork))]``."""
    getter: Any = Provided(kind)
    typed: Callable[[Request], T] = getter
    return typed
