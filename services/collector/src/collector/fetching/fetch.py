"""One bounded HTTP GET: checked addresses, hand-followed redirects, limits on size and time, politeness per host."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore

from collector.fetching.rules.decoding import SUPPORTED, BoundedDecoder, TooLarge
from collector.fetching.rules.urls import canonical_url
from common.outbound.addresses import Guard
from common.outbound.hosts import DEFAULT_PORTS
from common.outbound.refusals import Refused

HTML_TYPES = ("text/html", "application/xhtml+xml")
REDIRECTS = frozenset((301, 302, 303, 307, 308))
MAX_REDIRECTS = 5

Check = Callable[[str], Awaitable[None]]
"""Asked before each address that a redirect leads to; raises ``Refused``."""


async def anywhere(_url: str) -> None:
    """A ``Check`` that permits every redirect (the guard still applies)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one GET: decoded bytes, seconds per network step, seconds from request to last byte."""

    page_bytes: int = 5 * 1024 * 1024
    step_seconds: float = 10.0
    total_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back, decoded; ``url`` is the address after redirects, ``body`` is empty unless status is 200."""

    url: str
    status: int
    content_type: str
    body: bytes


class Pacer:
    """Spaces requests to one host, over all crawls of this process."""

    def __init__(self, default_seconds: float) -> None:
        self._default = default_seconds
        self._next: dict[str, float] = {}

    async def wait(self, host: str, seconds: float | None = None) -> None:
        """Sleep until ``host`` may be asked again, and take that turn."""
        now = time.monotonic()
        if len(self._next) > 1000:
            self._next = {known: at for known, at in self._next.items() if at > now}
        turn = max(now, self._next.get(host, now))
        self._next[host] = turn + (self._default if seconds is None else seconds)
        if turn > now:
            await asyncio.sleep(turn - now)


class Fetcher:
    """GETs within bounds. One per process; ``pool`` must be guarded by the same ``guard``."""

    def __init__(
        self, pool: httpcore.AsyncConnectionPool, guard: Guard, *, user_agent: str, pacer: Pacer,
        limits: Limits | None = None,
    ) -> None:  # fmt: skip
        self.guard = guard
        self._pool = pool
        self._pacer = pacer
        self.limits = limits or Limits()
        self._headers = [
            (b"user-agent", user_agent.encode("ascii")),
            (b"accept", b"text/html,application/xhtml+xml,application/xml;q=0.8,text/plain;q=0.7,*/*;q=0.1"),
            (b"accept-encoding", SUPPORTED.encode()),
        ]

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.aclose()

    async def page(self, url: str, *, check: Check, delay: float | None = None) -> Fetched:
        """An HTML page. Raises ``Refused`` with the reason where it is none, too large, or cannot be had."""
        answer = await self.get(url, check=check, delay=delay, types=HTML_TYPES)
        if answer.status != 200:
            raise Refused(f"http-{answer.status}", f"The server answered with status {answer.status}.")
        if not answer.content_type and b"<" not in answer.body[:1024]:
            raise Refused("not-html", "The address leads to something that is not a web page.")
        return answer

    async def get(
        self, url: str, *, check: Check = anywhere, delay: float | None = None, types: tuple[str, ...] = (),
        longest: int | None = None,
    ) -> Fetched:  # fmt: skip
        """Follow up to five redirects from ``url``; where ``types`` are given, any other content type is refused.

        A body of more than ``longest`` bytes is cut there; where none are given, one beyond the limit is refused.
        Raises ``Refused``: the site's doing. Anything else is a fault of ours.
        """
        for hop in range(MAX_REDIRECTS + 1):
            self.guard.check_url(url)
            if hop:
                await check(url)
            answer = await self._once(url, delay, types, longest)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise Refused("too-many-redirects", f"The address leads in circles: more than {MAX_REDIRECTS} redirects.")

    async def _once(
        self, url: str, delay: float | None, types: tuple[str, ...], longest: int | None
    ) -> Fetched | str:  # fmt: skip
        """The answer of ``url``, or the address it redirects to."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
        own = self.guard.is_own(host, port)  # a site on our own machine needs no sparing
        await self._pacer.wait(parts.netloc, 0.0 if own and not delay else delay)
        step = self.limits.step_seconds
        timeouts = {"connect": step, "read": step, "write": step, "pool": self.limits.total_seconds}
        try:
            async with (
                asyncio.timeout(self.limits.total_seconds),  # a server that sends a byte a second keeps each step short
                self._pool.stream("GET", url, headers=self._headers, extensions={"timeout": timeouts}) as response,
            ):
                return await self._read(url, response, types, longest)
        except httpcore.ConnectError as error:
            raise _connect_refusal(error) from None
        except (TimeoutError, httpcore.TimeoutException):
            raise Refused("timed-out", "The server took too long to answer.") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol):
            raise Refused("connection-broken", "The server broke off its answer or does not speak HTTP.") from None

    async def _read(
        self, url: str, response: httpcore.Response, types: tuple[str, ...], longest: int | None
    ) -> Fetched | str:  # fmt: skip
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in REDIRECTS and headers.get("location"):
            return _target(url, headers["location"])
        content_type = headers.get("content-type", "")
        if response.status != 200:
            return Fetched(url, response.status, content_type, b"")
        kind = content_type.partition(";")[0].strip().lower()
        if types and kind and kind not in types:
            raise Refused("not-html", f"The address leads to {kind}, which is not a web page.")
        return Fetched(url, 200, content_type, await self._body(response, headers, longest))

    async def _body(self, response: httpcore.Response, headers: dict[str, str], longest: int | None) -> bytes:
        limit = self.limits.page_bytes if longest is None else longest
        declared = headers.get("content-length", "")
        too_large = Refused("page-too-large", f"The page is larger than {limit / 1024 / 1024:.0f} MB.")
        if longest is None and declared.isdigit() and int(declared) > limit:
            raise too_large
        decoder = BoundedDecoder(headers.get("content-encoding", ""), limit)
        try:
            async for chunk in response.aiter_stream():
                decoder.feed(chunk)
        except TooLarge:
            if longest is None:
                raise too_large from None
        return bytes(decoder.data)


def _target(url: str, location: str) -> str:
    with suppress(UnicodeDecodeError):  # what headers carry beyond ASCII is UTF-8 in practice, Latin-1 where it is not
        location = location.encode("latin-1").decode("utf-8")
    target = canonical_url(location, url)
    if target is None:
        raise Refused("bad-redirect", "The address leads on to something that is not a web address.")
    return target


def _connect_refusal(error: BaseException) -> Refused:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Refused(
                "tls-failed", "No secure connection: the server's certificate or its encryption is not valid."
            )
        cause = cause.__cause__ or cause.__context__
    return Refused("connect-failed", "The server does not accept connections.")
