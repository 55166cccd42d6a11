"""The main job, shown: start everything, audit a company's website, print who is named."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from brandmon_cli import audits, stack
from brandmon_cli.failure import Failure

ROOT = Path(__file__).resolve().parents[4]
EXAMPLES = ROOT / "examples"
SITE_PORT = 18_190
SITE = EXAMPLES / "sites" / "tillvane"


def run(site: str | None, order: dict[str, Any], directory: Path, *, as_json: bool) -> None:
    """Run the demo. ``site``: any website instead of the example company's."""
    console = Console(stderr=as_json, highlight=False)
    local = stack.local_stack(directory, {"COLLECTOR_LOOPBACK_ALLOWLIST": f"127.0.0.1:{SITE_PORT}"})
    began = time.monotonic()
    stack.start(local, console)
    console.print(f"Everything is ready after {time.monotonic() - began:.0f} s.")
    with _example_site() as example, stack.gateway(directory) as gateway:
        ended = audits.run(gateway, site or example, order, as_json=as_json)
        audits.show(gateway, ended, reports=directory / "reports", as_json=as_json)
    console.print(stack.where(local))


@contextmanager
def _example_site() -> Iterator[str]:
    command = [sys.executable, str(EXAMPLES / "serve.py"), "--site", str(SITE), "--port", str(SITE_PORT)]
    server = subprocess.Popen([*command, "--exit-with-parent"], stdin=subprocess.DEVNULL)
    try:
        time.sleep(0.3)
        if server.poll() is not None:
            raise Failure(f"Port {SITE_PORT} (the example site) is taken.")
        yield f"http://127.0.0.1:{SITE_PORT}/"
    finally:
        server.terminate()
        server.wait()
