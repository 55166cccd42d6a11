"""A site's pages out of a folder, as a crawl would read them: no network, no header that tells the encoding."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

from w3lib.encoding import html_to_unicode

from analyzer.sites.rules.analysis import Site, WebsitePage
from collector.fetching.rules.urls import canonical_url, page_key
from collector.pages.rules.page import ExtractedPage, extract_page
from common.contracts.vocabulary import PageStructure

_START = re.compile(r"^(?:index|default)\.html?$")
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_QUOTED = re.compile(r"""["']([^"'<>\s\\]{1,300})["']""")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\"'/\\nrt]))")
_TAG = re.compile(r"<[^>]*>")


class FewPages(Exception):  # noqa: N818 - a finding about the folder
    """The folder holds no page."""


def files_of(folder: Path) -> list[Path]:
    """The pages in a folder and in those within it, sorted. Raises FewPages where there are none."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in (".html", ".htm"))
    if not files:
        raise FewPages(f"{folder.name} holds no page")
    return files


def site_of(folder: Path, url: str) -> Site:
    """The site that would stand at ``url``. Raises FewPages."""
    return Site.of(crawled(folder, url), url)


@lru_cache(maxsize=64)
def crawled(folder: Path, url: str) -> tuple[WebsitePage, ...]:
    """The pages in the order of a crawl: the start page, then what it links to, then what that links to.

    A link counts wherever it stands, in a script too. Pages that no link leads to come last, by their address.
    """
    files = {_address(file, folder, url): file for file in files_of(folder)}
    known = {key: address for address in files for key in _keys(address)}
    read = {address: extract_page(file.read_bytes(), address) for address, file in files.items()}
    start = known.get(page_key(url), next(iter(sorted(files))))
    order, waiting = [start], deque([start])
    while waiting:
        address = waiting.popleft()
        for link in _links(read[address], files[address], address):
            target = known.get(page_key(link))
            if target is not None and target not in order:
                order.append(target)
                waiting.append(target)
    order += sorted(address for address in files if address not in order)
    return tuple(_page(address, read[address]) for address in order)


def _address(file: Path, folder: Path, url: str) -> str:
    path = file.relative_to(folder).as_posix()
    path = path.removesuffix(file.name) if _START.match(file.name) else path
    address = urljoin(url, path)
    return canonical_url(address) or address


def _keys(address: str) -> Iterator[str]:
    """What leads to a page: its address; of a folder's, also that without the last stroke and with the file's name."""
    yield page_key(address)
    if address.endswith("/"):
        yield page_key(address.removesuffix("/"))
        yield from (page_key(f"{address}{name}") for name in ("index.html", "index.htm"))


def _links(page: ExtractedPage, file: Path, address: str) -> Iterator[str]:
    yield from page.links
    for script in _SCRIPT.findall(decoded(file.read_bytes())):
        for quoted in _QUOTED.findall(unescaped(script)):
            link = canonical_url(quoted, address)
            if link is not None:
                yield link


def _page(address: str, page: ExtractedPage) -> WebsitePage:
    return WebsitePage(
        url=address,
        title=page.title,
        meta_description=page.meta_description,
        headings=page.headings,
        text=page.text,
        page_type=page.page_type,
        language=page.language,
        structure=getattr(page, "structure", None) or PageStructure(),
    )


def decoded(data: bytes) -> str:
    """A page's markup as text, by its own word on its encoding, else UTF-8, else the web's default."""
    return str(html_to_unicode(None, data, default_encoding="utf-8", auto_detect_fun=_guess)[1])


def _guess(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def unescaped(script: str) -> str:
    """A script's text with the escapes of JSON resolved."""
    return _ESCAPED.sub(
        lambda hit: json.loads(f'"\\u{hit[1]}"') if hit[1] else " " if hit[2] in "nrt" else hit[2], script
    )


def said_in(markup: str) -> Iterator[str]:
    """All that a page says in text, attributes and scripts: as it stands, then without tags, closed up and apart."""
    plain = html.unescape(html.unescape(unescaped(markup)))
    yield plain
    yield _TAG.sub("", plain)
    yield _TAG.sub(" ", plain)
