"""What a hole is: a small change of the running services that lets somebody see or do what is not his.

A hole is planted while a test runs and taken out again; the product never holds one. ``probe`` is the check that must
find it: one that finds nothing in the services as they are.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from ..asking.world import World

Plant = Callable[[World], AbstractAsyncContextManager[None]]
Probe = Callable[[World], Awaitable[Sequence[str]]]
"""What is wrong, a sentence each; nothing where all is as it should be."""


@dataclass(frozen=True)
class Hole:
    """``name`` says what was forgotten; ``usual``: planted in a run of all tests too, not only in the whole one."""

    name: str
    plant: Plant
    probe: Probe
    usual: bool = False


def replaced(where: Any, name: str, by: Any) -> Plant:
    """A plant: an attribute of a module or class is another one for the time being."""

    @asynccontextmanager
    async def planted(_world: World) -> AsyncIterator[None]:
        with mock.patch.object(where, name, by):
            yield

    return planted


def together(*plants: Plant) -> Plant:
    """A plant made of several: two safeguards that stand behind each other are both gone."""

    @asynccontextmanager
    async def planted(world: World) -> AsyncIterator[None]:
        if not plants:
            yield
            return
        async with plants[0](world), together(*plants[1:])(world):
            yield

    return planted
