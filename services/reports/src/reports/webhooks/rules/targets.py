"""Addresses that may be told of events, by their text alone; where a name leads to is asked at each delivery."""

import re
from urllib.parse import urlsplit, urlunsplit

from common.outbound.hosts import DEFAULT_PORTS, ascii_host
from common.outbound.refusals import Refused

TARGET_PROBLEMS = (
    "not-a-url", "unsupported-scheme", "https-required", "credentials-in-url", "port-not-allowed", "private-address",
    "dns-failed",
)  # fmt: skip
"""Why an address is none that is told of events; the last three are the guard's reasons."""
_ODD = re.compile(r"[^\x21-\x7e]|[\\<>\"{}|^`]")


def target_of(text: str, *, plain_too: bool) -> str:
    """The address in the one spelling that is kept. ``plain_too``: also http, which local mode allows.

    Raises ``Refused``.
    """
    try:
        parts = urlsplit(text)
        host, port = ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        raise Refused("not-a-url", "This is not a web address.") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise Refused("unsupported-scheme", "Only addresses that begin with https:// can be told of events.")
    if parts.scheme == "http" and not plain_too:
        raise Refused("https-required", "Events are sent over https alone.")
    if parts.username is not None or parts.password is not None:
        raise Refused("credentials-in-url", "An address must not contain a user name or password.")
    rest = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    if not host or _ODD.search(rest) or _ODD.search(host) or port == 0:
        raise Refused("not-a-url", "This is not a web address; what is beyond ASCII in it has to be percent-encoded.")
    name = f"[{host}]" if ":" in host else host
    shown = name if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{name}:{port}"
    return f"{parts.scheme}://{shown}{rest}"


def host_of(url: str) -> str:
    """The host of an address that was kept."""
    return urlsplit(url).hostname or ""
