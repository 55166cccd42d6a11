"""Addresses of pages: one canonical spelling per page, and what counts as the same site. Pure."""

import hashlib
import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string, url_query_cleaner

from common.outbound.hosts import DEFAULT_PORTS, ascii_host

URL_LIMIT = 2048
TRACKING = re.compile(
    r"^(?:utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|mc_cid|mc_eid|_ga|_gl|yclid|igshid)$", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


class UrlError(ValueError):
    """The text is not an address that can be crawled; ``reason`` is a stable slug, the text is for a person."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def canonical_url(url: str, base: str | None = None) -> str | None:
    """The canonical absolute http(s) spelling of ``url``, resolved against ``base``; None where it names no web page.

    Fragment dropped, host in lower case and ASCII, default port dropped, dot segments resolved, query arguments sorted.
    """
    try:
        joined = urljoin(base, url.strip()) if base else url.strip()
        parts = urlsplit(joined)
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
            return None
        absolute = urlunsplit(parts._replace(netloc=_netloc(parts), path=_without_dots(parts.path), fragment=""))
        canonical: str = canonicalize_url(safe_url_string(absolute))
    except (ValueError, UnicodeError):
        return None
    return canonical if len(canonical) <= URL_LIMIT else None


def _netloc(parts: SplitResult) -> str:
    host = ascii_host(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    credentials = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    return f"{credentials}{host}" + (f":{port}" if port is not None and port != DEFAULT_PORTS[parts.scheme] else "")


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4, which ``urljoin`` applies to relative addresses only."""
    if "/." not in path:
        return path or "/"
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept) or "/"


def page_key(url: str) -> str:
    """What makes two addresses the same page of one site: no scheme, no leading www, no tracking arguments."""
    parts = urlsplit(url)
    names = [pair.partition("=")[0] for pair in parts.query.split("&")]
    tracking = [name for name in names if TRACKING.match(name)]
    query = urlsplit(url_query_cleaner(url, tracking, remove=True)).query if tracking else parts.query
    return urlunsplit(("", site_of(url), parts.path or "/", query, ""))


def site_of(url: str) -> str:
    """Host without a leading ``www.``, with the port where it is not the scheme's own: the border of a crawl."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = parts.port
    return host if port in (None, *DEFAULT_PORTS.values()) else f"{host}:{port}"


def url_hash(url: str) -> str:
    """SHA-256 of the page's key, 64 hexadecimal digits."""
    return hashlib.sha256(page_key(url).encode()).hexdigest()


def website_address(text: str) -> str:
    """What a person typed as the address of a website, as canonical URL; ``https`` where no scheme was given.

    Raises ``UrlError``.
    """
    text = text.strip()
    if not text or _CONTROL.search(text) or len(text) > URL_LIMIT:
        raise UrlError("not-a-url", "This is not a web address.")
    if "://" not in text and not re.match(r"^(?:mailto|javascript|data|file|ftp|tel|about|blob):", text, re.IGNORECASE):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        raise UrlError("not-a-url", "This is not a web address.") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise UrlError("unsupported-scheme", "Only addresses that begin with http:// or https:// can be read.")
    if parts.username is not None or parts.password is not None:
        raise UrlError("credentials-in-url", "An address must not contain a user name or password.")
    url = canonical_url(text)
    if url is None or not _plausible_host(host) or port == 0:
        raise UrlError("not-a-url", "This is not a web address.")
    return url


def _plausible_host(host: str) -> bool:
    """A dotted name, an IP literal, or localhost; labels as DNS allows them (and the underscore that occurs)."""
    if ":" in host or host == "localhost":
        return True
    labels = host.split(".")
    return len(labels) > 1 and len(host) <= 253 and all(re.fullmatch(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", x) for x in labels)
