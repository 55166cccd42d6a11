"""Which hosts we may talk to for a customer, and a connection that cannot be led elsewhere.

A customer types the address, and a page can redirect anywhere: without a guard a crawler would read cloud metadata,
databases and neighbours inside our network and show them to the customer (server-side request forgery). A name is
resolved once, every address of the answer is checked against an own deny list, and the connection goes to a checked
address; a second look-up that answers differently (DNS rebinding) never happens. TLS still names and verifies the host.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import cast
from urllib.parse import urlsplit

import httpcore

from common.outbound.hosts import DEFAULT_PORTS, ascii_host
from common.outbound.refusals import Refused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Host name and port to the texts of its addresses; raises OSError where there are none."""

PORTS = frozenset((80, 443, 8080, 8443))
RESOLVE_SECONDS = 10.0

DENIED_V4 = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this network; Linux connects 0.0.0.0 to loopback
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier NAT; also a cloud's metadata, 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's platform endpoint on a public address
        "169.254.0.0/16",  # link-local; metadata, 169.254.169.254
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; metadata, 192.0.0.192
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT relays
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
GLOBAL_V6 = ip_network("2000::/3")
"""Only this block holds global unicast addresses: loopback, mapped and NAT64 (64:ff9b::/96), ULA, link-local and
multicast all lie outside it."""
DENIED_V6 = tuple(
    ip_network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarking
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries any IPv4 address, private ones too
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet, by the lists above."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in DENIED_V4)
    return address.scope_id is None and address in GLOBAL_V6 and not any(address in network for network in DENIED_V6)


LOOPBACK = "127.0.0.1"


async def system_resolver(host: str, port: int) -> list[str]:
    """Ask the operating system."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """The rule for one process. ``loopback`` holds ``(host, port)`` pairs that may be loopback: local mode only."""

    loopback: frozenset[tuple[str, int]] = frozenset()
    denied: tuple[Network, ...] = ()
    resolve: Resolve = system_resolver

    def check_url(self, url: str) -> None:
        """Refuse an address by its text alone: scheme, credentials, port. Raises ``Refused``."""
        try:
            parts = urlsplit(url)
            host, port = ascii_host(parts.hostname or ""), parts.port
        except ValueError:
            raise Refused("not-a-url", "This is not a web address.") from None
        if parts.scheme not in DEFAULT_PORTS:
            raise Refused("unsupported-scheme", "Only addresses that begin with http:// or https:// can be read.")
        if not host:
            raise Refused("not-a-url", "This is not a web address.")
        if parts.username is not None or parts.password is not None:
            raise Refused("credentials-in-url", "An address must not contain a user name or password.")
        port = DEFAULT_PORTS[parts.scheme] if port is None else port
        if port not in PORTS and not self.is_own(host, port):
            hint = self._way_in(host, port)
            raise Refused("port-not-allowed", f"Port {port} is not a web server's usual port and is not read.{hint}")

    async def check_given(self, url: str) -> None:
        """Refuse an address when somebody gives it: as ``check_url``, and where an IP address leads, or ``localhost``.

        A name is resolved when it is asked: what it leads to now says nothing about then.
        """
        self.check_url(url)
        parts = urlsplit(url)
        host = parts.hostname or ""
        if _is_ip(host) or host == "localhost":
            await self.addresses(host, parts.port or DEFAULT_PORTS[parts.scheme])

    def is_own(self, host: str, port: int) -> bool:
        """Whether the pair stands on the loopback allowlist."""
        return (host, port) in self.loopback

    async def addresses(self, host: str, port: int) -> list[Address]:
        """The addresses of ``host``, all of them checked. Raises ``Refused``: one bad address refuses the host."""
        try:
            async with asyncio.timeout(RESOLVE_SECONDS):
                texts = await self.resolve(host, port)
        except (OSError, UnicodeError, TimeoutError):
            texts = []
        if not texts:
            raise Refused("dns-failed", f"The host {host} was not found. Is the address spelled correctly?")
        found = [ip_address(text) for text in texts]
        if not all(self._allowed(address, host, port) for address in found):
            hint = self._way_in(host, port)
            raise Refused(
                "private-address", f"The host {host} leads to an address that is not on the public internet.{hint}"
            )
        return found

    def _way_in(self, host: str, port: int) -> str:
        """How a site of this machine is allowed, said in local mode only: where there is an allowlist at all."""
        if not self.loopback or host not in {LOOPBACK, "localhost"}:
            return ""
        return f" A site of this machine, http://{LOOPBACK}:{port}, is read after: brandmon up --loopback {port}."

    def _allowed(self, address: Address, host: str, port: int) -> bool:
        if address.is_loopback and self.is_own(host, port):
            return True
        return is_public(address) and not any(address in network for network in self.denied)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def parse_allowlist(text: str) -> frozenset[tuple[str, int]]:
    """``host:port`` pairs, comma separated; ``[::1]:port`` for IPv6. Raises ValueError."""
    pairs = set()
    for entry in filter(None, (part.strip() for part in text.split(","))):
        host, colon, port = entry.rpartition(":")
        if not colon or not port.isdigit() or not 0 < int(port) < 65536 or not host:
            raise ValueError(f"{entry!r} is not host:port")
        pairs.add((host.strip("[]").lower(), int(port)))
    return frozenset(pairs)


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """httpcore's network layer, with the guard between a name and its connection. The pool above keys connections by
    name and does TLS for that name, so that a connection is never reused for another host on the same address."""

    def __init__(self, guard: Guard, inner: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._guard = guard
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers."""
        failure: Exception | None = None
        for address in await self._guard.addresses(host, port):
            try:
                return await self._inner.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise cast("Exception", failure)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature of httpcore
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: a website is not a local socket."""
        raise Refused("private-address", "A local socket is not a website.")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)


def connection_pool(guard: Guard, tls: ssl.SSLContext | None = None) -> httpcore.AsyncConnectionPool:
    """A pool whose every connection has passed the guard. It reads no proxy from the environment."""
    return httpcore.AsyncConnectionPool(
        ssl_context=tls or ssl.create_default_context(),
        max_connections=20,
        keepalive_expiry=15.0,
        http2=False,
        network_backend=GuardedBackend(guard),
    )
