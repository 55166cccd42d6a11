"""A verdict and who gave it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Judged(Generic[T]):
    """A result, the version of the engine it is from, and why a better engine's result is not here (if so)."""

    value: T
    version: str
    fallback_reason: str | None = None
