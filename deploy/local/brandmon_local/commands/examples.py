"""The example sites: which there are, and each served on a loopback port of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from brandmon_cli.shared.failure import Failure

FOLDER = Path(__file__).resolve().parents[4] / "examples"
DEMO = "tillvane"
PORTS = range(18_190, 18_230)
"""A port is a website to the product: two sites on one port would share what a person said of them."""


def names() -> list[str]:
    """Every example site; the demo's first, so that it keeps its port whatever comes."""
    found = sorted(page.parent.name for page in (FOLDER / "sites").glob("*/index.html"))
    return sorted(found, key=lambda name: name != DEMO)


def port_of(name: str) -> int:
    """The port of ``name``; ``Failure`` where there is no such site."""
    known = names()
    if name not in known:
        raise Failure(f"There is no example site {name!r}. There are: {', '.join(known)}.")
    return PORTS[known.index(name)]


@contextmanager
def served(name: str) -> Iterator[str]:
    """Serve a site while the block runs, or this process lives; its address."""
    port = port_of(name)
    command = [sys.executable, str(FOLDER / "serve.py"), "--site", str(FOLDER / "sites" / name), "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--exit-with-parent"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        time.sleep(0.3)
        if server.poll() is not None:
            raise Failure(f"Port {port} (the example site {name}) is taken.")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()
