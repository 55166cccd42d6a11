"""How the supervisor finds out that something serves."""

import asyncio
import contextlib
from base64 import b64encode

from brandmon_local.layout.ports import HOST
from brandmon_local.supervision.process import Probe

_TIMEOUT_S = 2.0


def tcp(port: int) -> Probe:
    """Ready when the port accepts a connection."""

    async def probe() -> bool:
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                _, writer = await asyncio.open_connection(HOST, port)
        except OSError:
            return False
        writer.close()
        return True

    return probe


def http(port: int, path: str, *, login: tuple[str, str] | None = None) -> Probe:
    """Ready when a GET is answered with 200; ``login`` is user and password where they are asked for."""

    async def probe() -> bool:
        return await status(port, path, login=login) == 200

    return probe


async def status(port: int, path: str, *, login: tuple[str, str] | None = None) -> int | None:
    """The status of one GET; None where nobody answers in time."""
    who = f"Authorization: Basic {b64encode(':'.join(login).encode()).decode()}\r\n" if login else ""
    try:
        async with asyncio.timeout(_TIMEOUT_S):
            reader, writer = await asyncio.open_connection(HOST, port)
            with contextlib.closing(writer):
                writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n{who}Connection: close\r\n\r\n".encode())
                line = await reader.readline()
    except (OSError, TimeoutError):
        return None
    parts = line.split()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
