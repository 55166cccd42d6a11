"""Serve one example site over HTTP on loopback: `python serve.py --site sites/tillvane --port 8080`.

Robots.txt and sitemap.xml have to name absolute addresses, which a folder of files cannot know: `{{base}}` in those two
files becomes the address that the client asked for. Everything else is sent as it is. With `--exit-with-parent` the
server ends when the process that started it is gone, so that an interrupted demo leaves nothing behind.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TEMPLATED = {"/robots.txt": "text/plain; charset=utf-8", "/sitemap.xml": "application/xml; charset=utf-8"}
PARENT_CHECK_SECONDS = 0.5


class SiteHandler(SimpleHTTPRequestHandler):
    """Files of one folder; the two templated ones with the base address filled in; silent."""

    server_version = "ExampleSite/1.0"
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the base class declares it as a plain class attribute
        **SimpleHTTPRequestHandler.extensions_map,
        ".css": "text/css; charset=utf-8",
    }

    def do_GET(self) -> None:
        """Answer GET: a templated file, or whatever lies in the folder."""
        if not self.send_templated(with_body=True):
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer HEAD with the same headers."""
        if not self.send_templated(with_body=False):
            super().do_HEAD()

    def send_templated(self, *, with_body: bool) -> bool:
        """Send robots.txt or sitemap.xml if that is what was asked for; say whether it was."""
        path = self.path.split("?", 1)[0]
        source = Path(self.directory) / path.lstrip("/")
        if path not in TEMPLATED or not source.is_file():
            return False
        base = f"http://{self.headers.get('Host') or self.own_address()}"
        body = source.read_text(encoding="utf-8").replace("{{base}}", base).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TEMPLATED[path])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)
        return True

    def own_address(self) -> str:
        """`host:port` of the listening socket, for a client that sent no Host."""
        host, port = self.connection.getsockname()[:2]
        return f"{host}:{port}"

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The type of a file. UTF-8 is declared of pages in UTF-8 only: older ones say themselves what they are in."""
        kind = super().guess_type(path)
        return "text/html; charset=utf-8" if kind == "text/html" and is_utf8(Path(path)) else kind

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """A folder without index.html is not a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Print nothing per request."""


def is_utf8(path: Path) -> bool:
    """Whether the bytes of a file are valid UTF-8."""
    try:
        path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return True


def make_server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server for `site` on 127.0.0.1; port 0 takes a free one. Raises OSError where the port is taken."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(SiteHandler, directory=str(site)))
    server.daemon_threads = True
    return server


def stop_with_parent(server: ThreadingHTTPServer, parent: int) -> None:
    """Shut the server down once `parent` is no longer this process's parent (it was adopted by init)."""
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_SECONDS)
    server.shutdown()


def main(arguments: list[str] | None = None) -> int:
    """Run until interrupted; 2 for a folder or port that cannot be used."""
    parser = argparse.ArgumentParser(description="Serve one example site on 127.0.0.1.")
    parser.add_argument("--site", type=Path, required=True, help="folder of the site")
    parser.add_argument("--port", type=int, required=True, help="port to listen on; 0 takes a free one")
    parser.add_argument("--exit-with-parent", action="store_true", help="end when the starting process ends")
    options = parser.parse_args(arguments)
    parent = os.getppid()
    if not (options.site / "index.html").is_file():
        sys.stderr.write(f"{options.site} is not a site: it has no index.html\n")
        return 2
    try:
        server = make_server(options.site, options.port)
    except (OSError, OverflowError) as error:
        sys.stderr.write(f"port {options.port} cannot be used: {error}\n")
        return 2
    if options.exit_with_parent:
        threading.Thread(target=stop_with_parent, args=(server, parent), daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM):  # set, not inherited: a background job would ignore an interrupt
        signal.signal(number, signal.default_int_handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}/\n")
    sys.stdout.flush()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
