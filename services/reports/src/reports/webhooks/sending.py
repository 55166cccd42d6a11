"""One bounded POST to a checked address. The status is the answer; no redirect is followed, no body believed."""

import asyncio
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import httpcore

from common.outbound.addresses import Guard
from common.outbound.refusals import Refused
from reports.webhooks.rules.schedule import GONE, Attempt

TIMEOUT_S = 10.0
"""From the look-up of the name to the status."""
BODY_BYTES, BODY_S = 64 * 1024, 1.0
"""So much of an answer's body is taken off the wire, and thrown away, so that the connection can be used again."""
FIXED = {"content-type": "application/json", "user-agent": "BrandInfluenceMonitor-Webhooks/1", "accept": "*/*"}
_BROKEN = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends over ``pool``, which is guarded by the same ``guard``."""

    pool: httpcore.AsyncConnectionPool
    guard: Guard
    timeout_s: float = TIMEOUT_S

    async def post(self, url: str, body: str, headers: Mapping[str, str]) -> Attempt:
        """How the try went; never raises for what a receiver does."""
        began = time.perf_counter()
        status, reason, wait = None, None, None
        try:
            self.guard.check_url(url)
            async with asyncio.timeout(self.timeout_s):
                status, wait = await self._answered(url, body, headers)
            reason = _reason(status)
        except Refused as refusal:
            reason = refusal.reason
        except (TimeoutError, httpcore.TimeoutException):
            reason = "timed-out"
        except httpcore.ConnectError as error:
            reason = "tls-failed" if _is_tls(error) else "connect-failed"
        except _BROKEN:
            reason = "connection-broken"
        return Attempt(status, round((time.perf_counter() - began) * 1000), reason, wait)

    async def _answered(self, url: str, body: str, headers: Mapping[str, str]) -> tuple[int, timedelta | None]:
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self.timeout_s)
        sent = [(name.encode(), value.encode()) for name, value in {**FIXED, **headers}.items()]
        extensions = {"timeout": timeouts}
        async with self.pool.stream("POST", url, headers=sent, content=body.encode(), extensions=extensions) as answer:
            told = answer.status, _retry_after(answer.headers)
            with suppress(TimeoutError, httpcore.TimeoutException, *_BROKEN):  # the status stands
                async with asyncio.timeout(BODY_S):
                    await _drained(answer)
        return told


async def _drained(answer: httpcore.Response) -> None:
    taken = 0
    async for chunk in answer.aiter_stream():
        taken += len(chunk)
        if taken > BODY_BYTES:
            return


def _reason(status: int) -> str | None:
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return "redirected"
    return "gone" if status == GONE else f"http-{status}"


def _retry_after(headers: list[tuple[bytes, bytes]]) -> timedelta | None:
    """What ``Retry-After`` asks for in seconds; a date in it is left to the schedule."""
    for name, value in headers:
        if name.lower() == b"retry-after" and value.isdigit() and len(value) < 8:
            return timedelta(seconds=int(value))
    return None


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
