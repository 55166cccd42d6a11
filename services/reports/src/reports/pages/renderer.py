"""Pages drawn in a child process, within bounds of time and memory: what ends it ends no service."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable

from common.messaging.outcomes import Rejected
from common.process.telemetry import log
from reports.documents.rules.document import ReportDocument, to_json
from reports.pages.child import HEADER

Draw = Callable[[ReportDocument], Awaitable[bytes]]
"""The page of a document, UTF-8."""
SECONDS = 30.0

_log = log("renderer")


class RendererEnded(Exception):  # noqa: N818 - what happened, in the past tense
    """The child did not give a page."""


class Renderer:
    """One child, started when the first page is wanted and again where it ended. Pages are drawn one after another."""

    def __init__(self, *, seconds: float = SECONDS, command: tuple[str, ...] = ("-m", "reports.pages.child")) -> None:
        self._seconds = seconds
        self._command = command
        self._child: Process | None = None
        self._turn = asyncio.Lock()

    async def page(self, document: ReportDocument) -> bytes:
        """The page of ``document``; without its charts where these can't be drawn: the tables say the same.

        Raises ``Rejected`` where not even that can be.
        """
        body = to_json(document)
        async with self._turn:
            try:
                return await self._asked(body, drawn=True)
            except RendererEnded as ended:
                _log.error("a report's charts could not be drawn", report_id=str(document.report_id), reason=str(ended))
            try:
                return await self._asked(body, drawn=False)
            except RendererEnded as ended:
                raise Rejected(f"the report's page can't be drawn: {ended}") from None

    async def _asked(self, body: bytes, *, drawn: bool) -> bytes:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._exchanged(bytes([drawn]) + len(body).to_bytes(HEADER - 1, "big") + body)
        except TimeoutError:
            await self._end()
            raise RendererEnded(f"it took longer than {self._seconds:g} s") from None
        except (asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError):
            raise RendererEnded(f"the renderer ended with exit code {await self._end()}") from None
        except BaseException:
            await self._end()  # a half-read page must not become the next one's answer
            raise

    async def _exchanged(self, asked: bytes) -> bytes:
        child = await self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(asked)
        await child.stdin.drain()
        length = int.from_bytes(await child.stdout.readexactly(HEADER), "big")
        return await child.stdout.readexactly(length)

    async def _running(self) -> Process:
        if self._child is None or self._child.returncode is not None:
            # where the code is, and nothing of the service's own environment: the child has no secret to give away
            told = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"}
            self._child = await asyncio.create_subprocess_exec(
                sys.executable, *self._command, stdin=PIPE, stdout=PIPE, env=told
            )
        return self._child

    async def _end(self) -> int | None:
        child, self._child = self._child, None
        if child is None:
            return None
        if child.returncode is None:
            try:
                async with asyncio.timeout(1.0):  # it may be ending by itself: then that is the exit code to tell
                    return await child.wait()
            except TimeoutError:
                child.kill()
        return await child.wait()

    async def close(self) -> None:
        """End the child."""
        async with self._turn:
            if self._child is not None and self._child.returncode is None:
                self._child.kill()
            await self._end()
