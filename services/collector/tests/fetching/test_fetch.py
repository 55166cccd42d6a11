"""One bounded GET against real servers on loopback."""

import asyncio
import datetime as dt
import gzip
import resource
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from collector.fetching.fetch import Fetched, Fetcher, Limits, Pacer, anywhere
from common.outbound.addresses import Guard, connection_pool
from common.outbound.refusals import Refused

pytestmark = pytest.mark.engines
MB = 1024 * 1024


async def fetch(url: str, guard: Guard, *, tls: ssl.SSLContext | None = None, **limits: Any) -> Fetched:
    agent = "BrandInfluenceMonitor/0.1"
    fetcher = Fetcher(connection_pool(guard, tls), guard, user_agent=agent, pacer=Pacer(0), limits=Limits(**limits))
    try:
        return await fetcher.page(url, check=anywhere)
    finally:
        await fetcher.close()


def allow(*sites: Any) -> Guard:
    return Guard(loopback=frozenset(("127.0.0.1", site.port) for site in sites))


async def reason_of(url: str, guard: Guard, **limits: Any) -> str:
    with pytest.raises(Refused) as caught:
        await fetch(url, guard, **limits)
    assert caught.value.detail.endswith((".", "?"))
    return caught.value.reason


async def test_a_page_comes_back_decoded_and_we_say_who_we_are(site: Any, reply: Any) -> None:
    html = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.replies["/a"] = reply(gzip.compress("<p>Grüße".encode()), headers=html)
    answer = await fetch(f"{site.url}/a", allow(site))
    assert answer == Fetched(f"{site.url}/a", 200, "text/html", "<p>Grüße".encode())
    assert site.headers[0]["user-agent"] == "BrandInfluenceMonitor/0.1"
    assert site.headers[0]["host"] == f"127.0.0.1:{site.port}"


async def test_redirects_are_followed_up_to_five(site: Any, reply: Any) -> None:
    for n in range(8):
        site.replies[f"/{n}"] = reply(status=302, headers={"Location": f"./{n + 1}ä"})
        site.replies[f"/{n}%C3%A4"] = site.replies[f"/{n}"]
    site.replies["/8%C3%A4"] = reply("<p>arrived")
    assert (await fetch(f"{site.url}/3", allow(site))).url == f"{site.url}/8%C3%A4"
    assert await reason_of(f"{site.url}/2", allow(site)) == "too-many-redirects"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", "private-address"),
        ("http://127.0.0.1:8080/", "private-address"),
        ("http://2130706433/", "private-address"),
        ("http://[::ffff:127.0.0.1]/", "private-address"),
        ("http://[64:ff9b::7f00:1]/", "private-address"),
        ("http://localhost:6379/", "port-not-allowed"),
        ("file:///etc/passwd", "bad-redirect"),
        ("http://user:pw@shop.example/", "credentials-in-url"),
    ],
)
async def test_a_redirect_to_where_we_must_not_go_is_refused(site: Any, reply: Any, target: str, reason: str) -> None:
    site.replies["/"] = reply(status=301, headers={"Location": target})
    assert await reason_of(f"{site.url}/", allow(site)) == reason


async def test_a_redirect_to_a_loopback_port_off_the_list_reaches_nobody(
    site: Any, another_site: Any, reply: Any
) -> None:
    site.replies["/"] = reply(status=302, headers={"Location": f"{another_site.url}/"})
    assert await reason_of(f"{site.url}/", allow(site)) == "port-not-allowed"
    assert another_site.asked == []


async def test_a_name_that_changes_its_address_is_followed_only_to_what_was_checked(site: Any, reply: Any) -> None:
    site.replies["/"] = reply("<p>inside")
    looked_up: list[str] = []

    async def rebinding(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["10.0.0.8"]

    guard = Guard(loopback=frozenset({("shop.example", site.port)}), resolve=rebinding)
    answer = await fetch(f"http://shop.example:{site.port}/", guard)
    assert answer.body == b"<p>inside"
    assert looked_up == ["shop.example"]
    assert site.headers[0]["host"] == f"shop.example:{site.port}"
    assert await reason_of(f"http://shop.example:{site.port}/", guard) == "private-address"


async def test_the_next_address_is_tried_where_one_does_not_answer(site: Any, reply: Any) -> None:
    site.replies["/"] = reply("<p>hello")

    async def two(_host: str, _port: int) -> list[str]:
        return ["127.0.0.77", "127.0.0.1"]

    guard = Guard(loopback=frozenset({("shop.example", site.port)}), resolve=two)
    assert (await fetch(f"http://shop.example:{site.port}/", guard)).status == 200


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
async def test_a_status_that_is_no_page_is_named(site: Any, reply: Any, status: int) -> None:
    site.replies["/"] = reply("<p>sorry", status=status)
    assert await reason_of(f"{site.url}/", allow(site)) == f"http-{status}"


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json; charset=utf-8", "video/mp4"])
async def test_what_is_no_html_is_refused_without_its_body(site: Any, reply: Any, kind: str) -> None:
    site.replies["/"] = reply(b"x" * 1000, headers={"Content-Type": kind})
    assert await reason_of(f"{site.url}/", allow(site)) == "not-html"


async def test_without_a_content_type_the_body_decides(site: Any, reply: Any) -> None:
    site.replies["/page"] = reply("<!doctype html><p>hello", headers={})
    site.replies["/file"] = reply(b"\x89PNG....", headers={})
    assert (await fetch(f"{site.url}/page", allow(site))).status == 200
    assert await reason_of(f"{site.url}/file", allow(site)) == "not-html"


def in_pieces(piece: bytes, count: int, sent: list[int], *, pause: float = 0.0) -> Callable[[Any], None]:
    def write(out: Any) -> None:
        for _ in range(count):
            out.write(piece)
            out.flush()
            sent.append(len(piece))
            time.sleep(pause)

    return write


async def test_a_page_of_fifty_megabytes_is_refused_by_its_length(site: Any, reply: Any) -> None:
    sent: list[int] = []
    headers = {"Content-Type": "text/html", "Content-Length": str(50 * MB)}
    site.replies["/"] = reply(headers=headers, write=in_pieces(b"x" * 65536, 800, sent))
    assert await reason_of(f"{site.url}/", allow(site)) == "page-too-large"
    assert sum(sent) < 12 * MB


async def test_a_page_of_fifty_megabytes_without_a_length_is_not_read_to_its_end(site: Any, reply: Any) -> None:
    sent: list[int] = []
    site.replies["/"] = reply(headers={"Content-Type": "text/html"}, write=in_pieces(b"x" * 65536, 800, sent))
    assert await reason_of(f"{site.url}/", allow(site)) == "page-too-large"
    assert sum(sent) < 20 * MB


async def test_a_decompression_bomb_is_refused_and_costs_no_memory(site: Any, reply: Any) -> None:
    bomb = gzip.compress(b"\x00" * (400 * MB), compresslevel=9)
    site.replies["/"] = reply(bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert await reason_of(f"{site.url}/", allow(site)) == "page-too-large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024


async def test_a_server_that_drips_is_given_up_after_the_whole_time(site: Any, reply: Any) -> None:
    site.replies["/"] = reply(headers={"Content-Type": "text/html"}, write=in_pieces(b"x", 100, [], pause=0.05))
    began = time.monotonic()
    assert await reason_of(f"{site.url}/", allow(site), step_seconds=0.4, total_seconds=0.5) == "timed-out"
    assert time.monotonic() - began < 2


async def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        guard = Guard(loopback=frozenset({("127.0.0.1", port)}))
        assert await reason_of(f"http://127.0.0.1:{port}/", guard, step_seconds=0.2) == "timed-out"


async def test_nobody_listening_and_no_such_host_are_told_apart() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    guard = Guard(loopback=frozenset({("127.0.0.1", port)}))
    assert await reason_of(f"http://127.0.0.1:{port}/", guard) == "connect-failed"
    assert await reason_of("http://nowhere.invalid/", Guard()) == "dns-failed"


@contextmanager
def raw_server(answer: bytes) -> Iterator[int]:
    """A server that answers with these very bytes, once per connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<p>short",
     b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n"],
)  # fmt: skip
async def test_a_server_that_breaks_off_or_speaks_no_http_is_refused(answer: bytes) -> None:
    with raw_server(answer) as port:
        guard = Guard(loopback=frozenset({("127.0.0.1", port)}))
        assert await reason_of(f"http://127.0.0.1:{port}/", guard) == "connection-broken"


def certificate(host: str, folder: Path) -> Path:
    """A self-signed certificate with its key, valid for ``host``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    built = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / f"{host}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + built.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def tls_server(pem: Path) -> Iterator[tuple[int, list[str | None]]]:
    """An HTTPS server on loopback; it keeps the names that clients asked for (SNI)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<p>secure")

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    class Quiet(HTTPServer):
        def handle_error(self, *_args: object) -> None:
            """A client that hangs up in the handshake is what is tested."""

    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1]), names
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


async def to_loopback(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


async def test_tls_names_and_verifies_the_host_although_the_address_was_chosen_by_us(tmp_path: Path) -> None:
    pem = certificate("shop.example", tmp_path)
    trusting = ssl.create_default_context(cafile=str(pem))
    with tls_server(pem) as (port, names):
        own = frozenset({("shop.example", port), ("other.example", port)})
        guard = Guard(loopback=own, resolve=to_loopback)
        answer = await fetch(f"https://shop.example:{port}/", guard, tls=trusting)
        assert answer.body == b"<p>secure"
        assert names == ["shop.example"]
        assert await reason_of(f"https://other.example:{port}/", guard, tls=trusting) == "tls-failed"
        assert await reason_of(f"https://shop.example:{port}/", guard) == "tls-failed"


async def test_requests_to_one_host_are_spaced() -> None:
    pacer = Pacer(0.1)
    began = time.monotonic()
    await asyncio.gather(*(pacer.wait("shop.example") for _ in range(4)))
    assert time.monotonic() - began >= 0.3
    began = time.monotonic()
    await pacer.wait("other.example")
    assert time.monotonic() - began < 0.05
