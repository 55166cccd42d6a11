"""Made-up audits, and a store of objects in memory."""

from collections.abc import Callable

import pytest

from common.stores.objects import ObjectMissing

from .cases import Case


@pytest.fixture(scope="session")
def case() -> Callable[..., Case]:
    """Make up an audit, with any field of ``Case`` replaced."""
    return Case


class MemoryObjects:
    """Objects in a dictionary; ``faults`` writes fail before one succeeds."""

    def __init__(self, *, faults: int = 0) -> None:
        self.kept: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.writes = 0
        self.faults = faults

    async def put(self, key: str, body: bytes, content_type: str) -> None:
        if self.faults > 0:
            self.faults -= 1
            raise ConnectionError("the store is away")
        self.writes += 1
        self.kept[key] = body
        self.types[key] = content_type

    async def remove_all(self, prefix: str) -> int:
        gone = [key for key in self.kept if key.startswith(prefix)]
        for key in gone:
            del self.kept[key]
        return len(gone)

    async def get(self, key: str) -> bytes:
        if key not in self.kept:
            raise ObjectMissing(key)
        return self.kept[key]


@pytest.fixture
def new_objects() -> Callable[..., MemoryObjects]:
    """Make an empty object store, which fails as often as is asked for."""
    return MemoryObjects


@pytest.fixture
def objects() -> MemoryObjects:
    return MemoryObjects()
