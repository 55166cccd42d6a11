"""One website as the crawler meets it: its rules, its sitemaps, its pages."""

import asyncio
from dataclasses import dataclass

from collector.crawl.rules import Frontier
from collector.fetching.fetch import Fetched, Fetcher
from collector.fetching.rules.robots import ROBOTS_LIMIT, Robots, Sitemap, origin_of, read_sitemap, robots_of
from collector.fetching.rules.urls import site_of
from collector.pages.rules.page import ExtractedPage
from common.outbound.refusals import Refused

SITEMAP_FILES = 10
"""Sitemap files that are read per crawl: an index may list thousands."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page that was read: where it was asked for, where it was found, what came back, and what it says."""

    asked: str
    depth: int
    answer: Fetched
    extracted: ExtractedPage
    content_hash: str


class Site:
    """Reads one site through ``fetcher``, permitted by the robots.txt of every origin it touches."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._robots: dict[str, Robots] = {}

    async def robots(self, url: str) -> Robots:
        """The rules for ``url``'s origin. Raises ``Refused`` where the server cannot be reached at all."""
        origin = origin_of(url)
        if origin not in self._robots:
            try:
                answer = await self._fetcher.get(f"{origin}/robots.txt", longest=ROBOTS_LIMIT)
                self._robots[origin] = await asyncio.to_thread(robots_of, answer.status, answer.body, origin)
            except Refused as refusal:
                self._robots[origin] = _robots_without_answer(refusal, origin)
        return self._robots[origin]

    async def page(self, url: str, frontier: Frontier, *, first: bool) -> Fetched:
        """The page at ``url``. Redirects are followed where rules permit, off the site only from the start page."""
        (await self.robots(url)).check(url)

        async def check(target: str) -> None:
            if not first and site_of(target) != frontier.site:
                raise Refused("off-site", "The address leads to another website.")
            if frontier.was_read(target):
                raise Refused("duplicate", "The address leads to a page that was read already.")
            (await self.robots(target)).check(target)

        return await self._fetcher.page(url, check=check, delay=(await self.robots(url)).delay)

    async def sitemap(self, url: str) -> list[str]:
        """The addresses that the sitemaps of ``url``'s origin list, in their order. Unreadable ones count as empty."""
        waiting = list((await self.robots(url)).sitemaps)
        seen: set[str] = set()
        pages: list[str] = []
        while waiting and len(seen) < SITEMAP_FILES:
            address = waiting.pop(0)
            if address in seen or site_of(address) != site_of(url):
                continue
            seen.add(address)
            found = await self._sitemap_file(address)
            pages.extend(found.pages)
            waiting.extend(found.sitemaps)
        return pages

    async def _sitemap_file(self, address: str) -> Sitemap:
        try:
            answer = await self._fetcher.get(address, delay=(await self.robots(address)).delay)
        except Refused:  # a site without a readable sitemap is an ordinary site
            return Sitemap()
        return await asyncio.to_thread(read_sitemap, answer.body, address)  # megabytes take seconds to read


def _robots_without_answer(refusal: Refused, origin: str) -> Robots:
    """RFC 9309: endless redirects count as absent (2.3.1.2), an unreadable file forbids everything (2.3.1.4)."""
    if refusal.reason in ("too-many-redirects", "bad-redirect"):
        return robots_of(404, b"", origin)
    if refusal.reason in ("page-too-large", "unreadable-encoding"):
        return Robots(closed=f"The site's robots.txt cannot be read, so nothing was read. {refusal.detail}")
    raise refusal
