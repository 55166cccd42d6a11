"""A crawl from its first request to its end, told from what it keeps: a stream of pages."""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field

from collector.crawl.rules import Candidate, Frontier
from collector.crawl.site import ReadPage, Site
from collector.fetching.rules.robots import origin_of
from collector.pages.rules.page import ExtractedPage, extract_page
from common.outbound.refusals import Refused

UNREACHABLE = frozenset(("dns-failed", "connect-failed", "tls-failed", "timed-out", "connection-broken"))
NOT_A_SITE = frozenset(
    (
        "private-address",
        "port-not-allowed",
        "unsupported-scheme",
        "credentials-in-url",
        "not-a-url",
        "robots-unavailable",
    )
)
FAILURES_IN_A_ROW = 10
"""After so many addresses in a row that could not be reached, the site is taken to be down."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A page of an earlier attempt at the same crawl."""

    asked: str
    url: str
    depth: int
    content_hash: str
    links: tuple[str, ...]


@dataclass
class Crawl:
    """One crawl of the site at ``start``. After ``pages`` is exhausted, ``frontier`` says what was skipped and why."""

    start: str
    page_limit: int
    site: Site
    seconds: float
    frontier: Frontier = field(init=False)
    start_refusal: Refused | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.frontier = Frontier(self.start, page_limit=self.page_limit)

    async def pages(self, finished: Iterable[Finished] = ()) -> AsyncGenerator[ReadPage, None]:
        """Every page as it is read; ``finished`` ones of an earlier attempt are neither fetched nor given again."""
        ends_at = time.monotonic() + self.seconds
        for page in finished:
            self.frontier.resume(page.asked, page.url, page.content_hash, page.links, depth=page.depth)
        if self.frontier.was_read(self.start):
            await self._offer_sitemap()
        while (candidate := self.frontier.next()) is not None:
            page_read = await self._read(candidate)
            if page_read is not None:
                yield page_read
            if candidate.depth == 0 and not self._hopeless():
                await self._offer_sitemap()
            if self._failures >= FAILURES_IN_A_ROW:
                self.frontier.close("site-stopped-answering")
            if time.monotonic() > ends_at:
                self.frontier.close("time-limit")

    def _hopeless(self) -> bool:
        return self.start_refusal is not None and self.start_refusal.reason in UNREACHABLE | NOT_A_SITE

    async def _offer_sitemap(self) -> None:
        try:
            self.frontier.offer(await self.site.sitemap(self.frontier.home), depth=1)
        except Refused as refusal:  # the server went away since the page before
            self.frontier.skip(f"{origin_of(self.frontier.home)}/sitemap.xml", refusal.reason)

    async def _read(self, candidate: Candidate) -> ReadPage | None:
        """Read one page; None where it is refused, which the frontier then knows."""
        first = candidate.depth == 0
        try:
            answer = await self.site.page(candidate.url, self.frontier, first=first)
        except Refused as refusal:
            self._failures = self._failures + 1 if refusal.reason in UNREACHABLE else 0
            self.start_refusal = refusal if first else self.start_refusal
            self.frontier.skip(candidate.url, refusal.reason)
            return None
        self._failures = 0
        if first:
            self.frontier.move_to(answer.url)
        page = await asyncio.to_thread(extract_page, answer.body, answer.url, content_type=answer.content_type or None)
        content_hash = hashlib.sha256(f"{page.title}\n{page.text}".encode()).hexdigest()
        new = page.word_count > 0 and self.frontier.accept(answer.url, content_hash)
        if not page.nofollow:
            self.frontier.offer(page.links, depth=candidate.depth + 1)
        if not new:
            self.frontier.skip(candidate.url, _why_not(page))
            return None
        return ReadPage(candidate.url, candidate.depth, answer, page, content_hash)

    def refusal(self) -> Refused:
        """Why there is no page at all, for a person. To be asked only where no page was read."""
        if self.frontier.skipped and set(self.frontier.skipped) <= {"robots-disallowed"}:
            return Refused("robots-forbids-all", "The site's robots.txt asks us not to read any of its pages.")
        start = self.start_refusal
        if start is None:
            return Refused(
                "no-page-readable", "No page of the site holds any text that can be read without running scripts."
            )
        if start.reason == "robots-disallowed" or start.reason.startswith("http-"):
            return Refused("no-page-readable", f"No page of the site can be read. {start.detail}")
        return start


def _why_not(page: ExtractedPage) -> str:
    if page.word_count:
        return "duplicate"
    return "needs-browser" if page.needs_browser else "no-text"
