"""What to read next, and what not. Pure: no network, no clock.

Pages that say what a business does come first: the home page, products, prices, about, customers, questions. Within
the same usefulness the crawl is breadth-first. Every ten addresses of one folder make the next of that folder less
urgent, so that no blog or catalogue crowds out the rest.
"""

import heapq
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from collector.fetching.rules.urls import page_key, site_of
from collector.pages.rules.text import words

MAX_DEPTH = 3
KNOWN_LIMIT = 20_000
FOLDER_STEP = 10
QUERY_VARIANTS = 20
SKIPPED_KEPT = 200
ATTEMPTS_PER_PAGE = 3

_USEFUL: tuple[tuple[int, frozenset[str]], ...] = (
    (
        1,
        words(
            """product products pricing prices plans about about-us company customers case-studies faq faqs features
            solutions services compare comparison alternatives vs why industries use-cases preise produkte leistungen"""
        ),
    ),
    (
        6,
        words(
            """privacy privacy-policy terms terms-of-service legal imprint impressum datenschutz agb cookies
            cookie-policy login signin sign-in signup sign-up register account cart checkout basket wishlist tag tags
            author authors category page search feed print archive wp-login wp-admin cdn-cgi"""
        ),
    ),
    (4, words("blog news article articles post posts magazine journal insights press events jobs careers")),
)
_OTHER = 3
_WORD_BREAK = re.compile(r"[^a-z0-9]+")
_NOT_PAGES = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|avi|mov|webm|og[gv]|wav|zip|gz|tgz|rar|7z|tar|exe|dmg"
    r"|apk|msi|docx?|xlsx?|pptx?|odt|csv|json|xml|rss|atom|txt|css|js|mjs|woff2?|ttf|eot|ics|vcf|epub)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """An address that waits; the order of the fields is the order of reading."""

    urgency: int
    depth: int
    order: int
    url: str = field(compare=False)


def urgency_of(url: str) -> int:
    """0 for a home page, 1 for what says most about a business, up to 6 for legal and account pages."""
    path = urlsplit(url).path.lower().strip("/")
    if not path or re.fullmatch(r"(?:index|home|default)(?:\.\w+)?|[a-z]{2}", path):
        return 0
    segments = [re.sub(r"\.\w{2,5}$", "", segment) for segment in path.split("/")]
    for urgency, names in _USEFUL[1:]:
        if any(segment in names for segment in segments):
            return urgency
    useful = _USEFUL[0][1]
    if any(segment in useful or set(_WORD_BREAK.split(segment)) & useful for segment in segments[:2]):
        return _USEFUL[0][0] + (len(segments) > 1)
    return _OTHER


class Frontier:
    """The addresses of one crawl: those that wait, those that are known, and why some are not read."""

    def __init__(self, start: str, *, page_limit: int, max_depth: int = MAX_DEPTH) -> None:
        self.home = start
        self.site = site_of(start)
        self.page_limit = page_limit
        self.pages = 0
        self.skipped: Counter[str] = Counter()
        self.skipped_urls: list[tuple[str, str]] = []
        self._max_depth = max_depth
        self._attempts = 0
        self._heap: list[Candidate] = []
        self._known: set[str] = {page_key(start)}
        self._folders: Counter[str] = Counter()
        self._paths: Counter[str] = Counter()
        self._read: set[str] = set()
        self._contents: set[str] = set()
        heapq.heappush(self._heap, Candidate(-1, 0, 0, start))

    def move_to(self, url: str) -> None:
        """The start page was found at ``url``: its host is the site from now on."""
        self.home = url
        self.site = site_of(url)
        self._known.add(page_key(url))

    def offer(self, urls: Iterable[str], *, depth: int) -> None:
        """Addresses that a page of the level above ``depth``, or the sitemap, names. Other sites' are ignored."""
        for url in urls:
            key = page_key(url)
            if key in self._known or site_of(url) != self.site:
                continue
            if len(self._known) >= KNOWN_LIMIT:
                self.skipped["page-limit"] += 1
                continue
            self._known.add(key)
            reason = self._refusal(url, depth)
            if reason is not None:
                self.skip(url, reason)
                continue
            urgency = urgency_of(url) + self._crowding(url)
            heapq.heappush(self._heap, Candidate(urgency, depth, len(self._known), url))

    def _refusal(self, url: str, depth: int) -> str | None:
        parts = urlsplit(url)
        if _NOT_PAGES.search(parts.path):
            return "not-html"
        if depth > self._max_depth:
            return "too-deep"
        if parts.query:
            self._paths[parts.path] += 1
            if self._paths[parts.path] > QUERY_VARIANTS:
                return "query-variant"
        return None

    def _crowding(self, url: str) -> int:
        folder = urlsplit(url).path.rpartition("/")[0]
        self._folders[folder] += 1
        return (
            (self._folders[folder] - 1) // FOLDER_STEP if folder else (self._folders[folder] - 1) // (4 * FOLDER_STEP)
        )

    def next(self) -> Candidate | None:
        """The next address to read; None where the crawl is at its end, and what waits counts as beyond the limit."""
        while self._heap and not self._exhausted():
            candidate = heapq.heappop(self._heap)
            if not self.was_read(candidate.url):  # else another address redirected to it meanwhile
                self._attempts += 1
                return candidate
        self.close("page-limit")
        return None

    def _exhausted(self) -> bool:
        return self.pages >= self.page_limit or self._attempts >= ATTEMPTS_PER_PAGE * self.page_limit + 20

    def was_read(self, url: str) -> bool:
        """Whether this very page was read already."""
        return page_key(url) in self._read

    def close(self, reason: str) -> None:
        """Read nothing more: what waits is skipped for ``reason``."""
        for candidate in sorted(self._heap):
            self.skip(candidate.url, reason)
        self._heap.clear()

    def accept(self, url: str, content_hash: str) -> bool:
        """Count the page that was found at ``url`` (after redirects); False where its content was read before."""
        self._read.add(page_key(url))
        self._known.add(page_key(url))
        if content_hash in self._contents:
            return False
        self._contents.add(content_hash)
        self.pages += 1
        return True

    def resume(self, asked: str, url: str, content_hash: str, links: Iterable[str], *, depth: int) -> None:
        """Take note of a page that this crawl read before it was interrupted; call in the order of reading.

        ``asked`` is the address that was taken from the frontier, ``url`` the one it led to.
        """
        if depth == 0:
            self.move_to(url)
        self._read.add(page_key(asked))
        self._known.add(page_key(asked))
        self.accept(url, content_hash)
        self.offer(links, depth=depth + 1)

    def skip(self, url: str, reason: str) -> None:
        """Note why ``url`` is not read."""
        self.skipped[reason] += 1
        if len(self.skipped_urls) < SKIPPED_KEPT:
            self.skipped_urls.append((url, reason))
