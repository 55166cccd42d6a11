"""What a site permits (robots.txt, RFC 9309) and what it lists (sitemaps.org). Pure."""

import gzip
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from protego import Protego

from collector.fetching.rules.urls import canonical_url
from common.outbound.refusals import Refused

AGENT_NAME = "BrandInfluenceMonitor"
"""The name that robots.txt addresses us by."""
ROBOTS_LIMIT = 500 * 1024
"""RFC 9309, 2.5, asks crawlers to read at least this much; of a longer file, its head counts."""
LONGEST_DELAY = 10.0
"""Seconds: a larger Crawl-delay is cut down, else one page a day would be a way to keep a crawl open for years."""
SITEMAP_LIMIT = 20_000
SITEMAP_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin. ``closed`` is why nothing at all may be read, where that is so."""

    rules: Any = None
    closed: str | None = None
    delay: float | None = None
    sitemaps: tuple[str, ...] = ()

    def check(self, url: str) -> None:
        """Refuse an address that we are asked not to read."""
        if self.closed is not None:
            raise Refused("robots-unavailable", self.closed)
        if self.rules is not None and not self.rules.can_fetch(url, AGENT_NAME):
            raise Refused("robots-disallowed", "The site's robots.txt asks us not to read this address.")


def robots_of(status: int, body: bytes, origin: str) -> Robots:
    """The rules by the answer to ``/robots.txt``: absent means all is permitted, a failing server means nothing is."""
    if status >= 500 or status == 429:
        return Robots(closed=f"The site's robots.txt cannot be read now (status {status}), so nothing was read.")
    guessed = f"{origin}/sitemap.xml"
    if status != 200:
        return Robots(sitemaps=(guessed,))
    rules = Protego.parse(_head(body).decode("utf-8-sig", "replace"))
    wanted = rules.crawl_delay(AGENT_NAME)
    delay = min(max(float(wanted), 0.0), LONGEST_DELAY) if wanted is not None else None
    listed = _canonical(list(rules.sitemaps), origin)  # listing one invites to read it, guessing one does not
    return Robots(rules, None, delay, listed or ((guessed,) if rules.can_fetch(guessed, AGENT_NAME) else ()))


def _head(body: bytes) -> bytes:
    """The whole lines within the limit: half an address would be a rule for others than the one that was meant."""
    if len(body) < ROBOTS_LIMIT:
        return body
    head = body[:ROBOTS_LIMIT]
    return head[: max(head.rfind(b"\n"), head.rfind(b"\r"), 0)]


def origin_of(url: str) -> str:
    """Scheme, host and port of ``url``: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """One sitemap file: the pages it lists, or the sitemaps."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """The addresses in a sitemap, index or text list, as far as it can be read; entities are never expanded."""
    body = _unzipped(body)
    if not re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<", body):
        return Sitemap(pages=_canonical(body.decode("utf-8", "replace").split("\n")[:SITEMAP_LIMIT], url))
    locations: dict[str, list[str]] = {"url": [], "sitemap": []}
    events = etree.iterparse(
        BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True,
        huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in locations:
                text = next((child.text for child in element.iter("{*}loc")), None)
                locations[name].append(text or "")
                element.clear()
            if sum(map(len, locations.values())) >= SITEMAP_LIMIT:
                break
    except etree.XMLSyntaxError:
        pass  # what was listed before the fault still holds
    return Sitemap(_canonical(locations["url"], url), _canonical(locations["sitemap"], url))


def _canonical(texts: list[str], base: str) -> tuple[str, ...]:
    urls = (canonical_url(text.strip(), base) for text in texts if text.strip())
    return tuple(dict.fromkeys(url for url in urls if url is not None))


def _unzipped(body: bytes) -> bytes:
    """Sitemaps may be gzip files, beside any encoding of the transfer."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            return file.read(SITEMAP_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""
