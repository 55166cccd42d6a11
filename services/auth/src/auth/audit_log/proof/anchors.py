"""Where signed roots lie outside of the database: what was laid there is never written again."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from auth.audit_log.proof.roots import Root
from auth.audit_log.rules import KEPT
from common.stores.objects import LockedObjects, ObjectMissing


class AnchorDiffers(Exception):  # noqa: N818 - what somebody must look at
    """Under this number another root lies there: somebody changed the database, or the anchor."""


class Anchor(Protocol):
    """A place outside."""

    async def lay(self, root: Root) -> None:
        """Lay a root there, once; ``AnchorDiffers`` where another has its number. ``OSError`` where it can't be."""
        ...

    def lying(self) -> AsyncIterator[Root]:
        """Every root that lies there, in order."""
        ...

    async def close(self) -> None:
        """Close what is open."""
        ...


class FolderAnchor:
    """A folder outside of the database's, best on another machine's disk: a file for each root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def lay(self, root: Root) -> None:
        """See ``Anchor``."""
        await asyncio.to_thread(self._write, root)

    def _write(self, root: Root) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / f"{root.number:012}.jws"
        if path.exists():
            if path.read_text(encoding="ascii") != root.signed:
                raise AnchorDiffers(f"root {root.number} lies there as another one")
            return
        half = path.with_suffix(f".{os.getpid()}.half")
        with half.open("w", encoding="ascii") as file:
            file.write(root.signed)
            file.flush()
            os.fsync(file.fileno())
        half.chmod(0o400)
        half.rename(path)

    async def lying(self) -> AsyncIterator[Root]:
        """See ``Anchor``."""
        for path in sorted(self.folder.glob("*.jws")):
            yield Root(int(path.stem), await asyncio.to_thread(path.read_text, encoding="ascii"))

    async def close(self) -> None:
        """See ``Anchor``."""


class ObjectLockAnchor:
    """A bucket with object lock: for seven years nobody takes a root away, not even who owns the bucket."""

    _PREFIX = "audit-log-roots/"

    def __init__(self, objects: LockedObjects) -> None:
        self.objects = objects
        self._is_open = False
        self._opening = asyncio.Lock()

    async def lay(self, root: Root) -> None:
        """See ``Anchor``."""
        await self._opened()
        key = f"{self._PREFIX}{root.number:012}.jws"
        try:
            there = (await self.objects.first(key)).decode()
        except ObjectMissing:
            await self.objects.put_locked(key, root.signed.encode(), datetime.now(UTC) + KEPT)
            return
        if there != root.signed:
            raise AnchorDiffers(f"root {root.number} lies there as another one")

    async def lying(self) -> AsyncIterator[Root]:
        """See ``Anchor``."""
        await self._opened()
        for key in await self.objects.keys(self._PREFIX):
            number = int(key.removeprefix(self._PREFIX).removesuffix(".jws"))
            yield Root(number, (await self.objects.first(key)).decode())

    async def close(self) -> None:
        """Close the connections."""
        await self.objects.close()

    async def _opened(self) -> None:
        """Connected at the first use: the service starts without its anchor, and lays what lacks later."""
        async with self._opening:
            if not self._is_open:
                await self.objects.open()
                self._is_open = True


class NoAnchor:
    """Where none is configured: roots lie in the database alone, and whoever owns it can make it all anew."""

    async def lay(self, root: Root) -> None:
        """See ``Anchor``."""

    async def lying(self) -> AsyncIterator[Root]:
        """See ``Anchor``."""
        nothing: tuple[Root, ...] = ()
        for root in nothing:
            yield root

    async def close(self) -> None:
        """See ``Anchor``."""
